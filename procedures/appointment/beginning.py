"""Chủ trương, thời hạn, tiêu chuẩn: what the flow does before the first meeting, each once."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from law.rules import Rules
from models import Appointment, CaseDocument, DocumentKind, Procedure, Role, StepRecord
from models.store import clock
from models.store.database import reading
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.appointment.nominees.eligibility import checklist_is_settled, eligible
from procedures.appointment.steps import (
    CLOCK_ALERTED,
    DELAY_REPORT,
    ELIGIBILITY_CHECKED,
    ISSUED,
    ONE_DAY,
    POLICY_DECIDED,
    REPORTED,
    open_posts,
)
from procedures.engine import Waiting, once, record
from procedures.evidence import documents_of
from procedures.filing import draft_paper
from words.dates import at_local, local_day

ALERT, OVERDUE = 1, 2


@once(POLICY_DECIDED)
def note_policy(session: Session, procedure: Procedure) -> str:
    """Note that the leadership has decided, or the authority agreed, that posts are to be filled."""
    case, document = session.get_one(Appointment, procedure.id), _policy(session, procedure.id or 0)
    log.write(session, "clock", "PolicyDecided", procedure.id)
    is_late = (
        case.submitted_on is not None
        and document.dated_on > law.policy_clock(Rules.thaw(procedure.rules), case.submitted_on).due
    )
    return record(session, procedure, POLICY_DECIDED, "late" if is_late else case.way.value)


def _policy(session: Session, procedure_id: int) -> CaseDocument:
    return documents_of(session, procedure_id, DocumentKind.POLICY)[-1]


@once(ELIGIBILITY_CHECKED)
def note_eligibility(session: Session, procedure: Procedure) -> str:
    """Note that every nominee was measured by the conditions of the law; a post without an eligible one ends here."""
    people = 0
    for post in open_posts(session, procedure.id or 0):
        found = eligible(session, post)
        people += len(found)
        if not found:
            post.outcome = "stopped"
            session.add(post)
    log.write(session, "clock", "EligibilityChecked", procedure.id, people=people)
    return record(session, procedure, ELIGIBILITY_CHECKED, "done" if people else "stop", people=people)


def wait_for_eligibility(procedure_id: int) -> None:
    """Each condition of each nominee is met or not, with the evidence."""
    with reading() as session:
        if not checklist_is_settled(session, procedure_id):
            raise Waiting("eligibility")


@once(CLOCK_ALERTED)
def alert(session: Session, procedure: Procedure, number: int) -> str:
    """Tell HR and the managers that most of the time for the case is over (1), or all of it (2: to be explained).

    With the second the report on the delay is made for the clerk.
    """
    clocks = completion(session, procedure.id or 0)
    if clocks is None:
        raise Waiting("policy")
    for account in accounts.distinct(session, Role.HR, Role.MANAGER):
        messages.policy_clock_alert(session, procedure.id or 0, account, clocks.due, number)
    if number == OVERDUE:
        draft_paper(session, procedure.id or 0, DELAY_REPORT)
    log.write(session, "clock", "ClockAlerted", procedure.id, number=number)
    return record(session, procedure, CLOCK_ALERTED, "alert" if number == ALERT else "overdue", occurrence=number)


def completion(session: Session, procedure_id: int) -> law.Clock | None:
    """By when the case must be completed, by the day on which the policy was agreed; None before that."""
    agreed = documents_of(session, procedure_id, DocumentKind.POLICY)
    if not agreed:
        return None
    rules = Rules.thaw(session.get_one(Procedure, procedure_id).rules)
    return law.completion_clock(rules, agreed[-1].dated_on)


def stopped_on(session: Session, procedure_id: int) -> date | None:
    """The day on which the case was decided or reported: its clock stands since."""
    ends = col(StepRecord.step).in_((ISSUED.key, REPORTED.key))
    at = session.exec(select(StepRecord.recorded_at).where(StepRecord.procedure_id == procedure_id, ends)).first()
    return local_day(at) if at else None


def alerts(procedure_id: int) -> list[tuple[int, datetime]]:
    """The alerts of the case's clock with their instants: when so much of it is over as the data say, and when all.

    None once the case has been decided or reported.
    """
    with reading() as session:
        clocks = completion(session, procedure_id)
        if clocks is None or stopped_on(session, procedure_id):
            return []
        return [(ALERT, at_local(clocks.alert_on, 8)), (OVERDUE, at_local(clocks.due + ONE_DAY, 0))]


def due_alerts(procedure_id: int) -> list[int]:
    """Those whose instant has come."""
    with reading() as session:
        now = clock.now(session)
    return [number for number, at in alerts(procedure_id) if at <= now]


def next_alert(procedure_id: int) -> datetime | None:
    """When the flow must run again whatever it waits for."""
    with reading() as session:
        now = clock.now(session)
    return min((at for _, at in alerts(procedure_id) if at > now), default=None)
