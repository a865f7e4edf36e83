"""Chọn ai, chọn việc gì: what HR may ask for in a procedure now, and the people it could be about."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Account, Procedure, ProcedureState, Role, RoleHolding, RollEntry, StaffMember, Unit
from models.store import clock
from procedures.access import accounts
from procedures.countersigning.on.rolls import INVITATIONS
from procedures.countersigning.on.rounds import running_round
from procedures.refusal import Refusal
from procedures.resolution.items.correcting import may_change
from procedures.rounds.asking import round_of
from words.names import order_key


@dataclass(frozen=True)
class Choice:
    """A person in a list: the number that is posted, the name, the unit, the address."""

    id: int
    full_name: str
    unit: str
    email: str


@dataclass(frozen=True)
class Holder:
    """An open account and the roles it holds."""

    account_id: int
    full_name: str
    email: str
    roles: list[Role]


def possible_acts(session: Session, procedure: Procedure) -> list[str]:
    """The names of the acts that could be asked for in a procedure now."""
    if procedure.state is not ProcedureState.OPEN:
        return []
    forgotten = ["add_forgotten_person"] if procedure.kind in INVITATIONS and not _has_ended(session, procedure) else []
    acts = [*may_change(session, procedure), *forgotten, "change_address", "annul"]
    try:
        running_round(session, procedure.id or 0)
    except Refusal:
        return acts
    return ["extend_deadline", *acts]


def _has_ended(session: Session, procedure: Procedure) -> bool:
    """Whether the time for answers is over: whoever was forgotten cannot be asked any more."""
    round_, now = round_of(session, procedure.id or 0), clock.now(session)
    runs_out = round_.closes_at is not None and round_.closes_at <= now
    return round_.opened_at is not None and (round_.closed_at is not None or runs_out)


def subject_of(session: Session, procedure_id: int) -> str:
    """What a procedure is about; raises NoResultFound."""
    return session.get_one(Procedure, procedure_id).subject


def people_on_the_list(session: Session, procedure_id: int) -> list[Choice]:
    """Everyone on the roll, in the order of names."""
    rows = session.exec(select(RollEntry).where(RollEntry.procedure_id == procedure_id)).all()
    return _in_order([Choice(row.id or 0, row.full_name, row.unit_name, row.email or "") for row in rows])


def possible_owners(session: Session, procedure_id: int) -> list[Choice]:
    """Those on the roll who still work here, by their staff number: an item may be entrusted to them."""
    rows = select(RollEntry).join(StaffMember).where(col(StaffMember.left_on).is_(None))
    found = session.exec(rows.where(RollEntry.procedure_id == procedure_id)).all()
    return _in_order([Choice(row.staff_member_id, row.full_name, row.unit_name, row.email or "") for row in found])


def people_not_on_the_list(session: Session, procedure_id: int) -> list[Choice]:
    """Everyone who works here and is not on the roll, in the order of names."""
    there = select(RollEntry.staff_member_id).where(RollEntry.procedure_id == procedure_id)
    rows = (
        select(StaffMember, Unit.name)
        .join(Unit)
        .where(col(StaffMember.left_on).is_(None), col(StaffMember.id).not_in(there))
    )
    found = session.exec(rows).all()
    return _in_order([Choice(member.id or 0, member.full_name, unit, member.email or "") for member, unit in found])


def _in_order(people: list[Choice]) -> list[Choice]:
    return sorted(people, key=lambda each: (order_key(each.full_name), each.id))


def holders_of_roles(session: Session) -> list[Holder]:
    """The open accounts, in the order of names."""
    rows = select(RoleHolding.account_id, RoleHolding.role).order_by(col(RoleHolding.id))
    roles: dict[int, list[Role]] = {}
    for account_id, role in session.exec(rows).all():
        roles.setdefault(account_id, []).append(role)
    open_ones = session.exec(select(Account).where(col(Account.closed_at).is_(None))).all()
    found = [Holder(each.id or 0, each.full_name, each.email, roles.get(each.id or 0, [])) for each in open_ones]
    return sorted(found, key=lambda each: (order_key(each.full_name), each.account_id))


def unheld_roles(session: Session) -> list[Role]:
    """The roles that nobody holds."""
    return [role for role in Role if not accounts.holding(session, role)]
