"""Bao nhiêu người đã trả lời: counts, the curve over time, units and people still missing, of named rounds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models import Answer, AnswerChannel, LetterState, OutboxMessage, Procedure, RollEntry, Round
from procedures.kinds import KINDS
from procedures.opinion import sealing
from procedures.overview.ordering import by_unit_and_name
from procedures.overview.standing import NUMBERS
from procedures.sealed.publishing import shown
from words.names import alphabetical_key

STEPS_OF_A_CURVE = 240
STEPS_OF_A_MINI_CURVE = 8
FIRST_LETTERS = tuple(kind.first_letter for kind in KINDS.values())


class Turnout(NamedTuple):
    """How many of those summoned have answered."""

    answered: int = 0
    summoned: int = 0


@dataclass(frozen=True)
class UnitTurnout:
    """The same of one unit."""

    unit: str
    answered: int
    summoned: int


@dataclass(frozen=True)
class Person:
    """Someone on the roll: whether and how they answered, and what became of the first letter to them."""

    entry_id: int
    full_name: str
    unit: str
    position: str
    has_mail: bool
    first_letter: LetterState | None
    channel: AnswerChannel | None = None
    answered_at: datetime | None = None


@cache
def counted(of_unit: bool = False) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Two columns beside a procedure: how many `answered`, how many were `summoned`; of the unit `:unit` where so.

    Each number is counted in an index, not joined by person.
    """
    asked = aliased(Round)
    answered = select(func.count(col(Answer.id))).join(asked, col(asked.id) == col(Answer.round_id))
    summoned = select(func.count()).where(col(RollEntry.procedure_id) == col(Procedure.id))
    if of_unit:
        is_of_unit = col(RollEntry.unit_name) == bindparam("unit")
        summoned = summoned.where(is_of_unit)
        answered = answered.join(RollEntry, col(RollEntry.id) == col(Answer.roll_entry_id)).where(is_of_unit)
    answered = answered.where(col(asked.procedure_id) == col(Procedure.id)).correlate(Procedure)
    return answered.label("answered"), summoned.correlate(Procedure).label("summoned")


def counts(session: Session, procedure_ids: Sequence[int], unit: str = "") -> dict[int, Turnout]:
    """Turnout of each procedure, of one unit where named."""
    values = {"procedure_ids": procedure_ids, "unit": unit}
    found = {number: Turnout(*row) for number, *row in session.connection().execute(_counts(bool(unit)), values).all()}
    known = {each: found.get(each, Turnout()) for each in procedure_ids}
    return known | with_sealed(session, known, unit)


def with_sealed(session: Session, known: Mapping[int, Turnout], unit: str = "") -> dict[int, Turnout]:
    """Those of these procedures in which some may have answered sealed: both ways together, never one alone.

    While the box takes ballots in steps, as of any secret round; of a unit nothing at all.
    """
    sealed = sealing.answered_sealed(session, list(known))
    veiled = sealing.veiled(session, list(sealed)) if sealed else set[int]()

    def both(number: int) -> Turnout:
        answered, summoned = known[number].answered + sealed[number], known[number].summoned
        return Turnout(shown(answered, summoned) if number in veiled else answered, summoned)

    return {number: Turnout() if unit else both(number) for number in sealed}


@cache
def _counts(of_unit: bool) -> Select[Any]:
    return select(col(Procedure.id), *counted(of_unit)).where(col(Procedure.id).in_(NUMBERS))


def curves(
    session: Session,
    procedure_ids: Sequence[int],
    steps: int = STEPS_OF_A_MINI_CURVE,
    unit: str = "",
    sealed: Collection[int] | None = None,
) -> dict[int, list[tuple[datetime, int]]]:
    """For each procedure at most `steps` points (instant, how many had answered by then), each exact, soonest first.

    None where some may have answered `sealed`: those of these procedures, if that is known already.
    """
    values = {"procedure_ids": procedure_ids, "unit": unit, "steps": steps}
    found: dict[int, list[tuple[datetime, int]]] = {each: [] for each in procedure_ids}
    if not found:
        return found
    if sealed is None:
        sealed = sealing.answered_sealed(session, procedure_ids)
    for procedure_id, instant, place in session.connection().execute(_curves(bool(unit)), values).all():
        if procedure_id not in sealed:
            found[procedure_id].append((instant, place))
    return found


@cache
def _curves(of_unit: bool) -> Select[Any]:
    number, at, steps = col(Round.procedure_id), col(Answer.answered_at), bindparam("steps", type_=Integer)
    answers = (
        select(
            number.label("number"),
            at.label("at"),
            func.row_number().over(partition_by=number, order_by=(at, col(Answer.id))).label("place"),
            func.count().over(partition_by=number).label("total"),
        )
        .join(Answer, col(Answer.round_id) == col(Round.id))
        .where(number.in_(NUMBERS))
    )
    if of_unit:
        entries = select(RollEntry.id).where(RollEntry.unit_name == bindparam("unit"))
        answers = answers.where(col(Answer.roll_entry_id).in_(entries))
    told = answers.subquery().c
    is_kept = told.place * steps // told.total != (told.place - 1) * steps // told.total
    return select(told.number, told.at, told.place).where(is_kept).order_by(told.number, told.place)


def by_unit(session: Session, procedure_id: int, unit: str = "") -> list[UnitTurnout]:
    """Each unit's turnout (of one unit where named), the least answered first."""
    rows = (
        select(RollEntry.unit_name, func.count(col(Answer.id)), func.count(col(RollEntry.id)))
        .join(Answer, col(Answer.roll_entry_id) == col(RollEntry.id), isouter=True)
        .where(RollEntry.procedure_id == procedure_id)
        .group_by(col(RollEntry.unit_name))
    )
    if unit:
        rows = rows.where(RollEntry.unit_name == unit)
    units = [UnitTurnout(*row) for row in session.exec(rows).all()]
    return sorted(units, key=lambda each: (Fraction(each.answered, each.summoned), alphabetical_key(each.unit)))


def people(session: Session, procedure_id: int, unit: str = "") -> list[Person]:
    """Everyone on the roll (of one unit where named), by unit and in the order of Vietnamese names."""
    first = (col(OutboxMessage.roll_entry_id) == col(RollEntry.id)) & col(OutboxMessage.kind).in_(FIRST_LETTERS)
    rows = (
        select(RollEntry, OutboxMessage.state, Answer.channel, Answer.answered_at)
        .join(OutboxMessage, first, isouter=True)
        .join(Answer, col(Answer.roll_entry_id) == col(RollEntry.id), isouter=True)
        .where(RollEntry.procedure_id == procedure_id)
    )
    if unit:
        rows = rows.where(RollEntry.unit_name == unit)
    return by_unit_and_name(_person(*row) for row in session.exec(rows).all())


def _person(
    entry: RollEntry, letter: LetterState | None, channel: AnswerChannel | None, answered_at: datetime | None
) -> Person:
    head = (entry.id or 0, entry.full_name, entry.unit_name, entry.position, bool(entry.email))
    return Person(*head, letter, channel, answered_at)
