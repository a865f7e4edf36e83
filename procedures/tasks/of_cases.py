"""Việc của các quy trình có hội nghị: what a case waits for, and whose it is by role or by duty."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, func, select

from models import (
    Appointment,
    Attendee,
    DutyKind,
    Meeting,
    PolledPerson,
    Procedure,
    ProcedureState,
    Role,
    RollEntry,
    Round,
    RoundPlace,
    StepRecord,
)
from notifications import links
from procedures.access import conflicts, duties
from procedures.access.actor import Actor
from procedures.appointment.steps import CLOCK_ALERTED
from procedures.appointment.steps import KIND as APPOINTMENT
from procedures.confidence_poll.people import entry_of
from procedures.confidence_poll.questioning import questions_of
from procedures.confidence_poll.steps import NOTIFIED, QUESTIONS_ANSWERED, end_of, last_days
from procedures.engine import recorded
from procedures.kinds import KINDS
from procedures.meetings.finding import FIRST, meetings_of
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.ballots import ballots_at
from procedures.tasks.task import Task

OF_HR = {
    "policy": "documents",
    "new_issues": "documents",
    "party_opinion": "documents",
    "eligibility": "nominees",
    "dossier": "nominees",
    "meeting_list": "meeting",
    "earlier_result": "typed",
    "authority_choice": "tie",
    "self_reports": "poll",
    "poll_answers": "poll",
    "poll_too_soon": "meeting",
    "letter_ballot_plan": "letter_ballot",
}
OF_UNION = {"union_agreement": "agreement", "letter_ballot_agreement": "letter_ballot"}
OF_WHOEVER_RUNS_IT = {"replies": "held", "meeting": "held", "attendance": "held", "conference_course": "agenda"}
OVERDUE = 2


def case_tasks(session: Session, actor: Actor) -> Iterator[Task]:
    """What cases by meetings wait for this person to do; of a case about the person nothing."""
    yield from _to_reply(session, actor)
    yield from _of_polled(session, actor)
    if actor.account_id is None:
        return
    is_by_meetings = col(Procedure.kind).in_([kind.key for kind in KINDS.values() if kind.by_meetings])
    open_cases = select(Procedure).where(is_by_meetings, Procedure.state == ProcedureState.OPEN)
    for procedure in session.exec(open_cases).all():
        if not conflicts.is_listed(session, actor, procedure.id or 0):
            yield from _of_case(session, actor, procedure)


def _of_case(session: Session, actor: Actor, procedure: Procedure) -> Iterator[Task]:
    number, waits = procedure.id or 0, procedure.waiting_for or ""
    meeting = next(reversed(meetings_of(session, number)), None)
    facts = {"wait": waits, "meeting": meeting.id if meeting else None, "step": _step(procedure, meeting)}
    at = _since(session, procedure)
    is_hr = actor.holds(Role.HR)
    if is_hr and waits in OF_HR:
        yield Task("case", at, number, procedure.subject, facts={**facts, "page": OF_HR[waits]})
    if waits in OF_WHOEVER_RUNS_IT and meeting and (is_hr or _holds(session, actor, number, DutyKind.SECRETARY)):
        starts_at, page = meeting.starts_at or at, OF_WHOEVER_RUNS_IT[waits]
        yield Task("case", starts_at, number, procedure.subject, True, {**facts, "page": page})
    if waits == "count" and meeting and _has_to_count(session, actor, meeting):
        yield Task("case", at, number, procedure.subject, facts={**facts, "page": "count"})
    if waits in OF_UNION and actor.holds(Role.UNION):
        yield Task("case", at, number, procedure.subject, facts={**facts, "page": OF_UNION[waits]})
    if waits == "head_choice" and _holds(session, actor, number, DutyKind.DECIDER):
        yield Task("case", at, number, procedure.subject, facts={**facts, "page": "choice"})
    if actor.holds(Role.HR, Role.MANAGER) and _is_unexplained(session, number):
        yield Task("case_late", at, number, procedure.subject)


def _holds(session: Session, actor: Actor, procedure_id: int, kind: DutyKind) -> bool:
    return actor.account_id in {account.id for account in duties.holders_now(session, procedure_id, kind)}


def _has_to_count(session: Session, actor: Actor, meeting: Meeting) -> bool:
    """Whether this teller has a ballot left to enter."""
    if not _holds(session, actor, meeting.procedure_id, DutyKind.TELLER):
        return False
    found = [counting.standing(session, actor, meeting, each.post) for each in ballots_at(session, meeting)]
    return any(not (each.is_settled or each.is_mine_in) for each in found)


def _is_unexplained(session: Session, procedure_id: int) -> bool:
    """The time for the case has run out, and nobody has explained it."""
    overdue = select(StepRecord.id).where(StepRecord.procedure_id == procedure_id, StepRecord.occurrence == OVERDUE)
    is_late = session.exec(overdue.where(StepRecord.step == CLOCK_ALERTED.key)).first() is not None
    return is_late and not session.get_one(Appointment, procedure_id).explanation


def _since(session: Session, procedure: Procedure) -> datetime:
    """When the last step was done."""
    last = select(func.max(StepRecord.recorded_at)).where(StepRecord.procedure_id == procedure.id)
    return session.exec(last).one() or procedure.opened_at or procedure.drafted_at


def _to_reply(session: Session, actor: Actor) -> Iterator[Task]:
    """Meetings to which the person is summoned and has not said whether they come."""
    if actor.staff_member_id is None:
        return
    rows = (
        select(RollEntry, Meeting, Procedure)
        .join(Attendee, col(Attendee.roll_entry_id) == RollEntry.id)
        .join(Meeting, col(Meeting.id) == Attendee.meeting_id)
        .join(Procedure, col(Procedure.id) == Meeting.procedure_id)
        .where(RollEntry.staff_member_id == actor.staff_member_id, col(Attendee.will_attend).is_(None))
        .where(col(Meeting.summoned_at).is_not(None), col(Meeting.opened_at).is_(None))
        .join(Round, col(Round.id) == Meeting.round_id)
        .where(Procedure.state == ProcedureState.OPEN, Round.place != RoundPlace.CORRESPONDENCE)
    )
    for entry, meeting, procedure in session.exec(rows).all():
        token = links.token(entry.id or 0, entry.link_version)
        at = meeting.starts_at or procedure.drafted_at
        yield Task(
            "reply", at, procedure.id, procedure.subject, True, {"token": token, "step": _step(procedure, meeting)}
        )


def _step(procedure: Procedure, meeting: Meeting | None) -> int:
    """Which meeting of several it is; 0 where there is one only."""
    return meeting.step if meeting and procedure.kind == APPOINTMENT else 0


def _of_polled(session: Session, actor: Actor) -> Iterator[Task]:
    """The own report and answers of whoever is polled, by the days of the law."""
    if actor.staff_member_id is None:
        return
    rows = select(PolledPerson, Procedure).join(Procedure).where(Procedure.state == ProcedureState.OPEN)
    for person, procedure in session.exec(rows.where(PolledPerson.staff_member_id == actor.staff_member_id)).all():
        number, last, entry = procedure.id or 0, last_days(session, procedure), entry_of(session, person)
        if last is None or recorded(session, number, NOTIFIED) is None:
            continue
        told = {"token": links.token(entry.id or 0, entry.link_version)}
        if person.report_id is None:
            yield Task("report", end_of(last.papers_to_hr), number, procedure.subject, True, told)
        waiting = [each for each in questions_of(session, number, person.id) if each.answered_at is None]
        if waiting and recorded(session, number, QUESTIONS_ANSWERED, FIRST) is None:
            facts = {**told, "questions": len(waiting)}
            yield Task("answer_question", end_of(last.answers), number, procedure.subject, True, facts)
