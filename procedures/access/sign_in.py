"""Đăng nhập bằng mã gửi qua thư: asked by one browser, answered by that browser alone."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import Session, col, func, select

from models import Account, RoleHolding, SignInRequest, StaffMember, WebSession
from models.store import clock
from models.store.database import transaction
from notifications import links, messages
from notifications.compose.sign_in import CODE_LASTS
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import STRONG_ROLES
from procedures.refusal import Refusal

TRIES = 5
ASKS_PER_CLIENT = 10
ASKS_WINDOW = timedelta(minutes=15)
SESSION_LASTS = timedelta(hours=10)
# Every page of someone signed in asks this first: columns, no objects; a row for each role, one without any.
HOLDER: Select[Any] = (
    select(
        *(col(WebSession.revoked_at), col(WebSession.expires_at), col(WebSession.strong_since)),
        *(col(Account.id).label("account_id"), col(Account.full_name).label("account_name")),
        *(col(Account.email).label("account_email"), col(Account.closed_at).label("account_closed_at")),
        *(col(Account.totp_since), col(StaffMember.id).label("member_id"), col(StaffMember.left_on)),
        *(col(StaffMember.full_name).label("member_name"), col(StaffMember.email).label("member_email")),
        *(col(RoleHolding.role),),
    )
    .select_from(WebSession)
    .join(Account, col(Account.id) == col(WebSession.account_id), isouter=True)
    .join(
        StaffMember,
        col(StaffMember.id) == func.coalesce(col(WebSession.staff_member_id), col(Account.staff_member_id)),
        isouter=True,
    )
    .join(RoleHolding, col(RoleHolding.account_id) == col(Account.id), isouter=True)
    .where(col(WebSession.token_hash) == bindparam("token_hash"))
)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def hashed_client(client: str) -> str:
    """A browser's network address as it is kept: with a key that stands outside the database."""
    return hashed(f"{links.form_token('client')}{client}")


def ask(email: str, client: str) -> str:
    """Send a six-digit code if the address is known; returns the browser's secret, known address or not.

    `client` is the browser's network address, hashed before it is kept. Raises Refusal `asks_too_often`.
    """
    browser = secrets.token_urlsafe(24)
    with transaction() as session:
        now, client_hash = clock.unmoved(session), hashed_client(client)
        recent = select(func.count()).where(
            SignInRequest.client_hash == client_hash, SignInRequest.asked_at > now - ASKS_WINDOW
        )
        if session.exec(recent).one() >= ASKS_PER_CLIENT:
            raise Refusal("asks_too_often")
        account, member = known(session, email)
        request = SignInRequest(
            browser_hash=hashed(browser),
            account_id=account.id if account else None,
            staff_member_id=member.id if member else None,
            asked_at=now,
            client_hash=client_hash,
            next_try_at=now,
        )
        session.add(request)
        session.flush()
        if account or member:
            messages.sign_in_code(session, request.id, request.account_id, request.staff_member_id)  # pyright: ignore
    return browser


def known(session: Session, email: str) -> tuple[Account | None, StaffMember | None]:
    """The account and the staff member of an address, those who left excepted."""
    address = email.strip().lower()
    account = session.exec(select(Account).where(Account.email == address, col(Account.closed_at).is_(None))).first()
    member = session.exec(
        select(StaffMember).where(StaffMember.email == address, col(StaffMember.left_on).is_(None))
    ).first()
    return account, member


def enter(browser: str, code: str, device: str = "") -> str:
    """Check a code typed in the browser that asked, and open a session; returns the session's secret.

    `device` says in words what is signed in, so that its owner knows the session again.
    Raises Refusal: `code_expired`, `code_wait` (wrong codes slow this browser), `code_wrong`.
    """
    with transaction() as session:
        request = session.exec(
            select(SignInRequest).where(SignInRequest.browser_hash == hashed(browser)).with_for_update()
        ).first()
        refusal = _judge(session, request, code)
        if refusal is None and request is not None:
            request.used_at = clock.unmoved(session)
            session.add(request)
            return open_session(session, request.account_id, request.staff_member_id, device)
    raise refusal or Refusal("code_expired")


def _judge(session: Session, request: SignInRequest | None, code: str) -> Refusal | None:
    now = clock.unmoved(session)
    if request is None or request.used_at or request.wrong_codes >= TRIES or now > request.asked_at + CODE_LASTS:
        return Refusal("code_expired")
    if now < request.next_try_at:
        return Refusal("code_wait", seconds=int((request.next_try_at - now).total_seconds()) + 1)
    right = links.sign_in_code(request.id or 0, request.browser_hash)
    is_someone = request.account_id or request.staff_member_id
    if is_someone and hmac.compare_digest("".join(code.split()).encode(), right.encode()):
        return None
    request.wrong_codes += 1
    request.next_try_at = now + timedelta(seconds=2 ** (request.wrong_codes - 1))
    session.add(request)
    return Refusal("code_wrong", left=TRIES - request.wrong_codes)


def open_session(
    session: Session, account_id: int | None, staff_member_id: int | None, device: str = "", is_strong: bool = False
) -> str:
    """Open a session for whoever has shown who they are; returns its secret, whose hash alone is kept."""
    secret = secrets.token_urlsafe(32)
    now = clock.unmoved(session)
    session.add(
        WebSession(
            token_hash=hashed(secret),
            account_id=account_id,
            staff_member_id=staff_member_id,
            opened_at=now,
            browser=device[:80],
            strong_since=now if is_strong else None,
            expires_at=now + SESSION_LASTS,
        )
    )
    who = f"account:{account_id}" if account_id else f"staff:{staff_member_id}"
    log.write(session, who, "SignedIn")
    return secret


def standing_session(session: Session, secret: str) -> WebSession | None:
    """The session of a secret, unless it was ended or has run out."""
    row = session.exec(select(WebSession).where(WebSession.token_hash == hashed(secret))).first()
    return row if row and _stands(session, row) else None


def _stands(session: Session, row: Any) -> bool:
    return row.revoked_at is None and clock.unmoved(session) <= row.expires_at


def actor_of(session: Session, secret: str) -> Actor | None:
    """Who holds a session's secret, if the session stands and its owner has not left.

    Here alone it is decided that `hr` and `operator` count only in a session that has shown the second factor.
    """
    rows = session.connection().execute(HOLDER, {"token_hash": hashed(secret)}).all()
    row = rows[0] if rows else None
    if row is None or not _stands(session, row):
        return None
    if row.account_closed_at or row.left_on or not (row.account_id or row.member_id):
        return None
    roles = frozenset(each.role for each in rows if each.role)
    dormant = frozenset() if row.strong_since else roles & STRONG_ROLES
    return Actor(
        full_name=row.account_name or row.member_name,
        email=row.account_email or row.member_email or "",
        account_id=row.account_id,
        staff_member_id=row.member_id,
        roles=roles - dormant,
        dormant=dormant,
        is_strong=row.strong_since is not None,
        is_enrolled=row.totp_since is not None,
    )


def sign_out(secret: str) -> None:
    """End a session."""
    with transaction() as session:
        row = session.exec(select(WebSession).where(WebSession.token_hash == hashed(secret))).first()
        if row and not row.revoked_at:
            row.revoked_at = clock.unmoved(session)
            session.add(row)
