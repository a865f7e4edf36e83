"""The play of a conference: attendance by two desks at once, the agenda, questions, hands, minutes, the resolution."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import col, select

from cli.rehearsal.appointment.beginning import SCAN
from cli.rehearsal.appointment.inbox import Inbox
from cli.rehearsal.appointment.people import INSPECTOR, OPERATOR, company_of
from cli.rehearsal.browser import Browser
from cli.rehearsal.cast import Cast
from cli.rehearsal.conference.by_box import ByBox
from cli.rehearsal.conference.by_letter import ByLetter
from cli.rehearsal.conference.planning import HOUR, MATTER, SEATS, TWICE, Turn
from cli.rehearsal.faults import CLOSING, REMINDING
from cli.rehearsal.play import Mishap, Tell
from cli.rehearsal.post import PATIENCE
from cli.rehearsal.stage import Stage
from models import Nominee, ProcedureState, Role
from models.store.database import reading
from words.dates import at_local, local_day, short_date

ABSENT_RATE, TOO_MANY, AGAIN_IN = 0.12, 0.45, 4
FAILED = {Turn.NO_QUORUM: 1, Turn.BY_LETTER: TWICE}
LOYAL = 0.9
QUESTIONS = (
    ("Bà Lý Thị Hòa, Phòng Lãnh sự", "Đề nghị sửa nhà để xe.", "Sở sửa xong nhà để xe trong quý I.", True),
    ("Ông Vũ Đình Sĩ, Văn phòng", "Đề nghị công khai lịch trực lễ.", "Văn phòng đã công khai trên bảng tin.", False),
)
Hands = tuple[str, int, int, int]


class ConferencePlay(ByLetter, ByBox):
    """One conference from the staff list to the drafted resolution; the seed draws who comes and how hands go up."""

    def __init__(
        self,
        stage: Stage,
        cast: Cast,
        out: Path,
        mishap: Mishap,
        tell: Tell,
        seed: int = 1,
        regime: date | None = None,
        is_rough: bool = False,
        is_sealed: bool = False,
    ) -> None:
        self.company = company_of(cast)
        super().__init__(stage, self.company.cast, out, mishap, tell)
        self.seed, self.regime, self.is_rough, self.is_sealed = seed, regime, is_rough, is_sealed
        self.inbox = Inbox(stage.folder / "mail")
        self.other_desks, self.nominees, self.letters = {}, {}, {}
        self.meeting_id, self.convening, self.replied = 0, 1, 0
        self.seats, self.present = [], []
        self.hands: list[Hands] = []
        self.boxed: list[Hands] = []
        self.boxes = []
        self.votes: dict[int, int] = {}
        self.said = {}

    present: list[int]

    async def run(self) -> None:
        """From an empty database to the drafted resolution."""
        await self.set_up()
        await self.draft_and_open()
        await self.agree()
        await self.summon()
        await self.reply()
        await self.scene(REMINDING)
        for failed in range(FAILED.get(self.turn, 0)):
            await self._convene(failed)
            await self.hold(TOO_MANY)
            await self.minute()
        if self.is_by_letter:
            await self.ask_all()
            await self.answer()
            await self.count_letters()
        else:
            await self._convene(FAILED.get(self.turn, 0))
            await self.hold(ABSENT_RATE)
            await self.confer()
            await self.minute()
        await self.end()

    async def _convene(self, failed: int) -> None:
        """After so many convenings with too few, another."""
        if failed:
            self.convening += 1
            await self.summon(at_local(local_day(self.now()) + timedelta(days=AGAIN_IN), HOUR))

    async def hold(self, absent: float) -> None:
        """Secretary and HR check people in beside one another; the list is closed."""
        await self.scene(CLOSING if self.convening == 1 else "the list is closed again")
        chance, people = self.chance("attendance", self.convening), list(self.seats)
        chance.shuffle(people)
        self.present = sorted(people[max(1, round(len(people) * absent)) :])
        await self.move_to(self.starts_at)
        await self.until("attendance")
        desks = [await self.desk(role) for role in (Role.CLERK, Role.HR)]
        halves = [self.present[:: len(desks)], self.present[1 :: len(desks)]]
        await asyncio.gather(*(self._check_in(desk, half) for desk, half in zip(desks, halves, strict=True)))
        await desks[0].open(self.here)
        await desks[0].press("Chốt điểm danh")
        await desks[0].press("Chốt điểm danh")

    async def _check_in(self, desk: Browser, people: list[int]) -> None:
        await desk.open(self.here)
        for entry in people:
            await desk.post(f"{self.here}/present", person=str(entry), there="yes", how="list")

    async def confer(self) -> None:
        """The agenda in the order of the law; what is asked; hands are counted; the conference ends."""
        await self.scene("the conference")
        await self.until("conference_course")
        desk = await self.desk(Role.CLERK)
        await desk.open(f"{self.here}/agenda")
        await self._vote(desk, "presidium", "")
        for number in range(1, len(self.agenda) + 1):
            await desk.press(f"Chuyển sang mục {number}")
            await desk.open(f"{self.here}/agenda?item={number}")
            await desk.press("Lưu diễn biến", said=f"Đã trình bày mục {number}.")
        due_on = short_date(self.today() + timedelta(days=60))
        for asked_by, text, answer, is_promised in QUESTIONS:
            owner = {"owner": str(self.members()[5]), "due_on": due_on} if is_promised else {}
            said = {"asked_by": asked_by, "text": text, "answered_by": "Giám đốc", "answer": answer}
            await desk.press("Ghi ý kiến", **said, **owner)
        await self._vote(desk, "matter", MATTER)
        await self._vote(desk, "resolution", "")
        if self.elects:
            await self.elect()
        if not self.boxes:
            await self.move_to(self.starts_at + timedelta(hours=2))
        ended = {"ended_day": short_date(local_day(self.starts_at)), "ended_clock": f"{HOUR + 1:02d}:30"}
        await desk.press("Kết thúc hội nghị", **ended)

    async def _vote(self, desk: Browser, key: str, matter: str) -> None:
        """Most are in favour, of a matter by secret ballots; of a resolution that is voted down, just half are.

        Of a sealed conference matter and resolution are voted by sealed ballots.
        """
        there, chance = len(self.present), self.chance("hands", key)
        is_down = key == "resolution" and self.turn is Turn.NOT_ADOPTED
        in_favour = there // 2 if is_down else there - chance.randint(0, there // 5)
        against = (there - in_favour) // 2
        hands = (in_favour, against, there - in_favour - against)
        if self.votes_sealed and key != "presidium":
            await self.vote_on(key, hands)
            self.boxed.append((key, *hands))
            return
        fields = dict(zip(("in_favour", "against", "abstained"), hands, strict=True))
        form = {"form": "ballots", "invalid": "0"} if matter else {}
        await desk.press("Ghi kết quả biểu quyết", key=key, matter=matter, **fields, **form)
        self.hands.append((key, *hands))

    async def elect(self) -> None:
        """Each who is there names three; two count apart, and again where one misread; or they are sealed."""
        chance, names = self.chance("ballots"), self._candidates()
        ballots = [chance.sample(names[:-1], k=SEATS) if chance.random() < LOYAL else [] for _ in self.present]
        if self.is_sealed:
            absent = self.chance("silent").randrange(len(ballots))
            named = [None if place == absent else ballot for place, ballot in enumerate(ballots)]
            self.votes = await self.vote_sealed(named, names)
            return
        votes = {name: sum(name in ballot for ballot in ballots) for name in names}
        blank = sum(not ballot for ballot in ballots)
        lines = {"issued": len(ballots), "returned": len(ballots), "valid": len(ballots) - blank, "invalid": 0}
        right = {**lines, "blank": blank, "others": 0, **{f"votes_{name}": of for name, of in votes.items()}}
        wrong = {**right, f"votes_{names[0]}": votes[names[0]] - 1}
        first, second = await self.desk_at(INSPECTOR), await self.desk_at(OPERATOR)
        for teller, figures in ((first, right), (second, wrong), (first, right), (second, right)):
            await teller.open(f"{self.here}/count")
            await teller.press("Gửi kết quả kiểm phiếu", files={"scan": SCAN}, **figures)
        self.votes = votes

    def _candidates(self) -> list[int]:
        with reading() as session:
            rows = select(Nominee.id).where(Nominee.procedure_id == self.procedure).order_by(col(Nominee.id))
            return [number or 0 for number in session.exec(rows).all()]

    async def minute(self) -> None:
        """The clerk files the minutes."""
        await self.until("minutes_signature")
        await self.sign(f"meeting_minutes-1{self.convening}", "BB-HNCBCC")
        if self.votes:
            await self.sign(f"counting_minutes-1{self.convening}", "BB-HNCBCC")
        for vote in self.boxes:
            await vote.keep_archives()

    async def end(self) -> None:
        """What was adopted is drafted; every paper is kept."""
        await self.scene("the resolution")
        await self.until(ProcedureState.CLOSED.value)
        async with asyncio.timeout(PATIENCE):
            await self.every_letter()
        ballot = () if self.sealed_vote else ("board_ballot",)
        of_election = (*ballot, "counting_minutes") if self.votes else ()
        of_meeting = ("meeting_invitation", "summons_list", "meeting_minutes", *of_election)
        by_letter = ("letter_ballot_decision", "letter_ballot_minutes") if self.said else ()
        self.papers = ("conference_plan", *(f"{kind}-1{self.convening}" for kind in of_meeting), *by_letter)
        await self.keep_papers()
