"""The beginning of a rehearsed poll: the wizard, the notice, the reports, the summons with its papers."""

import random
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import col, select

from cli import sample
from cli.rehearsal.appointment.beginning import SCAN, Beginning
from cli.rehearsal.appointment.inbox import Letter
from cli.rehearsal.appointment.people import CLERK, TELLERS
from cli.rehearsal.browser import Browser
from law.decisions.confidence import Deadlines, deadlines
from law.rules import Rules, rules_on
from models import Meeting, PolledPerson, Role, RollEntry, Round, RoundMode
from models.store.database import reading
from words.dates import at_local, local_day, short_date

SUBJECT = "Lấy phiếu tín nhiệm lãnh đạo các phòng giữa nhiệm kỳ"
AHEAD, HOUR = 30, 8
BASIS = "Công văn số 12-CV/TU ngày 20/11/2026 của Ban Thường vụ Tỉnh ủy"


class Course(StrEnum):
    """What the seed has drawn: a meeting, one that too few come to at first, no meeting at all; or sealed ballots."""

    MEETING = "meeting"
    NO_QUORUM = "no_quorum"
    CORRESPONDENCE = "correspondence"
    SEALED = "sealed"


ON_PAPER = (Course.MEETING, Course.NO_QUORUM, Course.CORRESPONDENCE)
WAYS = {Course.CORRESPONDENCE: "correspondence", Course.SEALED: "sealed"}


class Planning(Beginning):
    """The scenes up to the questions of the voters."""

    seed: int
    course: Course
    polled: list[tuple[int, int, str]]
    letters: dict[int, Letter]
    starts_at: datetime

    def chance(self, *purpose: object) -> random.Random:
        """A stream of draws of its own for each purpose, the same for the same seed."""
        return random.Random(":".join(map(str, (self.seed, *purpose))))  # noqa: S311

    @property
    def rules(self) -> Rules:
        return rules_on("confidence_poll", local_day(self.starts_at))

    @property
    def last(self) -> Deadlines:
        return deadlines(self.rules, local_day(self.starts_at))

    async def draft_and_open(self) -> None:
        """HR's wizard, step by step."""
        await self.scene("drafting")
        self.starts_at = at_local(self.today() + timedelta(days=AHEAD), HOUR)
        hr = await self.begin("confidence_poll", SUBJECT)
        way = WAYS.get(self.course, "meeting")
        await hr.press(
            "Lưu và sang bước 2",
            term="Nhiệm kỳ 2025 - 2030",
            organiser="Ban Thường vụ Đảng ủy Sở",
            authority="Ban Thường vụ Tỉnh ủy",
            way=way,
            correspondence_basis="" if way == "meeting" else BASIS,
            starts_day=short_date(local_day(self.starts_at)),
            starts_clock=f"{HOUR:02d}:00",
            place="Phòng họp tầng 2, trụ sở Sở",
            chair=f"{self.cast.people[0].full_name}, Giám đốc",
            invitation="Đề nghị đồng chí đọc kỹ báo cáo tự đánh giá.",
        )
        for place in self.company.nominees:
            await hr.open(f"/hr/procedures/{self.procedure}/polled?q={self.company.people[place].full_name}")
            await hr.press("Ghi vào phiếu", person=self.members()[place])
        tellers = TELLERS if self.course is Course.SEALED else TELLERS[:2]
        for kind, place in (("secretary", CLERK), *(("teller", place) for place in tellers)):
            await hr.open(f"/hr/procedures/{self.procedure}/duties")
            account = self.account_of(self.company.people[place].email)
            await hr.press("Giao nhiệm vụ", kind=kind, account=account, deputy="", takes_over_after=240)
        await hr.open(f"/hr/procedures/{self.procedure}/poll/open")
        await self.scene("opening")
        await hr.press("Mở lấy phiếu tín nhiệm")
        self._note_who_is_polled()
        if self.course is Course.SEALED and self._is_on_paper():
            self.course = Course.CORRESPONDENCE

    def _is_on_paper(self) -> bool:
        """Whether so few vote that the ballots are of paper, whatever was asked for."""
        rows = select(Round.mode).join(Meeting).where(Meeting.procedure_id == self.procedure)
        with reading() as session:
            return session.exec(rows).one() is RoundMode.PAPER

    def _note_who_is_polled(self) -> None:
        """Number on the ballot, roll entry and name of everyone polled, in the ballot's order."""
        same = col(RollEntry.staff_member_id) == col(PolledPerson.staff_member_id)
        rows = select(PolledPerson, RollEntry.id).join(RollEntry, same & (RollEntry.procedure_id == self.procedure))
        with reading() as session:
            found = session.exec(rows.where(PolledPerson.procedure_id == self.procedure)).all()
        in_order = sorted(found, key=lambda each: each[0].number)
        self.polled = [(person.id or 0, entry or 0, person.full_name) for person, entry in in_order]

    def person_of(self, entry: int) -> sample.Person:
        """Who stands on the roll under a number."""
        with reading() as session:
            member = session.get_one(RollEntry, entry).staff_member_id
        return self.company.people[self.members().index(member)]

    async def give_notice(self) -> None:
        """The clerk's letter arrives; the notice is filed."""
        await self.scene("the notice")
        await self.until("poll_notice")
        await self.told("poll_paper_awaits_signature", Role.CLERK)
        await self.sign("confidence_notice", "TB-SNgV")

    async def report(self) -> None:
        """Whoever is polled files by the own link; HR files for those without mail, and for the last one."""
        await self.scene("reports")
        await self.until("self_reports")
        hr = await self.desk(Role.HR)
        for place, (number, entry, _) in enumerate(self.polled):
            address = self.person_of(entry).email
            if not address or place == len(self.polled) - 1:
                await hr.open(f"/hr/procedures/{self.procedure}/reports")
                await hr.press("Lưu báo cáo", files={"scan": SCAN}, which=str(number))
                continue
            await self.post.wait("poll_report_wanted", [address])
            browser = Browser(self.stage.base, self.log)
            await browser.open(self.post.link(address, "poll_report_wanted"))
            await browser.press("Nộp báo cáo", files={"scan": SCAN})
