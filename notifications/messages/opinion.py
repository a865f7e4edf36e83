"""What is said about a consultation of the staff: to those who are asked, and to those who see to it."""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry


def opinion_asked(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Mời cho ý kiến về dự thảo."""
    to_entry(session, "opinion_asked", procedure_id, entry)


def opinion_reminder(session: Session, procedure_id: int, entry: RollEntry, number: int) -> None:
    """Nhắc lần thứ `number` người chưa cho ý kiến."""
    to_entry(session, "opinion_reminder", procedure_id, entry, number)


def opinion_recorded(session: Session, procedure_id: int, entry: RollEntry, answer_id: int, number: int) -> None:
    """Báo cho chính chủ rằng ý kiến đã được ghi, hoặc vừa được đổi: a letter each time."""
    to_entry(session, "opinion_recorded", procedure_id, entry, number, answer_id=answer_id)


def opinion_plan_awaits_signature(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: kế hoạch lấy ý kiến chờ số, ngày và bản ký."""
    to_account(session, "opinion_plan_awaits_signature", procedure_id, account)


def opinion_closed(session: Session, procedure_id: int, account: Account) -> None:
    """Báo cán bộ tổ chức, lãnh đạo: đã hết hạn, còn việc tổng hợp, tiếp thu, giải trình."""
    to_account(session, "opinion_closed", procedure_id, account)


def opinion_union_asked(session: Session, procedure_id: int, account: Account) -> None:
    """Mời Công đoàn có ý kiến trước khi quyết định."""
    to_account(session, "opinion_union_asked", procedure_id, account)


def opinion_decision_asked(session: Session, procedure_id: int, account: Account) -> None:
    """Báo lãnh đạo: ý kiến đã được tiếp thu, giải trình xong, quyết định được rồi."""
    to_account(session, "opinion_decision_asked", procedure_id, account)


def opinion_decision_awaits_filing(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: văn bản được ban hành chờ số, ngày và bản ký."""
    to_account(session, "opinion_decision_awaits_filing", procedure_id, account)


def opinion_disclosed(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Công khai bảng tổng hợp, tiếp thu, giải trình đến từng người đã được hỏi."""
    to_entry(session, "opinion_disclosed", procedure_id, entry)


def opinion_preview(session: Session, procedure_id: int, account: Account, number: int) -> None:
    """Gửi thử cho tôi: thư mời cho ý kiến, với liên kết không dùng được."""
    to_account(session, "opinion_preview", procedure_id, account, number, urgent=True)
