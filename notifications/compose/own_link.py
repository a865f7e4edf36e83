"""The letter that carries a new personal link, whatever the procedure asks its owner for."""

from sqlmodel import Session

from models import OutboxMessage, RollEntry
from notifications.compose.standing import standing_of
from notifications.compose.told import Told, to_entry


def link_reissued(session: Session, message: OutboxMessage) -> Told | None:
    """Liên kết mới: not once a newer link has been asked for."""
    stands, entry = standing_of(session, message.procedure_id), session.get_one(RollEntry, message.roll_entry_id)
    if entry.link_version != message.number or stands.is_annulled:
        return None
    answered_at = stands.answered_at(session, entry)
    return to_entry(entry, stands, answered_at=answered_at, is_over=stands.is_over, asked_at=message.queued_at)
