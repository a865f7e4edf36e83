"""Những quy trình nào, theo thứ tự nào: the numbers of a page, found without reading the procedures themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, case
from sqlmodel import Session, col, func, select

from models import Procedure, ProcedureState, Round
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview import rows
from procedures.overview.sight import WATCHERS
from procedures.overview.standing import Place, known_of, place_of
from words.dates import at_local
from words.names import folded

PER_PAGE = 50
NEVER = datetime.max.replace(tzinfo=UTC)
NUMBER, SUBJECT = col(Procedure.id), col(Procedure.subject)


@dataclass(frozen=True)
class Asked:
    """What a person looks for: words of the name, a kind; of ended ones the year in which they ended; and pages."""

    words: str = ""
    kind: str = ""
    year: int | None = None
    page: int = 1
    running_page: int = 1


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
    due = case((col(Round.closed_at).is_(None), col(Round.closes_at)))
    is_open = _of(asked, ProcedureState.OPEN)
    sent = select(NUMBER, SUBJECT, due).join(Round, rows.FIRST).where(*is_open, rows.IS_SENT)
    places = _places(session, is_open, now)
    urgencies = [(_urgency(now, by), *of) for *of, by in session.connection().execute(sent).all()]
    urgencies += [((not place.is_late, place.due or NEVER), *of) for of, place in places.items()]
    numbers = [number for _, number, subject in sorted(urgencies) if _fits(asked, subject)]
    found = _page(numbers, asked.running_page)
    return Found(tuple(found), len(numbers), {of[0]: place for of, place in places.items()})


def drafts(session: Session, asked: Asked) -> Found:
    """All drafts, the newest first: they are few, and HR's own."""
    newest_first = select(NUMBER, SUBJECT).where(*_of(asked, ProcedureState.DRAFT)).order_by(NUMBER.desc())
    numbers = tuple(number for number, subject in session.exec(newest_first).all() if _fits(asked, subject))
    return Found(numbers, len(numbers))


def ended(session: Session, asked: Asked, year: int) -> Found:
    """Those that ended in the year, the latest first; the database counts and cuts where no words are looked for."""
    closed_at, start = col(Procedure.closed_at), (asked.page - 1) * PER_PAGE
    in_year = (closed_at >= at_local(date(year, 1, 1), 0)) & (closed_at < at_local(date(year + 1, 1, 1), 0))
    those = (*_of_kind(asked), in_year)  # nothing else has such a day, and its state would lead past the index
    latest_first = select(NUMBER, SUBJECT).where(*those).order_by(closed_at.desc(), NUMBER.desc())
    if asked.words:
        numbers = [number for number, subject in session.exec(latest_first).all() if _fits(asked, subject)]
        return Found(tuple(_page(numbers, asked.page)), len(numbers))
    in_all = session.exec(select(func.count()).select_from(Procedure).where(*those)).one()
    return Found(tuple(number for number, _ in session.exec(latest_first.offset(start).limit(PER_PAGE)).all()), in_all)


def _places(session: Session, which: list[ColumnElement[bool]], now: datetime) -> dict[tuple[int, str], Place]:
    """Where those stand whose letters have not gone: by when they must go the law says, which no database can sort."""
    unsent = rows.unsent(session, *which)
    known = known_of(session, [*unsent])
    return {
        (number, row.subject): place_of(row, rows.times_of(row), known[number], now) for number, row in unsent.items()
    }


def _of(asked: Asked, state: ProcedureState) -> list[ColumnElement[bool]]:
    return [col(Procedure.state) == state, *_of_kind(asked)]


def _of_kind(asked: Asked) -> list[ColumnElement[bool]]:
    return [col(Procedure.kind) == asked.kind] if asked.kind else []


def _fits(asked: Asked, subject: str) -> bool:
    return not asked.words or folded(asked.words) in folded(subject)


def _urgency(now: datetime, by: datetime | None) -> tuple[bool, datetime]:
    return by is None or by > now, by or NEVER


def _page(numbers: list[int], page: int) -> list[int]:
    return numbers[(page - 1) * PER_PAGE : page * PER_PAGE]
