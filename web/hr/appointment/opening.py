"""Bước 5, 6: the agency's own words in the summons, everything checked, and the case opened."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.appointment import drafting
from procedures.overview.desks.appointment.letter import summons_letter
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.hr.appointment.wizard import Hr, saved, shown
from web.pages import Errors, see_other
from web.seen import Seen, after

router = APIRouter(prefix="/hr/procedures/{procedure_id}", default_response_class=HTMLResponse)
Then = Annotated[str, Form(max_length=10)]


@router.get("/summons")
def summons(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Giấy mời: the agency's own words, and the letter as it will arrive."""
    return _summons(request, actor, procedure_id)


@router.post("/summons")
def worded(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    invitation: Annotated[str, Form(max_length=20_000)] = "",
    then: Then = "",
    seen: Seen = None,
) -> Response:
    """Lưu lời nhắn; or send me the letter as it is now."""
    try:
        drafting.invite(actor, procedure_id, invitation, seen)
    except Refusal as refusal:
        again = {"invitation": invitation, "seen": after(refusal, procedure_id, seen)}
        return _summons(request, actor, procedure_id, [("invitation", refusal.sentence)], **again)
    if then == "test":
        return _test_sent(actor, procedure_id, "summons")
    return saved(procedure_id, "summons", then)


def _summons(request: Request, actor: Actor, procedure_id: int, errors: Errors = (), **typed: object) -> Response:
    with reading() as session:
        letter = summons_letter(session, actor, procedure_id)
    return shown(request, procedure_id, "summons", errors, letter=letter, **({"invitation": None} | typed))


@router.get("/check")
def checked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kiểm tra: what will happen, in plain words, and what is missing."""
    return shown(request, procedure_id, "check")


@router.post("/check/test")
def tested(actor: Hr, procedure_id: ProcedureId) -> Response:
    """Gửi thử cho tôi."""
    return _test_sent(actor, procedure_id, "check")


def _test_sent(actor: Actor, procedure_id: int, back_to: str) -> Response:
    drafting.send_preview(actor, procedure_id)
    return see_other(f"/hr/procedures/{procedure_id}/{back_to}", f"Thư gửi thử đang tới {actor.email}.")


@router.post("/check")
def opened(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Mở quy trình."""
    try:
        drafting.open_(actor, procedure_id)
    except Refusal as refusal:
        return shown(request, procedure_id, "check", [("open", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã mở quy trình bổ nhiệm.")
