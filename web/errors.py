"""What a person sees when something is not to be had: a sentence, a remedy, never a stack trace."""

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import NoResultFound, SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Match

from procedures.refusal import Refusal
from settings import settings
from web import handed_back
from web.csrf import Forged, speaks_json
from web.frame import Frame
from web.pages import page, see_other
from web.session import Holder, SignInNeeded, maybe_signed_in, signed_in
from words.sentences import say

STATUSES = {
    "needs_role": 403,
    "link_unknown": 410,
    "code_unknown": 410,
    "concerned": 403,
    "heads_no_unit": 403,
    "second_factor_needed": 403,
}
KNOWN = (400, 403, 404, 405, 410, 413, 422)
HOME = ("Về trang đầu", "/")
LONGEST_WAY = 500  # as sign-in takes it
NEW_LINK, TYPE_CODE = ("Xin liên kết mới", "/lost-link"), ("Gõ mã trong thư", "/code")


def register(app: FastAPI) -> None:
    """Tie each kind of exception to its page."""
    app.add_exception_handler(Refusal, refused)  # pyright: ignore
    app.add_exception_handler(SignInNeeded, sign_in_needed)  # pyright: ignore
    app.add_exception_handler(Forged, forged)  # pyright: ignore
    app.add_exception_handler(NoResultFound, unknown)
    app.add_exception_handler(RequestValidationError, not_understood)  # pyright: ignore
    app.add_exception_handler(HTTPException, http_error)  # pyright: ignore


def problem(
    request: Request,
    status: int,
    key: str = "",
    said: str | None = None,
    links: tuple[tuple[str, str], ...] = (HOME,),
    number: str = "",
    here: str = "",
) -> Response:
    """The designed page of a status, or of a `key` of its template; `said` is a refusal's own sentence.

    What was typed into a form of ours comes back on it; `here` is the page of that form, for who signs in as another.
    A script of ours gets the sentence alone, as JSON.
    """
    if speaks_json(request) and (request.method == "POST" or request.url.path.endswith(".json")):
        return JSONResponse({"error": said or say(f"errors.{status if status in KNOWN else 500}")}, status)
    told = {"key": key or str(status), "said": said, "number": number, "base_url": settings().base_url}
    told |= {"typed": handed_back.typed_in(request), "here": here}
    return page(request, "errors/problem.html.jinja", status, code=status, links=links, **told)


def refused(request: Request, refusal: Refusal) -> Response:
    """A lawful no that no form caught."""
    status = STATUSES.get(refusal.key, 409)
    if request.method == "POST" and status == 409:
        ways = (_anew(request), HOME)
    else:
        ways = (NEW_LINK, TYPE_CODE) if status == 410 else (HOME,)
    return problem(request, status, said=refusal.sentence, links=ways)


def moved_on(request: Request, path: str, sentence: str) -> Response:
    """A form whose place another page has taken: on to that page; where something was typed, that comes back first."""
    if handed_back.typed_in(request).texts:
        return problem(request, 409, said=sentence or None, links=(("Xem trang hiện nay", path),))
    return see_other(path, sentence, "late")


def sign_in_needed(request: Request, why: SignInNeeded) -> Response:
    """A GET goes to sign-in and comes back; anything else was not done, and says so."""
    if request.method == "GET":
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{why.way}?next={quote(here, safe='')}" if here != "/" else why.way, 303)
    way = f"{why.way}?next={quote(_form_page(request), safe='')}"
    return problem(request, 403, why.key, links=((why.label, way),))


def forged(request: Request, why: Forged) -> Response:
    """From elsewhere; or from a page that was opened before somebody signed in or out in this browser."""
    if why.key != "stale":
        return problem(request, 403, why.key)
    if not _is_for_signed_in(request):
        return problem(request, 403, why.key, links=(_anew(request), HOME))
    if maybe_signed_in(request) is None:
        return sign_in_needed(request, SignInNeeded())
    return problem(request, 403, "other_session", links=(_anew(request),), here=_form_page(request))


def _is_for_signed_in(request: Request) -> bool:
    asked = _calls(request.scope["route"].dependant)
    return any(call is signed_in or isinstance(call, Holder) for call in asked)


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for each in dependant.dependencies:
        yield from _calls(each)


def _anew(request: Request) -> tuple[str, str]:
    return "Mở lại trang", _form_page(request)


def _form_page(request: Request) -> str:
    """Where the form of a post stands: the nearest page at or above its address, the same part of a list."""
    path, query = request.url.path, request.url.query
    while path and not _opens(request, path):
        path = path.rpartition("/")[0]
    whole = f"{path}?{query}"
    return whole if query and path == request.url.path and len(whole) <= LONGEST_WAY else path or "/"


def _opens(request: Request, path: str) -> bool:
    scope = {**request.scope, "method": "GET", "path": path}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)


def unknown(request: Request, _why: Exception) -> Response:
    return problem(request, 404)


def not_understood(request: Request, invalid: RequestValidationError) -> Response:
    """A path that cannot be is a page that is not; a form that cannot be read says so."""
    in_path = any(error["loc"][:1] == ("path",) for error in invalid.errors())
    return problem(request, 404 if in_path else 422)


def http_error(request: Request, error: HTTPException) -> Response:
    status = error.status_code if error.status_code in KNOWN else 400
    response = problem(request, status)
    response.headers.update(error.headers or {})
    return response


def too_large(request: Request) -> Response:
    return problem(request, 413)


def incident(request: Request, number: str) -> Response:
    """The page of an unforeseen exception; it stands even where the database does not."""
    try:
        maybe_signed_in(request)
        return _incident(request, number)
    except SQLAlchemyError:
        request.state.actor, request.state.frame = None, Frame()
        return _incident(request, number)


def _incident(request: Request, number: str) -> Response:
    return problem(request, 500, number=number)
