"""How a letter stands among the others to the same person: what it follows, and whether a later one replaces it."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models import LetterState, OutboxMessage
from notifications import links

PREVIEWS = ("resolution_preview", "opinion_preview", "meeting_preview")
SUMMONS = "meeting_summons"
BEGINNINGS = ("resolution_circulated", "opinion_asked", SUMMONS, *PREVIEWS)

_EARLIER = (
    select(OutboxMessage.message_id)
    .where(
        col(OutboxMessage.id) < bindparam("id"),
        col(OutboxMessage.kind).not_in(PREVIEWS),
        col(OutboxMessage.state) != LetterState.CANCELLED,
    )
    .order_by(col(OutboxMessage.id))
    .limit(1)
)
_TO_ENTRY = _EARLIER.where(OutboxMessage.roll_entry_id == bindparam("entry_id"))
_TO_ACCOUNT = _EARLIER.where(
    OutboxMessage.procedure_id == bindparam("procedure_id"), OutboxMessage.account_id == bindparam("account_id")
)
_SENT = select(OutboxMessage.message_id).where(
    OutboxMessage.message_id == bindparam("message_id"), col(OutboxMessage.state) != LetterState.CANCELLED
)
_LATER = select(OutboxMessage.id).where(
    OutboxMessage.roll_entry_id == bindparam("entry_id"),
    OutboxMessage.kind == bindparam("kind"),
    OutboxMessage.number > bindparam("number"),
)


def first_letter(session: Session, message: OutboxMessage) -> str | None:
    """The Message-ID of the first letter that went to the same person in the same procedure, previews apart.

    A letter about a meeting follows the summons to that meeting.
    """
    if message.kind in BEGINNINGS:
        return None
    if message.roll_entry_id and "meeting_id" in message.facts:
        addressee, number = f"entry:{message.roll_entry_id}", message.facts["meeting_id"]
        summons = links.message_id(SUMMONS, message.procedure_id, addressee, number)
        return session.exec(_SENT, params={"message_id": summons}).first()
    if message.roll_entry_id:
        return session.exec(_TO_ENTRY, params={"id": message.id, "entry_id": message.roll_entry_id}).first()
    if message.procedure_id and message.account_id:
        same = {"procedure_id": message.procedure_id, "account_id": message.account_id}
        return session.exec(_TO_ACCOUNT, params={"id": message.id, **same}).first()
    return None


def is_overtaken(session: Session, message: OutboxMessage) -> bool:
    """Whether a letter of the same kind with a higher number has been queued for the same person."""
    mine = {"entry_id": message.roll_entry_id, "kind": message.kind, "number": message.number}
    return session.exec(_LATER, params=mine).first() is not None
