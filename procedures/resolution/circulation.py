"""Gửi, nhắc, kết thúc, nêu tên, báo cáo: the verbs that the flow calls, each once."""

from sqlmodel import Session, select

from models import Procedure, ProcedureState, Role, StaffMember, Unit
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.engine import once, record, recorded
from procedures.filing import draft_paper
from procedures.resolution.items.listing import has_items
from procedures.resolution.steps import CIRCULATED, CLOSED, MISSING_NAMED, REMINDED, REPORTED, SIGNED
from procedures.rounds import course
from procedures.rounds.asking import is_over, missing, round_of


@once(SIGNED)
def sign(session: Session, procedure: Procedure) -> str:
    """Note that number, date and signed scan stand in the register."""
    procedure_id = procedure.id or 0
    log.write(session, "clock", "Signed", procedure_id)
    return record(session, procedure, SIGNED)


@once(CIRCULATED)
def circulate(session: Session, procedure: Procedure) -> str:
    """Send the resolution to everyone on the list who has an address; the others sign on paper."""
    counts = course.send_to_all(session, procedure, messages.resolution_circulated, "reading_list")
    log.write(session, "clock", "Circulated", procedure.id, **counts)
    return record(session, procedure, CIRCULATED, **counts)


@once(REMINDED)
def remind(session: Session, procedure: Procedure, number: int) -> str:
    """Remind those who have not answered, if the round still runs; returns `done` or `not_needed`."""
    ended = is_over(session, round_of(session, procedure.id or 0), clock.now(session))
    outcome, letters = course.remind(session, procedure, number, messages.resolution_reminder, is_over=ended)
    log.write(session, "clock", "Reminded", procedure.id, number=number, letters=letters)
    return record(session, procedure, REMINDED, outcome, occurrence=number, letters=letters)


@once(CLOSED)
def close(session: Session, procedure: Procedure) -> str:
    """End the round: from now on no answer is taken."""
    ended = course.end(session, procedure)
    counts = {"summoned": ended.summoned, "returned": ended.returned}
    log.write(session, "clock", "RoundClosed", procedure.id, **counts)
    outcome = "all_read" if ended.returned == ended.summoned else "some_missing"
    return record(session, procedure, CLOSED, outcome, **counts)


@once(MISSING_NAMED)
def name_missing(session: Session, procedure: Procedure) -> str:
    """Name those who have not acknowledged to HR, the managers, and each unit's head for the own unit."""
    procedure_id = procedure.id or 0
    people = missing(session, procedure_id)
    if people:
        for account in accounts.distinct(session, Role.HR, Role.MANAGER):
            messages.resolution_missing(session, procedure_id, account)
        for head in _heads(session, {entry.unit_name for entry in people}):
            messages.resolution_missing_in_unit(session, procedure_id, head)
    log.write(session, "clock", "MissingNamed", procedure_id, missing=len(people))
    return record(session, procedure, MISSING_NAMED, "done" if people else "not_needed", missing=len(people))


@once(REPORTED)
def report(session: Session, procedure: Procedure) -> str:
    """Draft the closing paper, which the clerk files; a procedure without items to carry out ends with it."""
    procedure_id = procedure.id or 0
    draft_paper(session, procedure_id, "closing_notice")
    for account in accounts.distinct(session, Role.HR, Role.CLERK, Role.MANAGER):
        messages.resolution_closing_paper(session, procedure_id, account)
    closed = recorded(session, procedure_id, CLOSED)
    outcome = closed.outcome if closed else "some_missing"
    procedure.outcome = outcome
    if has_items(session, procedure_id):
        log.write(session, "clock", "CirculationEnded", procedure_id, outcome=outcome)
    else:
        procedure.state, procedure.closed_at = ProcedureState.CLOSED, clock.now(session)
        log.write(session, "clock", "Ended", procedure_id, outcome=outcome)
    session.add(procedure)
    return record(session, procedure, REPORTED, outcome)


def _heads(session: Session, unit_names: set[str]) -> list[StaffMember]:
    heads = select(StaffMember).join(Unit).where(StaffMember.is_unit_head, StaffMember.left_on == None)  # noqa: E711
    return [head for head in session.exec(heads).all() if session.get_one(Unit, head.unit_id).name in unit_names]
