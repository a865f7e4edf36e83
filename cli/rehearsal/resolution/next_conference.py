"""The end of a resolution's year: what is overdue shows on desk and dashboard, and the next conference hears it all."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from cli.rehearsal.play import ENDINGS
from cli.rehearsal.post import PATIENCE
from cli.rehearsal.resolution.circulating import CirculationPlay
from models import Account, Procedure, Role
from models.store.database import reading
from words.dates import short_date

NEXT = "Hội nghị cán bộ, công chức, viên chức, người lao động năm sau"
REPORT, AHEAD = "democracy_report", 10
LOOKED_AT = ((Role.HR, "/hr"), (Role.MANAGER, "/"), (Role.MANAGER, "/procedures"))
OVERDUE = "quá hạn"
TEXT = "Điều 1. Thông qua các báo cáo\nHội nghị thông qua các báo cáo."


class NextConference(CirculationPlay):
    """The scenes after the checks of a year."""

    overdue_at: tuple[str, ...] = ()

    async def see_overdue(self) -> None:
        """Whoever drives and whoever watches find the overdue item where they look first."""
        found = [(path, (await (await self.desk(role)).open(path)).text) for role, path in LOOKED_AT]
        self.overdue_at = tuple(path for path, text in found if OVERDUE in text.casefold())

    async def hear_report(self) -> None:
        """HR plans the conference of the year; once the plan is filed its report says what became of each item."""
        await self.scene("the next conference")
        mine, today = self.procedure, self.today()
        hr, union = await self.begin("conference", NEXT), self.cast.holder(Role.UNION)
        await hr.press(
            "Lưu và sang bước 2",
            year=str(today.year),
            cause="yearly",
            starts_day=short_date(today + timedelta(days=AHEAD)),
            starts_clock="08:00",
            place="Hội trường tầng 2, trụ sở Sở",
            presidium=f"{self.cast.people[0].full_name}, Giám đốc\n{union.full_name}, Chủ tịch Công đoàn",
            secretaries=f"{self.cast.holder(Role.CLERK).full_name}, Văn phòng",
        )
        await hr.press("Lưu và sang bước 3", text=TEXT)
        await hr.press("Lưu và sang bước 4", seats="", candidates=[])
        await hr.open(f"/hr/procedures/{self.procedure}/duties")
        clerk = self._account_of(self.cast.holder(Role.CLERK).email)
        await hr.press("Giao nhiệm vụ", kind="secretary", account=clerk, deputy="", takes_over_after=240)
        await hr.open(f"/hr/procedures/{self.procedure}/conference/open")
        await hr.press("Mở hội nghị")
        await self.told("conference_plan_to_agree", Role.UNION)
        chair = await (await self.desk(Role.UNION)).open(f"/procedures/{self.procedure}/agreement")
        await chair.press("Xem lại", remark="Nhất trí với kế hoạch.")
        await chair.press("Thống nhất kế hoạch")
        await self.told("conference_plan_awaits_signature", Role.CLERK)
        await self.file("conference_plan", 60, "KH-SNgV")
        await self._keep_report()
        self.procedure = mine

    def _account_of(self, email: str) -> int:
        with reading() as session:
            return session.exec(select(Account.id).where(Account.email == email)).one() or 0

    async def _keep_report(self) -> None:
        """The report as everyone who may read it finds it, and filed."""
        clerk = await self.desk(Role.CLERK)
        async with asyncio.timeout(PATIENCE):
            while self._waits_for() != "meeting_list":
                await asyncio.sleep(0.3)
        (self.out / "papers").mkdir(parents=True, exist_ok=True)
        for ending in ENDINGS:
            content = await clerk.fetch(f"/procedures/{self.procedure}/papers/{REPORT}.{ending}")
            (self.out / "papers" / f"{REPORT}.{ending}").write_bytes(content)
        await self.file(REPORT, 61, "BC-SNgV")

    def _waits_for(self) -> str:
        with reading() as session:
            return session.get_one(Procedure, self.procedure).waiting_for
