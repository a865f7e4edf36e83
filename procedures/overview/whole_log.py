"""Nhật ký của cả cơ quan bằng lời, mới nhất đứng trước; and whether anyone has touched its chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from models import AuditEvent, AuditHead, Procedure, ProcedureState, Role
from procedures import log
from procedures.access.actor import Actor
from procedures.overview.record import COUNTED, names_behind, sentence
from words.dates import local_day
from words.sentences import say

PER_PAGE = 50
CHECKED_UNASKED = 5_000


@dataclass(frozen=True)
class Line:
    """One thing that happened, or several of a day counted together; the procedure it belongs to, if any."""

    number: int
    at: datetime
    sentence: str
    procedure_id: int | None
    subject: str


@dataclass(frozen=True)
class WholeLog:
    """A page of the log; `choices` are the procedures it may be cut down to, newest first."""

    lines: list[Line]
    found: int
    choices: list[tuple[int, str]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PER_PAGE))


@dataclass(frozen=True)
class Chain:
    """How many events there are; whether they were checked, and the number of the first that does not fit."""

    events: int
    is_checked: bool
    first_broken: int | None


def chain_of(session: Session, asked: bool) -> Chain:
    """Check the chain where that is quick or was asked for."""
    events = session.get_one(AuditHead, 1).number
    is_checked = asked or events <= CHECKED_UNASKED
    return Chain(events, is_checked, log.verify(session) if is_checked else None)


def whole_log(session: Session, actor: Actor, procedure_id: int | None, page: int) -> WholeLog:
    """What happened, as far as this reader of the log may see it: a draft is HR's own."""
    seen = _seen(actor, procedure_id)
    told = select(AuditEvent).join(Procedure, isouter=True).where(seen, col(AuditEvent.name).not_in(COUNTED))
    newest_first = told.order_by(col(AuditEvent.number).desc())
    start = (page - 1) * PER_PAGE
    events = session.exec(newest_first.offset(max(start - 1, 0)).limit(PER_PAGE + min(start, 1))).all()
    above, shown = (events[0].number, events[1:]) if start and events else (None, events)
    found = session.exec(select(func.count()).select_from(told.subquery())).one()
    below = shown[-1].number if shown and start + len(shown) < found else 0
    subjects = dict(session.exec(select(Procedure.id, Procedure.subject)).all())
    lines = _told(session, shown, subjects)
    if lines or not start:
        lines += _counted(session, seen, above, below, subjects)
    lines.sort(key=lambda line: line.number, reverse=True)
    return WholeLog(lines, found, _choices(session, actor))


def _seen(actor: Actor, procedure_id: int | None) -> Any:
    is_no_draft = or_(col(AuditEvent.procedure_id).is_(None), col(Procedure.state) != ProcedureState.DRAFT)
    seen = or_(is_no_draft, actor.holds(Role.HR))
    return seen if procedure_id is None else seen & (col(AuditEvent.procedure_id) == procedure_id)


def _told(session: Session, events: Sequence[AuditEvent], subjects: dict[int | None, str]) -> list[Line]:
    names = names_behind(session, events)
    return [
        Line(each.number, each.at, sentence(each, names), each.procedure_id, subjects.get(each.procedure_id, ""))
        for each in events
    ]


def _counted(session: Session, seen: Any, above: int | None, below: int, subjects: dict[int | None, str]) -> list[Line]:
    """What many people did, by day and procedure, between two events of the page: no hour of anyone's stands there."""
    between = (col(AuditEvent.number) > below) & (col(AuditEvent.number) < above if above else True)
    rows = select(AuditEvent).join(Procedure, isouter=True).where(seen, between, col(AuditEvent.name).in_(COUNTED))
    days: dict[tuple[str, int | None, date], list[AuditEvent]] = {}
    for event in session.exec(rows.order_by(col(AuditEvent.number))).all():
        days.setdefault((event.name, event.procedure_id, local_day(event.at)), []).append(event)
    return [
        Line(
            events[-1].number,
            events[-1].at,
            say(f"events.{name}", people=len(events)),
            number,
            subjects.get(number, ""),
        )
        for (name, number, _day), events in days.items()
    ]


def _choices(session: Session, actor: Actor) -> list[tuple[int, str]]:
    rows = select(Procedure.id, Procedure.subject).order_by(col(Procedure.id).desc())
    if not actor.holds(Role.HR):
        rows = rows.where(Procedure.state != ProcedureState.DRAFT)
    return [(number or 0, subject) for number, subject in session.exec(rows).all()]
