"""Ai được đề nghị, ai được ký: two different people, of different roles, each held for seven days."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlmodel import Session, col, select

from models import Account, AuditEvent, CountersignedAct, Role, RoleHolding
from models.store import clock
from procedures.access import accounts, conflicts
from procedures.countersigning.acts import Act
from procedures.refusal import Refusal

OLD_ENOUGH = timedelta(days=7)


def lasting_roles(session: Session, account_id: int) -> set[Role]:
    """The roles of an account that were given seven days ago or earlier, by the machine's clock.

    Those that were named when the agency set up its accounts count at once: only the operator at the machine, on an
    empty database, leaves such an event in the log.
    """
    latest = clock.unmoved(session) - OLD_ENOUGH
    held = session.exec(select(RoleHolding).where(RoleHolding.account_id == account_id)).all()
    first = _first_roles(session, account_id) if held else set()
    return {each.role for each in held if each.granted_at <= latest or each.role in first}


def _first_roles(session: Session, account_id: int) -> set[Role]:
    granted = select(AuditEvent).where(AuditEvent.name == "RoleGranted").order_by(col(AuditEvent.number))
    latest = {
        event.facts["role"]: event.actor
        for event in session.exec(granted).all()
        if event.facts.get("account") == account_id
    }
    return {Role(role) for role, actor in latest.items() if actor == "operator"}


def role_to_ask_in(session: Session, account_id: int, act: Act) -> Role:
    """The role in which this account asks for an act; raises Refusal `needs_role` or `role_too_new`."""
    return _first_lasting(session, account_id, act.asked_by)


def _first_lasting(session: Session, account_id: int, roles: Sequence[Role]) -> Role:
    lasting = lasting_roles(session, account_id)
    for role in roles:
        if role in lasting:
            return role
    held = session.exec(select(RoleHolding.role).where(RoleHolding.account_id == account_id)).all()
    if too_new := [role for role in roles if role in held]:
        raise Refusal("role_too_new", role=too_new[0].value, days=OLD_ENOUGH.days)
    raise Refusal("needs_role", roles=[role.value for role in roles])


def signers(session: Session, act: Act, asked: CountersignedAct) -> dict[int, Role]:
    """Who may sign what was asked for: account to the role in which it signs.

    Where nobody could sign in the roles that the act names, those who stand in their place may.
    """
    return _among(session, act.signed_by, asked) or _among(session, act.in_their_place, asked)


def _among(session: Session, roles: Iterable[Role], asked: CountersignedAct) -> dict[int, Role]:
    asker = session.get_one(Account, asked.asked_by)
    listed = conflicts.accounts_listed(session, asked.procedure_id) if asked.procedure_id else set[int]()
    found: dict[int, Role] = {}
    for role in roles:
        for account in accounts.holding(session, role):
            account_id = account.id or 0
            is_free = not (account_id in listed or is_same_person(asker, account) or is_about(asked, account))
            if is_free and role != asked.asked_as and role in lasting_roles(session, account_id):
                found.setdefault(account_id, role)
    return found


def role_to_sign_in(session: Session, account_id: int, act: Act, asked: CountersignedAct) -> Role:
    """The role in which this account signs, or refuses to; raises Refusal that says why it may not."""
    signing = signers(session, act, asked)
    if account_id in signing:
        return signing[account_id]
    account, asker = session.get_one(Account, account_id), session.get_one(Account, asked.asked_by)
    if is_same_person(asker, account):
        raise Refusal("signs_alone")
    if is_about(asked, account):
        raise Refusal("signs_for_oneself")
    named = [role for role in act.signed_by if role != asked.asked_as]
    _first_lasting(session, account_id, named)
    raise Refusal("needs_role", roles=[role.value for role in named])


def is_same_person(one: Account, other: Account) -> bool:
    """Two accounts of one member of the staff are one person."""
    return one.id == other.id or (one.staff_member_id is not None and one.staff_member_id == other.staff_member_id)


def is_about(asked: CountersignedAct, account: Account) -> bool:
    """Whether an act gives, takes or changes something of this account or its owner."""
    member = account.staff_member_id
    return account.id == asked.facts.get("account_id") or (
        member is not None and member == asked.facts.get("staff_member_id")
    )
