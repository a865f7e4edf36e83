"""Lời giục nào đến hạn: what the courier takes, holds under a lease, and gives back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, or_, select

from models import CourierHeartbeat, Nudge, Procedure
from models.store import clock
from models.store.database import reading, transaction
from models.store.types import Instant
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.engine import ask_for_run

LEASE = timedelta(seconds=120)
LONGEST_PAUSE = 300
SILENT_AFTER = timedelta(seconds=45)

_UNMOVED, _NOW = bindparam("unmoved", type_=Instant), bindparam("now", type_=Instant)
_DUE = (
    select(Nudge, Procedure)
    .join(Procedure)
    .where(
        or_(col(Nudge.asked) > col(Nudge.done), col(Procedure.next_due) <= _NOW),
        or_(col(Nudge.lease_until).is_(None), col(Nudge.lease_until) <= _UNMOVED),
        or_(col(Nudge.not_before).is_(None), col(Nudge.not_before) <= _UNMOVED),
    )
    .order_by(col(Nudge.procedure_id))
)
_ANY = _DUE.with_only_columns(col(Nudge.procedure_id)).limit(1)


@dataclass(frozen=True)
class Due:
    """A procedure whose flow should run now, in the `attempt` that this claim alone makes (its lease's end).

    `orphaned` if an earlier run of it never came to its end.
    """

    procedure_id: int
    kind: str
    asked: int
    attempt: str
    orphaned: bool


def is_any_due() -> bool:
    """A look that takes no lock: most of the time nothing is due."""
    with reading() as session:
        return session.execute(_ANY, _moments(session)).first() is not None


def _moments(session: Session) -> dict[str, datetime]:
    now, unmoved = clock.both(session)
    return {"now": now, "unmoved": unmoved}


def claim(owner: str, limit: int) -> list[Due]:
    """Take at most `limit` due procedures under a lease on the unmoved clock."""
    with transaction() as session:
        due = _DUE.limit(limit).with_for_update(of=Nudge, skip_locked=True)
        rows = session.execute(due, _moments(session)).all()
        taken = []
        for nudge, procedure in rows:
            orphaned = nudge.lease_owner is not None
            nudge.lease_owner, nudge.lease_until = owner, clock.unmoved(session) + LEASE
            session.add(nudge)
            attempt = nudge.lease_until.isoformat()
            taken.append(Due(nudge.procedure_id, procedure.kind, nudge.asked, attempt, orphaned))
        return taken


def release(procedure_id: int, owner: str) -> None:
    """Give a procedure back after a run that settled it."""
    _give_back(procedure_id, owner, None, 0)


def failed(procedure_id: int, owner: str, trouble: str) -> None:
    """Give a procedure back after a run that broke: it is asked for again, later each time."""
    _give_back(procedure_id, owner, trouble, 2)


def interrupted(procedure_id: int, owner: str) -> None:
    """Give a procedure back after a run that Prefect's absence ended: it goes on as soon as Prefect is there."""
    _give_back(procedure_id, owner, None, 0)


def _give_back(procedure_id: int, owner: str, trouble: str | None, first_pause: int) -> None:
    with transaction() as session:
        nudge = session.get_one(Nudge, procedure_id, with_for_update=True)
        if nudge.lease_owner != owner:
            return
        nudge.lease_owner = nudge.lease_until = None
        if trouble:
            pause = min(first_pause * 2**nudge.attempts, LONGEST_PAUSE)
            nudge.not_before = clock.unmoved(session) + timedelta(seconds=pause)
            nudge.attempts, nudge.trouble = nudge.attempts + 1, trouble[:200]
        session.add(nudge)


def retry(actor: Actor, procedure_id: int) -> None:
    """Ask for a run at once, whatever pause a trouble had brought."""
    actor.account_for(Power.RETRY_RUN)
    with transaction() as session:
        session.get_one(Procedure, procedure_id)
        ask_for_run(session, procedure_id)
        log.write(session, actor.name_in_log, "RunAskedFor", procedure_id)


def beat(owner: str, host: str, process: int, prefect_is_there: bool) -> None:
    """Say that this courier lives, and whether it reached Prefect."""
    with transaction() as session:
        now = clock.unmoved(session)
        row = session.get(CourierHeartbeat, owner) or CourierHeartbeat(
            id=owner, host=host, process=process, started_at=now, beat_at=now
        )
        row.beat_at = now
        row.prefect_seen_at = now if prefect_is_there else row.prefect_seen_at
        session.add(row)


def forget(owner: str) -> None:
    """A courier that ends in order takes its heartbeat away."""
    with transaction() as session:
        if row := session.get(CourierHeartbeat, owner):
            session.delete(row)


def predecessors(host: str, alive: set[int]) -> list[str]:
    """The couriers of this host whose process is gone; what they held may be taken at once."""
    with transaction() as session:
        rows = session.exec(select(CourierHeartbeat).where(CourierHeartbeat.host == host)).all()
        gone = [row for row in rows if row.process not in alive]
        for row in gone:
            held = session.exec(select(Nudge).where(Nudge.lease_owner == row.id).with_for_update()).all()
            for nudge in held:
                nudge.lease_until = clock.unmoved(session)
                session.add(nudge)
            session.delete(row)
        return [row.id for row in gone]
