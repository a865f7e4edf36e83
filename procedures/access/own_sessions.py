"""Phiên đăng nhập của chính mình: which browsers are signed in as me, since when; one of them, or all others, ended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from models import WebSession
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.sign_in import hashed

# The first that fits: browsers also name those they descend from, and phones their kin on desks.
_BROWSERS = (
    "Edg/Edge",
    "OPR/Opera",
    "coc_coc_browser/Cốc Cốc",
    "Firefox",
    "FxiOS/Firefox",
    "Chrome",
    "CriOS/Chrome",
    "Safari",
)
_MACHINES = ("iPhone", "iPad", "Android", "Windows", "Mac OS/máy Mac", "Linux")


@dataclass(frozen=True)
class OwnSession:
    """A browser signed in as this person; `browser` in words, empty where it did not say."""

    id: int
    browser: str
    since: datetime
    is_this: bool
    is_strong: bool


def in_words(user_agent: str) -> str:
    """What a browser calls itself, as people call it: `Chrome trên Windows`; empty for one that is unknown."""
    return " trên ".join(name for name in (_named(user_agent, _BROWSERS), _named(user_agent, _MACHINES)) if name)


def _named(user_agent: str, known: tuple[str, ...]) -> str:
    found = next((each for each in known if re.search(rf"\b{each.partition('/')[0]}\b", user_agent)), "")
    return found.rpartition("/")[2]


def standing(session: Session, actor: Actor, secret: str) -> list[OwnSession]:
    """The sessions with which this person could go on now, the newest first."""
    this = hashed(secret)
    return [
        OwnSession(row.id or 0, row.browser, row.opened_at, row.token_hash == this, row.strong_since is not None)
        for row in _own(session, actor)
    ]


def end(actor: Actor, session_id: int) -> None:
    """End one of the own sessions; again, nothing happens. Someone else's is left alone."""
    with transaction() as session:
        _end(session, actor, [row for row in _own(session, actor) if row.id == session_id])


def end_others(actor: Actor, secret: str) -> int:
    """End every own session but the one of this secret; returns how many."""
    with transaction() as session:
        return _end(session, actor, [row for row in _own(session, actor) if row.token_hash != hashed(secret)])


def _end(session: Session, actor: Actor, rows: Sequence[WebSession]) -> int:
    for row in rows:
        row.revoked_at = clock.unmoved(session)
        session.add(row)
    if rows:
        log.write(session, actor.name_in_log, "SessionsEnded", ended=len(rows))
    return len(rows)


def _own(session: Session, actor: Actor) -> Sequence[WebSession]:
    theirs = [
        column == own
        for column, own in (
            (col(WebSession.account_id), actor.account_id),
            (col(WebSession.staff_member_id), actor.staff_member_id),
        )
        if own is not None
    ]
    stands = col(WebSession.revoked_at).is_(None) & (col(WebSession.expires_at) >= clock.unmoved(session))
    return session.exec(select(WebSession).where(or_(*theirs), stands).order_by(col(WebSession.id).desc())).all()
