"""Ban Thanh tra nhân dân đương nhiệm: who was elected at which conference, until when, and who has left since."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from law.decisions import inspection_board as law
from models import Conclusion, Meeting, Nominee, Procedure, ProcedureState, StaffMember
from procedures.conference.steps import KIND
from procedures.meetings.finding import conclusions_at
from procedures.overlay import law_on
from words.dates import local_day

BOARD = "inspection_board"
CONCLUDED = select(Conclusion.meeting_id).where(col(Conclusion.post_id).is_not(None))
HELD = (
    select(Meeting, Procedure)
    .join(Procedure)
    .where(Procedure.kind == KIND, Procedure.state != ProcedureState.ANNULLED)
    .where(col(Meeting.opened_at).is_not(None), col(Meeting.id).in_(CONCLUDED))
    .order_by(col(Meeting.opened_at))
)


@dataclass(frozen=True)
class Member:
    """One who was elected; `has_left`: works here no more, so that the seat is vacant."""

    full_name: str
    unit_name: str
    elected_on: date
    has_left: bool


@dataclass(frozen=True)
class Term:
    """A term of the board: the conference that it began with, its last day, and whoever was elected in it."""

    conference: Procedure
    elected_on: date
    until: date
    members: tuple[Member, ...]

    @property
    def here(self) -> int:
        """How many of them work here."""
        return sum(not member.has_left for member in self.members)

    @property
    def vacant(self) -> int:
        return len(self.members) - self.here


def term_of(session: Session) -> Term | None:
    """The latest term; an election of fewer than a whole board, before its last day, fills seats of the running one."""
    term: Term | None = None
    for conference, elected_on, chosen in _elections(session):
        rules = law_on(session, BOARD, elected_on)
        members = tuple(_member(session, number, elected_on) for number in chosen)
        if term and elected_on <= term.until and law.fills_seats(rules, len(members)):
            term = Term(term.conference, term.elected_on, term.until, term.members + members)
        else:
            term = Term(conference, elected_on, law.term_until(rules, elected_on), members)
    return term


def _elections(session: Session) -> list[tuple[Procedure, date, list[int]]]:
    """Every election that chose somebody, by the count that holds, in the order of their days."""
    found: list[tuple[Procedure, date, list[int]]] = []
    for meeting, procedure in session.exec(HELD).all():
        of_posts = [each for post, each in conclusions_at(session, meeting).items() if post]
        chosen = [number for each in of_posts for number in each.chosen]
        if chosen and meeting.opened_at:
            found.append((procedure, local_day(meeting.opened_at), chosen))
    return found


def _member(session: Session, nominee_id: int, elected_on: date) -> Member:
    nominee = session.get_one(Nominee, nominee_id)
    member = session.get(StaffMember, nominee.staff_member_id)
    has_left = member is not None and member.left_on is not None
    return Member(nominee.full_name, nominee.unit_name, elected_on, has_left)
