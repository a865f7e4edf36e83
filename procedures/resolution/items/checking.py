"""Kiểm tra việc thực hiện nghị quyết: each item assessed, the head concludes, the union agrees or remarks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import CheckedItem, ItemState, Procedure, ProcedureState, ResolutionCheck, Role, StaffMember, StepRecord
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run, recorded
from procedures.refusal import Refusal
from procedures.resolution.items.following import CONCLUDED
from procedures.resolution.items.listing import Item, items_of
from procedures.resolution.items.schedule import check_of, checks_asked
from procedures.resolution.steps import CHECK_TOLD, CHECKED
from procedures.unchanged import check_unchanged
from words.dates import local_day

LONGEST_ASSESSMENT, LONGEST_CONCLUSION = 1000, 3000


@dataclass(frozen=True)
class AssessedItem:
    """An item as a check found it."""

    number: int
    text: str
    owner: str
    due_on: date
    state: ItemState
    assessment: str


@dataclass(frozen=True)
class ToldCheck:
    """What everyone was told of a check."""

    number: int
    told_on: date
    rows: tuple[AssessedItem, ...]
    conclusion: str
    union_remark: str


def assess(
    actor: Actor, procedure_id: int, number: int, said: Mapping[int, str], conclusion: str, seen: int | None = None
) -> None:
    """Keep the assessment of each item (by its number) and the conclusion, as often as wanted until the head concludes.

    `seen`: as in check_unchanged(). Raises Refusal `check_of_nothing`, `check_concluded`, `assessment_too_long` or
    `conclusion_too_long`.
    """
    actor.account_for(Power.ASSESS_ITEMS)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        check = _unconcluded(session, procedure, number)
        check_unchanged(session, actor, procedure_id, ("CheckWritten",), seen, about={"number": number})
        if len(conclusion.strip()) > LONGEST_CONCLUSION:
            raise Refusal("conclusion_too_long", field="conclusion", at_most=LONGEST_CONCLUSION)
        check.conclusion = conclusion.strip()
        session.add(check)
        kept = {row.item_id: row for row in assessed(session, check)}
        for item in items_of(session, procedure_id):
            words = " ".join(said.get(item.row.number, "").split())
            if len(words) > LONGEST_ASSESSMENT:
                raise Refusal("assessment_too_long", field=f"item_{item.row.number}", at_most=LONGEST_ASSESSMENT)
            row = kept.get(item.row.id or 0) or CheckedItem(check_id=check.id or 0, item_id=item.row.id or 0)
            row.assessment = words
            session.add(row)
        log.write(session, actor.name_in_log, "CheckWritten", procedure_id, number=number)


def conclude(actor: Actor, procedure_id: int, number: int) -> None:
    """Conclude a check for the head: state, owner and last day of each item stay as they are now. Again, nothing.

    Raises Refusal `check_of_nothing`, or `assessments_missing` that names the items without one.
    """
    account_id = actor.account_for(Power.CONCLUDE_CHECK)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        check = _asked(session, procedure, number)
        if check.concluded_at:
            return
        rows = {row.item_id: row for row in assessed(session, check)}
        items = items_of(session, procedure_id)
        bare = [
            each.row.number for each in items if not (rows.get(each.row.id or 0) and rows[each.row.id or 0].assessment)
        ]
        if bare:
            raise Refusal("assessments_missing", field=f"item_{bare[0]}", numbers=bare)
        for item in items:
            row = rows[item.row.id or 0]
            row.state, row.owner_id, row.due_on = item.state, item.row.owner_id, item.row.due_on
            session.add(row)
        check.concluded_by, check.concluded_at = account_id, clock.now(session)
        session.add(check)
        for account in accounts.holding(session, Role.UNION):
            messages.items_check_asked(session, procedure_id, account, number, CONCLUDED)
        log.write(session, actor.name_in_log, "CheckConcluded", procedure_id, number=number)


def agree(actor: Actor, procedure_id: int, number: int, remark: str) -> None:
    """Write down that the union agrees, or what it remarks, once; the flow goes on.

    Raises Refusal `check_of_nothing`, `check_not_concluded`, `remark_missing`, `comment_too_long`, `remarked_already`.
    """
    account_id, said = actor.account_for(Power.AGREE_CHECK), remark.strip()
    if not said:
        raise Refusal("remark_missing", field="remark")
    if len(said) > LONGEST_CONCLUSION:
        raise Refusal("comment_too_long", field="remark", at_most=LONGEST_CONCLUSION)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        check = _asked(session, procedure, number)
        if check.concluded_at is None:
            raise Refusal("check_not_concluded")
        if check.union_at:
            if check.union_remark == said:
                return
            raise Refusal("remarked_already")
        check.union_remark, check.union_by, check.union_at = said, account_id, clock.now(session)
        session.add(check)
        log.write(session, actor.name_in_log, "CheckAgreed", procedure_id, number=number)
        ask_for_run(session, procedure_id)


def assessed(session: Session, check: ResolutionCheck) -> list[CheckedItem]:
    """What was written of each item, in the order of the items."""
    of_it = select(CheckedItem).where(CheckedItem.check_id == check.id)
    return list(session.exec(of_it.order_by(col(CheckedItem.item_id))).all())


def told_checks(session: Session, procedure_id: int) -> list[ToldCheck]:
    """The checks whose results have been told to everyone, the latest first."""
    told = {
        row.occurrence: row.recorded_at
        for row in session.exec(
            select(StepRecord).where(
                StepRecord.procedure_id == procedure_id, StepRecord.step == CHECK_TOLD.key, StepRecord.outcome == "done"
            )
        ).all()
    }
    checks = [check for check in checks_asked(session, procedure_id) if check.number in told]
    return [_told(session, check, local_day(told[check.number])) for check in reversed(checks)]


def _told(session: Session, check: ResolutionCheck, told_on: date) -> ToldCheck:
    items = {item.row.id: item for item in items_of(session, check.procedure_id)}
    rows = [_assessed_item(session, items[row.item_id], row) for row in assessed(session, check)]
    return ToldCheck(check.number, told_on, tuple(rows), check.conclusion, check.union_remark)


def _assessed_item(session: Session, item: Item, row: CheckedItem) -> AssessedItem:
    """An item as the check has kept it."""
    owner = session.get_one(StaffMember, row.owner_id or item.row.owner_id).full_name
    state, due_on = row.state or item.state, row.due_on or item.row.due_on
    return AssessedItem(item.row.number, item.row.text, owner, due_on, state, row.assessment)


def _asked(session: Session, procedure: Procedure, number: int) -> ResolutionCheck:
    check = check_of(session, procedure.id or 0, number)
    is_noted = recorded(session, procedure.id or 0, CHECKED, number) is not None
    if check is None or procedure.state is not ProcedureState.OPEN or (is_noted and check.union_at is None):
        raise Refusal("check_of_nothing")
    return check


def _unconcluded(session: Session, procedure: Procedure, number: int) -> ResolutionCheck:
    check = _asked(session, procedure, number)
    if check.concluded_at:
        raise Refusal("check_concluded")
    return check
