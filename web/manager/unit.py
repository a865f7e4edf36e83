"""Đơn vị của tôi: what the head of a unit can see to, while rounds by name run."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from models.store.database import reading
from procedures.overview.own_unit import own_unit
from web.pages import page
from web.session import SignedIn

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/unit")
def unit(request: Request, actor: SignedIn) -> HTMLResponse:
    """Ai trong đơn vị chưa trả lời, hạn nào gần nhất."""
    with reading() as session:
        found = own_unit(session, actor)
    return page(request, "unit/unit.html.jinja", own=found)
