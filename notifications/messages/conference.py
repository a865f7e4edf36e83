"""What is said about a staff conference beside its meeting: the plan to be agreed, then to be filed."""

from sqlmodel import Session

from models import Account
from notifications.messages.queueing import to_account


def conference_plan_to_agree(session: Session, procedure_id: int, account: Account) -> None:
    """Mời Công đoàn đọc và thống nhất kế hoạch hội nghị."""
    to_account(session, "conference_plan_to_agree", procedure_id, account)


def conference_plan_awaits_signature(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: kế hoạch hội nghị đã thống nhất, chờ số, ngày và bản ký."""
    to_account(session, "conference_plan_awaits_signature", procedure_id, account)
