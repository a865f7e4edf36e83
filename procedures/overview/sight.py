"""Ai được thấy gì: the one answer to whether a person may see a part of a procedure, and how much of it."""

import enum

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from law.rules import Rules
from models import Procedure, ProcedureState, Role, StaffMember, Unit
from procedures.access.actor import Actor
from procedures.access.powers import POWERS, Power

WATCHERS = POWERS[Power.WATCH].roles
READERS_OF_THE_LOG = POWERS[Power.READ_LOG].roles
HEADED = (
    select(col(Unit.name))
    .join(StaffMember, col(StaffMember.unit_id) == col(Unit.id))
    .where(col(StaffMember.id) == bindparam("staff_member_id"))
    .where(col(StaffMember.is_unit_head), col(StaffMember.left_on).is_(None))
)


class What(enum.StrEnum):
    """A part of a procedure: its course, how many answered, who has not, the papers that name them, the log."""

    COURSE = "course"
    TURNOUT = "turnout"
    PEOPLE = "people"
    PAPERS = "papers"
    NAMING_PAPERS = "naming_papers"
    LETTERS = "letters"
    LOG = "log"


class Sight(enum.StrEnum):
    """How much of it: nothing, what concerns the own unit, everything."""

    NOTHING = "nothing"
    OWN_UNIT = "own_unit"
    EVERYTHING = "everything"


def headed_unit(session: Session, actor: Actor) -> str:
    """The name of the unit that this person heads; empty where there is none."""
    if actor.staff_member_id is None:
        return ""
    found = session.connection().execute(HEADED, {"staff_member_id": actor.staff_member_id})
    return found.scalars().first() or ""


def may_see(actor: Actor, procedure: Procedure, what: What, unit: str = "") -> Sight:
    """How much of this part of this procedure this person sees; `unit` is the one that the person heads.

    A draft is seen by HR alone. Names, and counts by unit, follow the procedure's own rules `shown_to`, `shown_after`.
    """
    if procedure.state is ProcedureState.DRAFT:
        return _all_if(actor.may(Power.DRAFT))
    if what is What.PEOPLE:
        return _people(actor, procedure, unit)
    if what is What.NAMING_PAPERS:
        sees_people = _people(actor, procedure, "") is Sight.EVERYTHING
        return _all_if(sees_people or actor.holds(Role.CLERK))
    if what is What.LETTERS:
        return _all_if(actor.may(Power.SEE_LETTERS))
    if what is What.LOG:
        return _all_if(actor.holds(*READERS_OF_THE_LOG))
    if actor.holds(*WATCHERS):
        return Sight.EVERYTHING
    return Sight.OWN_UNIT if unit and what is not What.PAPERS else Sight.NOTHING


def _all_if(may: bool) -> Sight:
    return Sight.EVERYTHING if may else Sight.NOTHING


def _people(actor: Actor, procedure: Procedure, unit: str) -> Sight:
    if not procedure.rules:
        return Sight.NOTHING  # a draft that was thrown away
    rules = Rules.thaw(procedure.rules)
    if "shown_to" not in rules:
        return Sight.NOTHING  # a procedure by meetings says of each of them who sees what
    shown_to = rules.names("shown_to")
    if rules.choice("shown_after") == "close" and procedure.state is ProcedureState.OPEN:
        return Sight.NOTHING
    if any(role.value in shown_to for role in actor.roles):
        return Sight.EVERYTHING
    return Sight.OWN_UNIT if unit and "unit_head_own" in shown_to else Sight.NOTHING
