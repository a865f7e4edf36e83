"""Một việc chờ lấy ý kiến xong: a procedure that rests on a consultation begins when its table is whole."""

from sqlmodel import Session, col, select

from law.decisions.regulation import matter_of
from models import Consultation, Procedure, ProcedureState, Regulation, StepRecord
from models.store.database import reading, transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import Waiting, ask_for_run, recorded
from procedures.opinion.steps import ANSWERED, KIND
from procedures.refusal import Refusal

MATTERS = {"appointment": "personnel_plan"}


def rest_on(actor: Actor, procedure_id: int, consultation_id: int | None) -> None:
    """Let a procedure wait for a consultation, or for none any more, while nothing of it has been done.

    Raises Refusal where it has begun, where it was opened as rules that staff are asked about and would wait for none,
    or where the other is no consultation, one about something else than this kind rests on, or would wait for this one.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if procedure.state not in (ProcedureState.DRAFT, ProcedureState.OPEN) or _has_begun(session, procedure):
            raise Refusal("already_begun")
        if consultation_id is not None:
            _check(session, procedure, consultation_id)
        elif procedure.state is ProcedureState.OPEN and procedure.rests_on_id and session.get(Regulation, procedure_id):
            raise Refusal("rules_need_consultation", field="rests_on")
        procedure.rests_on_id = consultation_id
        session.add(procedure)
        log.write(session, actor.name_in_log, "RestsOn", procedure_id, consultation=consultation_id)
        if procedure.state is ProcedureState.OPEN:
            ask_for_run(session, procedure_id)


def _check(session: Session, procedure: Procedure, consultation_id: int) -> None:
    other: Procedure | None = session.get(Procedure, consultation_id)
    if other is None or other.kind != KIND or other.state is ProcedureState.ANNULLED:
        raise Refusal("not_a_consultation", field="rests_on")
    matter = matter_for(session, procedure)
    if matter and session.get_one(Consultation, other.id).matter != matter:
        raise Refusal("consultation_of_another_matter", field="rests_on", kind=procedure.kind)
    while other is not None:
        if other.id == procedure.id:
            raise Refusal("waits_for_itself", field="rests_on")
        other = session.get(Procedure, other.rests_on_id) if other.rests_on_id else None


def matter_for(session: Session, procedure: Procedure) -> str:
    """About which matter the consultation must be that this procedure may rest on; empty where about any."""
    regulation = session.get(Regulation, procedure.id)
    if regulation and regulation.sort:
        return matter_of(regulation.sort.value)
    return MATTERS.get(procedure.kind, "")


def wait_for_consultation(procedure_id: int) -> None:
    """Raise Waiting while the consultation that a procedure rests on has opinions without an answer."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        if procedure.rests_on_id is None or recorded(session, procedure.rests_on_id, ANSWERED):
            return
        if not _has_begun(session, procedure):
            raise Waiting("consultation")


def consultations(session: Session, matter: str = "") -> list[Procedure]:
    """Those about a matter, or about any, that another procedure may rest on, newest first."""
    rows = select(Procedure).where(Procedure.kind == KIND, col(Procedure.state).in_(("open", "closed")))
    if matter:
        rows = rows.join(Consultation).where(Consultation.matter == matter)
    return list(session.exec(rows.order_by(col(Procedure.id).desc())).all())


def _has_begun(session: Session, procedure: Procedure) -> bool:
    """Whether a step after the opening has been done."""
    return len(session.exec(select(StepRecord.id).where(StepRecord.procedure_id == procedure.id).limit(2)).all()) > 1
