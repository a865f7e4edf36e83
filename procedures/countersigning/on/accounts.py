"""Vai trò và tài khoản: given, taken, closed, moved to another address, freed of a lost phone."""

from sqlmodel import Session, col, select

from models import Account, CountersignedAct, Role, RoleHolding, StaffMember, WebSession
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts, second_factor
from procedures.countersigning.acts import Act, Facts
from procedures.countersigning.on.addresses import address_typed, check_free
from procedures.refusal import Refusal

NEVER_WITHOUT = (Role.HR, Role.CLERK, Role.OPERATOR)
ASKED_BY = (Role.OPERATOR, Role.HR)
SIGNED_BY = (Role.MANAGER, Role.UNION, Role.INSPECTOR, Role.HR)


def _open_account(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None or account.closed_at is not None:
        raise Refusal("account_unknown", field="person")
    return account


def _roles(session: Session, account_id: int | None) -> list[Role]:
    held = select(RoleHolding.role).where(RoleHolding.account_id == account_id)
    return list(session.exec(held.order_by(col(RoleHolding.id))).all())


def _check_not_last(session: Session, account_id: int, roles: list[Role]) -> None:
    for role in NEVER_WITHOUT:
        if role in roles and [each.id for each in accounts.holding(session, role)] == [account_id]:
            raise Refusal("last_holder", field="role", role=role.value)


def _to_be_given(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    """Whoever has the address typed, or the account or member of the staff that was found by it."""
    role, account, member = Role(facts["role"]), None, None
    if "email" in facts:
        email = address_typed(facts["email"])
        account = session.exec(select(Account).where(Account.email == email)).first()
        member = session.exec(select(StaffMember).where(StaffMember.email == email)).first()
    else:
        account = session.get(Account, facts["account_id"])
        member = session.get(StaffMember, facts["staff_member_id"])
    if member is None and account and account.staff_member_id:
        member = session.get(StaffMember, account.staff_member_id)
    if account is None and member is not None:
        account = session.exec(select(Account).where(Account.staff_member_id == member.id)).first()
    has_left = member is not None and member.left_on is not None
    if has_left or (member is None and (account is None or account.closed_at is not None)):
        raise Refusal("person_unknown", field="email")
    if account and account.closed_at is None and role in _roles(session, account.id):
        raise Refusal("holds_role_already", field="role", name=account.full_name, role=role.value)
    return {
        "account_id": account.id if account else 0,
        "staff_member_id": member.id if member else 0,
        "role": role.value,
    }


def _give(session: Session, asked: CountersignedAct, by: str) -> Facts:
    account = session.get(Account, asked.facts["account_id"]) or _new_account(session, asked.facts["staff_member_id"])
    if account.closed_at is not None:
        _take_all(session, account.id or 0)
        account.closed_at = None
        session.add(account)
    role, now = Role(asked.facts["role"]), clock.unmoved(session)
    session.add(RoleHolding(account_id=account.id or 0, role=role, granted_at=now))
    log.write(session, by, "RoleGranted", account=account.id, role=role.value)
    _tell_all(session, asked, account)
    return {"account": account.id}


def _new_account(session: Session, staff_member_id: int) -> Account:
    member = session.get_one(StaffMember, staff_member_id)
    if member.email is None:
        raise Refusal("person_without_address", name=member.full_name)
    account = Account(full_name=member.full_name, email=member.email, staff_member_id=member.id)
    session.add(account)
    session.flush()
    return account


def _to_be_taken(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    account, role = _open_account(session, facts["account_id"]), Role(facts["role"])
    roles = _roles(session, account.id)
    if role not in roles:
        raise Refusal("lacks_role", field="role", name=account.full_name, role=role.value)
    _check_not_last(session, account.id or 0, [role])
    return {"account_id": account.id, "role": role.value}


def _take(session: Session, asked: CountersignedAct, by: str) -> Facts:
    account_id, role = asked.facts["account_id"], Role(asked.facts["role"])
    held = select(RoleHolding).where(RoleHolding.account_id == account_id, RoleHolding.role == role)
    session.delete(session.exec(held).one())
    session.flush()
    log.write(session, by, "RoleRevoked", account=account_id, role=role.value)
    _tell_all(session, asked, session.get_one(Account, account_id))
    return {"account": account_id}


def _to_be_closed(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    account = _open_account(session, facts["account_id"])
    _check_not_last(session, account.id or 0, _roles(session, account.id))
    return {"account_id": account.id}


def _close(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    account = session.get_one(Account, asked.facts["account_id"])
    account.closed_at = clock.now(session)
    session.add(account)
    _take_all(session, account.id or 0)
    _end_sessions(session, account.id or 0)
    _tell_all(session, asked, account)
    return {"account": account.id}


def _take_all(session: Session, account_id: int) -> None:
    """A closed account holds nothing: opened again, it holds only what it is given then."""
    for held in session.exec(select(RoleHolding).where(RoleHolding.account_id == account_id)).all():
        session.delete(held)
    session.flush()


def _end_sessions(session: Session, account_id: int) -> None:
    theirs = select(WebSession).where(WebSession.account_id == account_id, col(WebSession.revoked_at).is_(None))
    for opened in session.exec(theirs).all():
        opened.revoked_at = clock.unmoved(session)
        session.add(opened)


def _to_be_moved(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    account, email = _open_account(session, facts["account_id"]), address_typed(facts["email"])
    if email == account.email:
        raise Refusal("address_same", field="email")
    check_free(session, email, account.staff_member_id, account.id)
    return {"account_id": account.id, "email": email, "was": account.email}


def _move(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    """Sign-in codes go to the new address from now on, and every browser signs in anew."""
    account = session.get_one(Account, asked.facts["account_id"])
    account.email = asked.facts["email"]
    session.add(account)
    _end_sessions(session, account.id or 0)
    messages.account_address_changed(session, asked.id or 0, account)
    return {"account": account.id}


def _to_be_freed(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    return {"account_id": _open_account(session, facts["account_id"]).id}


def _free_of_phone(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    second_factor.reset(session, asked.facts["account_id"])
    _tell_all(session, asked, session.get_one(Account, asked.facts["account_id"]))
    return {"account": asked.facts["account_id"]}


def _tell_all(session: Session, asked: CountersignedAct, concerned: Account) -> None:
    """Whoever holds a role hears of it, and so does the person concerned."""
    everyone = {each.id: each for role in Role for each in accounts.holding(session, role)} | {concerned.id: concerned}
    for account in everyone.values():
        messages.role_changed(session, asked.id or 0, account)


def _told(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    account = session.get(Account, facts["account_id"])
    member = session.get(StaffMember, facts.get("staff_member_id", 0))
    person = account or member
    roles = [role.value for role in _roles(session, account.id)] if account else []
    return {
        "full_name": person.full_name if person else "",
        "address": (person.email if person else "") or "",
        "role": facts.get("role", ""),
        "roles": roles,
        "is_new": account is None,
        "was": facts.get("was", ""),
        "email": facts.get("email", ""),
    }


def _on_account(name: str, prepare: object, carry_out: object, tells_holders: bool = True) -> Act:
    return Act(
        name,
        prepare,  # pyright: ignore
        carry_out,  # pyright: ignore
        _told,
        asked_by=ASKED_BY,
        signed_by=SIGNED_BY,
        in_their_place=(),
        is_of_a_procedure=False,
        tells_holders=tells_holders,
    )


ACTS = (
    _on_account("grant_role", _to_be_given, _give),
    _on_account("revoke_role", _to_be_taken, _take),
    _on_account("close_account", _to_be_closed, _close),
    _on_account("change_account_address", _to_be_moved, _move, tells_holders=False),
    _on_account("reset_second_factor", _to_be_freed, _free_of_phone),
)
