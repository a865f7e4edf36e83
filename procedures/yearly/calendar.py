"""Các mốc sắp tới: the yearly conference, the inspection board's term, checks, reviews, by the days of the law."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import ConferenceYear, Procedure, ProcedureState
from models.store import clock
from procedures.conference.board import term_of
from procedures.engine import recorded
from procedures.regulation import steps as rules
from procedures.resolution import steps as resolution
from procedures.resolution.items.listing import carried_out
from procedures.resolution.items.schedule import checks_of
from procedures.resolution.steps import CHECKED
from procedures.yearly.steps import calendars, held_on, is_optional, is_settled, years_of
from words.dates import local_day

IN_FORCE = (
    select(col(Procedure.id))
    .where(col(Procedure.kind) == rules.KIND, col(Procedure.state) == ProcedureState.OPEN)
    .order_by(col(Procedure.id))
)


@dataclass(frozen=True)
class Due:
    """One thing that comes back: its `key` under `yearly`, by when, of which procedure, the how-manieth."""

    key: str
    due_on: date
    procedure_id: int
    subject: str
    number: int
    is_late: bool


@dataclass(frozen=True)
class YearRow:
    """A work year as its page shows it; `held` also where a resolution in the product says so."""

    row: ConferenceYear
    held: date | None
    is_settled: bool


def upcoming(session: Session) -> list[Due]:
    """What is due next of everything that comes back, the earliest first."""
    found = [*_conferences(session), *_boards(session), *_checks(session), *_reviews(session)]
    return sorted(found, key=lambda due: (due.due_on, due.procedure_id))


def rows_of(session: Session, procedure_id: int) -> list[YearRow]:
    """The years of a calendar, the latest first."""
    rows = reversed(years_of(session, procedure_id))
    return [YearRow(row, held_on(session, row), is_settled(session, row)) for row in rows]


def has_calendar(session: Session) -> bool:
    """Whether HR has said when the work year ends."""
    return bool(calendars(session))


def _conferences(session: Session) -> list[Due]:
    found = []
    for number in calendars(session):
        procedure, row = session.get_one(Procedure, number), years_of(session, number)[-1]
        if not is_settled(session, row) and not is_optional(session, procedure):
            found.append(_due(session, "conference", row.latest_on, procedure, row.year))
    return found


def _boards(session: Session) -> list[Due]:
    """The end of the term of the inspection board: another is elected by then, at a conference."""
    term = term_of(session)
    return [_due(session, "board", term.until, term.conference, term.here)] if term else []


def _checks(session: Session) -> list[Due]:
    """The next check of each resolution that is carried out."""
    found = []
    for number in carried_out(session):
        procedure = session.get_one(Procedure, number)
        if procedure.kind != resolution.KIND or not procedure.rules:
            continue
        open_ = [
            check for check in checks_of(session, procedure) if not recorded(session, number, CHECKED, check.number)
        ]
        found += [_due(session, "check", check.due_on, procedure, check.number) for check in open_[:1]]
    return found


def _reviews(session: Session) -> list[Due]:
    """The next review of each text of rules in force."""
    found = []
    for procedure_id in session.connection().execute(IN_FORCE).scalars().all():
        procedure = session.get_one(Procedure, procedure_id)
        asked = rules.reviews_of(session, procedure_id)
        number = len(asked) if asked and asked[-1].result is None else len(asked) + 1
        turn = rules.turn_of(session, procedure, number)
        if turn and not rules.replaced_by(session, procedure_id):
            found.append(_due(session, "review", turn.due_on, procedure, number))
    return found


def _due(session: Session, key: str, due_on: date, procedure: Procedure, number: int) -> Due:
    is_late = local_day(clock.now(session)) > due_on
    return Due(key, due_on, procedure.id or 0, procedure.subject, number, is_late)
