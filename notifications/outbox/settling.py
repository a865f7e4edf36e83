"""Writes down what became of claimed letters, for the holder of their lease only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import SQLModel, col, update

from models import LetterState, OutboxMessage
from models.store import clock
from models.store.database import transaction
from notifications.outbox.claiming import Ready
from notifications.outbox.verdict import Verdict, judge
from notifications.smtp import Delivery

_ROWS = SQLModel.metadata.tables["outbox_message"]
_ONE_HELD = update(_ROWS).where(
    _ROWS.c.id == bindparam("held_id"),
    _ROWS.c.lease_owner == bindparam("held_by"),
    _ROWS.c.state == LetterState.SENDING,
)


@dataclass(frozen=True)
class Attempt:
    """How one try to send a letter ended; `relay_failures` counts those in a row that were the relay's."""

    ready: Ready
    delivery: Delivery
    relay_failures: int = 0

    def verdict(self) -> Verdict:
        return judge(self.ready.tries, self.delivery, self.relay_failures)


def settle(owner: str, attempts: list[Attempt]) -> None:
    """Record attempts in one transaction; a lease that another courier holds by now is left to it."""
    verdicts = [(attempt, attempt.verdict()) for attempt in attempts]
    with transaction() as session:
        now, connection = clock.unmoved(session), session.connection()
        for is_end in (True, False):
            rows = [_row(owner, one, verdict, now) for one, verdict in verdicts if verdict.is_end is is_end]
            if rows:
                connection.execute(_ONE_HELD, rows)


def hand_back(owner: str, letters: list[Ready]) -> None:
    """Give back, untried, what was claimed and will not be sent now."""
    with transaction() as session:
        for state in {each.was for each in letters}:
            ids = [each.id for each in letters if each.was is state]
            session.execute(_held(owner, ids).values(state=state, lease_owner=None, lease_until=None))


def free_leases(owner: str) -> None:
    """Let what a courier held when it died go at once, with the same Message-ID."""
    with transaction() as session:
        held = update(OutboxMessage).where(
            col(OutboxMessage.lease_owner) == owner, col(OutboxMessage.state) == LetterState.SENDING
        )
        session.execute(held.values(state=LetterState.QUEUED, lease_owner=None, lease_until=None))


def _held(owner: str, ids: list[int]) -> Any:
    return update(OutboxMessage).where(
        col(OutboxMessage.id).in_(ids),
        col(OutboxMessage.lease_owner) == owner,
        col(OutboxMessage.state) == LetterState.SENDING,
    )


def _row(owner: str, attempt: Attempt, verdict: Verdict, now: datetime) -> dict[str, Any]:
    ended = {"settled_at": now} if verdict.is_end else {"not_before": now + verdict.rest}
    return {
        "held_id": attempt.ready.id,
        "held_by": owner,
        "state": verdict.state,
        "attempts": verdict.tries.attempts,
        "unknown_attempts": verdict.tries.unknown,
        "lease_owner": None,
        "lease_until": None,
        "last_phase": attempt.delivery.phase,
        "last_code": attempt.delivery.code,
        "last_reply": attempt.delivery.reply[:200],
        **ended,
    }
