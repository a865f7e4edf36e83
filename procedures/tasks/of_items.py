"""Việc thực hiện nghị quyết: what an owner has to do, what HR and managers have to judge, to check, to see to."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models import ItemReport, Procedure, ProcedureState, ReportKind, ResolutionItem, Role, RollEntry, StepRecord
from models.store import clock
from notifications import links
from procedures.access import conflicts
from procedures.access.actor import Actor
from procedures.resolution.items.listing import awaits, items_of, open_checks, progress_of
from procedures.resolution.steps import REPORTED
from procedures.tasks.task import Task
from words.dates import at_local, local_day


def item_tasks(session: Session, actor: Actor) -> Iterator[Task]:
    """What the items of resolutions ask of this person."""
    yield from _to_carry_out(session, actor)
    if actor.holds(Role.HR, Role.MANAGER):
        yield from _to_judge(session, actor)
        yield from _overdue(session, actor)
    if actor.holds(Role.HR):
        yield from _without_owner(session)
    if actor.holds(Role.HR, Role.MANAGER, Role.UNION):
        yield from _to_check(session, actor)


def _to_carry_out(session: Session, actor: Actor) -> Iterator[Task]:
    """Own items that are not done, once they have been given out."""
    if actor.staff_member_id is None:
        return
    begun = select(StepRecord.procedure_id).where(StepRecord.step == REPORTED.key)
    mine = (
        select(ResolutionItem, RollEntry, Procedure)
        .join(Procedure, col(Procedure.id) == ResolutionItem.procedure_id)
        .join(RollEntry, col(RollEntry.procedure_id) == ResolutionItem.procedure_id)
        .where(ResolutionItem.owner_id == actor.staff_member_id, RollEntry.staff_member_id == actor.staff_member_id)
        .where(Procedure.state == ProcedureState.OPEN, col(Procedure.id).in_(begun))
        .where(col(ResolutionItem.done_on).is_(None), ~awaits())
    )
    for item, entry, procedure in session.exec(mine).all():
        facts = {"token": links.token(entry.id or 0, entry.link_version), "item": item.number, "text": item.text}
        yield Task("item", _end_of(item.due_on), procedure.id, procedure.subject, True, facts)


def _to_judge(session: Session, actor: Actor) -> Iterator[Task]:
    """Completions that wait for whoever may accept them: not for their own reporters."""
    waiting = (
        select(ItemReport, ResolutionItem, RollEntry, Procedure)
        .join(ResolutionItem, col(ResolutionItem.id) == ItemReport.item_id)
        .join(RollEntry, col(RollEntry.id) == ItemReport.roll_entry_id)
        .join(Procedure, col(Procedure.id) == ResolutionItem.procedure_id)
        .where(ItemReport.kind == ReportKind.COMPLETION, col(ItemReport.judgement).is_(None))
        .where(Procedure.state == ProcedureState.OPEN, RollEntry.staff_member_id != (actor.staff_member_id or 0))
    )
    for report, item, entry, procedure in session.exec(waiting).all():
        if not conflicts.is_listed(session, actor, procedure.id or 0):
            facts = {"item": item.number, "owner": entry.full_name, "report": report.id}
            yield Task("item_report", report.reported_at, procedure.id, procedure.subject, facts=facts)


def _overdue(session: Session, actor: Actor) -> Iterator[Task]:
    """Resolutions with overdue items, since the first of them is."""
    for procedure in _begun(session):
        number = procedure.id or 0
        late = progress_of(session, [number], local_day(clock.now(session))).get(number)
        if late and late.overdue and not conflicts.is_listed(session, actor, number):
            first = select(func.min(ResolutionItem.due_on)).where(
                ResolutionItem.procedure_id == procedure.id, col(ResolutionItem.done_on).is_(None), ~awaits()
            )
            at, facts = _end_of(session.exec(first).one()), {"items": late.overdue}
            yield Task("items_overdue", at, number, procedure.subject, True, facts)


def _without_owner(session: Session) -> Iterator[Task]:
    """Items whose owner has left: two people name another."""
    for procedure in _begun(session):
        for item in items_of(session, procedure.id or 0):
            if item.owner.left_on and item.row.done_on is None:
                at, facts = at_local(item.owner.left_on, 0), {"item": item.row.number, "owner": item.owner.full_name}
                yield Task("item_without_owner", at, procedure.id, procedure.subject, facts=facts)


def _to_check(session: Session, actor: Actor) -> Iterator[Task]:
    """A check that waits: HR and managers until the head concludes, then the union."""
    rows = open_checks().join(Procedure).where(Procedure.state == ProcedureState.OPEN)
    for check in session.exec(rows).all():
        procedure = session.get_one(Procedure, check.procedure_id)
        for_union = check.concluded_at is not None
        is_theirs = actor.holds(Role.UNION) if for_union else actor.holds(Role.HR, Role.MANAGER)
        if is_theirs and not conflicts.is_listed(session, actor, check.procedure_id):
            key = "check_union" if for_union else "check"
            yield Task(key, _end_of(check.due_on), procedure.id, procedure.subject, True, {"check": check.number})


def _begun(session: Session) -> list[Procedure]:
    """The open resolutions that have items and are circulated."""
    with_items, begun = select(ResolutionItem.procedure_id), select(StepRecord.procedure_id)
    rows = select(Procedure).where(Procedure.state == ProcedureState.OPEN, col(Procedure.id).in_(with_items))
    rows = rows.where(col(Procedure.id).in_(begun.where(StepRecord.step == REPORTED.key)))
    return list(session.exec(rows.order_by(col(Procedure.id))).all())


def _end_of(day: date) -> datetime:
    """The last minute of a last day."""
    return at_local(day, 23, 59)
