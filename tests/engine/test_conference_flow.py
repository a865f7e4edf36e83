"""A conference: the flow on a real Prefect server and both databases, from the plan to the drafted resolution."""

import pytest
from sqlmodel import col, select

from flows.conference import conference
from models import Conference, Procedure, ProcedureState, Resolution, ResolutionArticle, ResolutionItem
from models.store import database
from procedures.conference.letter_ballot import planning
from procedures.meetings.finding import FIRST
from tests.by_letter import ByLetter
from tests.conferring import AHEAD
from words.dates import local_day

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


class Walked(ByLetter):
    """A conference that the flow itself walks; people do only what people do."""

    async def run(self) -> str:
        return (await conference(self.number, return_state=True)).name

    async def summoned(self) -> str:
        self.open()
        assert await self.run() == "Chờ Công đoàn thống nhất kế hoạch"
        self.agree()
        assert await self.run() == "Chờ văn thư vào số kế hoạch"
        self.sign("conference_plan")
        assert await self.run() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"
        self.confirm()
        return await self.run()


@pytest.fixture
def held(any_database: str) -> Walked:
    return Walked()


async def test_from_the_plan_to_the_resolution_each_step_comes_in_the_order_of_the_law(held: Walked) -> None:
    assert await held.summoned() == "Chờ xác nhận dự họp"
    held.world.move(days=AHEAD)
    assert await held.run() == "Chờ điểm danh"
    held.come(19)
    assert await held.run() == "Đang họp"
    due_on = local_day(held.hour(60))
    held.ask(1, answer="Sẽ sửa trong quý I.", owner_id=held.member(5), due_on=due_on)
    held.ask(2)
    assert held.vote(19, key="presidium", number=1)
    assert held.vote(10, 5, 4, number=2)
    assert await held.run() == "Đang họp"
    held.close()
    assert await held.run() == "Chờ văn thư vào sổ biên bản"
    held.sign("meeting_minutes-11")
    assert await held.run() == "Đã thông qua nghị quyết"

    assert len(held.world.letters("meeting_summons")) == 28
    assert await held.run() == "Đã thông qua nghị quyết"
    with database.reading() as session:
        done = session.get_one(Procedure, held.number)
        assert (done.state, done.outcome) == (ProcedureState.CLOSED, "adopted")
        number = session.get_one(Conference, held.number).drafted_resolution_id
        assert session.get_one(Procedure, number).state is ProcedureState.DRAFT
        resolution = session.get_one(Resolution, number)
        assert (resolution.present, resolution.in_favour) == (19, 10)
        articles = session.exec(select(ResolutionArticle).where(ResolutionArticle.procedure_id == number)).all()
        assert [each.heading for each in articles][:2] == ["Thông qua các báo cáo", "Nhiệm vụ năm 2027"]
        items = session.exec(select(ResolutionItem).where(col(ResolutionItem.procedure_id) == number)).all()
        assert [(each.text, each.owner_id, each.due_on) for each in items] == [
            ("Sẽ sửa trong quý I.", held.member(5), due_on)
        ]


async def test_without_a_quorum_it_is_convened_again(held: Walked) -> None:
    await held.summoned()
    held.world.move(days=AHEAD)
    await held.run()
    held.come(18)
    assert await held.run() == "Chờ văn thư vào sổ biên bản"
    held.sign("meeting_minutes-11")
    assert await held.run() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"
    held.at += 1
    held.convene_again()
    assert await held.run() == "Chờ xác nhận dự họp"
    held.world.move(days=3)
    await held.run()
    held.come(19)
    assert await held.run() == "Đang họp"
    assert not held.vote(9)
    held.close()
    await held.run()
    held.sign("meeting_minutes-12")
    assert await held.run() == "Không thông qua nghị quyết"
    steps = held.steps()
    assert [steps["conference_concluded", number] for number in (FIRST, FIRST + 1)] == ["no_quorum", "not_adopted"]
    with database.reading() as session:
        assert session.get_one(Conference, held.number).drafted_resolution_id is None


async def fail_twice(held: Walked) -> None:
    """Eighteen of 28 come, and again."""
    await held.summoned()
    held.world.move(days=AHEAD)
    for number in (FIRST, FIRST + 1):
        await held.run()
        held.come(18)
        await held.run()
        held.sign(f"meeting_minutes-{number}")
        if number == FIRST:
            await held.run()
            held.at += 1
            held.convene_again()
            await held.run()
            held.world.move(days=3)


async def test_too_few_twice_and_all_staff_are_asked_by_letter(held: Walked) -> None:
    await asked_by_letter(held)
    for place in range(15):
        held.say(place, "agree")
    held.world.move(days=6, hours=12)
    assert await held.run() == "Đang lấy ý kiến toàn thể bằng phiếu"
    assert len(held.world.letters("letter_ballot_reminder")) == 13
    held.world.move(days=1)
    assert await held.run() == "Chờ văn thư vào sổ biên bản"
    held.sign("letter_ballot_minutes")
    assert await held.run() == "Đã thông qua nghị quyết"
    assert await held.run() == "Đã thông qua nghị quyết"
    with database.reading() as session:
        number = session.get_one(Conference, held.number).drafted_resolution_id
        assert session.get_one(Procedure, number).state is ProcedureState.DRAFT


async def asked_by_letter(held: Walked) -> None:
    """Planned, agreed, decided: everyone has the letter."""
    await fail_twice(held)
    assert await held.run() == "Chờ chuẩn bị phiếu lấy ý kiến thay hội nghị"
    held.plan_letters()
    assert await held.run() == "Chờ Công đoàn thống nhất việc gửi phiếu"
    planning.agree(held.union, held.number)
    assert await held.run() == "Chờ văn thư vào số quyết định gửi phiếu"
    held.sign("letter_ballot_decision")
    assert await held.run() == "Đang lấy ý kiến toàn thể bằng phiếu"
    assert len(held.world.letters("letter_ballot_asked")) == 28
