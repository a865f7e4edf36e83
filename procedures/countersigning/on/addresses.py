"""Thư điện tử được gõ lại: read as a staff list is read, and free for the person it is to belong to."""

from sqlmodel import Session, col, select

from documents.incoming.people.emails import email_of
from documents.incoming.people.finding import Wrong
from models import Account, Procedure, ProcedureState, RollEntry, StaffMember
from procedures.refusal import Refusal


def address_typed(text: str) -> str:
    """The address in small letters; raises Refusal `address_wrong` with what is wrong."""
    try:
        address = email_of(text)
    except Wrong as wrong:
        raise Refusal("address_wrong", field="email", what=str(wrong)) from wrong
    if address is None:
        raise Refusal("address_missing", field="email")
    return address


def check_free(session: Session, email: str, staff_member_id: int | None, account_id: int | None = None) -> None:
    """Raise Refusal `address_taken` where an address belongs to another member of the staff or another's account."""
    member = session.exec(select(StaffMember).where(StaffMember.email == email)).first()
    account = session.exec(select(Account).where(Account.email == email)).first()
    is_own_account = account is not None and (
        account.id == account_id or (staff_member_id is not None and account.staff_member_id == staff_member_id)
    )
    if (member and member.id != staff_member_id) or (account and not is_own_account):
        raise Refusal("address_taken", field="email")


def move_account(session: Session, member: StaffMember, email: str) -> None:
    """Let the account that shares the address of this member of the staff go on sharing it."""
    theirs = select(Account).where(Account.staff_member_id == member.id, col(Account.email) == member.email)
    for account in session.exec(theirs).all():
        account.email = email
        session.add(account)


def places_of(session: Session, staff_member_id: int, locked: bool = False) -> list[RollEntry]:
    """Where open procedures ask this member of the staff, the earliest first; `locked` holds them until the end."""
    theirs = (
        select(RollEntry)
        .join(Procedure)
        .where(RollEntry.staff_member_id == staff_member_id, Procedure.state == ProcedureState.OPEN)
        .order_by(col(RollEntry.id))
    )
    if not locked:
        return list(session.exec(theirs).all())
    held = theirs.with_for_update(of=RollEntry).execution_options(populate_existing=True)  # pyright: ignore
    return list(session.exec(held).all())
