"""Rules of the agency on their way, in the verbs of the law, for the tests of everything that happens to them."""

from datetime import timedelta

from models import Decision, DocumentKind, RegulationSort, Role, Verdict
from models.store import database
from procedures import evidence
from procedures.access.actor import Actor
from procedures.opinion import asking, responding, table
from procedures.opinion import drafting as consulting
from procedures.regulation import drafting
from procedures.rounds import timing
from tests.world import SCAN, World

SUBJECT = "dự thảo Quy chế chi tiêu nội bộ năm 2027"
PARAGRAPHS = [
    "Điều 1. Quy chế này quy định việc chi tiêu nội bộ của Sở.",
    "Điều 2. Công tác phí được khoán 500.000 đồng một người mỗi tháng.",
]


class Ruling:
    """A world, rules of it, and the consultation on them."""

    def __init__(self, world: World, sort: RegulationSort = RegulationSort.SPENDING) -> None:
        self.world, self.sort = world, sort
        self.number = self.consultation = 0

    def draft(self, replaces: int | None = None) -> int:
        self.number = drafting.draft(self.world.hr, SUBJECT)
        drafting.write_text(
            self.world.hr, self.number, drafting.Text(SUBJECT, self.sort, None, replaces, list(PARAGRAPHS))
        )
        return self.number

    def consult(self) -> int:
        """The consultation on the draft, opened, its plan filed, the draft sent."""
        hr, world = self.world.hr, self.world
        self.consultation = drafting.consult(hr, self.number)
        plan = consulting.Plan(SUBJECT, self.matter, "Để rõ ràng.", "Văn phòng Sở", list(PARAGRAPHS))
        consulting.write_plan(hr, self.consultation, plan)
        timing.set_times(hr, self.consultation, None, world.now() + timedelta(days=5), [])
        consulting.open_(hr, self.consultation)
        self.file("consultation_plan", 7, "KH-SNgV", self.consultation)
        asking.note_plan(self.consultation)
        asking.ask(self.consultation)
        return self.consultation

    @property
    def matter(self) -> str:
        return "other_rules" if self.sort is RegulationSort.COORDINATION else self.sort.value

    def opened(self, replaces: int | None = None) -> int:
        """Drafted, consulted on, opened."""
        self.draft(replaces)
        self.consult()
        drafting.open_(self.world.hr, self.number)
        return self.number

    def answer(self, amended: list[str] | None = None) -> None:
        """The deadline of the consultation passes; every opinion is accepted, the table settled."""
        self.world.move(days=5, minutes=1)
        asking.close(self.consultation)
        with database.reading() as session:
            rows = table.table_of(session, self.consultation).rows
        for row in rows:
            responding.respond(self.world.hr, self.consultation, row.number, Verdict.ACCEPTED, "")
        if amended:
            responding.amend(self.world.hr, self.consultation, amended)
        responding.settle(self.world.hr, self.consultation)
        asking.note_table(self.consultation)

    def decide(self, decision: Decision = Decision.ISSUED, union: Actor | None = None) -> None:
        if union:
            responding.remark(union, self.consultation, "Nhất trí.")
        asking.note_union(self.consultation)
        responding.decide(self.world.manager, self.consultation, decision, "Chờ hướng dẫn mới.")
        asking.note_decision(self.consultation)

    def file(self, kind: str, number: int = 12, symbol: str = "QĐ-SNgV", procedure: int = 0) -> None:
        self.world.file(procedure or self.number, kind, number, symbol)

    def adopt(self) -> int:
        said = evidence.Filed("05/NQ-HNCBCC", self.world.today(), "Hội nghị cán bộ, công chức năm 2026")
        return evidence.file_document(self.world.hr, self.number, DocumentKind.CONFERENCE_RESOLUTION, said, SCAN)


def union_of(world: World) -> Actor:
    return world.account("Hoàng Thị Đoàn", Role.UNION)
