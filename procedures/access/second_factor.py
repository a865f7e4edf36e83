"""Mã trên điện thoại: the second factor of hr, operator and each second signature; its key is derived, not stored."""

import hmac
import secrets
from datetime import datetime, timedelta

import pyotp
from sqlmodel import Session, col, select

from models import Account, Agency, WebSession
from models.store import clock
from models.store.database import transaction
from notifications import links
from procedures import log
from procedures.access.actor import Actor
from procedures.access.sign_in import hashed, standing_session
from procedures.refusal import Refusal

EITHER_SIDE = 1
LONGEST_PAUSE = 300


def key_of(account: Account) -> str:
    """The key that a phone keeps, in base 32; another one after each reset."""
    return links.totp_key(account.id or 0, account.totp_version)


def address_of(account: Account, agency: Agency | None) -> str:
    """The `otpauth:` address that a phone reads from the picture."""
    issuer = f"danchu {agency.symbol if agency else ''}".strip()
    return pyotp.TOTP(key_of(account)).provisioning_uri(name=account.email, issuer_name=issuer)


def enrolling(session: Session, actor: Actor) -> Account | None:
    """The account whose key may be shown: the own one, until its first right code; None afterwards."""
    account = session.get(Account, actor.account_id) if actor.account_id else None
    return account if account and account.totp_since is None else None


def enter(secret: str, code: str) -> str:
    """Take a code in the session of this secret, which becomes strong; returns its new secret.

    The first right code ties the phone to the account. Raises Refusal: `signed_out`, `totp_wait`, `totp_wrong`,
    `totp_used` (a code counts once).
    """
    with transaction() as session:
        row = standing_session(session, secret)
        if row is None or row.account_id is None:
            raise Refusal("signed_out")
        account = session.get_one(Account, row.account_id, with_for_update=True)
        refusal = _judge(session, account, code)
        session.add(account)
        if refusal is None:
            return _strengthened(session, row, account)
    raise refusal


def _judge(session: Session, account: Account, code: str) -> Refusal | None:
    now = clock.unmoved(session)
    if account.totp_next_try_at and now < account.totp_next_try_at:
        return Refusal("totp_wait", field="code", seconds=int((account.totp_next_try_at - now).total_seconds()) + 1)
    step = _step_of(account, "".join(code.split()), now)
    if step is None:
        account.totp_wrong += 1
        pause = min(2 ** min(account.totp_wrong - 1, 20), LONGEST_PAUSE)
        account.totp_next_try_at = now + timedelta(seconds=pause)
        return Refusal("totp_wrong", field="code")
    if step <= account.totp_last_step:
        return Refusal("totp_used", field="code")
    account.totp_last_step, account.totp_wrong, account.totp_next_try_at = step, 0, None
    return None


def _step_of(account: Account, code: str, now: datetime) -> int | None:
    """The half minute whose code this is, the newest first, with one either side for clocks that differ."""
    totp = pyotp.TOTP(key_of(account))
    here = int(now.timestamp()) // totp.interval
    for step in range(here + EITHER_SIDE, here - EITHER_SIDE - 1, -1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _strengthened(session: Session, row: WebSession, account: Account) -> str:
    now, secret, who = clock.unmoved(session), secrets.token_urlsafe(32), f"account:{account.id}"
    row.token_hash, row.strong_since = hashed(secret), now
    session.add(row)
    if account.totp_since is None:
        account.totp_since = now
        log.write(session, who, "SecondFactorSet")
    log.write(session, who, "SecondFactorShown")
    return secret


def require(actor: Actor) -> None:
    """Raise Refusal `second_factor_needed` unless this session has shown the second factor."""
    if not actor.is_strong:
        raise Refusal("second_factor_needed")


def reset(session: Session, account_id: int) -> None:
    """Forget the phone of an account, in the caller's transaction: its key changes, its sessions end.

    Two people answer for it; this is what their act does.
    """
    account = session.get_one(Account, account_id, with_for_update=True)
    account.totp_version += 1
    account.totp_since, account.totp_last_step, account.totp_wrong, account.totp_next_try_at = None, 0, 0, None
    session.add(account)
    theirs = select(WebSession).where(WebSession.account_id == account_id, col(WebSession.revoked_at).is_(None))
    for row in session.exec(theirs).all():
        row.revoked_at = clock.unmoved(session)
        session.add(row)
