"""What is said of what comes back every year."""

from datetime import date

from sqlmodel import Session

from models import Account
from notifications.messages.queueing import to_account


def conference_due(
    session: Session, procedure_id: int, account: Account, occurrence: int, board_until: date | None
) -> None:
    """Nhắc tổ chức hội nghị hằng năm; `occurrence` is the work year and the how-manieth reminder.

    `board_until`: the last day of the inspection board's term, where this conference has to elect another.
    """
    until = {"board_until": board_until.isoformat()} if board_until else {}
    to_account(session, "conference_due", procedure_id, account, occurrence, occurrence=occurrence, **until)
