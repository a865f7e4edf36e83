"""Thống nhất kế hoạch: the plan of a conference for the union to read and agree to."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from models import Procedure
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.conference.preparing import agreeing
from procedures.conference.view import conference_of
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/agreement", default_response_class=HTMLResponse)
Union = Annotated[Actor, Depends(requires(Power.REMARK))]
Remark = Annotated[str, Form(max_length=10_000)]
NOT_ABOUT_THE_FORM = ("needs_role", "concerned", "second_factor_needed")


@router.get("")
def asked(request: Request, actor: Union, procedure_id: ProcedureId) -> Response:
    """Kế hoạch hội nghị, và chỗ ghi ý kiến."""
    return _shown(request, actor, procedure_id)


@router.post("/review")
def reviewed(request: Request, actor: Union, procedure_id: ProcedureId, remark: Remark = "") -> Response:
    """Xem lại; nothing is kept yet."""
    return _shown(request, actor, procedure_id, remark, is_review=True)


@router.post("")
def agreed(request: Request, actor: Union, procedure_id: ProcedureId, remark: Remark = "") -> Response:
    """Thống nhất."""
    try:
        agreeing.agree(actor, procedure_id, remark)
    except Refusal as refusal:
        if refusal.key in NOT_ABOUT_THE_FORM:
            raise
        return _shown(request, actor, procedure_id, remark, [("remark", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã thống nhất kế hoạch. Văn thư vào số kế hoạch đã ký.")


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    remark: str = "",
    errors: Errors = (),
    *,
    is_review: bool = False,
) -> HTMLResponse:
    with reading() as session:
        if session.get_one(Procedure, procedure_id).opened_at is None:
            raise Refusal("not_running")
        view = conference_of(session, actor, procedure_id)
    told = {"view": view, "remark": remark, "is_review": is_review}
    return page(request, "conference/agreement.html.jinja", 422 if errors else 200, errors=errors, **told)
