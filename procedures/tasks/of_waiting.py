"""Việc chờ một việc lấy ý kiến đã hủy: what would wait for ever, for HR to let it wait for another."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from models import Procedure, ProcedureState, Role
from procedures.access import conflicts
from procedures.access.actor import Actor
from procedures.gates import DECISION_THERE, WAIT
from procedures.tasks.task import Task


def waiting_tasks(session: Session, actor: Actor) -> Iterator[Task]:
    """What waits for a consultation that was annulled, or for the decision in one; none about this person."""
    if not actor.holds(Role.HR):
        return
    waiting = col(Procedure.waiting_for).in_((WAIT, DECISION_THERE))
    for procedure in session.exec(select(Procedure).where(Procedure.state == ProcedureState.OPEN, waiting)).all():
        if procedure.has_lost_consultation and not conflicts.is_listed(session, actor, procedure.id or 0):
            lost = procedure.rests_on
            since = (lost and lost.closed_at) or procedure.opened_at or procedure.drafted_at
            facts = {"may_choose": procedure.waiting_for == WAIT}
            yield Task("consultation_annulled", since, procedure.id, procedure.subject, facts=facts)
