"""Tài khoản và vai trò: the first holders, named once on an empty database."""

from sqlmodel import Session, func, select

from models import Account, Role, RoleHolding, StaffMember
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.refusal import Refusal


def init(holders: dict[Role, list[tuple[str, str]]]) -> int:
    """Name the first holders of each role, (full name, email); returns how many accounts were made.

    Raises Refusal where accounts exist already, or where no one would hold a role that the work needs.
    """
    with transaction() as session:
        if session.exec(select(func.count()).select_from(Account)).one():
            raise Refusal("accounts_exist")
        for role in (Role.HR, Role.CLERK, Role.OPERATOR):
            if not holders.get(role):
                raise Refusal("role_without_holder", role=role.value)
        accounts: dict[str, Account] = {}
        for role, people in holders.items():
            for full_name, email in people:
                account = accounts.setdefault(email.lower(), Account(full_name=full_name, email=email.lower()))
                session.add(account)
                session.flush()
                session.add(RoleHolding(account_id=account.id, role=role, granted_at=clock.now(session)))  # pyright: ignore
                log.write(session, "operator", "RoleGranted", account=account.id, role=role.value)
        return len(accounts)


def holding(session: Session, role: Role) -> list[Account]:
    """The accounts that hold a role, in the order they got it."""
    rows = select(Account).join(RoleHolding).where(RoleHolding.role == role, Account.closed_at == None)  # noqa: E711
    return list(session.exec(rows.order_by(RoleHolding.id)).all())  # pyright: ignore


def distinct(session: Session, *roles: Role) -> list[Account]:
    """The accounts that hold any of the roles, each once."""
    found = {account.id: account for role in roles for account in holding(session, role)}
    return list(found.values())


def tie_to_staff(session: Session) -> None:
    """Let each account without a staff row find the staff member of the same address."""
    loose = session.exec(select(Account).where(Account.staff_member_id == None)).all()  # noqa: E711
    for account in loose:
        member = session.exec(select(StaffMember).where(StaffMember.email == account.email)).first()
        if member:
            account.staff_member_id = member.id
            session.add(account)
