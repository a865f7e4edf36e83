"""What is said of what comes back every year."""

from sqlmodel import Session

from models import Account
from notifications.messages.queueing import to_account


def conference_due(session: Session, procedure_id: int, account: Account, occurrence: int) -> None:
    """Nhắc tổ chức hội nghị hằng năm; `occurrence` is the work year and the how-manieth reminder."""
    to_account(session, "conference_due", procedure_id, account, occurrence, occurrence=occurrence)
