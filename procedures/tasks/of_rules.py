"""Việc của các quy chế: what rules wait for HR, the clerk or a manager to do."""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select

from models import Procedure, ProcedureState, Role, StepRecord
from procedures.access import conflicts
from procedures.access.actor import Actor
from procedures.regulation.steps import KIND, reviews_of
from procedures.tasks.task import Task
from words.dates import at_local

ADOPTION, REVIEW = "conference_adoption", "review_result"
WHOSE = {ADOPTION: (Role.HR, Role.CLERK), REVIEW: (Role.HR, Role.MANAGER)}


def rules_tasks(session: Session, actor: Actor) -> Iterator[Task]:
    """What the agency's own rules ask of this person."""
    waits = [wait for wait, roles in WHOSE.items() if actor.holds(*roles)]
    rows = select(Procedure).where(Procedure.kind == KIND, Procedure.state == ProcedureState.OPEN)
    for procedure in session.exec(rows.where(col(Procedure.waiting_for).in_(waits))).all() if waits else ():
        if not conflicts.is_listed(session, actor, procedure.id or 0):
            yield _task(session, procedure)


def _task(session: Session, procedure: Procedure) -> Task:
    number, reviews = procedure.id or 0, reviews_of(session, procedure.id or 0)
    if procedure.waiting_for == REVIEW and reviews:
        facts = {"review": reviews[-1].number}
        return Task("rules_review", at_local(reviews[-1].due_on, 23, 59), number, procedure.subject, True, facts)
    last = session.exec(select(func.max(StepRecord.recorded_at)).where(StepRecord.procedure_id == number)).one()
    return Task("rules_adoption", last or procedure.drafted_at, number, procedure.subject)
