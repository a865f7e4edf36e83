"""Từng hội nghị của quy trình: prepared, summoned, reminded, held, counted, concluded, minuted; each once."""

from sqlmodel import Session

from models import Appointment, Conclusion, DutyKind, Meeting, Procedure, Role
from models.meeting import place_at
from notifications import messages
from procedures import log
from procedures.access import accounts, duties
from procedures.appointment.deciding.concluding import conclude_post
from procedures.appointment.steps import (
    BALLOTS,
    CHOSEN,
    CONCLUDED,
    COUNTED,
    COUNTING,
    GROUNDS_FILED,
    HELD,
    INVITATION,
    MINUTED,
    MINUTES,
    PREPARED,
    REMINDED,
    SUMMONED,
    SUMMONS_LIST,
    open_posts,
)
from procedures.engine import Step, once, record
from procedures.meetings import calling, regime
from procedures.meetings.finding import conclusions_at, meeting_at
from procedures.meetings.holding import attending
from procedures.meetings.in_law import meeting_in_law
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.sealed import is_sealed

NOT_NEEDED = "not_needed"


@once(GROUNDS_FILED)
def note_grounds(session: Session, procedure: Procedure, step: int) -> str:
    """Note that what the law wants before this meeting is filed."""
    meeting = meeting_in_law(procedure, step)
    return _record(session, procedure, GROUNDS_FILED, "done" if meeting.needs_before else NOT_NEEDED, step)


@once(PREPARED)
def prepare(session: Session, procedure: Procedure, number: int) -> str:
    """Propose who is summoned to the next meeting by law; HR is asked for the hour of one that is yet to be held."""
    if not open_posts(session, procedure.id or 0):
        return _record(session, procedure, PREPARED, NOT_NEEDED, number)
    is_to_be_held = place_at(number)[0] >= session.get_one(Appointment, procedure.id).starts_at_step
    meeting = calling.propose(session, procedure, number, asks_hr=is_to_be_held)
    log.write(session, "clock", "MeetingPrepared", procedure.id, step=meeting.step, convening=meeting.convening)
    return _record(session, procedure, PREPARED, "done", number)


@once(SUMMONED)
def summon(session: Session, procedure: Procedure, number: int) -> str:
    """Invite everyone on the list: by mail, and on paper for those without."""
    if (meeting := _held_here(session, procedure, number)) is None:
        return _record(session, procedure, SUMMONED, NOT_NEEDED, number)
    counts = calling.summon(session, meeting, _papers_at_summons(session, procedure, meeting))
    log.write(session, "clock", "MeetingSummoned", procedure.id, step=meeting.step, **counts)
    return _record(session, procedure, SUMMONED, "done", number, **counts)


def _papers_at_summons(session: Session, procedure: Procedure, meeting: Meeting) -> list[str]:
    ballot = BALLOTS.get(meeting_in_law(procedure, meeting.step).ballot)
    is_printed = ballot and not is_sealed(session, meeting)
    return [SUMMONS_LIST, INVITATION, *([ballot] if is_printed else [])]


@once(REMINDED)
def remind(session: Session, procedure: Procedure, number: int) -> str:
    """Remind those who have not said whether they come, before the meeting alone."""
    meeting = _held_here(session, procedure, number)
    letters = calling.remind(session, meeting) if meeting else None
    outcome = NOT_NEEDED if letters is None else "done"
    return _record(session, procedure, REMINDED, outcome, number, letters=letters or 0)


@once(HELD)
def note_meeting(session: Session, procedure: Procedure, number: int) -> str:
    """Note who was there; the tellers are asked for their count."""
    if (meeting := _held_here(session, procedure, number)) is None:
        return _record(session, procedure, HELD, NOT_NEEDED, number)
    there = attending.attendance(session, meeting)
    if _has_ballot(procedure, meeting) and not is_sealed(session, meeting):
        calling.ask_for_count(session, meeting)
    counts = {"summoned": there.summoned, "excused": there.excused, "present": there.present}
    log.write(session, "clock", "MeetingHeld", procedure.id, step=meeting.step, **counts)
    return _record(session, procedure, HELD, "done", number, **counts)


@once(COUNTED)
def note_count(session: Session, procedure: Procedure, number: int) -> str:
    """Note that two counts agree for each post, or that two holders opened the box."""
    meeting = _meeting(session, procedure, number)
    if meeting is None or not _has_ballot(procedure, meeting):
        return _record(session, procedure, COUNTED, NOT_NEEDED, number)
    duties.done(session, procedure.id or 0, DutyKind.TELLER)
    name = "BallotsCounted" if is_sealed(session, meeting) else "VotesCounted"
    log.write(session, "clock", name, procedure.id, step=meeting.step)
    return _record(session, procedure, COUNTED, "done", number)


def wait_for_count(procedure_id: int, number: int) -> None:
    """The two entries of each post agree."""
    counting.wait_for_count(procedure_id, *place_at(number))


@once(CONCLUDED)
def conclude(session: Session, procedure: Procedure, number: int) -> str:
    """Draw what follows by law, post by post; where it leaves the choice to a person, that person is asked."""
    if (meeting := _meeting(session, procedure, number)) is None:
        return _record(session, procedure, CONCLUDED, NOT_NEEDED, number)
    drawn = [conclude_post(session, procedure, meeting, post) for post in open_posts(session, procedure.id or 0)]
    _ask_for_choices(session, procedure, meeting, drawn)
    if not meeting.is_typed_in:
        there = attending.attendance(session, meeting)
        minutes = [MINUTES, COUNTING] if regime.is_voted_on(session, meeting, there) else [MINUTES]
        calling.hand_to_clerk(session, meeting, minutes)
    reasons = sorted({conclusion.reason for conclusion in drawn})
    log.write(session, "clock", "MeetingConcluded", procedure.id, step=meeting.step)
    return _record(session, procedure, CONCLUDED, reasons[0] if len(reasons) == 1 else "several", number)


def _ask_for_choices(session: Session, procedure: Procedure, meeting: Meeting, drawn: list[Conclusion]) -> None:
    reasons = {conclusion.reason for conclusion in drawn if conclusion.tied}
    if "head_decides" in reasons:
        duties.wait(session, procedure.id or 0, DutyKind.DECIDER)
        for account in duties.holders_now(session, procedure.id or 0, DutyKind.DECIDER):
            messages.head_choice_asked(session, procedure.id or 0, account, meeting.id or 0)
    if "authority_decides" in reasons:
        for account in accounts.holding(session, Role.HR):
            messages.authority_choice_wanted(session, procedure.id or 0, account, meeting.id or 0)


@once(CHOSEN)
def note_choice(session: Session, procedure: Procedure, number: int) -> str:
    """Note that ties have been settled by whom the law names, or that there were none."""
    meeting = _meeting(session, procedure, number)
    duties.done(session, procedure.id or 0, DutyKind.DECIDER)
    asked = [one for one in _conclusions(session, meeting) if one.decided_by or one.decided_on_document]
    return _record(session, procedure, CHOSEN, "done" if asked else NOT_NEEDED, number)


@once(MINUTED)
def note_minutes(session: Session, procedure: Procedure, number: int) -> str:
    """Note that both minutes are signed and filed, or were when the meeting was typed in."""
    meeting = _held_here(session, procedure, number)
    return _record(session, procedure, MINUTED, "done" if meeting else NOT_NEEDED, number)


def _conclusions(session: Session, meeting: Meeting | None) -> list[Conclusion]:
    return list(conclusions_at(session, meeting).values()) if meeting else []


def _meeting(session: Session, procedure: Procedure, number: int) -> Meeting | None:
    """The meeting; None where nobody is left to be named, so that it is not held."""
    if not open_posts(session, procedure.id or 0):
        return None
    return meeting_at(session, procedure.id or 0, number)


def _held_here(session: Session, procedure: Procedure, number: int) -> Meeting | None:
    """The same, and None for one that was held on paper and typed in."""
    meeting = _meeting(session, procedure, number)
    return None if meeting is None or meeting.is_typed_in else meeting


def _has_ballot(procedure: Procedure, meeting: Meeting) -> bool:
    return meeting_in_law(procedure, meeting.step).ballot != "none"


def _record(session: Session, procedure: Procedure, step: Step, outcome: str, number: int, **facts: int) -> str:
    """Under the article of the meeting's own place in the procedure's rules."""
    at = number if step is GROUNDS_FILED else place_at(number)[0]
    rule = meeting_in_law(procedure, at).rule_key("place")
    return record(session, procedure, step, outcome, occurrence=number, rule=rule, **facts)
