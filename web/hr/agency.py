"""Thông tin cơ quan: asked first on an empty database, of HR or the operator."""

from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Agency
from models.store.database import reading
from procedures import agency
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.agency import Particulars
from procedures.refusal import Refusal
from web.csrf import form_of
from web.pages import page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/hr", default_response_class=HTMLResponse)
Keeper = Annotated[Actor, Depends(requires(Power.KEEP_AGENCY))]
Form = Annotated[FormData, Depends(form_of)]
NAMES = tuple(field.name for field in fields(Particulars))


@router.get("/agency")
def asked(request: Request, _actor: Keeper) -> HTMLResponse:
    """Tên, địa danh, người đứng đầu, đầu mối."""
    seen = last_event(None)
    with reading() as session:
        known = session.get(Agency, 1)
    values = {name: getattr(known, name) if known else "" for name in NAMES}
    return page(request, "hr/agency.html.jinja", values=values, is_new=known is None, seen=seen)


@router.post("/agency")
def written(request: Request, actor: Keeper, form: Form, seen: Seen = None) -> Response:
    """Lưu."""
    values = {name: str(form.get(name) or "") for name in NAMES}
    try:
        agency.write(actor, Particulars(**values), seen)
    except Refusal as refusal:
        errors = [(refusal.field or "name", refusal.sentence)]
        told = {"values": values, "is_new": False, "seen": after(refusal, None, seen)}
        return page(request, "hr/agency.html.jinja", 422, errors=errors, **told)
    return see_other("/hr" if actor.may(Power.KEEP_DESK) else "/operator", "Đã lưu thông tin cơ quan.")
