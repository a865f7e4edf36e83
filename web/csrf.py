"""No post from elsewhere: where it comes from and the token of its form, checked once for all pages."""

import hmac
import secrets
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import FormData

from notifications import links
from settings import settings
from web import handed_back
from web.session import SESSION, cookie

FIELD = "csrf"
BROWSER = "danchu-form"
MOST_FIELDS, MOST_FILES = 10_000, 20
JSON_POSTS = ("/b/", "/keys/")


class Forged(Exception):
    """A post that cannot have come from a form of ours; `key` names its sentence under `forged`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def token_for(request: Request, browser: str = "") -> str:
    """The token of this browser's forms: bound to the personal link, else the session, else the browser."""
    if link := request.path_params.get("token"):
        return links.form_token("link", link)
    if session := cookie(request, SESSION):
        return links.form_token("session", session)
    return links.form_token("browser", browser or cookie(request, BROWSER))


def needs_browser(request: Request) -> str:
    """A new value for the cookie that ties forms to a browser before sign-in; empty where none is needed."""
    known = request.path_params.get("token") or cookie(request, SESSION) or cookie(request, BROWSER)
    return "" if known else secrets.token_urlsafe(24)


async def form_of(request: Request) -> FormData:
    """The posted form, parsed once; for handlers whose fields are not known beforehand."""
    return await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES)


async def checked(request: Request) -> AsyncIterator[None]:
    """Raise Forged for a post from another site or without the token of its own form; files are closed at the end."""
    try:
        if request.method == "POST":
            await _check(request)
        yield
    finally:
        await request.close()


async def _check(request: Request) -> None:
    if not _is_ours(request):
        raise Forged("elsewhere")
    if speaks_json(request):
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise Forged("elsewhere")  # a form can be sent from anywhere, JSON only with our leave
        return
    form = await form_of(request)
    handed_back.remember(request, form)
    given, right = form.get(FIELD), token_for(request)
    is_its_own = isinstance(given, str) and hmac.compare_digest(given.encode(), right.encode())
    if needs_browser(request) or not is_its_own:
        raise Forged("stale")


def speaks_json(request: Request) -> bool:
    """Whether scripts of ours post here, without a cookie and so without a form's token: there Origin alone decides."""
    return request.url.path.startswith(JSON_POSTS)


def _is_ours(request: Request) -> bool:
    if origin := request.headers.get("origin"):
        return _origin(origin) == _origin(settings().base_url)
    return request.headers.get("sec-fetch-site") == "same-origin"


def _origin(address: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return "", None, None
