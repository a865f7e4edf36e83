"""Nhật ký: write one event at the end of the chain, and find out whether anyone touched it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, func, insert, select, update

from models import AuditEvent, AuditHead
from models.store import clock

FIRST = "0" * 64
_EVENTS, _HEADS = SQLModel.metadata.tables["audit_event"], SQLModel.metadata.tables["audit_head"]
_HEAD = select(_HEADS.c.number, _HEADS.c.hash).where(_HEADS.c.id == 1).with_for_update()
_WRITTEN = insert(_EVENTS)
_MOVED = update(_HEADS).where(_HEADS.c.id == 1).values(number=bindparam("last"), hash=bindparam("last_hash"))


def write(session: Session, actor: str, name: str, procedure_id: int | None = None, **facts: Any) -> None:
    """Append an event in the caller's transaction; `facts` hold ids, counts and reasons, never a secret."""
    write_each(session, [actor], name, procedure_id, **facts)


def write_each(
    session: Session, actors: Sequence[str], name: str, procedure_id: int | None = None, **facts: Any
) -> None:
    """Append the same act of several people, an event each, in the caller's transaction."""
    session.flush()
    connection, at, rows = session.connection(), clock.now(session), []
    last, previous = connection.execute(_HEAD).one()
    for number, actor in enumerate(actors, start=last + 1):
        said = {"number": number, "at": at, "actor": actor, "name": name, "procedure_id": procedure_id, "facts": facts}
        rows.append({**said, "previous": previous, "hash": digest(**said, previous=previous)})
        last, previous = number, rows[-1]["hash"]
    if rows:
        connection.execute(_WRITTEN, rows)
        connection.execute(_MOVED, {"last": last, "last_hash": previous})


def last_of(session: Session, procedure_id: int | None) -> int:
    """The number of the last event of a procedure, None: of no procedure; it grows whenever anything is done."""
    last = select(func.max(AuditEvent.number)).where(AuditEvent.procedure_id == procedure_id)
    return session.exec(last).one() or 0


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over the canonical JSON of everything the event says and the hash before it."""
    return digest(event.number, event.at, event.actor, event.name, event.procedure_id, event.facts, event.previous)


def digest(
    number: int, at: datetime, actor: str, name: str, procedure_id: int | None, facts: Any, previous: str
) -> str:
    said = [number, at.isoformat(), actor, name, procedure_id, facts, previous]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken(events: Iterable[AuditEvent], head: str | None = None) -> int | None:
    """The number of the first event that does not fit, or None; with `head`, a cut tail is found too."""
    previous, number = FIRST, 0
    for event in events:
        number += 1
        if event.number != number or event.previous != previous or event.hash != hash_of(event):
            return number
        previous = event.hash
    return number + 1 if head is not None and head != previous else None


def verify(session: Session) -> int | None:
    """Check the whole chain of this database against its head: the first broken number, or None."""
    events = session.exec(select(AuditEvent).order_by(AuditEvent.number)).yield_per(1000)  # pyright: ignore
    return first_broken(events, session.get_one(AuditHead, 1).hash)
