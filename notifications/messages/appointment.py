"""What is said about an appointment as a whole: its clock, its stop, its decision and the decision's disclosure."""

from datetime import date

from sqlmodel import Session

from models import Account, RollEntry
from notifications.messages.queueing import to_account, to_entry


def policy_clock_alert(session: Session, procedure_id: int, account: Account, due: date, number: int) -> None:
    """Báo sắp hết hạn (1), hoặc đã quá hạn và cần giải trình (2); `due` is the last day of the law's period."""
    to_account(session, "policy_clock_alert", procedure_id, account, number, due=due.isoformat())


def withdrawal_noted(session: Session, procedure_id: int, account: Account, act_id: int) -> None:
    """Báo cán bộ tổ chức, lãnh đạo: một nhân sự đã rút; `act_id` is the withdrawal that two people signed."""
    to_account(session, "withdrawal_noted", procedure_id, account, act_id, act_id=act_id)


def case_stopped(session: Session, procedure_id: int, account: Account) -> None:
    """Báo cán bộ tổ chức, lãnh đạo: quy trình dừng, phải báo cáo cấp có thẩm quyền."""
    to_account(session, "case_stopped", procedure_id, account)


def appointment_decision_awaits_filing(session: Session, procedure_id: int, account: Account) -> None:
    """Báo văn thư: quyết định bổ nhiệm chờ số, ngày và bản ký."""
    to_account(session, "appointment_decision_awaits_filing", procedure_id, account)


def appointment_disclosed(session: Session, procedure_id: int, entry: RollEntry) -> None:
    """Công khai quyết định bổ nhiệm đến từng người."""
    to_entry(session, "appointment_disclosed", procedure_id, entry)
