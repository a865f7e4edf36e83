"""Không lưu đè khi chưa xem: whoever saves hears first what somebody else saved after their page was opened."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from models import Account, AuditEvent
from procedures.access.actor import Actor
from procedures.refusal import Refusal

WRITTEN = "written_meanwhile"
MEANWHILE = (WRITTEN, "changed_meanwhile", "duty_meanwhile")


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
    if seen is None:
        return
    rows = select(AuditEvent).where(AuditEvent.procedure_id == procedure_id, col(AuditEvent.name).in_(events))
    rows = rows.where(col(AuditEvent.number) > seen, col(AuditEvent.actor) != actor.name_in_log)
    for event in session.exec(rows.order_by(col(AuditEvent.number).desc())).all():
        if all(event.facts.get(name) == value for name, value in (about or {}).items()):
            account = session.get_one(Account, int(event.actor.removeprefix("account:")))
            raise Refusal(refusal, name=account.full_name, at=event.at, now=now, **facts)
