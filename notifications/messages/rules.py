"""What is said about the agency's own rules: to the clerk, to everyone, to those who review them."""

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry


def rules_await_signature(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: quy chế chờ số, ngày và bản ký."""
    to_account(session, "rules_await_signature", procedure_id, account)


def rules_disclosed(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Công khai quy chế đến từng người."""
    to_entry(session, "rules_disclosed", procedure_id, entry)


def rules_review_asked(session: Session, procedure_id: int, account: Account, number: int) -> None:
    """Nhắc rà soát quy chế lần thứ `number`."""
    to_account(session, "rules_review_asked", procedure_id, account, number, review=number)
