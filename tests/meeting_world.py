"""An agency of 28 with one case opened at its first meeting, and its meetings step by step, in the verbs of the law."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlmodel import select

from models import (
    Attendee,
    Conclusion,
    DocumentKind,
    Meeting,
    Nominee,
    PolicyWay,
    Position,
    Post,
    RollEntry,
    StaffMember,
)
from models.store import database
from procedures import bodies, evidence
from procedures.access.actor import Actor
from procedures.appointment import beginning, drafting, meeting_steps
from procedures.meetings import finding
from procedures.meetings.holding import attending
from procedures.meetings.holding.attendance import Attendance
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.count import Count
from procedures.meetings.tallying.counting import Entered
from procedures.refusal import Refusal
from tests.appointment.appointing import LAST_OLD_DAY, Appointing, member
from tests.world import SCAN, World

PEOPLE = 28
HEADS, DEPUTIES, HR_PERSON = (3, 4, 5), (6, 7, 8), 9
POSITIONS = {
    **dict.fromkeys(HEADS, (Position.UNIT_HEAD,)),
    **dict.fromkeys(DEPUTIES, (Position.UNIT_DEPUTY_HEAD,)),
    3: (Position.UNIT_HEAD, Position.PARTY_COMMITTEE),
    HR_PERSON: (Position.HR_REPRESENTATIVE,),
}
NOMINEES, WITHOUT_MAIL = (6, 7), 2


def refused(verb: Callable[..., object], *given: object, **named: object) -> str:
    """The key of the refusal that a verb answers with, which has a sentence."""
    with pytest.raises(Refusal) as refusal:
        verb(*given, **named)
    assert refusal.value.sentence
    return refusal.value.key


def agency() -> World:
    """28 people in three units: 0 leads with 1 and 2 (who has no mail), 3 heads a unit and sits in the committee."""
    world = World(people=PEOPLE)
    with database.transaction() as session:
        silent = session.get_one(StaffMember, member(WITHOUT_MAIL))
        silent.email = None
        session.add(silent)
    return world


class Meeting28(Appointing):
    """One case about 6 and 7 whose first meeting is being prepared; counted by the union and the inspector."""

    def __init__(self, world: World | None = None, old_law: bool = False, starts_at_step: int = 1) -> None:
        super().__init__(world or agency())
        for place, positions in POSITIONS.items():
            bodies.set_positions(self.world.hr, member(place), positions)
        day = LAST_OLD_DAY if old_law else None
        way = PolicyWay.SUBMITTED if old_law else PolicyWay.DECIDED
        self.draft(way=way, begun_on=day, starts_at_step=starts_at_step)
        self.file(dated_on=day)
        self.nominees = [self.name(place) for place in NOMINEES]
        drafting.open_(self.world.hr, self.number)
        self.make_eligible(*self.nominees)
        beginning.note_policy(self.number)
        beginning.note_eligibility(self.number)
        self.at = 11
        self.prepare(1)

    @property
    def secretary(self) -> Actor:
        return self.world.clerk

    @property
    def post_id(self) -> int:
        return self.posts()[0].id or 0

    def prepare(self, step: int, again: int = 1) -> int:
        """Go on to the next meeting; returns its number."""
        if again == 1:
            meeting_steps.note_grounds(self.number, step)
        self.at = step * 10 + again
        meeting_steps.prepare(self.number, self.at)
        return self.meeting.id or 0

    @property
    def meeting(self) -> Meeting:
        step, again = divmod(self.at, 10)
        with database.reading() as session:
            of_it = (Meeting.step == step) & (Meeting.convening == again) & (Meeting.procedure_id == self.number)
            return session.exec(select(Meeting).where(of_it)).one()

    @property
    def meeting_id(self) -> int:
        return self.meeting.id or 0

    @property
    def here(self) -> tuple[int, int]:
        """The numbers of the case and of its meeting, as verbs take them."""
        return self.number, self.meeting_id

    def plan(self, **other: object) -> MeetingPlan:  # pyright: ignore
        """In a draft the case's, afterwards that of a meeting in three days."""
        if not self.number or "way" in other:
            return super().plan(**other)  # pyright: ignore
        at = self.world.now().replace(second=0, microsecond=0) + timedelta(days=3)
        return MeetingPlan(**{"starts_at": at, "place": "Phòng họp tầng 2", "chair": "Bà Lê Thị Giám", **other})  # pyright: ignore

    def set(self, **other: object) -> None:
        convening.set_meeting(self.world.hr, *self.here, self.plan(**other))

    def document(self, kind: DocumentKind = DocumentKind.SUMMONS_LIST, number: str = "35-CV/SNV") -> int:
        filed = evidence.Filed(number, self.today, "Sở Nội vụ", "Theo đề nghị của cơ quan.")
        return evidence.file_document(self.world.hr, self.number, kind, filed, SCAN, meeting_id=self.meeting_id)

    def summon(self, **other: object) -> None:
        """Hour, place and document, the list settled, the summons gone."""
        self.set(**other)
        self.document()
        convening.confirm_plan(self.world.hr, *self.here)
        meeting_steps.summon(self.number, self.at)

    def call(self, **other: object) -> None:
        """The same, and the hour has come."""
        self.summon(**other)
        self.world.move(days=3, minutes=1)

    def attendees(self) -> list[tuple[Attendee, RollEntry]]:
        with database.reading() as session:
            rows = select(Attendee, RollEntry).join(RollEntry).where(Attendee.meeting_id == self.meeting_id)
            return list(session.exec(rows.order_by(Attendee.id)).all())  # pyright: ignore

    def entry(self, place: int) -> RollEntry:
        """How someone, by the place in the staff list, stands on the roll."""
        return next(entry for _, entry in self.attendees() if entry.staff_member_id == member(place))

    def come(self, *places: int) -> None:
        """Check in these people by the list; everyone with a vote where nobody is named."""
        voting = [entry.id or 0 for attendee, entry in self.attendees() if attendee.has_vote]
        for number in [self.entry(place).id or 0 for place in places] or voting:
            attending.check_in(self.secretary, *self.here, number, True)

    def open(self, *places: int) -> Attendance:
        """Check in, and close the list."""
        self.come(*places)
        there = attending.open_meeting(self.secretary, *self.here)
        meeting_steps.note_meeting(self.number, self.at)
        return there

    def count(self, *votes: int, invalid: int = 0, blank: int = 0) -> Count:
        """A count in which each nominee got so many votes and nothing was lost."""
        with database.reading() as session:
            present = attending.attendance(session, self.meeting).present
        by_name = {number: cast for number, cast in zip(self.nominees, votes, strict=False) if cast}
        return Count(present, present, present - invalid - blank, invalid, blank, by_name)

    def enter(self, actor: Actor, count: Count, post_id: int | None = None, **other: object) -> Entered:
        scan = other.pop("scan", SCAN)
        return counting.enter(actor, *self.here, post_id or self.post_id, count, scan, **other)  # pyright: ignore

    def counted(self, *votes: int, **other: int) -> None:
        """Both tellers enter the same."""
        for teller in (self.union, self.inspector):
            self.enter(teller, self.count(*votes, **other))
        meeting_steps.note_count(self.number, self.at)

    def concluded(self, *votes: int) -> Conclusion:
        """Summoned, everyone there, counted so, and what followed."""
        self.call()
        self.open()
        self.counted(*votes)
        return self.conclude()

    def conclude(self) -> Conclusion:
        meeting_steps.conclude(self.number, self.at)
        return self.conclusions()[-1]

    def conclusions(self) -> list[Conclusion]:
        with database.reading() as session:
            rows = select(Conclusion).where(Conclusion.meeting_id == self.meeting_id).order_by(Conclusion.revision)  # pyright: ignore
            return list(session.exec(rows).all())

    def attendance(self) -> Attendance:
        with database.reading() as session:
            return attending.attendance(session, self.meeting)

    def people(self) -> Sequence[Nominee]:
        with database.reading() as session:
            return [session.get_one(Nominee, number) for number in self.nominees]

    def post(self) -> Post:
        return self.posts()[0]

    def meetings(self) -> list[Meeting]:
        with database.reading() as session:
            return finding.meetings_of(session, self.number)
