"""To whom a letter about a procedure goes because of a role, and to which page it leads."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models import Account, OutboxMessage, Role, RoleHolding
from notifications import links
from notifications.compose.told import Matter, Told, answered_by, named


def to_account(
    session: Session, message: OutboxMessage, matter: Matter, page: str, readers: set[Role], **facts: object
) -> Told | None:
    """A letter that leads to a page of the procedure; None where the account is closed or lost the role it is for.

    `page` is what follows the procedure's number in the address; one that begins with `/hr` leads to HR's own pages.
    """
    before, rest = ("/hr", page.removeprefix("/hr")) if page.startswith("/hr/") else ("", page)
    account = session.get_one(Account, message.account_id)
    roles = [role for role in roles_of(session, message) if role in readers]
    if account.closed_at or not roles:
        return None
    return Told(
        account.full_name,
        account.email,
        link=links.page(f"{before}/procedures/{message.procedure_id}{rest}"),
        reply_to=answered_by(matter.drafter, account.email),
        asks=named(matter.drafter),
        facts={**matter.facts(), "roles": [role.value for role in roles], **facts},
    )


def roles_of(session: Session, message: OutboxMessage) -> Sequence[Role]:
    """The roles that the addressee holds now, in the order in which they were given."""
    held = select(RoleHolding.role).where(RoleHolding.account_id == message.account_id)
    return session.exec(held.order_by(col(RoleHolding.id))).all()
