"""Những việc phải làm của một nghị quyết, mỗi việc đang ở đâu: what desks, pages and papers show of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_
from sqlmodel import Session, col, exists, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models import (
    ItemReport,
    ItemState,
    Judgement,
    Procedure,
    ProcedureState,
    ReportKind,
    ResolutionCheck,
    ResolutionItem,
    RollEntry,
    StaffMember,
    StepRecord,
    Unit,
)
from models.store import clock
from models.store.database import asked_once
from procedures.refusal import Refusal
from procedures.resolution.steps import CHECKED
from words.dates import at_local, local_day

MOST_ITEMS = 99
CARRIED_OUT = (
    select(col(ResolutionItem.procedure_id))
    .distinct()
    .join(Procedure)
    .where(col(Procedure.state) == ProcedureState.OPEN)
)


@dataclass(frozen=True)
class Item:
    """One item with its owner as they are today and what was reported of it, the latest first, on a day."""

    row: ResolutionItem
    owner: StaffMember
    unit: str
    reports: tuple[ItemReport, ...]
    today: date

    @property
    def awaiting(self) -> ItemReport | None:
        """The completion that waits to be accepted or returned."""
        return next((each for each in self.reports if is_awaiting(each)), None)

    @property
    def accepted(self) -> ItemReport | None:
        """The completion that was accepted."""
        return next((each for each in self.reports if each.judgement is Judgement.ACCEPTED), None)

    @property
    def state(self) -> ItemState:
        if self.row.done_on:
            return ItemState.DONE
        if self.awaiting:
            return ItemState.AWAITING
        return ItemState.OVERDUE if self.today > self.row.due_on else ItemState.DOING

    @property
    def ends_at(self) -> datetime:
        """The instant from which it is overdue."""
        return at_local(self.row.due_on + timedelta(days=1), 0)

    @property
    def is_late(self) -> bool:
        """Whether it was or will be done after its last day."""
        return (self.row.done_on or self.today) > self.row.due_on


@dataclass(frozen=True)
class Progress:
    """How far the items of a resolution are; `next_due` is the earliest last day of one
    that is not done, past where it is overdue."""

    done: int
    total: int
    overdue: int
    next_due: date | None


def is_awaiting(report: ItemReport) -> bool:
    return report.kind is ReportKind.COMPLETION and report.judgement is None


def awaits() -> ColumnElement[bool]:
    """Of an item in a statement: its completion has been reported and waits to be judged."""
    return exists().where(
        col(ItemReport.item_id) == col(ResolutionItem.id),
        col(ItemReport.kind) == ReportKind.COMPLETION,
        col(ItemReport.judgement).is_(None),
    )


def has_items(session: Session, procedure_id: int) -> bool:
    of_it = select(ResolutionItem.id).where(ResolutionItem.procedure_id == procedure_id)
    return session.exec(of_it.limit(1)).first() is not None


def items_of(session: Session, procedure_id: int, on: date | None = None) -> list[Item]:
    """The items by their numbers, as they stand today or stood `on` a day on which all that is recorded was known."""
    today = on or local_day(clock.now(session))
    rows = (
        select(ResolutionItem, StaffMember, Unit.name)
        .join(StaffMember, col(StaffMember.id) == ResolutionItem.owner_id)
        .join(Unit, col(Unit.id) == StaffMember.unit_id)
        .where(ResolutionItem.procedure_id == procedure_id)
        .order_by(col(ResolutionItem.number))
    )
    found = session.exec(rows).all()
    reports = _reports_of(session, procedure_id) if found else {}
    return [Item(row, owner, unit, tuple(reports.get(row.id or 0, ())), today) for row, owner, unit in found]


def item_of(session: Session, procedure_id: int, number: int) -> Item:
    """The item of a number; raises Refusal `item_of_nothing`."""
    found = next((each for each in items_of(session, procedure_id) if each.row.number == number), None)
    if found is None:
        raise Refusal("item_of_nothing")
    return found


def item_held(session: Session, procedure_id: int, number: int) -> ResolutionItem:
    """The row of an item, held until the transaction ends; raises Refusal `item_of_nothing`."""
    of_it = select(ResolutionItem).where(ResolutionItem.procedure_id == procedure_id, ResolutionItem.number == number)
    row = session.exec(of_it.with_for_update()).first()
    if row is None:
        raise Refusal("item_of_nothing")
    return row


def owner_entry(session: Session, item: ResolutionItem) -> RollEntry | None:
    """Whoever carries the item out, on the list of its resolution; None once they are on it no more, or have left."""
    of_owner = (
        select(RollEntry)
        .join(StaffMember)
        .where(RollEntry.procedure_id == item.procedure_id, RollEntry.staff_member_id == item.owner_id)
        .where(col(StaffMember.left_on).is_(None))
    )
    return session.exec(of_owner).first()


def carried_out(session: Session) -> list[int]:
    """The open resolutions that have items."""
    return asked_once(session, _carried_out)


def _carried_out(session: Session) -> list[int]:
    return list(session.connection().execute(CARRIED_OUT).scalars())


def progress_of(session: Session, procedure_ids: Sequence[int], today: date) -> dict[int, Progress]:
    """How far each of these resolutions is; those without items are left out."""
    if not procedure_ids:
        return {}
    values = {"procedure_ids": procedure_ids, "today": today}
    found = session.connection().execute(_progress(), values).all()
    return {number: Progress(*counts) for number, *counts in found}


@cache
def _progress() -> Select[Any]:
    number, due_on = col(ResolutionItem.procedure_id), col(ResolutionItem.due_on)
    open_, today = col(ResolutionItem.done_on).is_(None), bindparam("today")
    counts = (
        func.count(col(ResolutionItem.done_on)),
        func.count(col(ResolutionItem.id)),
        func.count(col(ResolutionItem.id)).filter(open_, due_on < today, ~awaits()),
        func.min(due_on).filter(open_, or_(due_on >= today, ~awaits())),
    )
    of_these = number.in_(bindparam("procedure_ids", expanding=True))
    return select(number, *counts).where(of_these).group_by(number)


def checks_due(session: Session, procedure_ids: Sequence[int]) -> dict[int, date]:
    """By when the check is due that has been asked for and is not done, of those of these that have one."""
    if not procedure_ids:
        return {}
    waiting = open_checks().where(col(ResolutionCheck.procedure_id).in_(procedure_ids))
    return {check.procedure_id: check.due_on for check in session.exec(waiting).all()}


def open_checks() -> SelectOfScalar[ResolutionCheck]:
    """The checks that have been asked for, and neither are done nor have been overtaken."""
    noted = exists().where(
        col(StepRecord.procedure_id) == col(ResolutionCheck.procedure_id),
        col(StepRecord.step) == CHECKED.key,
        col(StepRecord.occurrence) == col(ResolutionCheck.number),
    )
    return select(ResolutionCheck).where(col(ResolutionCheck.union_at).is_(None), ~noted)


def _reports_of(session: Session, procedure_id: int) -> dict[int, list[ItemReport]]:
    """What was reported of each item, the latest first."""
    rows = select(ItemReport).join(ResolutionItem).where(ResolutionItem.procedure_id == procedure_id)
    found: dict[int, list[ItemReport]] = {}
    for report in session.exec(rows.order_by(col(ItemReport.id).desc())).all():
        found.setdefault(report.item_id, []).append(report)
    return found
