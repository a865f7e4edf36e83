"""Đơn vị của tôi: the rounds by name that run now, as the head of a unit may see them for the own unit."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Procedure, ProcedureState, Round, RoundMode
from models.store import clock
from procedures.access.actor import Actor
from procedures.overview import turnout
from procedures.overview.sight import Sight, What, headed_unit, may_see
from procedures.overview.turnout import Person, Turnout
from procedures.refusal import Refusal


@dataclass(frozen=True)
class UnitRound:
    """One running round of the own unit; `missing` is None where the rules do not show names to heads now."""

    procedure: Procedure
    closes_at: datetime | None
    turnout: Turnout
    missing: list[Person] | None


@dataclass(frozen=True)
class OwnUnit:
    """The unit and its running rounds, the next deadline first."""

    unit: str
    rounds: list[UnitRound]
    now: datetime


def own_unit(session: Session, actor: Actor) -> OwnUnit:
    """What the head of a unit sees of it; raises Refusal `heads_no_unit`."""
    unit = headed_unit(session, actor)
    if not unit:
        raise Refusal("heads_no_unit")
    running = (
        select(Procedure, Round)
        .join(Round)
        .where(Procedure.state == ProcedureState.OPEN, Round.mode == RoundMode.NAMED)
        .where(col(Round.opened_at).is_not(None), col(Round.closed_at).is_(None))
        .order_by(col(Round.closes_at), col(Procedure.id))
    )
    # Whatever else the head holds, this page is the unit's: the head's own sight alone decides.
    head = Actor(actor.full_name, actor.email, staff_member_id=actor.staff_member_id)
    rounds = [_of(session, head, unit, *row) for row in session.exec(running).all()]
    return OwnUnit(unit, [each for each in rounds if each.turnout.summoned], clock.now(session))


def _of(session: Session, head: Actor, unit: str, procedure: Procedure, round_: Round) -> UnitRound:
    number = procedure.id or 0
    sees_names = may_see(head, procedure, What.PEOPLE, unit) is not Sight.NOTHING
    people = turnout.people(session, number, unit) if sees_names else None
    return UnitRound(
        procedure=procedure,
        closes_at=round_.closes_at,
        turnout=turnout.counts(session, [number], unit)[number],
        missing=None if people is None else [each for each in people if each.channel is None],
    )
