"""Báo tiến độ, báo hoàn thành, công nhận, trả lại: what an owner reports by link or on paper, and the answer."""

import hashlib

from sqlmodel import Session, col, select

from models import (
    Account,
    ItemReport,
    Judgement,
    Procedure,
    ProcedureState,
    ReportKind,
    ResolutionItem,
    Role,
    RollEntry,
    StoredFile,
)
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run, recorded
from procedures.filing import Upload, media_type_of, store
from procedures.refusal import Refusal
from procedures.resolution.items.listing import is_awaiting, item_held, owner_entry
from procedures.resolution.steps import REPORTED
from procedures.rounds.owners import entry_behind
from words.dates import local_day

LONGEST_REPORT, LONGEST_REASON = 3000, 1000


def report(token: str, number: int, kind: str, said: str, scan: Upload | None = None) -> int:
    """Record what the owner of a link reports of an own item; returns the report's number, again that of the first.

    Raises Refusal `link_unknown`, `not_your_item`, and those of checked() and _keep().
    """
    said = checked(kind, said)
    with transaction() as session:
        entry = entry_behind(session, token)
        item = item_held(session, entry.procedure_id, number)
        if item.owner_id != entry.staff_member_id:
            raise Refusal("not_your_item")
        return _keep(session, item, entry, ReportKind(kind), said, scan, f"entry:{entry.id}")


def enter_report(actor: Actor, procedure_id: int, number: int, kind: str, said: str, scan: Upload) -> int:
    """Record what an owner without mail handed in on paper, with its scan; returns the report's number.

    Raises Refusal `item_owner_gone`, and those of a report by link and of a scan.
    """
    account_id = actor.account_for(Power.ENTER_PAPER_LIST)
    said = checked(kind, said)
    media_type_of(scan)
    with transaction() as session:
        lock(session, actor, procedure_id)
        item = item_held(session, procedure_id, number)
        entry = owner_entry(session, item)
        if entry is None:
            raise Refusal("item_owner_gone")
        return _keep(session, item, entry, ReportKind(kind), said, scan, actor.name_in_log, account_id)


def checked(kind: str, said: str) -> str:
    """What was typed, tidied; raises Refusal `report_kind_missing` or `report_too_long`."""
    if kind not in set(ReportKind):
        raise Refusal("report_kind_missing", field="kind")
    lines = [" ".join(line.split()) for line in said.strip().splitlines()]
    tidy = "\n".join(lines)
    if len(tidy) > LONGEST_REPORT:
        raise Refusal("report_too_long", field="said", at_most=LONGEST_REPORT)
    return tidy


def check_reportable(session: Session, item: ResolutionItem) -> None:
    """Raise Refusal `items_not_begun`, `items_over`, `item_done` or `report_awaits` where nothing is to be reported."""
    procedure = session.get_one(Procedure, item.procedure_id)
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("items_over")
    if recorded(session, item.procedure_id, REPORTED) is None:
        raise Refusal("items_not_begun")
    if item.done_on:
        raise Refusal("item_done")
    last = _last(session, item)
    if last and is_awaiting(last):
        raise Refusal("report_awaits")


def _keep(
    session: Session,
    item: ResolutionItem,
    entry: RollEntry,
    kind: ReportKind,
    said: str,
    scan: Upload | None,
    by: str,
    entered_by: int | None = None,
) -> int:
    """Keep it with its evidence; raises Refusal `report_empty`, and those of check_reportable() and of a scan."""
    if not said and scan is None:
        raise Refusal("report_empty", field="said")
    last = _last(session, item)
    if last and last.judgement is None and _is_same(session, last, kind, said, scan):
        return last.id or 0
    check_reportable(session, item)
    row = ItemReport(
        item_id=item.id or 0,
        roll_entry_id=entry.id or 0,
        kind=kind,
        said=said,
        scan_id=store(session, scan) if scan else None,
        entered_by=entered_by,
        reported_at=clock.now(session),
    )
    session.add(row)
    session.flush()
    number, procedure_id = row.id or 0, item.procedure_id
    messages.item_report_recorded(session, procedure_id, entry, number)
    if kind is ReportKind.COMPLETION:
        for account in accounts.distinct(session, Role.HR, Role.MANAGER):
            messages.item_completion_reported(session, procedure_id, account, number)
    log.write(session, by, "ItemReported", procedure_id, number=item.number, kind=kind.value, report=number)
    return number


def _last(session: Session, item: ResolutionItem) -> ItemReport | None:
    of_it = select(ItemReport).where(ItemReport.item_id == item.id)
    return session.exec(of_it.order_by(col(ItemReport.id).desc()).limit(1)).first()


def _is_same(session: Session, last: ItemReport, kind: ReportKind, said: str, scan: Upload | None) -> bool:
    """Whether the button was pressed again."""
    kept = session.get_one(StoredFile, last.scan_id).sha256 if last.scan_id else None
    given = hashlib.sha256(scan.content).hexdigest() if scan else None
    return (last.kind, last.said, kept) == (kind, said, given)


def judge(actor: Actor, procedure_id: int, report_id: int, judgement: Judgement, reason: str = "") -> None:
    """Accept a completion, or return it with the reason; the owner is told. Again the same, nothing happens.

    Raises Refusal `report_of_nothing`, `judged_already`, `judges_own_item`, `return_reason_missing`, `items_over`.
    """
    account_id = actor.account_for(Power.JUDGE_ITEMS)
    why = " ".join(reason.split())[:LONGEST_REASON]
    if judgement is Judgement.RETURNED and not why:
        raise Refusal("return_reason_missing", field="reason")
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        row, item = _completion(session, procedure_id, report_id)
        if row.judgement is judgement:
            return
        if row.judgement:
            raise Refusal("judged_already")
        if procedure.state is not ProcedureState.OPEN:
            raise Refusal("items_over")
        _check_another(session, actor, row)
        now = clock.now(session)
        row.judgement, row.reason, row.judged_by, row.judged_at = judgement, why, account_id, now
        if judgement is Judgement.ACCEPTED:
            item.done_on = local_day(row.reported_at)
        session.add_all([row, item])
        messages.item_judged(session, procedure_id, session.get_one(RollEntry, row.roll_entry_id), report_id)
        said = {"number": item.number, "judgement": judgement.value, "report": report_id}
        log.write(session, actor.name_in_log, "ItemJudged", procedure_id, **said)
        ask_for_run(session, procedure_id)


def _completion(session: Session, procedure_id: int, report_id: int) -> tuple[ItemReport, ResolutionItem]:
    """A completion and its item, held."""
    row = session.get(ItemReport, report_id)
    item = session.get(ResolutionItem, row.item_id, with_for_update=True) if row else None
    if row is None or item is None or item.procedure_id != procedure_id or row.kind is not ReportKind.COMPLETION:
        raise Refusal("report_of_nothing")
    return row, item


def _check_another(session: Session, actor: Actor, row: ItemReport) -> None:
    """Nobody judges what they reported themselves."""
    entry, account = session.get_one(RollEntry, row.roll_entry_id), session.get_one(Account, actor.account_id)
    if account.staff_member_id == entry.staff_member_id or account.email == entry.email:
        raise Refusal("judges_own_item")
