"""An agency of 28 with one confidence poll of three unit heads, in the verbs of the law."""

from datetime import datetime, timedelta

from sqlmodel import select

from models import DutyKind, Meeting, Position, Procedure, Role, RollEntry, StaffMember
from models.meeting import place_at
from models.store import database
from notifications import links
from procedures import bodies
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.confidence_poll import drafting, people, reporting, running
from procedures.confidence_poll.drafting import PollPlan
from procedures.confidence_poll.results import PersonResult, results_of
from procedures.confidence_poll.steps import NOTICE
from procedures.meetings.finding import FIRST, meeting_at
from procedures.meetings.holding import attending
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.count import UNMARKED, Count
from procedures.meetings.tallying.counting import Entered
from tests.two_people import since
from tests.world import SCAN, World
from words.dates import at_local, local_day

SUBJECT = "Lấy phiếu tín nhiệm lãnh đạo các phòng giữa nhiệm kỳ"
HEAD, DEPUTY, POLLED, OTHERS = 0, 1, (3, 4, 5), (6, 7, 8, 9)
AHEAD, MEETS_AT = 30, 8
Marks = tuple[int, ...]


class Poll:
    """One poll of 3, 4 and 5, who vote themselves; the union and the inspector count, all civil servants vote."""

    def __init__(self, world: World | None = None, number: int = 28) -> None:
        self.world = world or World(people=number)
        self.union: Actor = self.world.account("Hoàng Thị Đoàn", Role.UNION)
        self.inspector: Actor = self.world.account("Vũ Văn Tra", Role.INSPECTOR)
        self.world.begin_after(MEETS_AT)
        since(timedelta(days=8))
        held = {HEAD: Position.HEAD, DEPUTY: Position.DEPUTY_HEAD, **dict.fromkeys(POLLED, Position.UNIT_HEAD)}
        for place, position in held.items():
            bodies.set_positions(self.world.hr, self.member(place), [position])
        self.number, self.at = 0, FIRST

    def member(self, place: int) -> int:
        with database.reading() as session:
            return list(session.exec(select(StaffMember.id).order_by(StaffMember.id)).all())[place] or 0  # pyright: ignore

    def hour(self, days: int = AHEAD) -> datetime:
        return at_local(local_day(self.world.now()) + timedelta(days=days), MEETS_AT)

    def plan(self, **other: object) -> PollPlan:
        plan: dict[str, object] = {
            "subject": SUBJECT,
            "term": "Nhiệm kỳ 2025 - 2030",
            "organiser": "Ban Thường vụ Đảng ủy Sở",
            "authority": "Ban Thường vụ Tỉnh ủy",
            "starts_at": self.hour(),
            "place": "Hội trường tầng 2",
            "chair": "Bà Lê Thị Giám, Phó Bí thư Đảng ủy",
        }
        return PollPlan(**{**plan, **other})  # pyright: ignore

    def draft(self, **other: object) -> int:
        self.number = drafting.draft(self.world.hr, SUBJECT)
        drafting.write_plan(self.world.hr, self.number, self.plan(**other))
        for place in POLLED:
            people.poll_person(self.world.hr, self.number, self.member(place))
        self.assign()
        return self.number

    def assign(self) -> None:
        for kind, actor in (
            (DutyKind.SECRETARY, self.world.clerk),
            (DutyKind.TELLER, self.union),
            (DutyKind.TELLER, self.inspector),
        ):
            duties.assign(self.world.hr, self.number, kind, actor.account_id or 0)

    def lacking(self) -> list[str]:
        with database.reading() as session:
            return drafting.lacking(session, session.get_one(Procedure, self.number))

    def open(self, **other: object) -> "Poll":
        self.draft(**other)
        drafting.open_(self.world.hr, self.number)
        return self

    def sign(self, name: str, number: int = 7) -> None:
        self.world.file(self.number, name, number, "TB-SNgV", "Bà Lê Thị Giám")

    def ask_for_reports(self, **other: object) -> "Poll":
        self.open(**other)
        self.sign(NOTICE)
        running.note_notice(self.number)
        running.ask_for_reports(self.number)
        return self

    def report(self, *places: int) -> None:
        for place in places or POLLED:
            reporting.hand_in(self.token(place), SCAN)

    def summon(self, **other: object) -> "Poll":
        """Notice, reports, list: the papers are with the voters."""
        self.ask_for_reports(**other)
        self.report()
        running.note_reports(self.number)
        running.prepare(self.number, self.at)
        convening.confirm_plan(self.world.hr, *self.here)
        running.summon(self.number, self.at)
        return self

    def call(self) -> "Poll":
        """The same, and the hour has come."""
        self.summon()
        running.close_questions(self.number, self.at)
        running.send_answers(self.number, self.at)
        self.world.move(days=AHEAD)
        return self

    def convene_again(self) -> None:
        self.at += 1
        running.prepare(self.number, self.at)
        plan = MeetingPlan(self.hour(3), "Hội trường tầng 2", chair="Bà Lê Thị Giám, Phó Bí thư Đảng ủy")
        convening.set_meeting(self.world.hr, *self.here, plan)
        convening.confirm_plan(self.world.hr, *self.here)
        running.summon(self.number, self.at)
        self.world.move(days=3)

    @property
    def meeting(self) -> Meeting:
        with database.reading() as session:
            return meeting_at(session, self.number, self.at)

    @property
    def here(self) -> tuple[int, int]:
        return self.number, self.meeting.id or 0

    @property
    def convening(self) -> int:
        return place_at(self.at)[1]

    def entry(self, place: int) -> RollEntry:
        of_it = (RollEntry.procedure_id == self.number) & (RollEntry.staff_member_id == self.member(place))
        with database.reading() as session:
            return session.exec(select(RollEntry).where(of_it)).one()

    def token(self, place: int) -> str:
        entry = self.entry(place)
        return links.token(entry.id or 0, entry.link_version)

    def polled(self) -> list[int]:
        """The numbers of those polled, in the order of the ballot."""
        with database.reading() as session:
            return [person.id or 0 for person in polled(session, self.number)]

    def come(self, number: int | None = None) -> int:
        """So many of those with a vote come, all where no number is given; the list is closed. Returns how many."""
        with database.reading() as session:
            voters = [row.entry_id for row in attendance(session, self.meeting).rows if row.has_vote]
        for entry_id in voters[:number]:
            attending.check_in(self.world.clerk, *self.here, entry_id, True)
        return attending.open_meeting(self.world.clerk, *self.here).present

    def count(self, *marks: Marks, returned: int | None = None, invalid: int = 0, blank: int = 0) -> Count:
        """High, confidence, low of each person polled; the rest of the valid ballots have no mark for them."""
        with database.reading() as session:
            issued = attendance(session, self.meeting).present
        back = issued if returned is None else returned
        valid = back - invalid - blank
        levels = ("high", "confidence", "low")
        found = {
            number: {**dict(zip(levels, of, strict=True)), UNMARKED: valid - sum(of)}
            for number, of in zip(self.polled(), marks, strict=True)
        }
        return Count(issued, back, valid, invalid, blank, marks=found)

    def enter(self, teller: Actor, count: Count, *, has_scan: bool = True) -> Entered:
        return counting.enter(teller, *self.here, None, count, SCAN if has_scan else None)

    def poll(self, *marks: Marks, **other: int) -> "Poll":
        """Two tellers count the same, and the meeting is concluded."""
        running.note_meeting(self.number, self.at)
        for teller in (self.union, self.inspector):
            self.enter(teller, self.count(*marks, **other))
        running.note_count(self.number, self.at)
        running.conclude(self.number, self.at)
        return self

    def results(self) -> list[PersonResult]:
        with database.reading() as session:
            return results_of(session, self.meeting)
