"""A resolution is circulated: the flow on a real Prefect server, on both databases."""

from datetime import timedelta

import pytest
from sqlmodel import select

from flows.resolution import resolution
from models import Nudge, Procedure, StepRecord
from models.store import database
from procedures.resolution import steps
from tests.world import World

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


def done(number: int) -> list[tuple[str, int, str]]:
    with database.reading() as session:
        rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == number).order_by(StepRecord.id)).all()
        return [(row.step, row.occurrence, row.outcome) for row in rows]


def nudge(number: int) -> Nudge:
    with database.reading() as session:
        return session.get_one(Nudge, number)


async def test_a_resolution_waits_for_the_clerk_before_anyone_is_written_to(world: World) -> None:
    number = world.opened()
    state = await resolution(number, return_state=True)
    assert state.name == "Chờ văn thư vào số và bản ký"
    assert done(number) == [("opened", 0, "done")]
    assert not world.letters("resolution_circulated")
    assert nudge(number).done == nudge(number).asked


async def test_a_signed_resolution_goes_to_everyone_once(world: World) -> None:
    number = world.signed()
    first = await resolution(number, return_state=True)
    again = await resolution(number, return_state=True)
    assert first.name == again.name == "Chờ xác nhận đã đọc"
    assert first.message.startswith("đến ")
    assert len(world.letters("resolution_circulated")) == 8


async def test_the_missing_are_named_at_the_deadline(world: World) -> None:
    number = world.signed(timedelta(days=5), (timedelta(days=2), timedelta(days=4)))
    await resolution(number, return_state=True)
    world.acknowledge(number, 6)
    world.move(days=2, minutes=1)
    await resolution(number, return_state=True)
    world.move(days=2)
    await resolution(number, return_state=True)
    world.move(days=1)
    state = await resolution(number, return_state=True)
    assert state.name == "Còn người chưa đọc"
    assert [len(world.letters(kind)) for kind in ("resolution_reminder", "resolution_missing")] == [4, 2]
    assert done(number)[-1] == ("reported", 0, "some_missing")


async def test_a_round_ends_when_everyone_has_answered(world: World) -> None:
    number = world.signed(timedelta(days=5), (timedelta(days=2),))
    await resolution(number, return_state=True)
    world.acknowledge(number, 8)
    state = await resolution(number, return_state=True)
    assert state.name == "Mọi người đã đọc"
    assert not world.letters("resolution_reminder")
    assert [step for step, _, _ in done(number)] == [step.key for step in steps.STEPS]
    with database.reading() as session:
        assert session.get_one(Procedure, number).next_due is None
