"""Chạy một hội nghị: what the flow does at each step, each once."""

from sqlmodel import Session

from models import Conclusion, Conference, ConferenceCause, DutyKind, Procedure, ProcedureState, Role
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts, duties
from procedures.conference import electing, steps, voting
from procedures.conference.resolving import draft_resolution
from procedures.conference.steps import ADOPTED, NO_QUORUM, NOT_ADOPTED
from procedures.engine import once, record, recorded
from procedures.filing import draft_paper
from procedures.meetings import calling, regime
from procedures.meetings.finding import conclusions_at, meeting_at, meetings_of, posts_at
from procedures.meetings.holding import attending
from procedures.meetings.tallying.sealed import is_sealed

NOT_NEEDED = "not_needed"


@once(steps.AGREED)
def note_agreement(session: Session, procedure: Procedure) -> str:
    """Note that the union has agreed to the plan; the clerk files it."""
    for account in accounts.holding(session, Role.CLERK):
        messages.conference_plan_awaits_signature(session, procedure.id or 0, account)
    return record(session, procedure, steps.AGREED)


@once(steps.PLANNED)
def note_plan(session: Session, procedure: Procedure) -> str:
    """Note that the plan is signed."""
    return record(session, procedure, steps.PLANNED)


@once(steps.DRAFTS_ANSWERED)
def note_drafts(session: Session, procedure: Procedure) -> str:
    """Note that the opinions on the drafts are answered, or that there are none; a year's conference has its report."""
    if session.get_one(Conference, procedure.id).cause is ConferenceCause.YEARLY:
        draft_paper(session, procedure.id or 0, steps.REPORT)
    drafts = len(steps.drafts_of(session, procedure.id or 0))
    return record(session, procedure, steps.DRAFTS_ANSWERED, "done" if drafts else NOT_NEEDED, drafts=drafts)


@once(steps.PREPARED)
def prepare(session: Session, procedure: Procedure, number: int) -> str:
    """Propose who is summoned by law, and ask HR to settle hour, place and list; make the rounds of sealed votes."""
    meeting = calling.propose(session, procedure, number)
    voting.make_rounds(session, meeting)
    log.write(session, "clock", "ConferencePrepared", procedure.id, convening=meeting.convening)
    return record(session, procedure, steps.PREPARED, occurrence=number)


@once(steps.SUMMONED)
def summon(session: Session, procedure: Procedure, number: int) -> str:
    """Invite everyone on the list, by mail or on paper."""
    meeting = meeting_at(session, procedure.id or 0, number)
    is_printed = regime.has_ballot(session, meeting) and not is_sealed(session, meeting)
    ballot = (steps.BALLOT,) if is_printed else ()
    counts = calling.summon(session, meeting, (steps.SUMMONS_LIST, steps.INVITATION, *ballot))
    duties.wait(session, procedure.id or 0, DutyKind.SECRETARY)
    log.write(session, "clock", "ConferenceSummoned", procedure.id, **counts)
    return record(session, procedure, steps.SUMMONED, occurrence=number, **counts)


@once(steps.REMINDED)
def remind(session: Session, procedure: Procedure, number: int) -> str:
    """Remind those who have not said whether they come."""
    meeting = meeting_at(session, procedure.id or 0, number)
    letters = calling.remind(session, meeting)
    outcome = NOT_NEEDED if letters is None else "done"
    return record(session, procedure, steps.REMINDED, outcome, number, letters=letters or 0)


@once(steps.HELD)
def note_meeting(session: Session, procedure: Procedure, number: int) -> str:
    """Note who was there, and whether they are enough; the tellers are asked for their count of paper ballots."""
    meeting = meeting_at(session, procedure.id or 0, number)
    there = attending.attendance(session, meeting)
    outcome = "done" if steps.has_quorum(session, meeting) else NO_QUORUM
    if steps.is_voted_on(session, meeting) and not is_sealed(session, meeting):
        calling.ask_for_count(session, meeting)
    counts = {"summoned": there.summoned, "present": there.present}
    log.write(session, "clock", "ConferenceHeld", procedure.id, **counts)
    return record(session, procedure, steps.HELD, outcome, number, **counts)


@once(steps.CONDUCTED)
def note_course(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the agenda has been gone through and the resolution voted on."""
    meeting = meeting_at(session, procedure.id or 0, number)
    votes = len(voting.votes_at(session, meeting))
    outcome = "done" if steps.has_quorum(session, meeting) else NOT_NEEDED
    return record(session, procedure, steps.CONDUCTED, outcome, number, votes=votes)


@once(steps.COUNTED)
def note_count(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the election is counted, twice or out of the opened box, or that nobody was elected by ballot."""
    has_ballot = steps.is_voted_on(session, meeting_at(session, procedure.id or 0, number))
    duties.done(session, procedure.id or 0, DutyKind.TELLER)
    return record(session, procedure, steps.COUNTED, "done" if has_ballot else NOT_NEEDED, number)


@once(steps.CONCLUDED)
def conclude(session: Session, procedure: Procedure, number: int) -> str:
    """What came of the conference by law; its minutes are made."""
    meeting = meeting_at(session, procedure.id or 0, number)
    vote = steps.vote_on_resolution(session, meeting)
    has_quorum = steps.has_quorum(session, meeting)
    outcome = NO_QUORUM if not has_quorum else ADOPTED if vote and vote.is_carried else NOT_ADOPTED
    session.add(
        Conclusion(
            meeting_id=meeting.id or 0,
            quorum="met" if has_quorum else "not_met",
            reason=outcome,
            concluded_at=clock.now(session),
        )
    )
    voting.drop_unprepared(session, meeting)
    is_counted = steps.is_voted_on(session, meeting)
    for post in posts_at(session, meeting):
        electing.conclude(session, meeting, post)
    calling.hand_to_clerk(session, meeting, (steps.MINUTES, *([steps.COUNTING] if is_counted else [])))
    log.write(session, "clock", "ConferenceConcluded", procedure.id, outcome=outcome)
    return record(session, procedure, steps.CONCLUDED, outcome, number)


@once(steps.MINUTED)
def note_minutes(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the minutes are signed and filed."""
    return record(session, procedure, steps.MINUTED, occurrence=number)


@once(steps.RESOLVED)
def resolve(session: Session, procedure: Procedure) -> str:
    """Draft the resolution that was adopted, with what is to be done by it, and end the conference."""
    meeting, by_letter = (
        meetings_of(session, number := procedure.id or 0)[-1],
        recorded(session, number, steps.LETTERS_COUNTED),
    )
    outcome = by_letter.outcome if by_letter else conclusions_at(session, meeting)[None].reason
    if outcome == ADOPTED:
        draft_resolution(session, procedure, meeting)
    procedure.state, procedure.outcome, procedure.closed_at = ProcedureState.CLOSED, outcome, clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "ConferenceEnded", procedure.id, outcome=outcome)
    return record(session, procedure, steps.RESOLVED, outcome)
