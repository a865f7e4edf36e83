"""What is said of a resolution's items: to whoever carries one out, to those who judge and check, to all in the end."""

from sqlmodel import Session

from models import Account, ResolutionItem, RollEntry
from notifications.messages.queueing import to_account, to_entry


def item_entrusted(session: Session, entry: RollEntry, item: ResolutionItem) -> None:
    """Giao một việc cho người phụ trách; again after each change by two people."""
    facts = {"item_id": item.id or 0, "changes": item.changes}
    to_entry(session, "item_entrusted", item.procedure_id, entry, item.entrusting, **facts)


def item_reminder(session: Session, entry: RollEntry, item: ResolutionItem, number: int) -> None:
    """Nhắc người phụ trách một việc chưa xong, trước hạn hoặc đúng ngày hết hạn."""
    facts = {"item_id": item.id or 0, "changes": item.changes}
    to_entry(session, "item_reminder", item.procedure_id, entry, number, **facts)


def item_report_recorded(session: Session, procedure_id: int, entry: RollEntry, report_id: int) -> None:
    """Báo cho chính chủ rằng báo cáo đã được ghi."""
    to_entry(session, "item_report_recorded", procedure_id, entry, report_id, report_id=report_id)


def item_completion_reported(session: Session, procedure_id: int, account: Account, report_id: int) -> None:
    """Báo cán bộ tổ chức, lãnh đạo: có báo cáo hoàn thành chờ công nhận hoặc trả lại."""
    to_account(session, "item_completion_reported", procedure_id, account, report_id, report_id=report_id)


def item_judged(session: Session, procedure_id: int, entry: RollEntry, report_id: int) -> None:
    """Báo người phụ trách: đã công nhận hoàn thành, hoặc trả lại và vì sao."""
    to_entry(session, "item_judged", procedure_id, entry, report_id, report_id=report_id)


def items_check_asked(session: Session, procedure_id: int, account: Account, number: int, turn: int = 0) -> None:
    """Mời kiểm tra lần thứ `number`; `turn` 0: before the day, 1: on it, 2: the union, after the head."""
    to_account(session, "items_check_asked", procedure_id, account, number * 3 + turn, check=number, turn=turn)


def items_check_awaits_signature(session: Session, procedure_id: int, account: Account, number: int) -> None:
    """Báo văn thư: báo cáo kiểm tra lần thứ `number` chờ số, ngày và bản ký."""
    to_account(session, "items_check_awaits_signature", procedure_id, account, number, check=number)


def items_checked(session: Session, procedure_id: int, entry: RollEntry, number: int) -> None:
    """Thông báo kết quả kiểm tra lần thứ `number` đến toàn thể."""
    to_entry(session, "items_checked", procedure_id, entry, number, check=number)


def items_ended(session: Session, procedure_id: int, account: Account) -> None:
    """Báo hết thời gian theo dõi: danh mục kết quả từng việc đã soạn."""
    to_account(session, "items_ended", procedure_id, account)
