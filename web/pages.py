"""A page from its template: the frame's context around what the handler gives, and the words after a redirect."""

import base64
import hmac
from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlmodel import col, select

from models import Agency
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures.demo import is_demo
from procedures.overview.sight import headed_unit
from web import csrf
from web.navigation import sections
from web.session import cookie, give, maybe_signed_in, take
from words.dates import moment
from words.environment import render

FLASH = "danchu-flash"
DEMO_PAGES = {"tray": "/demo/mail", "clock": "/demo/clock", "be": "/demo/be"}
NO_AGENCY: dict[str, object] = {"agency_name": "danchu", "help_contact": "", "demo": None}
AGENCY = select(col(Agency.name), col(Agency.contact)).where(col(Agency.id) == 1)
Errors = Sequence[tuple[str, str]]


def page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    page_title: str = "",
    errors: Errors = (),
    flash: tuple[str, str] | None = None,
    **context: object,
) -> HTMLResponse:
    """Render templates/pages/<template>; `errors` are (control, sentence), `flash` is (done|wait|late, sentence).

    A template may set `page_title` itself.
    """
    actor, waiting = maybe_signed_in(request), _flash_waiting(request)
    browser = csrf.needs_browser(request) if status in (200, 422) else ""
    frame = {
        "page_title": page_title,
        **agency_of(request),
        "person": actor.full_name if actor else None,
        "nav": sections(actor, request.url.path, getattr(request.state, "heads_a_unit", False)),
        "csrf": csrf.token_for(request, browser),
        "flash": flash or waiting,
        "errors": list(errors),
        "has_errors": bool(errors),
    }
    response = HTMLResponse(render(f"pages/{template}", **(frame | context)), status)
    if browser:
        give(response, csrf.BROWSER, browser)
    if waiting:
        take(response, FLASH)
    return response


def agency_of(request: Request) -> dict[str, object]:
    """The agency's name, whom to ask, and the bar of a demo, read once a request; and whether a unit is headed here."""
    if not hasattr(request.state, "agency"):
        with reading() as session:
            agency = session.connection().execute(AGENCY).first()
            now = clock.now(session) if is_demo(session) else None
            actor = maybe_signed_in(request)
            request.state.heads_a_unit = bool(actor and headed_unit(session, actor))
        request.state.agency = {
            "agency_name": agency.name if agency else "",
            "help_contact": agency.contact if agency else "",
            "demo": {"now": moment(now), **DEMO_PAGES} if now else None,
        }
    return request.state.agency


def see_other(path: str, sentence: str = "", kind: str = "done") -> RedirectResponse:
    """303 to a page of ours; the sentence is shown once on whichever page comes next."""
    response = RedirectResponse(path, 303)
    if sentence:
        said = base64.urlsafe_b64encode(f"{kind} {sentence}".encode()).decode()
        give(response, FLASH, f"{said}.{links.form_token('flash', said)}")
    return response


def _flash_waiting(request: Request) -> tuple[str, str] | None:
    said, _, mark = cookie(request, FLASH).partition(".")
    if not said or not hmac.compare_digest(mark.encode(), links.form_token("flash", said).encode()):
        return None
    kind, _, sentence = base64.urlsafe_b64decode(said).decode().partition(" ")
    return kind, sentence
