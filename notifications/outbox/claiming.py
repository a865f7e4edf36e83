"""Takes due letters under a lease and renders them in the same transaction, so that no unwanted one is sent."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, and_, col, exists, or_, select, update

from models import LetterState, OutboxMessage
from models.store import clock
from models.store.database import reading, transaction
from models.store.types import Instant
from notifications.letter import Letter
from notifications.mime import UnsendableLetter, build
from notifications.outbox.verdict import Tries, rest_after
from settings import settings
from words.dates import VIETNAM

_NOW = bindparam("now", type_=Instant)
_RIPE = or_(
    and_(
        col(OutboxMessage.state).in_((LetterState.DEFERRED, LetterState.QUEUED)), col(OutboxMessage.not_before) <= _NOW
    ),
    and_(OutboxMessage.state == LetterState.SENDING, col(OutboxMessage.lease_until) <= _NOW),
)
_LOOK = select(*(exists().where(_RIPE, OutboxMessage.urgent == urgent) for urgent in (False, True)))
Compose = Callable[[Session, OutboxMessage], Letter | None]
COMPOSE_PHASE = "compose"
log = logging.getLogger("danchu.courier")


@dataclass(frozen=True, repr=False)
class Ready:
    """A letter under our lease, rendered and built; `was` is the state it goes back to if it is not tried."""

    id: int
    raw: bytes
    sender: str
    recipient: str
    tries: Tries
    was: LetterState


@dataclass(frozen=True)
class Claim:
    """What one claim took: the letters to send now, and how many rows it settled without sending."""

    ready: list[Ready] = field(default_factory=list)
    settled: int = 0

    def __bool__(self) -> bool:
        return bool(self.ready or self.settled)


def claim(owner: str, compose: Compose, limit: int, lease: timedelta, urgent: bool = False) -> Claim:
    """Take at most `limit` due letters, urgent or ordinary ones, until `lease` from now on the unmoved clock.

    A letter that nobody wants any more is cancelled, one with an impossible address bounces, one that cannot be
    rendered is put off; none of them stops the others.
    """
    with reading() as session:
        if not _due(session, 1, urgent):
            return Claim()
    with transaction() as session:
        now, written_at = clock.unmoved(session), clock.now(session)
        rows = _due(session, limit, urgent, locking=True)
        written = _written(session, rows, compose)
        ready = [_ready(message, letter, now, written_at) for message, letter in zip(rows, written, strict=True)]
        taken = [each for each in ready if each]
        lease_of_all = update(OutboxMessage).where(col(OutboxMessage.id).in_([each.id for each in taken]))
        held = {"state": LetterState.SENDING, "lease_owner": owner, "lease_until": now + lease}
        session.execute(lease_of_all.values(**held).execution_options(synchronize_session=False))
        return Claim(taken, len(rows) - len(taken))


def look() -> tuple[bool, bool]:
    """Whether an ordinary letter is due now, and whether an urgent one: cheap, for most of the time nothing is."""
    with reading() as session:
        ordinary, urgent = session.execute(_LOOK, {"now": clock.unmoved(session)}).one()
        return ordinary and not is_quiet(clock.now(session)), urgent


def is_quiet(instant: datetime) -> bool:
    """Whether ordinary letters rest now: from quiet_from to quiet_until in Vietnam, over midnight or not."""
    begins, ends = settings().quiet_from, settings().quiet_until
    hour = instant.astimezone(VIETNAM).hour
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def _due(session: Session, limit: int, urgent: bool, locking: bool = False) -> list[OutboxMessage]:
    """Due letters, those that wait for another attempt first; each query walks the index and sorts nothing."""
    if not urgent and is_quiet(clock.now(session)):
        return []
    now = clock.unmoved(session)
    found: list[OutboxMessage] = []
    for state, ripe in (
        (LetterState.DEFERRED, col(OutboxMessage.not_before) <= now),
        (LetterState.SENDING, col(OutboxMessage.lease_until) <= now),
        (LetterState.QUEUED, col(OutboxMessage.not_before) <= now),
    ):
        if len(found) < limit:
            rows = select(OutboxMessage).where(OutboxMessage.state == state, OutboxMessage.urgent == urgent, ripe)
            rows = rows.order_by(col(OutboxMessage.not_before), col(OutboxMessage.id)).limit(limit - len(found))
            found += session.exec(rows.with_for_update(skip_locked=True) if locking else rows).all()
    return found


def _written(session: Session, rows: list[OutboxMessage], compose: Compose) -> list[Letter | Exception | None]:
    """The letter of each row, or the error that came of it; a savepoint a letter only where one of them failed."""
    try:
        with session.begin_nested():
            return [compose(session, message) for message in rows]
    except Exception:
        return [_written_alone(session, message, compose) for message in rows]


def _written_alone(session: Session, message: OutboxMessage, compose: Compose) -> Letter | Exception | None:
    try:
        with session.begin_nested():
            return compose(session, message)
    except Exception as error:  # one broken message must not hold up all the others
        return error


def _ready(
    message: OutboxMessage, letter: Letter | Exception | None, now: datetime, written_at: datetime
) -> Ready | None:
    if isinstance(letter, Exception):
        return _put_off(message, now, type(letter).__name__)
    if letter is None:
        return _end(message, LetterState.CANCELLED, now, "")
    try:
        raw = build(letter, written_at)
    except UnsendableLetter as error:
        return _end(message, LetterState.BOUNCED, now, str(error))
    tries = Tries(message.attempts, message.unknown_attempts, message.urgent)
    was = LetterState.QUEUED if message.state is LetterState.SENDING else message.state
    return Ready(message.id or 0, raw, letter.sender_address, letter.to_address, tries, was)


def _put_off(message: OutboxMessage, now: datetime, trouble: str) -> None:
    log.error("letter %s of kind %s cannot be written: %s", message.id, message.kind, trouble)
    message.attempts += 1
    message.state, message.not_before = LetterState.DEFERRED, now + rest_after(message.attempts)
    _note(message, trouble)


def _end(message: OutboxMessage, state: LetterState, now: datetime, words: str) -> None:
    message.state, message.settled_at = state, now
    _note(message, words)


def _note(message: OutboxMessage, words: str) -> None:
    message.last_phase, message.last_code, message.last_reply = COMPOSE_PHASE, None, words[:200]
    message.lease_owner = message.lease_until = None
