"""Chạy một hội nghị: what the flow does at each step, each once."""

from sqlmodel import Session

from models import Conclusion, DutyKind, Procedure, ProcedureState, Role
from models.meeting import place_at
from models.paper import paper_name
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts, duties
from procedures.conference import electing, steps
from procedures.conference.resolving import draft_resolution
from procedures.conference.steps import ADOPTED, NO_QUORUM, NOT_ADOPTED, meeting_at
from procedures.engine import once, record
from procedures.filing import draft_paper
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at, meetings_of, posts_at
from procedures.meetings.holding import attending
from procedures.meetings.summoning import convening

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
    """Note that the opinions on the drafts are answered, or that the conference has none."""
    drafts = len(steps.drafts_of(session, procedure.id or 0))
    return record(session, procedure, steps.DRAFTS_ANSWERED, "done" if drafts else NOT_NEEDED, drafts=drafts)


@once(steps.PREPARED)
def prepare(session: Session, procedure: Procedure, number: int) -> str:
    """Propose who is summoned by law, and ask HR to settle hour, place and list."""
    step, again = place_at(number)
    meeting = convening.prepare(session, procedure, step, again)
    for account in accounts.holding(session, Role.HR):
        messages.meeting_list_wanted(session, procedure.id or 0, account, meeting.id or 0)
    log.write(session, "clock", "ConferencePrepared", procedure.id, convening=again)
    return record(session, procedure, steps.PREPARED, occurrence=number)


@once(steps.SUMMONED)
def summon(session: Session, procedure: Procedure, number: int) -> str:
    """Invite everyone on the list, by mail or on paper."""
    meeting = meeting_at(session, procedure.id or 0, number)
    people = convening.roll_of(session, meeting)
    by_mail = [entry for entry in people if entry.email]
    for entry in by_mail:
        messages.meeting_summons(session, procedure.id or 0, entry, meeting.id or 0)
    convening.mark_summoned(session, meeting)
    ballot = [steps.BALLOT] if regime.has_ballot(session, meeting) else []
    for kind in (steps.SUMMONS_LIST, steps.INVITATION, *ballot):
        draft_paper(session, procedure.id or 0, paper_name(kind, number))
    duties.wait(session, procedure.id or 0, DutyKind.SECRETARY)
    counts = {"summoned": len(people), "letters": len(by_mail), "on_paper": len(people) - len(by_mail)}
    log.write(session, "clock", "ConferenceSummoned", procedure.id, **counts)
    return record(session, procedure, steps.SUMMONED, occurrence=number, **counts)


@once(steps.REMINDED)
def remind(session: Session, procedure: Procedure, number: int) -> str:
    """Remind those who have not said whether they come."""
    meeting = meeting_at(session, procedure.id or 0, number)
    is_over = meeting.opened_at or (meeting.starts_at and clock.now(session) >= meeting.starts_at)
    people = attending.silent(session, meeting) if meeting.remind_at and not is_over else []
    for entry in people:
        messages.meeting_reminder(session, procedure.id or 0, entry, meeting.id or 0)
    letters = sum(1 for entry in people if entry.email)
    return record(session, procedure, steps.REMINDED, "done" if people else NOT_NEEDED, number, letters=letters)


@once(steps.HELD)
def note_meeting(session: Session, procedure: Procedure, number: int) -> str:
    """Note who was there, and whether they are enough."""
    meeting = meeting_at(session, procedure.id or 0, number)
    there = attending.attendance(session, meeting)
    outcome = "done" if steps.has_quorum(session, meeting) else NO_QUORUM
    if steps.is_voted_on(session, meeting):
        for account in duties.holders_now(session, procedure.id or 0, DutyKind.TELLER):
            messages.meeting_count_asked(session, procedure.id or 0, account, meeting.id or 0)
    counts = {"summoned": there.summoned, "present": there.present}
    log.write(session, "clock", "ConferenceHeld", procedure.id, **counts)
    return record(session, procedure, steps.HELD, outcome, number, **counts)


@once(steps.CONDUCTED)
def note_course(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the agenda has been gone through and the resolution voted on."""
    meeting = meeting_at(session, procedure.id or 0, number)
    votes = len(steps.votes_at(session, meeting))
    outcome = "done" if steps.has_quorum(session, meeting) else NOT_NEEDED
    return record(session, procedure, steps.CONDUCTED, outcome, number, votes=votes)


@once(steps.COUNTED)
def note_count(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the two counts of the election agree, or that nobody was elected by ballot."""
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
    is_counted = steps.is_voted_on(session, meeting)
    for post in posts_at(session, meeting):
        electing.conclude(session, meeting, post)
    for kind in (steps.MINUTES, *([steps.COUNTING] if is_counted else [])):
        draft_paper(session, procedure.id or 0, paper_name(kind, number))
    for account in accounts.holding(session, Role.CLERK):
        messages.meeting_minutes_await_signature(session, procedure.id or 0, account, meeting.id or 0)
    log.write(session, "clock", "ConferenceConcluded", procedure.id, outcome=outcome)
    return record(session, procedure, steps.CONCLUDED, outcome, number)


@once(steps.MINUTED)
def note_minutes(session: Session, procedure: Procedure, number: int) -> str:
    """Note that the minutes are signed and filed."""
    return record(session, procedure, steps.MINUTED, occurrence=number)


@once(steps.RESOLVED)
def resolve(session: Session, procedure: Procedure) -> str:
    """Draft the resolution that was adopted, with what is to be done by it, and end the conference."""
    meeting = meetings_of(session, procedure.id or 0)[-1]
    outcome = conclusions_at(session, meeting)[None].reason
    if outcome == ADOPTED:
        draft_resolution(session, procedure, meeting)
    procedure.state, procedure.outcome, procedure.closed_at = ProcedureState.CLOSED, outcome, clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "ConferenceEnded", procedure.id, outcome=outcome)
    return record(session, procedure, steps.RESOLVED, outcome)
