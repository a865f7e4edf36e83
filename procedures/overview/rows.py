"""Procedures as plain rows, each with the times of its first round: what says where it stands, and little else."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, select
from sqlmodel import Session, col

from models import Procedure, ProcedureState, Round
from procedures.kinds import KINDS
from procedures.overview import turnout
from procedures.overview.standing import IS_OVERDUE, IS_SIGNED, NUMBERS, Known
from procedures.overview.turnout import Turnout

FIRST = (col(Round.procedure_id) == col(Procedure.id)) & (col(Round.number) == 1)
IS_SENT = col(Round.opened_at).is_not(None)
_ROWS: Select[Any] = select(
    *(Procedure.id, Procedure.kind, Procedure.subject, Procedure.state),
    *(Procedure.begun_on, Procedure.rests_on_id, Procedure.waiting_for, Procedure.next_due),
    *(func.coalesce(Procedure.closed_at, Procedure.opened_at, Procedure.drafted_at),),
    *(Round.id, Round.sends_at, Round.closes_at, Round.opened_at, Round.closed_at),
).join(Round, FIRST, isouter=True)
_BY_RULES = col(Procedure.kind).in_([kind.key for kind in KINDS.values() if kind.discloses_at_once])


class Times(NamedTuple):
    """The times of a round, by the names that Round has for them."""

    sends_at: datetime | None
    closes_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None


class Row(NamedTuple):
    """A procedure as the database hands it over: its attributes are read much faster than a result's of SQLAlchemy."""

    id: int
    kind: str
    subject: str
    state: ProcedureState
    begun_on: date | None
    rests_on_id: int | None
    waiting_for: str
    next_due: datetime | None
    changed_at: datetime
    times: Times | None
    turnout: Turnout = Turnout()
    rules: str | None = None


def _row(columns: Sequence[Any], turnout: Turnout = Turnout(), rules: str | None = None) -> Row:
    *of_procedure, round_id, sends_at, closes_at, opened_at, closed_at = columns
    times = Times(sends_at, closes_at, opened_at, closed_at) if round_id else None
    return Row(*of_procedure, times, turnout, rules)


def unsent(session: Session, which: Select[Any]) -> list[tuple[Row, Known]]:
    """Those of `which_unsent`, with what their place hangs on."""
    found = session.connection().execute(which).all()
    return [(_row(row, rules=rules), Known(is_signed, is_overdue=late)) for *row, rules, is_signed, late in found]


def which_unsent(which: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Those whose letters have not gone; with the text of `rules`, where a day of the law hangs on them.

    As text, because they are long and most procedures have the same: they are read once (Rules.thaw).
    """
    rules = case((_BY_RULES, cast(col(Procedure.rules), Text)))
    return _ROWS.add_columns(rules, IS_SIGNED, IS_OVERDUE).where(~IS_SENT, *which)


def shown(session: Session, procedure_ids: Sequence[int], unit: str) -> dict[int, Row]:
    """These procedures with their turnout: of one unit where named."""
    found = session.connection().execute(_shown(bool(unit)), {"procedure_ids": procedure_ids, "unit": unit}).all()
    rows = [_row(row, Turnout(answered, summoned)) for *row, answered, summoned in found]
    return {row.id: row for row in rows}


@cache
def _shown(of_unit: bool) -> Select[Any]:
    return _ROWS.add_columns(*turnout.counted(of_unit)).where(col(Procedure.id).in_(NUMBERS))
