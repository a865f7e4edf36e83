"""The letter that carries a sign-in code."""

from datetime import timedelta

from sqlmodel import Session

from models import Account, OutboxMessage, SignInRequest, StaffMember
from models.store import clock
from notifications import links
from notifications.compose.told import Told

CODE_LASTS = timedelta(minutes=10)


def sign_in_code(session: Session, message: OutboxMessage) -> Told | None:
    """Mã đăng nhập: not once the code has been used or has run out, or its owner has left."""
    request = session.get_one(SignInRequest, message.facts["request_id"])
    expires_at = request.asked_at + CODE_LASTS
    owner = _owner(session, message)
    if owner is None or request.used_at or clock.unmoved(session) >= expires_at:
        return None
    return Told(
        *owner,
        link=links.page("/sign-in"),
        facts={
            "sign_in_code": links.sign_in_code(request.id or 0, request.browser_hash),
            "asked_at": request.asked_at,
            "expires_at": expires_at,
        },
    )


def _owner(session: Session, message: OutboxMessage) -> tuple[str, str] | None:
    if message.account_id is not None:
        account = session.get_one(Account, message.account_id)
        return None if account.closed_at else (account.full_name, account.email)
    member = session.get_one(StaffMember, message.staff_member_id)
    return (member.full_name, member.email) if member.email and not member.left_on else None
