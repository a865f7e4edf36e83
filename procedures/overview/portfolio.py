"""Mọi quy trình, mỗi quy trình một dòng: overdue first, searched by name, kind and year, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from models import Procedure, ProcedureState
from models.store import clock
from procedures.access.actor import Actor
from procedures.kinds import KINDS
from procedures.overview import finding, rows, turnout
from procedures.overview.finding import PER_PAGE, Asked, Found
from procedures.overview.rows import Row, Times
from procedures.overview.sight import WATCHERS, headed_unit
from procedures.overview.standing import Known, Place, known_of, place_of
from procedures.overview.turnout import Turnout
from procedures.resolution.items.listing import Progress
from words.dates import local_day

__all__ = ["Asked", "Line", "Portfolio", "portfolio"]

SECOND, NOTHING_KNOWN = timedelta(seconds=1), Known()
_KINDS = select(col(Procedure.kind)).distinct().order_by(col(Procedure.kind))
_FIRST_END = select(func.min(col(Procedure.closed_at)))


class Line(NamedTuple):
    """One procedure. `curve` holds (share of the time gone, share of the people) of a round under way, each up to 1."""

    id: int
    kind: str
    subject: str
    place: Place
    turnout: Turnout | None
    curve: tuple[tuple[float, float], ...]
    changed_at: datetime
    items: Progress | None = None


@dataclass(frozen=True)
class Portfolio:
    """What a person sees: drafts (HR alone) and a page of those under way; or a page of those that ended in the year.

    Of what is not shown it says how many there are.
    """

    running: list[Line]
    running_in_all: int
    drafts: list[Line]
    ended: list[Line]
    ended_in_all: int
    year: int
    years: list[int]
    kinds: list[str]

    @property
    def running_pages(self) -> int:
        return _pages(self.running_in_all)

    @property
    def ended_pages(self) -> int:
        return _pages(self.ended_in_all)


def portfolio(session: Session, actor: Actor, asked: Asked) -> Portfolio:
    """The procedures this person may see, as asked for."""
    now, unit = clock.now(session), headed_unit(session, actor)
    this_year, states = local_day(now).year, finding.seen_states(actor, unit)
    year = asked.year or this_year
    running, drafts, ended = _found(session, asked, states, year, now)
    numbers = [*running.numbers, *drafts.numbers, *ended.numbers]
    lines = _lines(session, unit if not actor.holds(*WATCHERS) else "", now, numbers, running.places)
    return Portfolio(
        running=[lines[number] for number in running.numbers],
        running_in_all=running.in_all,
        drafts=[lines[number] for number in drafts.numbers],
        ended=[lines[number] for number in ended.numbers],
        ended_in_all=ended.in_all,
        year=year,
        years=_years(session, this_year),
        kinds=list(session.connection().execute(_KINDS).scalars()),
    )


def _found(
    session: Session, asked: Asked, states: frozenset[ProcedureState], year: int, now: datetime
) -> tuple[Found, Found, Found]:
    """Those under way, drafts, and those that ended: what is asked for with its numbers, the rest counted."""
    running = drafts = ended = Found()
    if asked.year:
        if ProcedureState.OPEN in states:
            running = Found(in_all=finding.count_under_way(session, asked))
        if ProcedureState.CLOSED in states:
            ended = finding.ended(session, asked, year)
        return running, drafts, ended
    if ProcedureState.OPEN in states:
        running = finding.under_way(session, asked, now)
    if ProcedureState.DRAFT in states:
        drafts = finding.drafts(session, asked)
    if ProcedureState.CLOSED in states:
        ended = Found(in_all=finding.count_ended(session, asked, year))
    return running, drafts, ended


def _pages(rows: int) -> int:
    return max(1, -(-rows // PER_PAGE))


def _lines(
    session: Session, unit: str, now: datetime, numbers: Sequence[int], places: Mapping[int, Place]
) -> dict[int, Line]:
    shown = rows.shown(session, numbers, unit)
    begun = {number: row.times for number, row in shown.items() if row.state is ProcedureState.OPEN}
    asking = [number for number, times in begun.items() if _asks(times)]
    by_name = {number: row.turnout for number, row in shown.items()}
    both_ways = turnout.with_sealed(session, by_name, unit)
    curves = turnout.curves(session, asking, unit=unit, sealed=both_ways)
    in_rows = by_name | both_ways
    after = [number for number in begun if number not in places and number not in curves]
    known = known_of(session, after) if after else {}

    def line(number: int) -> Line:
        row, times = shown[number], begun.get(number)
        return Line(
            id=number,
            kind=row.kind,
            subject=row.subject,
            place=places.get(number) or place_of(row, times, known.get(number, NOTHING_KNOWN), now),
            turnout=in_rows.get(number) if _asks_people(row) else None,
            curve=_shares(curves.get(number, []), times, row.turnout.summoned),
            changed_at=row.changed_at,
            items=known[number].items if number in known else None,
        )

    return {number: line(number) for number in numbers}


def _asks(times: Times | None) -> bool:
    return times is not None and times.opened_at is not None and times.closes_at is not None and times.closed_at is None


def _shares(points: list[tuple[datetime, int]], times: Times | None, summoned: int) -> tuple[tuple[float, float], ...]:
    if times is None or times.opened_at is None or times.closes_at is None or not summoned:
        return ()
    opened, span = times.opened_at, max(times.closes_at - times.opened_at, SECOND)
    return tuple([(min(1.0, (at - opened) / span), count / summoned) for at, count in points])


def _years(session: Session, this_year: int) -> list[int]:
    """From this year back to the first in which a procedure ended."""
    first = session.connection().execute(_FIRST_END).scalar_one()
    return list(range(this_year, min(this_year, local_day(first).year if first else this_year) - 1, -1))


def _asks_people(row: Row) -> bool:
    """Whether there is somebody on the list of whom an answer is wanted, all of them at once."""
    kind = KINDS[row.kind]
    return bool(row.turnout.summoned) and not (kind.by_meetings or kind.without_round)
