"""What is said about a circulated resolution: to the people on its list, and to those who see to it."""

from collections.abc import Sequence

from sqlmodel import Session, SQLModel, insert

from models import Account, RollEntry, StaffMember
from models.store import clock
from notifications import links
from notifications.messages.queueing import to_account, to_entry, to_staff

_QUEUED = insert(SQLModel.metadata.tables["outbox_message"])


def resolution_circulated(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Mời đọc và xác nhận đã đọc nghị quyết."""
    to_entry(session, "resolution_circulated", procedure_id, entry)


def resolution_reminder(session: Session, procedure_id: int, entry: RollEntry, number: int) -> None:
    """Nhắc lần thứ `number` người chưa xác nhận."""
    to_entry(session, "resolution_reminder", procedure_id, entry, number)


def answer_recorded(session: Session, procedure_id: int, answered: Sequence[tuple[RollEntry, int]]) -> None:
    """Báo cho chính chủ rằng xác nhận đã được ghi: the remedy where someone else pressed the button.

    For answers kept a moment ago in this transaction, many at a time: whose, and the answer's number.
    """
    now, unmoved = clock.both(session)
    common = {"kind": "answer_recorded", "procedure_id": procedure_id, "queued_at": now, "not_before": unmoved}
    rows = [
        {
            **common,
            "message_id": links.message_id("answer_recorded", procedure_id, f"entry:{entry.id}", 1),
            "roll_entry_id": entry.id,
            "facts": {"answer_id": answer_id},
        }
        for entry, answer_id in answered
        if entry.email
    ]
    if rows:
        session.connection().execute(_QUEUED, rows)


def resolution_awaits_signature(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: nghị quyết chờ số, ngày và bản ký."""
    to_account(session, "resolution_awaits_signature", procedure_id, account)


def resolution_missing(session: Session, procedure_id: int, account: Account) -> None:
    """Nêu tên người chưa đọc cho cán bộ tổ chức và người quản lý."""
    to_account(session, "resolution_missing", procedure_id, account)


def resolution_missing_in_unit(session: Session, procedure_id: int, head: StaffMember) -> None:
    """Nêu tên người chưa đọc của đơn vị cho trưởng đơn vị."""
    to_staff(session, "resolution_missing_in_unit", procedure_id, head)


def resolution_closing_paper(session: Session, procedure_id: int, account: Account) -> None:
    """Báo cán bộ tổ chức, văn thư: thông báo kết quả đã soạn, chờ in và ký."""
    to_account(session, "resolution_closing_paper", procedure_id, account)


def resolution_preview(session: Session, procedure_id: int, account: Account, number: int) -> None:
    """Gửi thử cho tôi: thư mời đọc, gửi cho người soạn, với liên kết không dùng được."""
    to_account(session, "resolution_preview", procedure_id, account, number, urgent=True)
