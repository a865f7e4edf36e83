"""Mã trên điện thoại, after the mailed code: tie a phone once, type what it shows; and on to the page asked for."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from models import Account, Agency
from models.store.database import reading
from procedures.access import second_factor
from procedures.access.actor import Actor
from procedures.refusal import Refusal
from web import session
from web.access.qr import drawn
from web.access.sign_in import local
from web.pages import page, see_other

router = APIRouter(prefix="/sign-in/phone", default_response_class=HTMLResponse)
Next = Annotated[str, Query(max_length=500)]


@router.get("")
def asked_for_code(request: Request, actor: session.SignedIn, next: Next = "/") -> Response:
    """Gắn điện thoại, lần đầu; gõ mã trên điện thoại, các lần sau."""
    if actor.account_id is None or actor.is_strong:
        return see_other(local(next))
    return _shown(request, actor, local(next))


@router.post("")
def entered(
    request: Request,
    actor: session.SignedIn,
    code: Annotated[str, Form(max_length=40)] = "",
    next: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Vào làm việc."""
    if actor.account_id is None or actor.is_strong:
        return see_other(local(next))
    try:
        secret = second_factor.enter(session.cookie(request, session.SESSION), code)
    except Refusal as refusal:
        return _shown(request, actor, local(next), 422, refusal.sentence)
    response = see_other(local(next))
    session.begin(response, secret)
    return response


def _shown(request: Request, actor: Actor, next: str, status: int = 200, error: str | None = None) -> HTMLResponse:
    with reading() as database:
        new, agency = second_factor.enrolling(database, actor), database.get(Agency, 1)
    told: dict[str, object] = {"next": next, "error": error, "has_errors": bool(error), "dormant": bool(actor.dormant)}
    if new is None:
        return page(request, "sign_in/phone.html.jinja", status, **told)
    return page(request, "sign_in/phone_new.html.jinja", status, **told, **_tying(new, agency))


def _tying(account: Account, agency: Agency | None) -> dict[str, object]:
    """The picture that a phone reads, and the key as it is typed, in groups of four."""
    key = second_factor.key_of(account)
    picture = drawn(second_factor.address_of(account, agency))
    groups = [key[start : start + 4] for start in range(0, len(key), 4)]
    return {"picture": picture, "key": " ".join(groups)}
