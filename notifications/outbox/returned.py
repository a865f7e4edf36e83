"""Takes in mail that came back: the letter it speaks of is marked undelivered, for HR to see."""

from sqlmodel import col, update

from models import LetterState, OutboxMessage
from models.store import clock
from models.store.database import transaction
from notifications.bounces import BounceKind, read_bounce

RETURNED_PHASE = "returned"
_SENT = (LetterState.SENT, LetterState.UNKNOWN)


def take_back(raw: bytes) -> bool:
    """Mark the letter that a returned mail speaks of as bounced; False where it speaks of none that we sent.

    A mere delay changes nothing, for the relays still try.
    """
    bounce = read_bounce(raw)
    if bounce is None or bounce.kind is BounceKind.DELAYED or bounce.message_id is None:
        return False
    reason = f"{bounce.status} {bounce.words}" if bounce.status else bounce.words
    with transaction() as session:
        ours = update(OutboxMessage).where(
            col(OutboxMessage.message_id) == bounce.message_id, col(OutboxMessage.state).in_(_SENT)
        )
        marked = session.connection().execute(
            ours.values(
                state=LetterState.BOUNCED,
                last_phase=RETURNED_PHASE,
                last_code=None,
                last_reply=reason[:200],
                settled_at=clock.unmoved(session),
            )
        )
        return marked.rowcount == 1
