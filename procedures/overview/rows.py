"""Procedures as plain rows, each with the times of its first round: what says where it stands, and little else."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, select
from sqlmodel import Session, col

from models import Procedure, Round
from procedures.kinds import KINDS
from procedures.overview import turnout
from procedures.overview.standing import NUMBERS

FIRST = (col(Round.procedure_id) == col(Procedure.id)) & (col(Round.number) == 1)
IS_SENT = col(Round.opened_at).is_not(None)
_ROWS: Select[Any] = select(
    *(Procedure.id, Procedure.kind, Procedure.subject, Procedure.state, Procedure.outcome),
    *(Procedure.begun_on, Procedure.rests_on_id, Procedure.waiting_for, Procedure.next_due),
    *(func.coalesce(Procedure.closed_at, Procedure.opened_at, Procedure.drafted_at).label("changed_at"),),
    *(Round.sends_at, Round.closes_at),
    *(col(Round.opened_at).label("sent_at"), col(Round.closed_at).label("over_at"), col(Round.id).label("round_id")),
).join(Round, FIRST, isouter=True)
_BY_RULES = col(Procedure.kind).in_([kind.key for kind in KINDS.values() if kind.discloses_at_once])


class Times(NamedTuple):
    """The times of a round, by the names that Round has for them."""

    sends_at: datetime | None
    closes_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None


def times_of(row: Any) -> Times | None:
    """The times of a row's first round, None where it has none."""
    return Times(row.sends_at, row.closes_at, row.sent_at, row.over_at) if row.round_id else None


def unsent(which: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Those whose letters have not gone; with the text of `rules`, where a day of the law hangs on them.

    As text, because they are long and most procedures have the same: they are read once (Rules.thaw).
    """
    rules = case((_BY_RULES, cast(col(Procedure.rules), Text)))
    return _ROWS.add_columns(rules.label("rules")).where(~IS_SENT, *which)


def shown(session: Session, procedure_ids: Sequence[int], unit: str) -> dict[int, Any]:
    """These procedures, with `answered` and `summoned`: of one unit where named."""
    values = {"procedure_ids": procedure_ids, "unit": unit}
    return {row.id: row for row in session.connection().execute(_shown(bool(unit)), values).all()}


@cache
def _shown(of_unit: bool) -> Select[Any]:
    return _ROWS.add_columns(*turnout.counted(of_unit)).where(col(Procedure.id).in_(NUMBERS))
