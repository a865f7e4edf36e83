"""Phiên đăng nhập: where else I am signed in, and how to end it."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.access import own_sessions
from web import session
from web.bounds import LARGEST
from web.pages import page, see_other

router = APIRouter(prefix="/sessions", default_response_class=HTMLResponse)
SessionId = Annotated[int, Path(ge=1, le=LARGEST)]


@router.get("")
def mine(request: Request, actor: session.SignedIn) -> HTMLResponse:
    """Những nơi đang đăng nhập bằng tên tôi."""
    with reading() as database:
        found = own_sessions.standing(database, actor, session.cookie(request, session.SESSION))
    return page(request, "sign_in/sessions.html.jinja", sessions=found)


@router.post("/end-others")
def others_ended(request: Request, actor: session.SignedIn) -> Response:
    """Kết thúc mọi phiên khác."""
    ended = own_sessions.end_others(actor, session.cookie(request, session.SESSION))
    return see_other("/sessions", f"Đã kết thúc {ended} phiên khác." if ended else "Không có phiên nào khác.")


@router.post("/{session_id}/end")
def one_ended(actor: session.SignedIn, session_id: SessionId) -> Response:
    """Kết thúc một phiên; where it is this one, the next page asks to sign in."""
    own_sessions.end(actor, session_id)
    return see_other("/sessions", "Đã kết thúc phiên.")
