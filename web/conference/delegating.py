"""Đại biểu dự hội nghị: everyone or delegates, how many of each unit, and whom each has elected."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Attending
from models.store.database import reading
from procedures.conference.preparing import delegates
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.conference.frame import DRAFT, Hr
from web.csrf import form_of
from web.pages import Errors, see_other

router = APIRouter(prefix="/hr/procedures/{procedure_id}/conference/delegates", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
UnitId = Annotated[int, Path(ge=1, le=LARGEST)]


@router.get("")
def asked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Toàn thể hay đại biểu; mỗi đơn vị mấy người, là ai."""
    return _shown(request, procedure_id)


@router.post("")
def shared(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted) -> Response:
    """Chia số đại biểu cho các đơn vị, hoặc để toàn thể dự."""
    try:
        if form.get("attending") == Attending.EVERYONE.value:
            delegates.let_everyone_attend(actor, procedure_id)
        else:
            delegates.share_out(actor, procedure_id, typed.whole(str(form.get("total") or "")[:10]) or 0)
    except (Refusal, typed.Unclear) as refused:
        return _refused(request, procedure_id, refused, str(form.get("total") or "")[:10])
    return see_other(f"/hr/procedures/{procedure_id}/conference/delegates", "Đã lưu.")


@router.post("/{unit_id}")
def elected(request: Request, actor: Hr, procedure_id: ProcedureId, unit_id: UnitId, form: Posted) -> Response:
    """Lưu đại biểu của một đơn vị."""
    chosen = [
        int(str(each)) for each in form.getlist(f"people_{unit_id}") if str(each).isdecimal() and len(str(each)) < 10
    ]
    try:
        delegates.elect(actor, procedure_id, unit_id, chosen)
    except Refusal as refused:
        return _refused(request, procedure_id, refused)
    return see_other(f"/hr/procedures/{procedure_id}/conference/delegates#unit-{unit_id}", "Đã lưu.")


def _refused(request: Request, procedure_id: int, refused: Refusal | typed.Unclear, total: str = "") -> Response:
    if isinstance(refused, Refusal) and refused.field is None:
        raise refused
    field = (refused.field if isinstance(refused, Refusal) else None) or "total"
    return _shown(request, procedure_id, [(field, refused.sentence)], total)


def _shown(request: Request, procedure_id: int, errors: Errors = (), total: str = "") -> Response:
    desk = DRAFT.desk_of(procedure_id)
    with reading() as session:
        units = delegates.units_of(session, desk.procedure)
        by_office = delegates.by_office_of(session, procedure_id)
    told = {"units": units, "by_office": by_office, "total": total or sum(each.seats for each in units) or ""}
    return DRAFT.shown(request, procedure_id, "conference", "delegates", errors, **told)
