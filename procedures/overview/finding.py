"""Những quy trình nào, theo thứ tự nào: the numbers of a page, found without reading the procedures themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlmodel import Session, col

from models import Procedure, ProcedureState, Round
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview import rows
from procedures.overview.sight import WATCHERS
from procedures.overview.standing import Place, place_of, urgency_of
from procedures.resolution.items.listing import carried_out, checks_due, progress_of
from words.dates import at_local, local_day
from words.names import folded

PER_PAGE = 50
NEVER = datetime.max.replace(tzinfo=UTC)
NUMBER, SUBJECT = col(Procedure.id), col(Procedure.subject)
KEPT = 16


@dataclass(frozen=True)
class Asked:
    """What a person looks for: words of the name, a kind; what ended in a year, or else what is under way; a page."""

    words: str = ""
    kind: str = ""
    year: int | None = None
    page: int = 1


@dataclass(frozen=True)
class Found:
    """The numbers of one page, how many there are on all pages; and the places that had to be known to sort them."""

    numbers: tuple[int, ...] = ()
    in_all: int = 0
    places: Mapping[int, Place] = field(default_factory=dict[int, Place])


def seen_states(actor: Actor, unit: str) -> frozenset[ProcedureState]:
    """In which states this person sees a procedure's course: sight.may_see, said of all procedures at once."""
    may = {state: bool(unit) or actor.holds(*WATCHERS) for state in ProcedureState}
    may[ProcedureState.DRAFT] = actor.may(Power.DRAFT)
    return frozenset(state for state in ProcedureState if may[state])


def under_way(session: Session, asked: Asked, now: datetime) -> Found:
    """Those that have begun, the late ones first, then by the day until which their present step may last."""
    places = _places(session, asked.kind, now)
    followed = _followed(session, now)
    sent = session.connection().execute(_sent(asked.kind)).all()
    urgencies = [
        (_urgency(now, by) if by or number not in followed else followed[number], number, subject)
        for number, subject, by in sent
    ]
    urgencies += [((not place.is_late, place.due or NEVER), *of) for of, place in places.items()]
    urgencies.sort()
    numbers = [number for _, number, subject in urgencies if _fits(asked, subject)]
    found = _page(numbers, asked.page)
    return Found(tuple(found), len(numbers), {of[0]: place for of, place in places.items()})


def count_under_way(session: Session, asked: Asked) -> int:
    """How many of them there are; the database counts where no words are looked for."""
    connection = session.connection()
    if asked.words:
        return sum(_fits(asked, subject) for subject in connection.execute(_under_way(asked.kind)).scalars())
    return connection.execute(_count_under_way(asked.kind)).scalar_one()


def drafts(session: Session, asked: Asked) -> Found:
    """All drafts, the newest first: they are few, and HR's own."""
    found = session.connection().execute(_drafts(asked.kind)).all()
    numbers = tuple(number for number, subject in found if _fits(asked, subject))
    return Found(numbers, len(numbers))


def ended(session: Session, asked: Asked, year: int) -> Found:
    """Those that ended in the year, the latest first; the database counts and cuts where no words are looked for."""
    connection, latest_first = session.connection(), _ended(asked.kind)
    if asked.words:
        found = connection.execute(latest_first, _of_year(year))
        numbers = [number for number, subject in found if _fits(asked, subject)]
        return Found(tuple(_page(numbers, asked.page)), len(numbers))
    cut = latest_first.offset((asked.page - 1) * PER_PAGE).limit(PER_PAGE)
    return Found(tuple(connection.execute(cut, _of_year(year)).scalars()), count_ended(session, asked, year))


def count_ended(session: Session, asked: Asked, year: int) -> int:
    """How many of them there are."""
    if asked.words:
        return ended(session, asked, year).in_all
    return session.connection().execute(_count_of_ended(asked.kind), _of_year(year)).scalar_one()


def _places(session: Session, kind: str, now: datetime) -> dict[tuple[int, str], Place]:
    """Where those stand whose letters have not gone: by when they must go the law says, which no database can sort."""
    unsent = rows.unsent(session, _unsent(kind))
    return {(row.id, row.subject): place_of(row, row.times, known, now) for row, known in unsent}


def _followed(session: Session, now: datetime) -> dict[int, tuple[bool, datetime]]:
    """How urgent those are whose round is over and whose items are carried out."""
    items = progress_of(session, carried_out(session), local_day(now))
    checks = checks_due(session, [*items])
    found = {number: urgency_of(each, checks.get(number), now) for number, each in items.items()}
    return {number: (not is_late, by or NEVER) for number, (is_late, by) in found.items()}


@lru_cache(maxsize=KEPT)
def _sent(kind: str) -> Select[Any]:
    due = case((col(Round.closed_at).is_(None), col(Round.closes_at)))
    of_it = _of(kind, ProcedureState.OPEN)
    return select(NUMBER, SUBJECT, due).join(Round, rows.FIRST).where(*of_it, rows.IS_SENT)


@lru_cache(maxsize=KEPT)
def _unsent(kind: str) -> Select[Any]:
    return rows.which_unsent(_of(kind, ProcedureState.OPEN))


@lru_cache(maxsize=KEPT)
def _drafts(kind: str) -> Select[Any]:
    return select(NUMBER, SUBJECT).where(*_of(kind, ProcedureState.DRAFT)).order_by(NUMBER.desc())


@lru_cache(maxsize=KEPT)
def _under_way(kind: str) -> Select[Any]:
    return select(SUBJECT).where(*_of(kind, ProcedureState.OPEN))


@lru_cache(maxsize=KEPT)
def _count_under_way(kind: str) -> Select[Any]:
    return select(func.count()).where(*_of(kind, ProcedureState.OPEN))


@lru_cache(maxsize=KEPT)
def _ended(kind: str) -> Select[Any]:
    latest_first = col(Procedure.closed_at).desc(), NUMBER.desc()
    return select(NUMBER, SUBJECT).where(*_in_year(kind)).order_by(*latest_first)


@lru_cache(maxsize=KEPT)
def _count_of_ended(kind: str) -> Select[Any]:
    return select(func.count()).select_from(Procedure).where(*_in_year(kind))


def _of_year(year: int) -> dict[str, datetime]:
    return {"first": at_local(date(year, 1, 1), 0), "next": at_local(date(year + 1, 1, 1), 0)}


def _in_year(kind: str) -> list[ColumnElement[bool]]:
    """Nothing else has such a day, and its state would lead past the index."""
    closed_at = col(Procedure.closed_at)
    return [*_of_kind(kind), closed_at >= bindparam("first"), closed_at < bindparam("next")]


def _of(kind: str, state: ProcedureState) -> list[ColumnElement[bool]]:
    return [col(Procedure.state) == state, *_of_kind(kind)]


def _of_kind(kind: str) -> list[ColumnElement[bool]]:
    return [col(Procedure.kind) == kind] if kind else []


def _fits(asked: Asked, subject: str) -> bool:
    return not asked.words or folded(asked.words) in folded(subject)


def _urgency(now: datetime, by: datetime | None) -> tuple[bool, datetime]:
    return by is None or by > now, by or NEVER


def _page(numbers: list[int], page: int) -> list[int]:
    return numbers[(page - 1) * PER_PAGE : page * PER_PAGE]
