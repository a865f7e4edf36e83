"""A browser for tests: keeps cookies, posts forms as they stand on the page, says where a post comes from."""

import re
import warnings
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pyotp
from fastapi import FastAPI
from sqlmodel import col, select

from models import Account, SignInRequest
from models.store import clock, database
from notifications import links
from procedures.access import second_factor
from procedures.access.actor import Actor
from procedures.access.sign_in import open_session
from settings import settings
from web.app import create_app
from web.session import SEEN, SESSION, mark_of_visit

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette asks for another HTTP library than the one that Prefect brings
    from starlette.testclient import TestClient

PHONE = "/sign-in/phone"


@cache
def application() -> FastAPI:
    """The one application of all tests: it keeps nothing of whom it has answered, and takes long to find its routes."""
    return create_app()


class Browser(TestClient):
    """`post` sends Origin and, unless told otherwise, the form token of the page opened last."""

    def __init__(self, app: FastAPI | None = None) -> None:
        how = {"follow_redirects": False, "raise_server_exceptions": False}
        super().__init__(app or application(), base_url=settings().base_url, **how)
        self.last = ""

    def open(self, path: str) -> str:
        """The page, which must be there."""
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code)
        self.last = response.text
        return response.text

    def submit(self, path: str, fields: Any = None, files: Any = None, origin: str | None = None) -> Any:
        """Post fields with the token of the page opened last."""
        headers = {"Origin": origin or settings().base_url}
        data = {"csrf": form_token(self.last), **(fields or {})}
        response = self.post(path, data=data, files=files, headers=headers)
        if response.headers.get("content-type", "").startswith("text/html"):
            self.last = response.text
        return response

    def sign_in(self, actor: Actor) -> "Browser":
        """Hold a session of this person in which both factors were shown; how they are shown has tests of its own."""
        with database.transaction() as session:
            return self.take(open_session(session, actor.account_id, actor.staff_member_id, is_strong=actor.is_strong))

    def sign_in_by_mail(self, actor: Actor) -> Any:
        """The first half of sign-in alone; returns what the mailed code was answered with."""
        self.open("/sign-in")
        assert self.submit("/sign-in", {"email": actor.email}).status_code == 303
        self.open("/sign-in/code")
        return self.submit("/sign-in/code", {"code": mailed_code()})

    def take(self, secret: str) -> "Browser":
        """Hold a session that was opened elsewhere."""
        with database.reading() as session:
            seen = mark_of_visit(clock.unmoved(session), secret)
        for name, value in ((SESSION, secret), (SEEN, seen)):
            self.cookies.set(name, value, domain="127.0.0.1", path="/")
        return self


def mailed_code() -> str:
    """The code of the latest wish to sign in, as its letter derives it."""
    with database.reading() as session:
        wish = session.exec(select(SignInRequest).order_by(col(SignInRequest.id).desc())).first()
    assert wish is not None
    return links.sign_in_code(wish.id or 0, wish.browser_hash)


def code_on_phone(actor: Actor) -> str:
    """What this person's phone shows, or will in a moment: the first code within reach that has not been used."""
    with database.reading() as session:
        account, here = session.get_one(Account, actor.account_id), int(clock.unmoved(session).timestamp()) // 30
    step = min(max(account.totp_last_step + 1, here), here + 1)
    return pyotp.TOTP(second_factor.key_of(account)).generate_otp(step)


def form_token(html: str) -> str:
    found = re.search(r'name="csrf" value="([^"]*)"', html)
    return found[1] if found else ""


def hidden(html: str) -> dict[str, str]:
    """What the first form of a page carries to the next one, but for its own token."""
    fields = Forms(html).forms[0]["fields"]
    return {name: value for name, value in fields.items() if name != "csrf"}


def words_of(html: str) -> str:
    """What a person reads: the page without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.replace("<wbr>", ""))))


class Forms(HTMLParser):
    """The forms of a page as a robot sees them: action, method, and what pressing the first button would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"action": given["action"], "method": given.get("method", "get"), "fields": {}})
        chosen = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if tag == "input" and self.forms and "name" in given and chosen:
            self.forms[-1]["fields"][given["name"]] = given.get("value") or ""
