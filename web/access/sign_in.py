"""Đăng nhập bằng mã gửi qua thư; gõ mã in trong thư mời; xin lại liên kết đã mất."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.access import own_sessions, sign_in, typed_codes
from procedures.refusal import Refusal
from procedures.rounds import owners
from settings import settings
from web import session
from web.pages import page, see_other

router = APIRouter(default_response_class=HTMLResponse)

BROWSER = "danchu-browser"
Email = Annotated[str, Form(max_length=254)]
Code = Annotated[str, Form(max_length=40)]
Next = Annotated[str, Form(max_length=500)]


@router.get("/sign-in")
def asked_for_address(request: Request, next: Annotated[str, Query(max_length=500)] = "/") -> Response:
    """Gõ địa chỉ thư."""
    if session.maybe_signed_in(request):
        return see_other(local(next))
    return page(request, "sign_in/address.html.jinja", next=local(next), email="", error=None)


@router.post("/sign-in")
def ask(request: Request, email: Email = "", next: Next = "/") -> Response:
    """Gửi mã: the answer is the same whether the address is known or not."""
    if error := _unlike_an_address(email):
        return _again(request, "sign_in/address.html.jinja", error, email=email, next=local(next))
    try:
        browser = sign_in.ask(email, client_of(request))
    except Refusal as refusal:
        return _again(request, "sign_in/address.html.jinja", refusal.sentence, email=email, next=local(next))
    response = see_other(f"/sign-in/code?next={quote(local(next), safe='')}")
    session.give(response, BROWSER, browser)
    return response


@router.get("/sign-in/code")
def asked_for_code(request: Request, next: Annotated[str, Query(max_length=500)] = "/") -> Response:
    """Gõ mã sáu chữ số, in the browser that asked for it."""
    if not session.cookie(request, BROWSER):
        return see_other("/sign-in")
    return page(request, "sign_in/code.html.jinja", next=local(next), error=None)


@router.post("/sign-in/code")
def enter(request: Request, code: Code = "", next: Next = "/") -> Response:
    """Đăng nhập."""
    try:
        device = own_sessions.in_words(request.headers.get("user-agent", ""))
        secret = sign_in.enter(session.cookie(request, BROWSER), code, device)
    except Refusal as refusal:
        return _again(request, "sign_in/code.html.jinja", refusal.sentence, next=local(next))
    if before := session.cookie(request, session.SESSION):
        sign_in.sign_out(before)
    response = see_other(_on_to(local(next), secret))
    session.begin(response, secret)
    session.take(response, BROWSER)
    return response


def _on_to(next: str, secret: str) -> str:
    """The page asked for, by way of the code on the phone for those who owe it."""
    with reading() as database:
        actor = sign_in.actor_of(database, secret)
    way = f"{session.SecondFactorNeeded.way}?next={quote(next, safe='')}"
    return way if actor and actor.owes_second_factor else next


@router.post("/sign-out")
def sign_out(request: Request, next: Next = "/") -> Response:
    """Đăng xuất: the session ends for whoever holds its cookie; who signs in after it may go on where this one was."""
    if secret := session.cookie(request, session.SESSION):
        sign_in.sign_out(secret)
    way = "/sign-in" if local(next) == "/" else f"/sign-in?next={quote(local(next), safe='')}"
    response = see_other(way, "Đồng chí đã đăng xuất.")
    session.take(response, session.SESSION)
    session.take(response, session.SEEN)
    return response


@router.get("/code")
def asked_for_typed_code(request: Request) -> HTMLResponse:
    """Gõ mã in trong thư, for those whose gateway breaks links."""
    return page(request, "sign_in/typed_code.html.jinja", email="", error=None)


@router.post("/code")
def typed_code(request: Request, email: Email = "", code: Code = "") -> Response:
    """Mở trang riêng bằng địa chỉ thư và mã tám chữ."""
    try:
        with typed_codes.guarded(email, client_of(request)):
            return see_other(f"/p/{owners.token_of(email, code)}")
    except Refusal as refusal:
        return _again(request, "sign_in/typed_code.html.jinja", refusal.sentence, email=email)


@router.get("/lost-link")
def lost(request: Request) -> HTMLResponse:
    """Xin lại liên kết."""
    return page(request, "sign_in/lost_link.html.jinja", email="", error=None)


@router.post("/lost-link")
def reissue(request: Request, email: Email = "") -> HTMLResponse:
    """Liên kết mới đi tới địa chỉ đã đăng ký: the answer says nothing of whether the address is known."""
    if error := _unlike_an_address(email):
        return _again(request, "sign_in/lost_link.html.jinja", error, email=email)
    owners.reissue(email)
    return page(request, "sign_in/link_sent.html.jinja")


def local(path: str) -> str:
    """A page of ours to go on to; anything that a browser might take for another site becomes the first page."""
    begins_here = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if begins_here and path.isprintable() and "\\" not in path else "/"


def client_of(request: Request) -> str:
    """The browser's network address, as the one trusted proxy tells it."""
    if settings().trusted_proxy and (told := request.headers.get("x-forwarded-for")):
        return told.rpartition(",")[2].strip()
    return request.client.host if request.client else ""


def _unlike_an_address(email: str) -> str:
    """The key of what is wrong with a typed address, if anything is."""
    name, _, domain = email.strip().rpartition("@")
    return "" if name and domain and not email.strip().count(" ") else "address"


def _again(request: Request, template: str, error: str, **typed: str) -> HTMLResponse:
    return page(request, template, 422, error=error, has_errors=True, **typed)
