"""The beginning of a rehearsed appointment: positions, the wizard, the policy, the conditions of each nominee."""

import asyncio
import sys
from datetime import date, datetime

from sqlmodel import col, select

from cli.rehearsal.appointment.inbox import Inbox
from cli.rehearsal.appointment.people import CLERK, HEAD, INSPECTOR, SMALL, TELLERS, UNFIT, Company
from cli.rehearsal.appointment.script import Script
from cli.rehearsal.browser import Browser
from cli.rehearsal.play import SIGNED, Play
from cli.rehearsal.post import PATIENCE
from law.decisions.appointment import HeadState
from models import Procedure, Role, StaffMember
from models.store import clock
from models.store.database import reading
from words.dates import short_date

SUBJECT = "Bổ nhiệm Phó Giám đốc Sở Ngoại vụ"
POST = "Phó Giám đốc"
AUTHORITY = "Chủ tịch Ủy ban nhân dân tỉnh Bình Minh"
SCAN = ("ban-quet.pdf", SIGNED)
EVIDENCE = "Đã đối chiếu hồ sơ cán bộ."


class Beginning(Play):
    """The scenes before the first meeting; what all scenes share: who is who, documents, the register, the wait."""

    company: Company
    script: Script
    begun_on: date | None
    inbox: Inbox
    nominees: dict[str, str]
    register = 0
    tellers = 2

    async def _accounts(self) -> None:
        named: list[str] = []
        people = self.company.people
        holders = [(role, self.cast.holder(role)) for role in (Role.HR, Role.CLERK, Role.OPERATOR, Role.MANAGER)]
        holders += [(Role.UNION, self.cast.holder(Role.UNION)), (Role.INSPECTOR, people[INSPECTOR])]
        outside = self.company.outsiders.get(Role.INSPECTOR)
        holders += [(Role.INSPECTOR, people[outside])] if outside else []
        for role, holder in holders:
            named += [f"--{role.value}", f"{holder.full_name} <{holder.email}>"]
        command = [sys.executable, "-m", "cli.main", "accounts", "init", *named]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        if await process.wait():
            raise RuntimeError("accounts init failed")

    async def desk_at(self, place: int) -> Browser:
        """The browser of someone by the place in the staff list."""
        email = self.company.people[place].email
        for role in Role:
            if role is not Role.INSPECTOR and self.cast.holder(role).email == email:
                return await self.desk(role)
        if email not in self.other_desks:
            self.other_desks[email] = await self.signed_in(email)
        return self.other_desks[email]

    other_desks: dict[str, Browser]

    async def say_positions(self) -> None:
        """HR says who holds which position in the sense of the law, page after page."""
        await self.scene("positions")
        hr, number = await self.desk(Role.HR), 1
        members = self.members()
        held = {str(members[place]): [each.value for each in held] for place, held in self.company.positions.items()}
        while True:
            await hr.open(f"/hr/staff/positions?page={number}")
            has_more = "Trang sau" in hr.text
            there = {box.get("value") for box in hr.page.iter("input") if box.get("name") == "among"}
            filled = {f"held_{person}": positions for person, positions in held.items() if person in there}
            if filled:
                await hr.press("Lưu vị trí", **filled)
            if not has_more:
                return
            number += 1

    def members(self) -> list[int]:
        """The number of each member of staff, by place in the list."""
        with reading() as session:
            return list(session.exec(select(StaffMember.id).order_by(col(StaffMember.id))).all())  # pyright: ignore

    async def draft_and_open(self) -> None:
        """HR's wizard, step by step."""
        await self.scene("drafting")
        hr = await self.begin("appointment", SUBJECT)
        await self._write_case(hr)
        await hr.open(f"/hr/procedures/{self.procedure}/posts")
        await hr.press("Lưu vị trí", title=POST, unit="", head="")
        for place in self.company.nominees:
            await self._name(hr, place)
        await self._assign(hr)
        if self.begun_on:
            await self.file_document(hr, self._first_document, self.begun_on)
        await hr.open(f"/hr/procedures/{self.procedure}/summons")
        await hr.press("Lưu và sang bước 6", invitation="Đề nghị đồng chí đến đúng giờ.")
        await self.scene("opening")
        await hr.press("Mở quy trình bổ nhiệm")

    @property
    def way(self) -> str:
        """Who decides on the policy, drawn among the ways of the law."""
        return self.script.chance("way").choice([str(way) for way in self.script.rules.names("policy_ways")])

    @property
    def _first_document(self) -> str:
        return "policy" if self.way == "decided" else "submission"

    @property
    def party_leads(self) -> bool:
        return self.script.chance("party").random() < 0.5

    async def _write_case(self, hr: Browser) -> None:
        decides = self.script.chance("decides").choice(("head", "authority"))
        head = self.script.course.head
        await hr.press(
            "Lưu và sang bước 2",
            subject=SUBJECT,
            purpose="Sở còn thiếu một Phó Giám đốc phụ trách công tác lãnh sự.",
            begun_on=short_date(self.begun_on) if self.begun_on else "",
            way=self.way,
            decides=decides if head is HeadState.PRESENT else "authority",
            authority=AUTHORITY,
            head=head.value,
            flags=["has_units", *(["party_leads"] if self.party_leads else [])],
            superior="own",
            superior_chair="",
            starts_at_step="1",
        )

    async def _name(self, hr: Browser, place: int) -> None:
        person, number = self.company.people[place], self.members()[place]
        await hr.open(f"/hr/procedures/{self.procedure}/posts")
        await hr.open(f"{hr.link('Thêm nhân sự')}?q={person.full_name}")
        await hr.press("Ghi vào danh sách nhân sự", person=number, planned_work="Phụ trách công tác lãnh sự.")

    async def _assign(self, hr: Browser) -> None:
        duties = [("secretary", CLERK), ("decider", HEAD), *(("teller", place) for place in TELLERS[: self.tellers])]
        for kind, place in duties:
            await hr.open(f"/hr/procedures/{self.procedure}/duties")
            account = self.account_of(self.company.people[place].email)
            await hr.press("Giao nhiệm vụ", kind=kind, account=account, deputy="", takes_over_after=240)

    async def file_document(self, who: Browser, kind: str, dated_on: date | None = None, **about: object) -> None:
        """File a document of others on which a step rests; `about`: meeting, nominee."""
        self.register += 1
        await who.open(f"/hr/procedures/{self.procedure}/documents")
        await who.press(
            "Lưu văn bản",
            files={"scan": SCAN},
            kind=kind,
            number=f"{self.register}-CV/TU",
            dated_on=short_date(dated_on or self.today()),
            issuer=AUTHORITY,
            gist="Theo đề nghị của cơ quan.",
            **about,
        )

    async def sign(self, name: str, symbol: str) -> None:
        """The clerk enters a paper under the next number."""
        self.register += 1
        await self.file(name, self.register, symbol)

    async def decide_policy(self) -> None:
        """The policy is agreed: by the leadership itself, or on the proposal that the clerk sent."""
        await self.scene("policy")
        hr = await self.desk(Role.HR)
        if self.way == "submitted":
            await self.until("policy")
            await self.sign("policy_proposal", "TTr-SNgV")
            await hr.open(f"/hr/procedures/{self.procedure}/submitted")
            await hr.press("Lưu ngày nhận", submitted_on=short_date(self.today()))
        if self.way == "submitted" or self.begun_on is None:
            await self.file_document(hr, "policy")

    async def check_eligibility(self) -> None:
        """HR measures each nominee by each condition; in a bigger agency one of them does not meet one."""
        await self.scene("eligibility")
        hr = await self.desk(Role.HR)
        await hr.open(f"/hr/procedures/{self.procedure}/nominees")
        links = {link.text_content().strip(): link.get("href") or "" for link in hr.page.iter("a")}
        for place in self.company.nominees:
            name = self.company.people[place].full_name
            self.nominees[name] = links[name].rsplit("/", 1)[-1]
            await self.fill_checklist(hr, name, "Lưu tiêu chuẩn, điều kiện", fails=place == UNFIT)
        if len(self.company.people) >= SMALL:
            del self.nominees[self.company.people[UNFIT].full_name]

    async def fill_checklist(self, hr: Browser, name: str, button: str, *, fails: bool = False) -> None:
        """Say of every item of a form that it is met, with its evidence and day; with `fails` not of the last."""
        await hr.open(f"/hr/procedures/{self.procedure}/nominees/{self.nominees[name]}")
        form = next(form for form in hr.page.forms if button in form.text_content())
        items = [box.get("name") for box in form.iter("input") if (box.get("name") or "").startswith("evidence_")]
        days = {box.get("name") for box in form.iter("input") if (box.get("name") or "").startswith("day_")}
        filled: dict[str, object] = {}
        for item in items:
            key = item.removeprefix("evidence_")
            is_met = not (fails and item == items[-1])
            filled |= {item: EVIDENCE, f"met_{key}": "yes" if is_met else "no"}
            filled |= {day: short_date(self.today()) for day in days if day == f"day_{key}"}
        await hr.press(button, **filled)

    async def until(self, *keys: str) -> str:
        """Wait until the procedure waits for one of these; raises TimeoutError after ten minutes."""
        async with asyncio.timeout(PATIENCE):
            while (key := self.waits_for()) not in keys:
                await asyncio.sleep(0.3)
        return key

    def waits_for(self) -> str:
        """The key of what the procedure waits for; its state where it is over."""
        with reading() as session:
            found = session.exec(select(Procedure).where(Procedure.id == self.procedure)).one()
            return found.waiting_for or found.state.value

    def now(self) -> datetime:
        with reading() as session:
            return clock.now(session)

    async def move_to(self, instant: datetime) -> None:
        """Let the agency's clock go on to just after an instant."""
        if instant > self.now():
            await self.move_past(instant)
