"""A page from its template: the frame's context around what the handler gives, and the words after a redirect."""

import base64
import hmac
from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from models.store.database import reading
from notifications import links
from web import csrf, frame, handed_back
from web.navigation import sections
from web.session import cookie, give, maybe_signed_in, take
from words.environment import render

FLASH = "danchu-flash"
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

    A template may set `page_title` itself. What a post brought and the page does not show stands below it.
    """
    actor, waiting = maybe_signed_in(request), _flash_waiting(request)
    browser = csrf.needs_browser(request) if status in (200, 422) else ""
    around = frame_of(request)
    told = {
        "page_title": page_title,
        "agency_name": around.agency_name,
        "help_contact": around.help_contact,
        "demo": around.demo,
        "person": actor.full_name if actor else None,
        "nav": sections(actor, request.url.path, around.heads_a_unit),
        "csrf": csrf.token_for(request, browser),
        "flash": flash or waiting,
        "errors": list(errors),
        "has_errors": bool(errors),
    }
    html = render(f"pages/{template}", **(told | context))
    if request.method == "POST" and (lost := handed_back.lost_on(request, html)).texts:
        html = render(f"pages/{template}", **(told | context), unsaved=lost)
    response = HTMLResponse(html, status)
    if browser:
        give(response, csrf.BROWSER, browser)
    if waiting:
        take(response, FLASH)
    return response


def frame_of(request: Request) -> frame.Frame:
    """What stands around the page; it was read with the person, where someone is signed in."""
    if not hasattr(request.state, "frame"):
        with reading() as session:
            request.state.frame = frame.read(session, None)
    return request.state.frame


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
