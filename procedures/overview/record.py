"""Nhật ký của một quy trình bằng lời: newest first; acknowledgements are counted by the day and name nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models import Account, AuditEvent
from words.dates import local_day
from words.sentences import say

COUNTED = (
    *("Acknowledged", "OpinionGiven", "OpinionChanged", "LetterAnswered", "LetterAnswerChanged"),
    *("AttendanceReplied", "CheckedInByScan"),
)
SHOWN_AT_MOST = 200


@dataclass(frozen=True)
class Entry:
    """One thing that happened; `at` is when, or the last of several counted together."""

    at: datetime
    sentence: str


def record_of(session: Session, procedure_id: int) -> list[Entry]:
    """What the log says of a procedure."""
    of_it = select(AuditEvent).where(AuditEvent.procedure_id == procedure_id, col(AuditEvent.name).not_in(COUNTED))
    events = session.exec(of_it.order_by(col(AuditEvent.number).desc()).limit(SHOWN_AT_MOST)).all()
    names = names_behind(session, events)
    entries = [Entry(event.at, sentence(event, names)) for event in events]
    return sorted([*_counted(session, procedure_id), *entries], key=lambda entry: entry.at, reverse=True)


def _counted(session: Session, procedure_id: int) -> list[Entry]:
    of_it = select(AuditEvent.name, AuditEvent.at).where(AuditEvent.procedure_id == procedure_id)
    rows = session.exec(of_it.where(col(AuditEvent.name).in_(COUNTED)).order_by(col(AuditEvent.number))).all()
    days: dict[tuple[str, date], list[datetime]] = {}
    for name, at in rows:
        days.setdefault((name, local_day(at)), []).append(at)
    return [Entry(instants[-1], say(f"events.{name}", people=len(instants))) for (name, _), instants in days.items()]


def names_behind(session: Session, events: Iterable[AuditEvent]) -> dict[str, str]:
    """Who the actors of these events are, those of them that have an account."""
    numbers = {int(event.actor.partition(":")[2]) for event in events if event.actor.startswith("account:")}
    accounts = session.exec(select(Account).where(col(Account.id).in_(numbers))).all()
    return {f"account:{account.id}": account.full_name for account in accounts}


def sentence(event: AuditEvent, names: dict[str, str]) -> str:
    """The event in words: who did what."""
    who = names.get(event.actor) or say(f"actors.{event.actor.partition(':')[0]}")
    return say(f"events.{event.name}", who=who, **_facts(event.facts))


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: _said(key, value) for key, value in facts.items()}


def _said(key: str, value: Any) -> Any:
    """Instants and days stand in the log as ISO text."""
    if isinstance(value, str) and key.endswith("_at"):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and key.endswith("_on") else value
