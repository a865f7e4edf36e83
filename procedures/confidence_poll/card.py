"""Trang riêng trong một lần lấy phiếu: the own report and questions of whoever is polled, the papers of a voter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from law.articles import Article
from law.decisions.confidence import Deadlines
from law.rules import Rules
from models import (
    Agency,
    Attendee,
    ConfidencePoll,
    Meeting,
    PolledPerson,
    PollQuestion,
    Procedure,
    ProcedureState,
    RollEntry,
    Round,
    RoundPlace,
)
from models.store import clock
from procedures.confidence_poll.people import meeting_of_voter, polled_as
from procedures.confidence_poll.questioning import are_taken, questions_of
from procedures.confidence_poll.results import PersonResult, results_of
from procedures.confidence_poll.steps import NOTIFIED, QUESTIONS_ANSWERED, REPORTS_FILED, last_days
from procedures.engine import recorded
from procedures.meetings import regime, seeing
from procedures.meetings.finding import FIRST, meetings_of
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.sealed import is_sealed, is_too_few
from procedures.refusal import Refusal


@dataclass(frozen=True)
class OnBallot:
    """Someone polled as a voter reads of them; answers stand there once they have gone out."""

    person: PolledPerson
    questions: list[PollQuestion]


@dataclass(frozen=True)
class Held:
    """A meeting that is over: what the law announces of it to those who were there, None to others."""

    meeting: Meeting
    was_there: bool
    results: list[PersonResult] | None
    is_too_few: bool


@dataclass(frozen=True)
class PollCard:
    """All that the page says to one person. `own` is how they are polled, `attendee` how they are summoned."""

    full_name: str
    unit_name: str
    subject: str
    invitation: str
    now: datetime
    is_annulled: bool
    is_over: bool
    last: Deadlines | None
    article: Article
    own: PolledPerson | None
    own_questions: Sequence[PollQuestion]
    takes_reports: bool
    takes_answers: bool
    meeting: Meeting | None
    attendee: Attendee | None
    by_correspondence: bool
    is_sealed: bool
    takes_questions: bool
    ballot: Sequence[OnBallot]
    past: Sequence[Held]
    contact: str

    @property
    def is_voter(self) -> bool:
        return self.attendee is not None and self.attendee.has_vote

    @property
    def is_ahead(self) -> bool:
        """Whether the meeting, or the return of ballots, is still to come."""
        return self.meeting is not None and self.meeting.opened_at is None and not self.is_over


def card_of(session: Session, entry: RollEntry) -> PollCard:
    """The card of this person; raises Refusal `round_not_open` where there is nothing to show yet."""
    procedure = session.get_one(Procedure, entry.procedure_id)
    number, own = procedure.id or 0, polled_as(session, entry)
    found = _summons(session, entry)
    meeting = found[-1][0] if found else None
    is_asked = own is not None and recorded(session, number, NOTIFIED) is not None
    if not found and not is_asked and procedure.state is not ProcedureState.ANNULLED:
        raise Refusal("round_not_open")
    is_open = procedure.state is ProcedureState.OPEN
    are_answered = recorded(session, number, QUESTIONS_ANSWERED, FIRST) is not None
    is_voter = meeting_of_voter(session, entry) is not None
    return PollCard(
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        subject=procedure.subject,
        invitation=session.get_one(ConfidencePoll, number).invitation,
        now=clock.now(session),
        is_annulled=procedure.state is ProcedureState.ANNULLED,
        is_over=procedure.state is ProcedureState.CLOSED,
        last=last_days(session, procedure) if meetings_of(session, number) else None,
        article=Rules.thaw(procedure.rules)["levels"].article,
        own=own,
        own_questions=questions_of(session, number, own.id) if own else [],
        takes_reports=is_open and recorded(session, number, REPORTS_FILED) is None,
        takes_answers=is_open and not are_answered,
        meeting=meeting,
        attendee=found[-1][1] if found else None,
        by_correspondence=meeting is not None
        and session.get_one(Round, meeting.round_id).place is RoundPlace.CORRESPONDENCE,
        is_sealed=meeting is not None and is_sealed(session, meeting),
        takes_questions=is_open and is_voter and are_taken(session, procedure),
        ballot=[_on_ballot(session, person, are_answered) for person in polled(session, number)] if is_voter else [],
        past=[_held(session, entry, *each) for each in found if each[0].opened_at],
        contact=session.get_one(Agency, 1).contact,
    )


def _summons(session: Session, entry: RollEntry) -> list[tuple[Meeting, Attendee]]:
    """The meetings to which this person was summoned, in their order."""
    rows = select(Meeting, Attendee).join(Attendee).where(Attendee.roll_entry_id == entry.id)
    found = [each for each in session.exec(rows).all() if each[0].summoned_at is not None]
    return sorted(found, key=lambda each: each[0].convening)


def _on_ballot(session: Session, person: PolledPerson, are_answered: bool) -> OnBallot:
    return OnBallot(person, questions_of(session, person.procedure_id, person.id) if are_answered else [])


def _held(session: Session, entry: RollEntry, meeting: Meeting, attendee: Attendee) -> Held:
    announced = regime.law_of(session, meeting).announced
    shown = announced and seeing.may_see(session, entry, meeting)
    results = results_of(session, meeting) if shown else None
    return Held(meeting, attendee.present_at is not None, results, is_too_few(session, meeting))
