"""Không lưu đè khi chưa xem: whoever saves hears first what somebody else saved after their page was opened."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from models import Account, AuditEvent
from procedures.access.actor import Actor
from procedures.refusal import Refusal

WRITTEN = "written_meanwhile"
ACCOUNT = "account:"
MEANWHILE = (WRITTEN, "changed_meanwhile", "duty_meanwhile", "row_meanwhile")


def check_unchanged(
    session: Session,
    actor: Actor,
    procedure_id: int | None,
    events: Collection[str],
    seen: int | None,
    refusal: str = WRITTEN,
    *,
    about: Mapping[str, object] | None = None,
    now: Collection[str] = (),
    **facts: Any,
) -> None:
    """Raise the Refusal where another account did one of these, with these facts, after a page of it was opened.

    `seen`: the last event of the procedure, or of the agency where there is none, when the page was opened; None asks
    nothing. `now`: what was saved, in a few words each, as the sentence says it.
    """
    if event := changed_since(session, actor, procedure_id, events, seen, about):
        account = session.get_one(Account, int(event.actor.removeprefix(ACCOUNT)))
        raise Refusal(refusal, name=account.full_name, at=event.at, now=now, **facts)


def changed_since(
    session: Session,
    actor: Actor,
    procedure_id: int | None,
    events: Collection[str],
    seen: int | None,
    about: Mapping[str, object] | None = None,
) -> AuditEvent | None:
    """The last of these events, with these facts, by another account after `seen`."""
    if seen is None:
        return None
    rows = select(AuditEvent).where(AuditEvent.procedure_id == procedure_id, col(AuditEvent.name).in_(events))
    rows = rows.where(col(AuditEvent.number) > seen, col(AuditEvent.actor) != actor.name_in_log)
    rows = rows.where(col(AuditEvent.actor).startswith(ACCOUNT)).order_by(col(AuditEvent.number).desc())
    wanted = (about or {}).items()
    return next((event for event in session.exec(rows).all() if wanted <= event.facts.items()), None)
