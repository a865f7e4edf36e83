"""Hội nghị đang chuẩn bị: its hour and place, the list proposed by law, the documents it rests on, what is lacking."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from law.decisions import appointment as law
from law.rules import Rules
from models import (
    Appointment,
    CaseDocument,
    DocumentKind,
    Meeting,
    Nominee,
    PolledPerson,
    Post,
    Procedure,
    Round,
    RoundMode,
    StaffMember,
)
from models.store import clock
from procedures.confidence_poll.steps import KIND as POLL
from procedures.confidence_poll.steps import is_again, last_days
from procedures.evidence import documents_of
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at, meeting_of, posts_at
from procedures.meetings.holding.attendance import Attendance, AttendanceRow, attendance
from procedures.meetings.summoning import convening, grounds
from procedures.meetings.summoning.roll import have_left, not_summoned
from procedures.meetings.tallying.ballots import names_on, polled
from procedures.overview.desks.appointment.documents import words_of
from words.names import folded

PER_PAGE = 100


@dataclass(frozen=True)
class PostAtMeeting:
    """A post for which the meeting votes, with those who may be named; `tied` where the law leaves a choice."""

    post: Post
    names: list[Nominee]
    tied: list[Nominee]
    waits_for_authority: bool


@dataclass(frozen=True)
class MeetingDesk:
    """One meeting as HR prepares it. `missing` are the documents nobody has filed, `wanted` all that it needs.

    Of a confidence poll there is no case and no post: `polled` stand on its ballot, and by `last_day` papers must go.
    `form_is_filed`: the authority's document on the form of the ballot is there.
    """

    procedure: Procedure
    case: Appointment | None
    meeting: Meeting
    law: law.Meeting
    rules: Rules
    words: str
    round: Round
    there: Attendance
    left_off: list[tuple[StaffMember, str]]
    have_left: list[str]
    posts: list[PostAtMeeting]
    polled: list[PolledPerson]
    last_day: date | None
    first_step_here: int
    wanted: list[DocumentKind]
    missing: list[DocumentKind]
    documents: list[CaseDocument]
    has_ballot: bool
    has_tellers: bool
    has_holders: bool
    may_be_excused: bool
    may_be_hybrid: bool
    may_be_by_correspondence: bool
    may_be_sealed: bool
    form_is_filed: bool
    is_next: bool
    now: datetime

    @property
    def is_on_paper(self) -> bool:
        """It was held before the case came into the software: its result is typed in."""
        return self.meeting.step < self.first_step_here

    @property
    def is_sealed(self) -> bool:
        return self.round.mode is RoundMode.SEALED

    @property
    def lacking(self) -> list[str]:
        """What a summons still lacks: `hour`, `nobody`, `tellers`, `holders`, or the kind of a document."""
        needs = {
            "hour": self.meeting.starts_at is not None,
            "past": self.meeting.starts_at is None or self.meeting.starts_at > self.now,
            "nobody": self.there.summoned > 0,
            "tellers": self.has_tellers or not self.has_ballot,
            "holders": self.has_holders or not self.is_sealed,
        }
        return [key for key, met in needs.items() if not met] + [kind.value for kind in self.missing]

    @property
    def excuses(self) -> list[CaseDocument]:
        """What the authority has filed on absence by force majeure."""
        return [each for each in self.documents if each.kind is DocumentKind.FORCE_MAJEURE]

    @property
    def by_mail(self) -> int:
        return sum(row.has_mail for row in self.there.rows)

    @property
    def is_first(self) -> bool:
        """The meeting at which the table of the consultation is shown."""
        return self.meeting.step == 1


@dataclass(frozen=True)
class Part:
    """A page of the list: those found by name, how many, in how many pages."""

    rows: list[AttendanceRow]
    found: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PER_PAGE))


def meeting_desk(session: Session, procedure_id: int, meeting_id: int) -> MeetingDesk:
    """One meeting of a case; raises NoResultFound, Refusal `meeting_unknown`."""
    procedure, case = session.get_one(Procedure, procedure_id), session.get(Appointment, procedure_id)
    meeting = meeting_of(session, procedure_id, meeting_id)
    upcoming = convening.next_meeting(session, procedure_id)
    return MeetingDesk(
        procedure=procedure,
        case=case,
        meeting=meeting,
        law=regime.law_of(session, meeting),
        rules=regime.rules_of(session, meeting),
        words=words_of(session, procedure, meeting),
        round=session.get_one(Round, meeting.round_id),
        there=attendance(session, meeting),
        left_off=not_summoned(session, meeting),
        have_left=have_left(session, meeting),
        posts=[_at(session, meeting, post) for post in posts_at(session, meeting)],
        polled=polled(session, procedure_id),
        last_day=_last_day(session, procedure, meeting),
        first_step_here=regime.first_step_here(session, meeting),
        wanted=regime.documents_wanted(session, meeting),
        missing=grounds.missing_grounds(session, meeting),
        documents=documents_of(session, procedure_id, meeting_id=meeting_id),
        has_ballot=regime.has_ballot(session, meeting),
        has_tellers=grounds.has_two_tellers(session, procedure_id),
        has_holders=grounds.has_holders(session, procedure_id),
        may_be_excused=regime.may_be_excused(session, meeting),
        may_be_hybrid=regime.may_be_hybrid(session, meeting),
        may_be_by_correspondence=regime.may_be_by_correspondence(session, meeting),
        may_be_sealed=_may_be_sealed(session, meeting),
        form_is_filed=grounds.is_form_allowed(session, meeting),
        is_next=upcoming is not None and upcoming.id == meeting.id,
        now=clock.now(session),
    )


def _last_day(session: Session, procedure: Procedure, meeting: Meeting) -> date | None:
    """Until when papers must have gone to the voters of a poll; None of another meeting."""
    if procedure.kind != POLL or is_again(meeting.occurrence):
        return None
    last = last_days(session, procedure)
    return last.papers_to_voters if last else None


def _may_be_sealed(session: Session, meeting: Meeting) -> bool:
    """Whether HR is offered the choice; who has chosen keeps it before him, to choose again. Of a conference the plan
    says which it is, and only what it calls sealed may be put on paper."""
    if not (regime.has_ballot(session, meeting) and regime.may_be_sealed(session, meeting)):
        return False
    is_chosen = session.get_one(Round, meeting.round_id).mode is RoundMode.SEALED
    is_planned = not regime.elects(session, meeting) or grounds.is_form_allowed(session, meeting)
    return is_chosen or (is_planned and grounds.has_enough(session, meeting))


def part_of(there: Attendance, words: str, page: int) -> Part:
    """The page of the list with those whose name, unit or title is looked for."""
    wanted = folded(words)
    found = [row for row in there.rows if wanted in folded(f"{row.full_name} {row.unit_name} {row.position}")]
    return Part(found[(page - 1) * PER_PAGE : page * PER_PAGE], len(found))


def _at(session: Session, meeting: Meeting, post: Post) -> PostAtMeeting:
    conclusion = conclusions_at(session, meeting).get(post.id or 0)
    open_tie = conclusion is not None and bool(conclusion.tied) and not conclusion.chosen
    people = [session.get_one(Nominee, number) for number in conclusion.tied] if conclusion and open_tie else []
    return PostAtMeeting(
        post=post,
        names=names_on(session, meeting, post),
        tied=[each for each in people if each.withdrawn_at is None],
        waits_for_authority=bool(conclusion and open_tie and conclusion.reason == "authority_decides"),
    )
