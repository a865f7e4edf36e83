"""An appointment case: the flow on a real Prefect server and both databases, from the policy to the last posted day."""

import pytest
from sqlmodel import select

from flows.appointment import appointment
from models import DocumentKind, FindingKind, Procedure, ProcedureState, StepRecord
from models.store import database
from procedures.meetings.holding import attending
from procedures.meetings.summoning import convening
from tests.meeting_world import Meeting28, agency
from tests.world import SCAN

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


class Case(Meeting28):
    """A case that the flow itself walks; people do only what people do."""

    def walk_to(self, step: int, again: int = 1) -> None:
        self.at = step * 10 + again

    async def run(self) -> str:
        return (await appointment(self.number, return_state=True)).name

    def sign(self, name: str, number: int = 7) -> None:
        """The clerk files a signed paper."""
        self.world.file(self.number, name, number, "BB-SNgV", "Bà Lê Thị Giám")

    async def meet(self, step: int, *votes: int, again: int = 1) -> str:
        """Summon, hold, count; returns for what the case waits then."""
        self.walk_to(step, again)
        self.set()
        self.document()
        convening.confirm_plan(self.world.hr, *self.here)
        await self.run()
        self.world.move(days=3, minutes=1)
        await self.run()
        self.come()
        attending.open_meeting(self.secretary, *self.here)
        await self.run()
        for teller in (self.union, self.inspector):
            self.enter(teller, self.count(*votes))
        return await self.run()

    async def minute(self) -> str:
        self.sign(f"counting_minutes-{self.at}")
        self.sign(f"meeting_minutes-{self.at}")
        return await self.run()

    def steps(self) -> list[tuple[str, int, str]]:
        with database.reading() as session:
            rows = select(StepRecord).where(StepRecord.procedure_id == self.number).order_by(StepRecord.id)  # pyright: ignore
            return [(row.step, row.occurrence, row.outcome) for row in session.exec(rows).all()]

    def complete_dossier(self, nominee_id: int) -> None:
        for item in self.items(nominee_id, FindingKind.DOSSIER):
            if item.key != "dossier.proposal":
                self.find(nominee_id, item.key, dated_on=self.today, scan=SCAN)


@pytest.fixture
def case(any_database: str) -> Case:
    return Case(agency())


async def test_four_meetings_lead_from_the_policy_to_a_decision_made_public(case: Case) -> None:
    first, _ = case.nominees
    assert await case.run() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"
    assert await case.meet(1, 2, 1) == "Chờ văn thư vào sổ biên bản"
    assert await case.minute() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"
    assert await case.meet(2, 4) == "Chờ văn thư vào sổ biên bản"
    assert [each.chosen for each in case.conclusions()] == [[first]]
    await case.minute()
    await case.meet(3, 20)
    assert await case.minute() == "Chờ kết luận vấn đề mới nảy sinh"
    case.walk_to(3)
    case.file(DocumentKind.NEW_ISSUES)
    assert await case.run() == "Chờ ý kiến cấp ủy"
    case.file(DocumentKind.PARTY_OPINION)
    assert await case.run() == "Chờ chốt giờ, địa điểm, danh sách triệu tập"
    await case.meet(4, 3)
    assert await case.minute() == "Chờ đủ hồ sơ"
    case.complete_dossier(first)
    assert await case.run() == "Chờ văn thư vào số tờ trình"
    case.sign("appointment_proposal")
    assert await case.run() == "Chờ quyết định bổ nhiệm"
    case.sign("appointment_decision-1")
    assert await case.run() == "Đang niêm yết"
    assert len(case.world.letters("appointment_disclosed")) >= 27
    case.world.move(days=21)
    assert await case.run() == "Đã bổ nhiệm"
    with database.reading() as session:
        assert session.get_one(Procedure, case.number).state is ProcedureState.CLOSED


async def test_nobody_over_half_at_the_key_cadres_meeting_stops_the_case_with_a_report(case: Case) -> None:
    await case.run()
    await case.meet(1, 2, 1)
    await case.minute()
    await case.meet(2, 5)
    await case.minute()
    assert await case.meet(3, 1) == "Chờ văn thư vào sổ biên bản"
    assert [each.reason for each in case.conclusions()] == ["stop"]
    assert await case.run() == "Chờ văn thư vào sổ biên bản"
    assert await case.minute() == "Chờ văn thư vào số báo cáo"
    assert await case.run() == "Chờ văn thư vào số báo cáo"
    case.sign("case_report")
    assert await case.run() == "Dừng quy trình, đã báo cáo"
