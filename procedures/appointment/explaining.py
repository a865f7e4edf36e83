"""Hai thời hạn của chủ trương: by when the authority answers and the case is done, and why it is not."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from law.decisions import appointment as law
from law.parameters import NotInForce
from law.rules import Rules
from models import Appointment, DocumentKind, DutyKind, PolicyWay, Procedure, ProcedureState
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import POWERS, Power
from procedures.appointment.beginning import stopped_on
from procedures.engine import ask_for_run
from procedures.evidence import documents_of
from procedures.refusal import Refusal
from words.dates import local_day

POLICY, COMPLETION = "policy", "completion"
LONGEST_EXPLANATION = 3000


@dataclass(frozen=True)
class Clock:
    """The clock that runs, or last ran: `what` is `policy` (the authority's answer) or `completion` (of the case)."""

    what: str
    due: date
    alert_on: date
    is_late: bool
    explained: bool


def policy_standing(session: Session, procedure: Procedure) -> Clock | None:
    """Where a case stands in time: until the policy is on file its answer's clock, then that of the whole case.

    None where neither runs: nothing was submitted, or the days off of that year are not known.
    """
    number, case = procedure.id or 0, session.get_one(Appointment, procedure.id)
    if procedure.state is ProcedureState.DRAFT or not procedure.rules:
        return None
    agreed, rules = documents_of(session, number, DocumentKind.POLICY), Rules.thaw(procedure.rules)
    try:
        if agreed:
            return _clock(session, case, COMPLETION, law.completion_clock(rules, agreed[-1].dated_on))
        if case.submitted_on:
            return _clock(session, case, POLICY, law.policy_clock(rules, case.submitted_on))
    except NotInForce:
        return None
    return None


def _clock(session: Session, case: Appointment, what: str, runs: law.Clock) -> Clock:
    day = stopped_on(session, case.procedure_id) or local_day(clock.now(session))
    return Clock(what, runs.due, runs.alert_on, runs.is_late(day), bool(case.explanation))


def note_submitted(actor: Actor, procedure_id: int, received_on: date) -> None:
    """Note on which day the authority received the proposal: the clock of its answer runs from it.

    Raises Refusal: `procedure_not_open`, `not_submitted` (the leadership decides itself), `date_in_future`,
    `submitted_before_begun`, `policy_answered_already`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if procedure.state is not ProcedureState.OPEN:
            raise Refusal("procedure_not_open")
        case = session.get_one(Appointment, procedure_id)
        if case.way is not PolicyWay.SUBMITTED:
            raise Refusal("not_submitted", field="submitted_on")
        if received_on > local_day(clock.now(session)):
            raise Refusal("date_in_future", field="submitted_on")
        if procedure.begun_on and received_on < procedure.begun_on:
            raise Refusal("submitted_before_begun", field="submitted_on", day=procedure.begun_on)
        if documents_of(session, procedure_id, DocumentKind.POLICY):
            raise Refusal("policy_answered_already", field="submitted_on")
        if case.submitted_on != received_on:
            case.submitted_on = received_on
            session.add(case)
            log.write(session, actor.name_in_log, "PolicySubmitted", procedure_id, on=received_on.isoformat())
            ask_for_run(session, procedure_id)


def explain(actor: Actor, procedure_id: int, text: str) -> None:
    """Say why the case is not done in time; HR, or who decides. The same again, nothing happens.

    Raises Refusal: `procedure_not_open`, `case_explanation_missing`, `not_late_yet`, `explained_already`.
    """
    account_id = actor.account_with(*POWERS[Power.DRAFT].roles, *POWERS[Power.DECIDE].roles)
    explanation = text.strip()[:LONGEST_EXPLANATION]
    if not explanation:
        raise Refusal("case_explanation_missing", field="explanation")
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if not actor.may(Power.DRAFT):
            duties.check_holder(session, actor, procedure_id, DutyKind.DECIDER)
        if procedure.state is not ProcedureState.OPEN:
            raise Refusal("procedure_not_open")
        case, standing = session.get_one(Appointment, procedure_id), policy_standing(session, procedure)
        if case.explanation == explanation:
            return
        if case.explanation:
            raise Refusal("explained_already", field="explanation")
        day = stopped_on(session, procedure_id) or local_day(clock.now(session))
        if standing is None or standing.what != COMPLETION or day < standing.alert_on:
            raise Refusal("not_late_yet", field="explanation")
        case.explanation, case.explained_by, case.explained_at = explanation, account_id, clock.now(session)
        session.add(case)
        log.write(session, actor.name_in_log, "DelayExplained", procedure_id)
        ask_for_run(session, procedure_id)
