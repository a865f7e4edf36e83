"""A consultation on its way, in the verbs of the law, for the tests of everything that happens to it."""

from collections.abc import Mapping
from datetime import timedelta

from models import Role, Verdict
from models.store import database
from procedures.access.actor import Actor
from procedures.opinion import answering, asking, drafting, responding, table
from procedures.opinion.answering import AGREES, COMMENTS
from procedures.rounds import timing
from tests.world import World

SUBJECT = "dự thảo Quy chế chi tiêu nội bộ năm 2027"
PARAGRAPHS = [
    "Điều 1. Phạm vi điều chỉnh. Quy chế này quy định việc chi tiêu nội bộ của Sở.",
    "Điều 2. Công tác phí được khoán 500.000 đồng một người mỗi tháng.",
    "Điều 3. Quy chế có hiệu lực từ ngày 01 tháng 01 năm 2027.",
]


class Consulting:
    """A world and one consultation of it, step by step."""

    def __init__(self, world: World, matter: str = "spending_rules", union: Actor | None = None) -> None:
        self.world, self.matter = world, matter
        self.union: Actor = union or world.account("Hoàng Thị Đoàn", Role.UNION)
        self.number = 0

    def draft(self, closes_in: timedelta = timedelta(days=5), remind_in: tuple[timedelta, ...] = ()) -> int:
        self.number = drafting.draft(self.world.hr, SUBJECT)
        plan = drafting.Plan(SUBJECT, self.matter, "Để việc chi tiêu rõ ràng.", "Văn phòng Sở", PARAGRAPHS)
        drafting.write_plan(self.world.hr, self.number, plan)
        now = self.world.now()
        timing.set_times(self.world.hr, self.number, None, now + closes_in, [now + after for after in remind_in])
        return self.number

    def opened(self, closes_in: timedelta = timedelta(days=5), remind_in: tuple[timedelta, ...] = ()) -> int:
        self.draft(closes_in, remind_in)
        drafting.open_(self.world.hr, self.number)
        return self.number

    def file(self, kind: str, number: int = 7, symbol: str = "KH-SNgV") -> None:
        self.world.file(self.number, kind, number, symbol)

    def asked(self, closes_in: timedelta = timedelta(days=5)) -> int:
        self.opened(closes_in)
        self.file("consultation_plan")
        asking.note_plan(self.number)
        asking.ask(self.number)
        return self.number

    def say(self, person: int, said: Mapping[int, str] | None = None) -> None:
        """Have one person on the list agree, or comment."""
        entry = self.world.entries(self.number)[person]
        answering.give(self.world.token(entry), COMMENTS if said else AGREES, said or {})

    def closed(self) -> None:
        self.world.move(days=5, minutes=1)
        asking.close(self.number)

    def rows(self) -> list[table.TableRow]:
        with database.reading() as session:
            return list(table.table_of(session, self.number, with_names=True).rows)

    def respond_to_all(self) -> None:
        for row in self.rows():
            responding.respond(self.world.hr, self.number, row.number, Verdict.ACCEPTED, "")
