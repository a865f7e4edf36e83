"""A confidence poll: the flow on a real Prefect server and both databases, from the notice to the report."""

import pytest
from sqlmodel import select

from flows.confidence_poll import confidence_poll
from models import Procedure, ProcedureState, StepRecord
from models.store import database
from procedures.confidence_poll import questioning
from procedures.meetings.finding import FIRST
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from tests.polling import AHEAD, Poll

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


class Walked(Poll):
    """A poll that the flow itself walks; people do only what people do."""

    async def run(self) -> str:
        return (await confidence_poll(self.number, return_state=True)).name

    async def summoned(self) -> str:
        """Everything up to the summons; returns for what the poll waits then."""
        self.open()
        assert await self.run() == "Chờ văn thư vào số thông báo"
        self.sign("confidence_notice")
        assert await self.run() == "Chờ báo cáo tự đánh giá"
        self.report()
        assert await self.run() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"
        convening.confirm_plan(self.world.hr, *self.here)
        return await self.run()

    async def held(self, present: int | None = None) -> str:
        self.come(present)
        return await self.run()

    async def counted(self) -> str:
        for teller in (self.union, self.inspector):
            self.enter(teller, self.count(*((10, 5, 4),) * 3))
        return await self.run()

    async def minuted(self) -> str:
        for name in (f"meeting_minutes-{self.at}", f"counting_minutes-{self.at}"):
            self.sign(name)
        return await self.run()

    def steps(self) -> dict[tuple[str, int], str]:
        with database.reading() as session:
            rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == self.number)).all()
        return {(row.step, row.occurrence): row.outcome for row in rows}


@pytest.fixture
def poll(any_database: str) -> Walked:
    return Walked()


async def test_from_the_notice_to_the_report_each_step_comes_in_the_order_of_the_law(poll: Walked) -> None:
    assert await poll.summoned() == "Chờ câu hỏi của người bỏ phiếu"
    questioning.ask(poll.token(9), poll.polled()[0], "Vì sao chậm?")
    poll.world.move(days=AHEAD - 8)
    assert await poll.run() == "Chờ trả lời câu hỏi"
    questioning.answer(poll.token(3), 1, "Vì thiếu người.")
    assert await poll.run() == "Chờ xác nhận dự họp"
    poll.world.move(days=8)
    assert await poll.run() == "Chờ điểm danh"
    assert await poll.held(19) == "Chờ kiểm phiếu"
    assert await poll.counted() == "Chờ văn thư vào sổ biên bản"
    assert await poll.minuted() == "Chờ văn thư vào số báo cáo"
    poll.sign("confidence_report")
    assert await poll.run() == "Đã lấy phiếu, đã báo cáo"

    before = {
        kind: len(poll.world.letters(kind)) for kind in ("meeting_summons", "poll_answered", "poll_report_wanted")
    }
    assert before == {"meeting_summons": 28, "poll_answered": 28, "poll_report_wanted": 3}
    assert await poll.run() == "Đã lấy phiếu, đã báo cáo"
    assert {kind: len(poll.world.letters(kind)) for kind in before} == before
    with database.reading() as session:
        procedure = session.get_one(Procedure, poll.number)
        assert (procedure.state, procedure.outcome) == (ProcedureState.CLOSED, "polled")


async def test_without_a_quorum_the_meeting_is_convened_again_and_papers_go_once(poll: Walked) -> None:
    assert await poll.summoned() == "Chờ câu hỏi của người bỏ phiếu"
    poll.world.move(days=AHEAD)
    assert await poll.run() == "Chờ điểm danh"
    assert await poll.held(18) == "Chờ văn thư vào sổ biên bản"
    poll.sign("meeting_minutes-11")
    assert await poll.run() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"

    poll.at += 1
    plan = MeetingPlan(poll.hour(3), "Hội trường tầng 2", chair="Bà Lê Thị Giám, Phó Bí thư Đảng ủy")
    convening.set_meeting(poll.world.hr, *poll.here, plan)
    convening.confirm_plan(poll.world.hr, *poll.here)
    assert await poll.run() == "Chờ xác nhận dự họp"
    poll.world.move(days=3)
    await poll.run()
    assert await poll.held(19) == "Chờ kiểm phiếu"
    assert await poll.counted() == "Chờ văn thư vào sổ biên bản"
    assert await poll.minuted() == "Chờ văn thư vào số báo cáo"

    steps = poll.steps()
    assert [steps["poll_concluded", number] for number in (FIRST, FIRST + 1)] == ["no_quorum", "polled"]
    assert steps["poll_questions_closed", FIRST + 1] == "not_needed"


async def test_papers_that_would_come_too_late_wait_until_the_day_is_moved(poll: Walked) -> None:
    poll.open()
    poll.sign("confidence_notice")
    await poll.run()
    poll.world.move(days=AHEAD - 12)
    poll.report()
    await poll.run()
    convening.confirm_plan(poll.world.hr, *poll.here)
    assert await poll.run() == "Chờ dời hội nghị để tài liệu đến trước đủ ngày"

    plan = MeetingPlan(poll.hour(20), "Hội trường tầng 2", chair="Bà Lê Thị Giám, Phó Bí thư Đảng ủy")
    convening.set_meeting(poll.world.hr, *poll.here, plan)
    convening.confirm_plan(poll.world.hr, *poll.here)
    assert await poll.run() == "Chờ câu hỏi của người bỏ phiếu"
    assert poll.steps()["poll_reports_filed", 0] == "late"
