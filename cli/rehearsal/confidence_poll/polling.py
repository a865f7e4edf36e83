"""The play of a confidence poll: papers, questions, a meeting or ballots handed out, the count, the report."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from cli.rehearsal.appointment.beginning import SCAN
from cli.rehearsal.appointment.inbox import Inbox
from cli.rehearsal.appointment.people import INSPECTOR, OPERATOR, TELLERS, company_of
from cli.rehearsal.browser import Browser
from cli.rehearsal.cast import Cast
from cli.rehearsal.confidence_poll.ballots import Counted, counted, filled, misread, rows_of, sealed
from cli.rehearsal.confidence_poll.beginning import HOUR, ON_PAPER, Course, Planning
from cli.rehearsal.faults import ANSWERING, CLOSING, REMINDING
from cli.rehearsal.play import Mishap, Tell
from cli.rehearsal.post import PATIENCE
from cli.rehearsal.sealed.holders import Holders
from cli.rehearsal.sealed.voting import SealedVote, Voter
from cli.rehearsal.stage import Stage
from models import ProcedureState, Role
from words.dates import at_local, local_day, short_date

ASKERS, AGAIN_IN = 4, 4
ABSENT_RATE, TOO_MANY = 0.12, 0.45
QUESTION, ANSWER = "Đề nghị nêu rõ kết quả việc số {number} năm 2026.", "Việc số {number} đã xong trong quý III."
COURSE = "1. Chủ trì nêu mục đích, yêu cầu.\n2. Hội nghị nghe hướng dẫn ghi phiếu."


class PollPlay(Planning):
    """One poll from the staff list to its report; the seed draws how it is held and how each ballot is filled."""

    def __init__(
        self,
        stage: Stage,
        cast: Cast,
        out: Path,
        mishap: Mishap,
        tell: Tell,
        seed: int = 1,
        is_rough: bool = False,
        is_sealed: bool = False,
    ) -> None:
        self.company = company_of(cast)
        super().__init__(stage, self.company.cast, out, mishap, tell)
        self.seed, self.is_rough = seed, is_rough
        self.course = Course.SEALED if is_sealed else ON_PAPER[(seed - 1) % len(ON_PAPER)]
        self.inbox = Inbox(stage.folder / "mail")
        self.other_desks, self.nominees, self.letters = {}, {}, {}
        self.meeting_id, self.convening = 0, 1
        self.seats: list[int] = []
        self.present: list[int] = []
        self.questions: dict[int, int] = {}
        self.count: Counted | None = None
        self.sealed_vote: SealedVote | None = None
        self.showed_too_early = self.named_the_asker = False

    async def run(self) -> None:
        """From an empty database to the signed report."""
        await self.set_up()
        await self.say_positions()
        await self.draft_and_open()
        await self.give_notice()
        await self.report()
        await self.summon()
        await self.ask()
        await self.answer()
        if self.course is Course.SEALED:
            await self.vote_sealed()
            await self.minute_box()
            await self.end()
            return
        if self.course is Course.NO_QUORUM:
            await self.hold(TOO_MANY)
            await self.minute("meeting_minutes")
            await self.summon_again()
        await self.hold(ABSENT_RATE)
        await self.vote()
        await self.minute(*self._minutes())
        await self.end()

    def _minutes(self) -> tuple[str, ...]:
        return (
            ("counting_minutes", "meeting_minutes")
            if self.course in (Course.MEETING, Course.NO_QUORUM)
            else ("counting_minutes",)
        )

    async def summon(self) -> None:
        """HR settles the list; papers and summons are with the voters."""
        await self.scene("the summons")
        await self.until("meeting_list")
        await self._settle()
        await self.until("poll_questions")
        await self._letters()

    async def _settle(self, starts_at: datetime | None = None) -> None:
        hr = await self.desk(Role.HR)
        await hr.open(f"/hr/procedures/{self.procedure}/meetings")
        here = hr.address.split("?")[0]
        self.meeting_id = int(here.rsplit("/", 1)[-1])
        if starts_at:
            moment = {"starts_day": short_date(local_day(starts_at)), "starts_clock": f"{HOUR:02d}:00"}
            await hr.press("Lưu giờ, địa điểm", place_kind="hall", remind_day="", remind_clock="", **moment)
        await hr.open(f"{here}/confirm")
        await hr.press("Chốt và gửi giấy mời")

    async def _letters(self) -> None:
        """Everyone on the list who has mail has the summons of this hour."""
        secretary = await self.desk(Role.CLERK)
        await secretary.open(self.here)
        rows = secretary.page.xpath('//li[starts-with(@id, "person-")]')
        words = {int(row.get("id").removeprefix("person-")): " ".join(row.text_content().split()) for row in rows}
        self.seats = [entry for entry, said in words.items() if "không bỏ phiếu" not in said]
        by_mail = [entry for entry, said in words.items() if "giấy mời in" not in said]
        self.letters |= await self.inbox.summons(f"{local_day(self.starts_at):%Y%m%d}T{HOUR:02d}0000", by_mail)

    @property
    def here(self) -> str:
        return f"/procedures/{self.procedure}/meetings/{self.meeting_id}"

    async def ask(self) -> None:
        """A few voters ask by their links, each someone else; then the last day for questions passes.

        The chair, HR's contact and those polled ask nothing: their names stand on the pages anyway.
        """
        await self.scene(ANSWERING)
        offices = (self.cast.people[0], self.cast.holder(Role.HR))
        named = {*(person.full_name for person in offices), *(name for _, _, name in self.polled)}
        by_mail = [entry for entry in self.seats if entry in self.letters]
        voters = [entry for entry in by_mail if self.person_of(entry).full_name not in named]
        for place, entry in enumerate(self.chance("askers").sample(voters, min(ASKERS, len(voters)))):
            number = self.polled[place % len(self.polled)][0]
            browser = await Browser(self.stage.base, self.log).open(self.letters[entry].link)
            await browser.press("Xem lại câu hỏi", person=number, question=QUESTION.format(number=place + 1))
            await browser.press("Gửi câu hỏi")
            self.questions[entry] = number
        await self.move_to(at_local(self.last.questions + timedelta(days=1), 0))

    async def answer(self) -> None:
        """The flow closes the questions; each who was asked answers by the own link; HR types what is on paper."""
        await self.scene(REMINDING)
        await self.until("poll_answers")
        hr, asked = await self.desk(Role.HR), set(self.questions.values())
        for number, entry, _ in self.polled:
            if number not in asked:
                continue
            if not self.person_of(entry).email:
                await self._answer_on_paper(hr, number)
                continue
            browser = await self._own_page(entry)
            self.named_the_asker |= any(
                self.person_of(asker).full_name in browser.words for asker in self.questions if asker != entry
            )
            while browser.has_button("Gửi trả lời"):
                await browser.press("Gửi trả lời", text=ANSWER.format(number=number))
        await self.until("replies", "meeting", "attendance", "poll_box")

    async def _own_page(self, entry: int) -> Browser:
        address = self.person_of(entry).email
        await self.post.wait("poll_answers_wanted", [address])
        return await Browser(self.stage.base, self.log).open(self.post.link(address, "poll_answers_wanted"))

    async def _answer_on_paper(self, hr: Browser, number: int) -> None:
        await hr.open(f"/hr/procedures/{self.procedure}/reports")
        for button in [each for each in hr.page.iter("button") if "Lưu trả lời" in each.text_content()]:
            await hr.press("Lưu trả lời", which=button.get("value") or "", text=ANSWER.format(number=number))

    async def hold(self, absent: float) -> None:
        """Those who come are checked in, or are handed a ballot; the list is closed."""
        await self.scene(CLOSING if self.convening == 1 else "the list is closed again")
        chance, voters = self.chance("attendance", self.convening), list(self.seats)
        chance.shuffle(voters)
        self.present = sorted(voters[max(1, round(len(voters) * absent)) :])
        await self.move_to(self.starts_at)
        await self.until("attendance")
        secretary = await self.desk(Role.CLERK)
        await secretary.open(self.here)
        for entry in self.present:
            await secretary.post(f"{self.here}/present", person=str(entry), there="yes", how="list")
        await secretary.open(self.here)
        by_post = self.course is Course.CORRESPONDENCE
        for button in (
            ("Chốt phát phiếu, thu xong phiếu", "Chốt, thu xong phiếu") if by_post else ("Chốt điểm danh",) * 2
        ):
            await secretary.press(button)

    async def summon_again(self) -> None:
        """Too few came: a later hour, the same people, no papers again."""
        await self.scene("summoned again")
        await self.until("meeting_list")
        self.convening += 1
        self.starts_at = at_local(local_day(self.now()) + timedelta(days=AGAIN_IN), HOUR)
        await self._settle(self.starts_at)
        await self.until("replies", "meeting")
        await self._letters()

    async def vote(self) -> None:
        """Each who is there fills in a ballot; two count apart, and again where one took a mark for another."""
        await self.until("count")
        people = [number for number, _, _ in self.polled]
        self.count = counted(filled(self.chance("ballots"), len(self.present), people), people)
        first, second, hr = await self.desk_at(INSPECTOR), await self.desk_at(OPERATOR), await self.desk(Role.HR)
        wrong = misread(self.count)
        await self._enter(first, self.count)
        await hr.open(f"/procedures/{self.procedure}")
        self.showed_too_early = "phiếu thu về" in hr.words.split("Các bước theo luật")[0]
        if wrong != self.count:
            await self._enter(second, wrong)
            await self._enter(first, self.count)
        await self._enter(second, self.count)

    async def _enter(self, teller: Browser, count: Counted) -> None:
        await teller.open(f"{self.here}/count")
        await teller.press("Gửi kết quả kiểm phiếu", files={"scan": SCAN}, **count.fields())

    async def vote_sealed(self) -> None:
        """The three make keys, two people open the box, each votes by the own code, two holders open it."""
        await self.until("poll_box")
        people, chance = [number for number, _, _ in self.polled], self.chance("ballots")
        ballots = sealed(filled(chance, len(self.seats), people), people)
        self.present, self.count = list(self.seats), counted(ballots, people)
        holders = Holders(self, [self.company.people[place].email for place in TELLERS])
        await holders.make_keys()
        self.sealed_vote = SealedVote(self, holders, self.chance("sealed"))
        await self.sealed_vote.hold(dict(zip(map(self._voter, self.seats), map(rows_of, ballots), strict=True)))

    def _voter(self, entry: int) -> Voter:
        name = self.person_of(entry).full_name
        return Voter(name, self.letters[entry].to[0] if entry in self.letters else "")

    async def minute_box(self) -> None:
        """The clerk enters the minutes of the count; then whoever may have the archive keeps it."""
        await self.until("minutes_signature")
        await self.sign("counting_minutes-11", "BB-SNgV")
        assert self.sealed_vote is not None
        await self.sealed_vote.keep_archives()

    async def minute(self, *kinds: str) -> None:
        """The secretary writes what happened; the clerk enters the minutes that there are."""
        await self.until("minutes_signature")
        secretary = await self.desk(Role.CLERK)
        await self.move_to(self.starts_at + timedelta(hours=2))
        await secretary.open(self.here)
        ended = {"ended_day": short_date(local_day(self.starts_at)), "ended_clock": f"{HOUR + 1:02d}:30"}
        await secretary.press("Lưu diễn biến", text=COURSE, **ended)
        for kind in kinds:
            await self.sign(f"{kind}-1{self.convening}", "BB-SNgV")

    async def end(self) -> None:
        """The report goes to the authority; every paper is kept."""
        await self.scene("the report")
        await self.until("report_signature")
        await self.sign("confidence_report", "BC-SNgV")
        await self.until(ProcedureState.CLOSED.value)
        async with asyncio.timeout(PATIENCE):
            await self.every_letter()
        last = f"-1{self.convening}"
        ballot = () if self.course is Course.SEALED else ("confidence_ballot",)
        of_meeting = ("meeting_invitation", "summons_list", *ballot, *self._minutes())
        whole = ("confidence_notice", "confidence_summary", "confidence_report")
        self.papers = (*whole, *(f"{kind}{last}" for kind in of_meeting))
        await self.keep_papers()
