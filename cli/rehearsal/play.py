"""What every play shares: an agency set up from nothing, desks signed in to, the clock, the clerk's register."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlmodel import col, select

from cli import sample
from cli.rehearsal.browser import Browser, Log, Phones
from cli.rehearsal.cast import Cast
from cli.rehearsal.post import PATIENCE, Post
from cli.rehearsal.stage import Stage
from models import Account, LetterState, OutboxMessage, Role
from models.store import clock
from models.store.database import reading
from words.dates import at_local, local_day, short_date

SIGNED = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
AT_ONCE = 10
UNSENT = (LetterState.QUEUED, LetterState.DEFERRED, LetterState.SENDING)
ENDINGS = ("html", "pdf", "docx")
_SIGN = re.compile(r"/countersign/([0-9]+)")
Mishap = Callable[[str], Awaitable[None]]
Tell = Callable[[str], None]


class Play:
    """One rehearsal on a stage; `mishap` is told each scene's name and may break something there.

    A kind of procedure adds its scenes in `run`, and the papers that it leaves in `papers`.
    """

    papers: tuple[str, ...] = ()

    def __init__(self, stage: Stage, cast: Cast, out: Path, mishap: Mishap, tell: Tell) -> None:
        self.stage, self.cast, self.out, self.mishap, self.tell = stage, cast, out, mishap, tell
        self.log, self.post = Log(), Post(stage.folder / "mail")
        self.phones = Phones()
        self.procedure = 0
        self.late_answers = 0
        self.reminder_at: datetime | None = None
        self.closes_at: datetime | None = None
        self._desks: dict[Role, Browser] = {}

    async def run(self) -> None:
        """From an empty database to the end of the procedure."""
        raise NotImplementedError

    async def scene(self, name: str) -> None:
        """The head of a scene: told to whoever watches, and the moment at which something may break."""
        self.tell(name)
        await self.mishap(name)

    async def arrived(self, kind: str, people: Iterable[sample.Person]) -> None:
        """Wait until each of these people has the letter of a kind."""
        await self.post.wait(kind, [person.email for person in people])

    async def told(self, kind: str, *roles: Role) -> None:
        """Wait until whoever holds each role has the letter of a kind."""
        await self.arrived(kind, [self.cast.holder(role) for role in roles])

    async def set_up(self) -> None:
        """Accounts, the agency, the staff list."""
        await self.scene("set_up")
        await self._accounts()
        hr = await self.desk(Role.HR)
        await hr.open("/hr/agency")
        await hr.press(
            "Lưu thông tin cơ quan",
            name="Sở Ngoại vụ tỉnh Bình Minh",
            governing_body="Ủy ban nhân dân tỉnh Bình Minh",
            symbol="SNgV",
            place="Bình Minh",
            head_title="Giám đốc",
            head_name=self.cast.people[0].full_name,
            union_title="Chủ tịch Công đoàn",
            union_name=self.cast.holder(Role.UNION).full_name,
            contact=f"{self.cast.holder(Role.HR).full_name}, máy lẻ 102",
            office="Văn phòng Sở Ngoại vụ",
        )
        await hr.open("/hr/staff/import")
        await hr.press("Đọc tệp", files={"file": ("can-bo.csv", sample.as_csv(self.cast.people))})
        await hr.press("Nhận danh sách")

    async def _accounts(self) -> None:
        named = []
        for role in (Role.HR, Role.CLERK, Role.OPERATOR, Role.MANAGER, Role.UNION):
            holder = self.cast.holder(role)
            named += [f"--{role.value}", f"{holder.full_name} <{holder.email}>"]
        command = [sys.executable, "-m", "cli.main", "accounts", "init", *named]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        if await process.wait():
            raise RuntimeError("accounts init failed")

    async def desk(self, role: Role) -> Browser:
        """The browser of whoever holds a role, signed in by a mailed code, and the phone where it is asked for."""
        if role not in self._desks:
            self._desks[role] = await self.signed_in(self.cast.holder(role).email)
        return self._desks[role]

    async def signed_in(self, email: str) -> Browser:
        """This person's browser after signing in; where the answer to a code was lost, another code is asked for."""
        browser = Browser(self.stage.base, self.log)
        async with asyncio.timeout(PATIENCE):
            while True:
                known = len(self.post.of("sign_in_code", email))
                await browser.open("/sign-in")
                await browser.press("Gửi mã cho tôi", email=email)
                await browser.press("Đăng nhập", code=await self.post.code(email, known))
                if not browser.has_button("Đăng nhập"):
                    return await self.phones.confirm(browser, email)

    def account_of(self, email: str) -> int:
        """The number of the account with this address."""
        with reading() as session:
            return session.exec(select(Account.id).where(Account.email == email)).one() or 0

    async def begin(self, kind: str, subject: str) -> Browser:
        """HR's first step: a draft of this kind; returns HR's browser on its second."""
        hr = await self.desk(Role.HR)
        await hr.open("/hr/procedures/new")
        await hr.press("Tạo bản nháp", kind=kind, subject=subject)
        self.procedure = int(hr.address.rstrip("/").split("/")[-2])
        return hr

    async def time_and_invite(self, hr: Browser, invitation: str, closes_in: int, reminder_in: int) -> None:
        """Everyone is asked, at once, within so many days, reminded once, with some words of the agency's own."""
        await hr.open(f"/hr/procedures/{self.procedure}/people")
        await hr.press("Lưu và sang bước 4")
        await hr.open(f"/hr/procedures/{self.procedure}/times")
        blank = {
            each.get("name"): "" for each in hr.page.iter("input") if (each.get("name") or "").startswith("remind")
        }
        today = self.today()
        self.reminder_at = at_local(today + timedelta(days=reminder_in), 8)
        self.closes_at = at_local(today + timedelta(days=closes_in), 17)
        times = {
            "closes_day": short_date(today + timedelta(days=closes_in)),
            "closes_clock": "17:00",
            "remind1_day": short_date(today + timedelta(days=reminder_in)),
            "remind1_clock": "08:00",
        }
        await hr.press("Lưu và sang bước 5", send="now", **{**blank, **times})
        await hr.open(f"/hr/procedures/{self.procedure}/letter")
        await hr.press("Lưu và sang bước 6", invitation=invitation)
        await self.scene("opening")
        await hr.open(f"/hr/procedures/{self.procedure}/open")

    def today(self) -> date:
        """The day on the agency's clock."""
        with reading() as session:
            return local_day(clock.now(session))

    async def file(self, kind: str, number: int, symbol: str, dated_on: date | None = None) -> None:
        """The clerk enters a paper in the register; its day is today's unless given."""
        clerk = await self.desk(Role.CLERK)
        await clerk.open(f"/procedures/{self.procedure}/papers/{kind}")
        await clerk.press(
            "Vào sổ và lưu bản ký",
            files={"scan": (f"{kind}-da-ky.pdf", SIGNED)},
            number=number,
            symbol=symbol,
            dated_on=short_date(dated_on or self.today()),
            signer=self.cast.people[0].full_name,
        )

    async def countersign(self) -> None:
        """The union signs whatever of this procedure waits for a second person."""
        union = await self.desk(Role.UNION)
        await union.open(f"/procedures/{self.procedure}/corrections")
        for number in sorted(set(_SIGN.findall(union.text)), key=int):
            await union.open(f"/countersign/{number}")
            await self.phones.confirm(union, self.cast.holder(Role.UNION).email)
            if union.has_button("Gửi quyết định"):
                await union.press("Gửi quyết định", choice="sign", why="")

    async def all_at_once(
        self, people: list[sample.Person], act: Callable[[int, sample.Person], Awaitable[object]]
    ) -> None:
        """Have each of them do something, ten at a time."""
        queue = list(enumerate(people))

        async def worker() -> None:
            while queue:
                await act(*queue.pop())

        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))

    async def move_past(self, at: datetime | None) -> None:
        """Let the agency's clock go on until a minute after an instant, whatever the hour at which the play began."""
        if at is None:
            raise LookupError("this play has no such instant yet")
        with reading() as session:
            left = at + timedelta(minutes=1) - clock.now(session)
        await self.move(hours=left / timedelta(hours=1))

    async def move(self, hours: float) -> None:
        browser = await Browser(self.stage.base, self.log).open("/demo/clock")
        await browser.press("Cho đồng hồ đi tới", hours=f"{hours:.4f}")

    async def every_letter(self) -> None:
        """Wait until whatever was queued has come; raises TimeoutError after ten minutes."""
        async with asyncio.timeout(PATIENCE):
            while self._unsent():
                await asyncio.sleep(0.5)

    def _unsent(self) -> bool:
        with reading() as session:
            waiting = select(OutboxMessage.id).where(col(OutboxMessage.state).in_(UNSENT))
            return session.exec(waiting.limit(1)).first() is not None

    async def keep_papers(self) -> None:
        """Every paper, on screen, for print and for Word, is kept for whoever looks later."""
        clerk = await self.desk(Role.CLERK)
        (self.out / "papers").mkdir(parents=True, exist_ok=True)
        for name in (f"{kind}.{ending}" for kind in self.papers for ending in ENDINGS):
            content = await clerk.fetch(f"/procedures/{self.procedure}/papers/{name}")
            (self.out / "papers" / name).write_bytes(content)
