"""One small world for all tests: an agency, its people, one account a role, and a resolution on its way."""

from datetime import date, datetime, timedelta

from sqlmodel import select

from models import (
    Account,
    Agency,
    DemoMarker,
    OutboxMessage,
    Role,
    RoleHolding,
    RollEntry,
    StaffCategory,
    StaffMember,
    Unit,
)
from models.store import clock, database
from notifications import links
from procedures import filing
from procedures.access.actor import Actor
from procedures.refusal import Refusal
from procedures.resolution import answering, drafting
from procedures.rounds import timing
from words.dates import at_local, local_day

SCAN = filing.Upload("nghi-quyet.pdf", b"%PDF-1.7\n% made up for a test\n%%EOF\n")
UNITS = ("Văn phòng", "Phòng Lãnh sự", "Phòng Hợp tác quốc tế")


class World:
    """Builders in the verbs of the law; made by the `world` fixture on a fresh database."""

    def __init__(self, people: int = 8, without_mail: int = 0) -> None:
        with database.transaction() as session:
            session.add(DemoMarker(created_at=clock.now(session)))
            session.add(
                Agency(name="Sở Ngoại vụ", governing_body="ỦY BAN NHÂN DÂN TỈNH", symbol="SNgV", place="Hà Tĩnh")
            )
            units = [Unit(name=name) for name in UNITS]
            session.add_all(units)
            session.flush()
            for number in range(people):
                session.add(
                    StaffMember(
                        full_name=f"Nguyễn Thị Số {number}",
                        unit_id=units[number % len(units)].id or 0,
                        category=StaffCategory.CIVIL_SERVANT,
                        email=None if number < without_mail else f"nguoi{number}@example.gov.vn",
                        is_unit_head=without_mail <= number < without_mail + len(units),
                    )
                )
            session.flush()
        self.hr = self.account("Trần Văn Bình", Role.HR)
        self.clerk = self.account("Lê Thị Thư", Role.CLERK)
        self.manager = self.account("Phạm Văn Quản", Role.MANAGER)
        self.operator = self.account("Đỗ Văn Máy", Role.OPERATOR)

    def account(self, name: str, *roles: Role) -> Actor:
        email = f"{'-'.join(roles)}@example.gov.vn"
        with database.transaction() as session:
            account = Account(full_name=name, email=email)
            session.add(account)
            session.flush()
            for role in roles:
                session.add(RoleHolding(account_id=account.id or 0, role=role, granted_at=clock.now(session)))
        return Actor(name, email, account_id=account.id, roles=frozenset(roles), is_strong=True)

    def now(self) -> datetime:
        with database.reading() as session:
            return clock.now(session)

    def today(self) -> date:
        """The day on which what is adopted or signed here is: the law's clocks begin with it."""
        return local_day(self.now())

    def move(self, **by: float) -> None:
        """Move the clock of this world forward."""
        with database.transaction() as session:
            marker = session.get_one(DemoMarker, 1)
            marker.offset_seconds += int(timedelta(**by).total_seconds())
            session.add(marker)

    def begin_after(self, hour: int) -> None:
        """Whatever the time of the day, some days later is after this hour of that day."""
        early = at_local(self.today(), hour) - self.now()
        self.move(seconds=max(0, early.total_seconds() + 60))

    def draft(self, closes_in: timedelta = timedelta(days=5), remind_in: tuple[timedelta, ...] = ()) -> int:
        number = drafting.draft(self.hr, "Nghị quyết Hội nghị cán bộ, công chức năm 2026")
        drafting.write_text(
            self.hr,
            number,
            drafting.Text(
                subject="Nghị quyết Hội nghị cán bộ, công chức năm 2026",
                conference="Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026",
                adopted_on=self.today(),
                articles=[("Thông qua các báo cáo", ["Hội nghị thông qua báo cáo của Giám đốc."])],
            ),
        )
        now = self.now()
        timing.set_times(self.hr, number, None, now + closes_in, [now + after for after in remind_in])
        return number

    def opened(self, closes_in: timedelta = timedelta(days=5), remind_in: tuple[timedelta, ...] = ()) -> int:
        number = self.draft(closes_in, remind_in)
        drafting.open_(self.hr, number)
        return number

    def signed(self, closes_in: timedelta = timedelta(days=5), remind_in: tuple[timedelta, ...] = ()) -> int:
        number = self.opened(closes_in, remind_in)
        self.sign(number)
        return number

    def sign(self, number: int) -> None:
        self.file(number, "resolution", 5, "NQ-HNCBCC")

    def file(self, number: int, name: str, wanted: int, symbol: str, signer: str = "Nguyễn Văn Giám") -> None:
        """The clerk files a signed paper today, under the number that is wanted or the next one free."""
        taken = True
        while taken:
            try:
                filing.file_signed(self.clerk, number, name, wanted, symbol, self.today(), signer, SCAN)
                taken = False
            except Refusal as refusal:
                if refusal.key != "number_taken":
                    raise
                wanted += 1

    def entries(self, number: int) -> list[RollEntry]:
        with database.reading() as session:
            return list(session.exec(select(RollEntry).where(RollEntry.procedure_id == number)).all())

    def token(self, entry: RollEntry) -> str:
        return links.token(entry.id or 0, entry.link_version)

    def acknowledge(self, number: int, people: int) -> None:
        for entry in self.entries(number)[:people]:
            answering.acknowledge(self.token(entry))

    def letters(self, kind: str) -> list[OutboxMessage]:
        with database.reading() as session:
            return list(session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind)).all())
