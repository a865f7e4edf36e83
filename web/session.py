"""Phiên: who is signed in on this browser, for how long, and what a page asks of them."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models import Role
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures.access import conflicts, sign_in
from procedures.access.actor import Actor
from procedures.access.powers import POWERS, Power, Terms
from procedures.overview.sight import headed_unit
from procedures.refusal import Refusal
from settings import settings
from web import frame
from web.bounds import LARGEST

IDLE = timedelta(minutes=30)
SESSION, SEEN = "danchu", "danchu-seen"


class SignInNeeded(Exception):
    """A page for people who are signed in was asked for by someone who is not: the way there, and what a post hears."""

    way, key, label = "/sign-in", "signed_out", "Đăng nhập"


class SecondFactorNeeded(SignInNeeded):
    """A page of `hr` or `operator`, or a second signature, was asked for before the code on the phone was typed."""

    way, key, label = "/sign-in/phone", "second_factor", "Gõ mã trên điện thoại"


def cookie(request: Request, name: str) -> str:
    """The value of one of our cookies, empty without one."""
    return request.cookies.get(_full(name), "")


def give(response: Response, name: str, value: str) -> None:
    """Set one of our cookies for as long as the browser is open."""
    response.set_cookie(_full(name), value, path="/", secure=settings().is_https, httponly=True, samesite="lax")


def take(response: Response, name: str) -> None:
    """Remove one of our cookies."""
    response.delete_cookie(_full(name), path="/", secure=settings().is_https, httponly=True, samesite="lax")


def _full(name: str) -> str:
    return f"__Host-{name}" if settings().is_https else name


def begin(response: Response, secret: str) -> None:
    """Let this browser hold a session that sign_in.enter() has opened."""
    with reading() as session:
        now = clock.unmoved(session)
    give(response, SESSION, secret)
    give(response, SEEN, mark_of_visit(now, secret))


def maybe_signed_in(request: Request) -> Actor | None:
    """Who is signed in here, or None; reads once a request and writes nothing."""
    if not hasattr(request.state, "actor"):
        request.state.actor = _actor(request)
    return request.state.actor


def _actor(request: Request) -> Actor | None:
    secret = cookie(request, SESSION)
    if not secret:
        return None
    with reading() as session:
        actor, now = sign_in.actor_of(session, secret), clock.unmoved(session)
        if actor is None or not _was_seen(cookie(request, SEEN), secret, now):
            return None
        request.state.frame = frame.read(session, actor)
    request.state.seen_at = mark_of_visit(now, secret)
    return actor


def mark_of_visit(now: datetime, secret: str) -> str:
    second = str(int(now.timestamp()))
    return f"{second}.{links.form_token('seen', secret, second)}"


def _was_seen(given: str, secret: str, now: datetime) -> bool:
    second, _, mark = given.partition(".")
    genuine = hmac.compare_digest(mark.encode(), links.form_token("seen", secret, second).encode())
    return genuine and now.timestamp() - int(second) <= IDLE.total_seconds()


def signed_in(request: Request) -> Actor:
    """The person at this browser; raises SignInNeeded, which a GET answers with the way to sign in."""
    actor = maybe_signed_in(request)
    if actor is None:
        raise SignInNeeded
    return actor


def requires(power: Power | Role, *more: Role) -> "Holder":
    """A dependency: someone with a power, or with one of the roles.

    Raises SignInNeeded, SecondFactorNeeded, or Refusal `needs_role` or `concerned` (403).
    """
    if isinstance(power, Power):
        return Holder(POWERS[power], power)
    return Holder(Terms((power, *more)))


@dataclass(frozen=True)
class Holder:
    """Finds the person at this browser, if the terms are met; `power` is what they are the terms of."""

    terms: Terms
    power: Power | None = None

    def __call__(self, request: Request) -> Actor:
        actor, terms = signed_in(request), self.terms
        if actor.holds(*terms.roles):
            self._check_conflict(request, actor)
            return actor
        if terms.or_unit_head and _heads_a_unit(actor):
            return actor
        if actor.dormant.intersection(terms.roles):
            raise SecondFactorNeeded
        raise Refusal("needs_role", roles=[role.value for role in terms.roles])

    def _check_conflict(self, request: Request, actor: Actor) -> None:
        given = str(request.path_params.get("procedure_id", ""))
        if self.terms.not_if_listed and given.isdecimal() and int(given) <= LARGEST:
            with reading() as session:
                conflicts.check(session, actor, int(given))


def _heads_a_unit(actor: Actor) -> bool:
    with reading() as session:
        return bool(headed_unit(session, actor))


SignedIn = Annotated[Actor, Depends(signed_in)]


class KeepSeen:
    """Renews the mark of the last visit on each answer to someone signed in: no row is written for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def renewing(message: Message) -> None:
            if message["type"] == "http.response.start" and "seen_at" in state:
                headers, renewed = MutableHeaders(scope=message), Response()
                if not any(_full(SEEN) + "=" in line for line in headers.getlist("set-cookie")):
                    give(renewed, SEEN, state["seen_at"])
                    headers.append("set-cookie", renewed.headers["set-cookie"])
            await send(message)

        await self.app(scope, receive, renewing)
