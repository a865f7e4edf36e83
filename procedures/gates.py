"""Một việc chờ lấy ý kiến xong: a procedure that rests on a consultation begins when its table is whole."""

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from law.decisions.regulation import matter_of
from models import ConferenceDraft, Consultation, Procedure, ProcedureState, Regulation, StepRecord
from models.store.database import reading, transaction
from procedures import log
from procedures.access import conflicts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import Waiting, ask_for_run, recorded
from procedures.opinion.steps import ANSWERED, KIND
from procedures.refusal import Refusal

MATTERS = {"appointment": "personnel_plan"}
WAIT, DECISION_THERE = "consultation", "linked_decision"
GOING_ON = (ProcedureState.DRAFT, ProcedureState.OPEN)


@dataclass(frozen=True)
class Resting:
    """What rests on a consultation; `how`, should that be annulled: draft | waits | stuck | goes_on | conference."""

    procedure: Procedure
    how: str


@dataclass(frozen=True)
class Choice:
    """For which consultation a procedure may wait; `refused` says why there is no choice any more, else it is empty."""

    procedure: Procedure
    others: list[Procedure]
    may_go_without: bool
    is_of_rules: bool
    refused: str


def rest_on(actor: Actor, procedure_id: int, consultation_id: int | None) -> None:
    """Let a procedure wait for a consultation, or for none any more, while nothing of it has been done.

    Raises Refusal where it has begun, where it was opened as rules that staff are asked about and would wait for none,
    or where the other is no consultation, one about something else than this kind rests on, or would wait for this one.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        check_may_choose(session, procedure)
        if consultation_id is not None:
            _check(session, procedure, consultation_id)
        elif not _may_go_without(session, procedure):
            raise Refusal("rules_need_consultation", field="rests_on")
        let_wait(session, actor, procedure, consultation_id)


def let_wait(session: Session, actor: Actor, procedure: Procedure, consultation_id: int | None) -> None:
    """Write down for what it waits, in the caller's transaction; one that runs looks again whether it may go on."""
    procedure.rests_on_id = consultation_id
    session.add(procedure)
    log.write(session, actor.name_in_log, "RestsOn", procedure.id, consultation=consultation_id)
    if procedure.state is ProcedureState.OPEN:
        ask_for_run(session, procedure.id or 0)


def check_may_choose(session: Session, procedure: Procedure) -> None:
    """Raise Refusal `already_begun` once a step after the opening was done, or the procedure has ended."""
    if procedure.state not in GOING_ON or _has_begun(session, procedure):
        raise Refusal("already_begun")


def choice_of(session: Session, actor: Actor, procedure_id: int) -> Choice:
    """What HR may let a procedure wait for; raises NoResultFound, or Refusal where it is about this person."""
    conflicts.check(session, actor, procedure_id)
    procedure, refused = session.get_one(Procedure, procedure_id), ""
    try:
        check_may_choose(session, procedure)
    except Refusal as refusal:
        refused = refusal.sentence
    return Choice(
        procedure=procedure,
        others=[
            each for each in consultations(session, matter_for(session, procedure)) if _fits(session, procedure, each)
        ],
        may_go_without=_may_go_without(session, procedure),
        is_of_rules=session.get(Regulation, procedure_id) is not None,
        refused=refused,
    )


def _may_go_without(session: Session, procedure: Procedure) -> bool:
    """Rules that were opened waiting for a consultation are issued after one only."""
    is_open = procedure.state is ProcedureState.OPEN and procedure.rests_on_id is not None
    return not (is_open and session.get(Regulation, procedure.id))


def _fits(session: Session, procedure: Procedure, other: Procedure) -> bool:
    try:
        _check(session, procedure, other.id or 0)
    except Refusal:
        return False
    return True


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
    """Raise Waiting while what a procedure rests on has opinions without an answer, or was annulled."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        if procedure.rests_on_id is None or _has_begun(session, procedure):
            return
        if procedure.has_lost_consultation or not recorded(session, procedure.rests_on_id, ANSWERED):
            raise Waiting(WAIT)


def resting_on(session: Session, consultation_id: int) -> list[Procedure]:
    """What goes on or is drafted and rests on a consultation: a conference too, before which its draft comes."""
    drafts = select(ConferenceDraft.procedure_id).where(ConferenceDraft.consultation_id == consultation_id)
    waits = or_(col(Procedure.rests_on_id) == consultation_id, col(Procedure.id).in_(drafts))
    rows = select(Procedure).where(waits, col(Procedure.state).in_(GOING_ON))
    return list(session.exec(rows.order_by(col(Procedure.id))).all())


def told_of_resting(session: Session, consultation_id: int) -> list[Resting]:
    """The same, each with what would become of it if the consultation were annulled."""
    found = resting_on(session, consultation_id)
    return [Resting(each, _if_annulled(session, each, consultation_id)) for each in found]


def _if_annulled(session: Session, procedure: Procedure, consultation_id: int) -> str:
    if procedure.rests_on_id != consultation_id:
        return "conference"
    if procedure.state is ProcedureState.DRAFT:
        return "draft"
    if procedure.waiting_for == DECISION_THERE:
        return "stuck"
    return "goes_on" if _has_begun(session, procedure) else "waits"


def wake_resting(session: Session, consultation_id: int) -> None:
    """Whatever rests on a consultation and runs looks again whether it may go on."""
    for waiting in resting_on(session, consultation_id):
        if waiting.state is ProcedureState.OPEN:
            ask_for_run(session, waiting.id or 0)


def consultations(session: Session, matter: str = "") -> list[Procedure]:
    """Those about a matter, or about any, that another procedure may rest on, newest first."""
    rows = select(Procedure).where(Procedure.kind == KIND, col(Procedure.state).in_(("open", "closed")))
    if matter:
        rows = rows.join(Consultation).where(Consultation.matter == matter)
    return list(session.exec(rows.order_by(col(Procedure.id).desc())).all())


def _has_begun(session: Session, procedure: Procedure) -> bool:
    """Whether a step after the opening has been done."""
    return len(session.exec(select(StepRecord.id).where(StepRecord.procedure_id == procedure.id).limit(2)).all()) > 1
