"""A resolution with three items, from its draft to the list of what became of each; on any world."""

from datetime import date, timedelta

from sqlmodel import select

from models import ItemReport, Judgement, ReportKind, ResolutionItem, Role, StepRecord
from models.store import database
from procedures.access.actor import Actor
from procedures.resolution import circulation, drafting
from procedures.resolution.items import checking, following, listing, reporting
from procedures.resolution.items import drafting as items
from procedures.resolution.items.drafting import Wanted
from procedures.resolution.items.listing import Item
from procedures.resolution.steps import CHECK_REPORT
from tests.world import World
from words.dates import local_day

TEXTS = (
    "Sửa chữa phòng tiếp công dân",
    "Công khai tiến độ giải quyết hồ sơ lãnh sự hằng tuần",
    "Lập sổ theo dõi sáng kiến của các phòng",
)


class CarryingOut:
    """Three items of the first three people of a world, due in `due_in` days; each verb carries it one step on."""

    def __init__(self, world: World, due_in: tuple[int, ...] = (30, 90, 200), union: Actor | None = None) -> None:
        self.world, self.union = world, union or world.account("Đỗ Thị Dương", Role.UNION)
        self.number = world.draft()
        for place, days in enumerate(due_in):
            items.add(world.hr, self.number, self.wanted(place, days))

    def today(self) -> date:
        return local_day(self.world.now())

    def wanted(self, place: int, days: int, **other: object) -> Wanted:
        """What HR types of one item; the owner is the person of the same place."""
        said = {"text": TEXTS[place % 3], "source": "article", "place": f"Điều {place + 1}", "owner_id": place + 1}
        return Wanted(**{**said, "due_on": self.today() + timedelta(days=days), **other})  # pyright: ignore

    def circulated(self) -> "CarryingOut":
        """Sent to everyone, who have five days."""
        drafting.open_(self.world.hr, self.number)
        self.world.sign(self.number)
        circulation.sign(self.number)
        circulation.circulate(self.number)
        return self

    def begun(self) -> "CarryingOut":
        """Everyone has read it, the circulation is over, the owners have their letters."""
        self.circulated()
        self.world.acknowledge(self.number, 8)
        circulation.close(self.number)
        circulation.name_missing(self.number)
        circulation.report(self.number)
        for item in self.items():
            following.entrust(self.number, item.row.entrusting)
        return self

    def items(self) -> list[Item]:
        with database.reading() as session:
            return listing.items_of(session, self.number)

    def item(self, number: int) -> Item:
        return self.items()[number - 1]

    def token(self, person: int) -> str:
        return self.world.token(self.world.entries(self.number)[person])

    def report(self, number: int, kind: ReportKind = ReportKind.COMPLETION, said: str = "Đã làm xong.") -> int:
        """The owner of an item reports it."""
        return reporting.report(self.token(number - 1), number, kind, said)

    def accept(self, number: int) -> None:
        """The owner reports an item as done, the manager accepts."""
        report = self.report(number)
        reporting.judge(self.world.manager, self.number, report, Judgement.ACCEPTED)

    def asked(self, check: int = 1) -> "CarryingOut":
        following.ask_check(self.number, check)
        return self

    def assess(self, check: int = 1, by: Actor | None = None) -> None:
        said = {item.row.number: f"Đánh giá việc {item.row.number}." for item in self.items()}
        checking.assess(by or self.world.hr, self.number, check, said, "Nhìn chung đúng tiến độ.")

    def checked(self, check: int = 1) -> "CarryingOut":
        """Assessed by HR, concluded by the head, agreed to by the union; its paper is made."""
        self.asked(check).assess(check)
        checking.conclude(self.world.manager, self.number, check)
        checking.agree(self.union, self.number, check, "Nhất trí với kết quả kiểm tra.")
        following.note_check(self.number, check)
        return self

    def told(self, check: int = 1) -> "CarryingOut":
        self.checked(check).file(f"{CHECK_REPORT}-{check}", 20 + check)
        following.tell_check(self.number, check)
        return self

    def file(self, name: str, number: int) -> None:
        self.world.file(self.number, name, number, "BC-SNgV", "Phạm Văn Quản")

    def steps(self) -> list[tuple[str, int, str]]:
        with database.reading() as session:
            rows = session.exec(
                select(StepRecord).where(StepRecord.procedure_id == self.number).order_by(StepRecord.id)  # pyright: ignore
            ).all()
            return [(row.step, row.occurrence, row.outcome) for row in rows]

    def rows(self) -> list[ResolutionItem]:
        return [item.row for item in self.items()]

    def reports(self) -> list[ItemReport]:
        with database.reading() as session:
            return list(session.exec(select(ItemReport).order_by(ItemReport.id)).all())  # pyright: ignore
