"""The calendar of the yearly conference: the flow on a real Prefect server and both databases, over two years."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from flows.yearly_conference import yearly_conference
from models import Procedure, StepRecord
from models.store import database
from procedures.yearly import keeping, steps
from tests.world import World

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


async def run(number: int) -> str:
    return (await yearly_conference(number, return_state=True)).name


async def test_each_year_has_its_reminders_until_its_conference_and_then_the_next_year_begins(world: World) -> None:
    year = world.today().year
    number = keeping.begin(world.hr, date(year, 12, 31))
    assert await run(number) == "Chờ hội nghị hằng năm"
    assert world.letters("conference_due") == []
    with database.reading() as session:
        first, *_, last = steps.reminders_of(session, steps.year_of(session, number, year))
        assert session.get_one(Procedure, number).next_due is not None
    world.move(days=(first - world.today() + timedelta(days=1)) / timedelta(days=1))
    await run(number)
    assert len(world.letters("conference_due")) == 2
    await run(number)
    assert len(world.letters("conference_due")) == 2
    world.move(days=(last - world.today() + timedelta(days=1)) / timedelta(days=1))
    await run(number)
    assert len(world.letters("conference_due")) == 4
    keeping.note(world.hr, number, year, world.today(), "Họp trên giấy.")
    assert await run(number) == "Chờ hội nghị hằng năm"
    with database.reading() as session:
        closed = session.exec(select(StepRecord).where(StepRecord.step == "conference_held")).one()
        assert (closed.occurrence, closed.outcome) == (year, "late")
        assert [row.year for row in steps.years_of(session, number)] == [year, year + 1]
