"""Letters about the items of a resolution; one function a message, named after it."""

from sqlmodel import Session, col, exists, func, select

from models import (
    CheckedItem,
    FiledPaper,
    ItemReport,
    ItemState,
    Judgement,
    OutboxMessage,
    PaperState,
    ReportKind,
    ResolutionCheck,
    ResolutionItem,
    Role,
    RollEntry,
)
from notifications.compose.case import Case, case_of
from notifications.compose.officers import roles_of, to_account
from notifications.compose.shortening import shortened
from notifications.compose.told import Told, to_entry
from words.dates import local_day

LETTERS_OF_A_TEXT, LETTERS_OF_A_REASON = 300, 200


def item_entrusted(session: Session, message: OutboxMessage) -> Told | None:
    """Giao việc: not once the item is done, was changed again, or the following is over."""
    case, entry, item = _owned(session, message)
    if not case.is_open or item is None or item.done_on:
        return None
    return to_entry(entry, case, **_item(item), is_change=item.changes > 0)


def item_reminder(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc: not once the item is done or reported as done, was changed, or a later reminder has been queued."""
    case, entry, item = _owned(session, message)
    if not case.is_open or item is None or item.done_on or _awaits(session, item) or _is_overtaken(session, message):
        return None
    return to_entry(entry, case, **_item(item), today=local_day(case.now))


def item_report_recorded(session: Session, message: OutboxMessage) -> Told | None:
    """Đã ghi báo cáo: it goes whatever has become of the item, being the owner's remedy."""
    case, entry = case_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    if case.is_annulled:
        return None
    report, item = _reported(session, message)
    is_completion = report.kind is ReportKind.COMPLETION
    evidence = {"on_paper": report.entered_by is not None, "has_file": report.scan_id is not None}
    return to_entry(entry, case, **_item(item), reported_at=report.reported_at, is_completion=is_completion, **evidence)


def item_completion_reported(session: Session, message: OutboxMessage) -> Told | None:
    """Có báo cáo hoàn thành: not once it has been judged."""
    case = case_of(session, message.procedure_id)
    report, item = _reported(session, message)
    if not case.is_open or report.judgement:
        return None
    owner = session.get_one(RollEntry, report.roll_entry_id)
    facts = {"owner": owner.full_name, "unit": owner.unit_name, "reported_at": report.reported_at}
    return to_account(session, message, case, f"/items/{item.number}", {Role.HR, Role.MANAGER}, **_item(item), **facts)


def item_judged(session: Session, message: OutboxMessage) -> Told | None:
    """Đã công nhận, hoặc trả lại."""
    case, entry = case_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    report, item = _reported(session, message)
    if case.is_annulled or report.judgement is None:
        return None
    is_accepted = report.judgement is Judgement.ACCEPTED
    reason = shortened(report.reason.rstrip(" ."), LETTERS_OF_A_REASON)
    return to_entry(entry, case, **_item(item), is_accepted=is_accepted, reason=reason)


def items_check_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Đến kỳ kiểm tra: to those who still have their part to do."""
    case, check = case_of(session, message.procedure_id), _check(session, message)
    roles = roles_of(session, message)
    has_work = check.union_at is None and (check.concluded_at is None or Role.UNION in roles)
    if not case.is_open or not has_work:
        return None
    facts = {"check": check.number, "due_on": check.due_on, "is_reminder": message.facts["turn"] == 1}
    readers = {Role.HR, Role.MANAGER, Role.UNION}
    counts = {"items_count": _count(session, case), "is_concluded": check.concluded_at is not None}
    return to_account(session, message, case, f"/checks/{check.number}", readers, **facts, **counts)


def items_check_awaits_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Báo cáo kiểm tra chờ số, ngày, bản ký: not once it is in the register."""
    case, check = case_of(session, message.procedure_id), message.facts["check"]
    if not case.is_open or _is_signed(session, message, "items_check", check):
        return None
    return to_account(session, message, case, f"/papers/items_check-{check}", {Role.CLERK}, check=check)


def items_checked(session: Session, message: OutboxMessage) -> Told | None:
    """Kết quả kiểm tra, đến toàn thể."""
    case, entry = case_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    if case.is_annulled:
        return None
    check = _check(session, message)
    states = select(CheckedItem.state).where(CheckedItem.check_id == check.id)
    found = [state for state in session.exec(states).all() if state]
    counts = {"items_count": len(found), "done": found.count(ItemState.DONE), "overdue": found.count(ItemState.OVERDUE)}
    return to_entry(entry, case, check=check.number, **counts)


def items_ended(session: Session, message: OutboxMessage) -> Told | None:
    """Hết thời gian theo dõi: the clerk is asked to file the list, the others are told the result."""
    case = case_of(session, message.procedure_id)
    if case.is_annulled or _is_signed(session, message, "items_outcome"):
        return None
    is_clerk = Role.CLERK in roles_of(session, message)
    page, readers = "/papers/items_outcome" if is_clerk else "", {Role.HR, Role.CLERK, Role.MANAGER, Role.UNION}
    counts = {"items_count": _count(session, case), "done": _count(session, case, is_done=True)}
    return to_account(session, message, case, page, readers, is_clerk=is_clerk, **counts)


def _owned(session: Session, message: OutboxMessage) -> tuple[Case, RollEntry, ResolutionItem | None]:
    """The case, the person, and the item as it was entrusted to them; None once that was changed."""
    entry = session.get_one(RollEntry, message.roll_entry_id)
    item = session.get_one(ResolutionItem, message.facts["item_id"])
    is_theirs = item.changes == message.facts["changes"] and item.owner_id == entry.staff_member_id
    return case_of(session, message.procedure_id), entry, item if is_theirs else None


def _item(item: ResolutionItem) -> dict[str, object]:
    text = shortened(item.text.rstrip(" ."), LETTERS_OF_A_TEXT)
    return {"item": item.number, "text": text, "place": item.place, "item_due_on": item.due_on}


def _reported(session: Session, message: OutboxMessage) -> tuple[ItemReport, ResolutionItem]:
    report = session.get_one(ItemReport, message.facts["report_id"])
    return report, session.get_one(ResolutionItem, report.item_id)


def _awaits(session: Session, item: ResolutionItem) -> bool:
    waiting = exists().where(
        col(ItemReport.item_id) == item.id,
        col(ItemReport.kind) == ReportKind.COMPLETION,
        col(ItemReport.judgement).is_(None),
    )
    return bool(session.exec(select(waiting)).one())


def _is_overtaken(session: Session, message: OutboxMessage) -> bool:
    """Whether a later reminder of the same item has been queued for the same person."""
    same = select(OutboxMessage.facts).where(
        OutboxMessage.kind == message.kind,
        OutboxMessage.roll_entry_id == message.roll_entry_id,
        OutboxMessage.number > message.number,
    )
    return any(facts["item_id"] == message.facts["item_id"] for facts in session.exec(same).all())


def _check(session: Session, message: OutboxMessage) -> ResolutionCheck:
    of_it = (ResolutionCheck.procedure_id == message.procedure_id) & (ResolutionCheck.number == message.facts["check"])
    return session.exec(select(ResolutionCheck).where(of_it)).one()


def _count(session: Session, case: Case, *, is_done: bool = False) -> int:
    rows = select(func.count()).where(ResolutionItem.procedure_id == case.procedure.id)
    return session.exec(rows.where(col(ResolutionItem.done_on).is_not(None)) if is_done else rows).one()


def _is_signed(session: Session, message: OutboxMessage, kind: str, occurrence: int = 0) -> bool:
    of_it = (FiledPaper.procedure_id == message.procedure_id) & (FiledPaper.kind == kind)
    filed = select(FiledPaper.state).where(of_it, FiledPaper.occurrence == occurrence)
    return session.exec(filed).first() is PaperState.SIGNED
