"""Phát mã tại hội trường: another holder is asked to make the slips; two tellers write how many were handed out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.sealed.hall import asking, handing
from web.bounds import LARGEST, ProcedureId
from web.pages import see_other
from web.sealed.desk import Hr, SealedId, address, shown
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/sealed/{sealed_id}", default_response_class=HTMLResponse)
Teller = Annotated[Actor, Depends(requires(Power.COUNT))]
Short = Annotated[str, Form(max_length=10)]


@router.post("/maker")
def another(request: Request, actor: Hr, procedure_id: ProcedureId, sealed_id: SealedId) -> Response:
    """Nhờ người giữ khóa khác làm phiếu mã."""
    try:
        asking.ask_another(actor, procedure_id, sealed_id)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [("maker", refusal.sentence)])
    return see_other(address(procedure_id), "Người giữ khóa kế tiếp có liên kết làm phiếu mã trong thư.")


@router.post("/handed")
def handed(
    request: Request, actor: Teller, procedure_id: ProcedureId, sealed_id: SealedId, slips: Short = ""
) -> Response:
    """Ghi số phiếu mã đã phát; người kiểm phiếu thứ hai không thấy số của người thứ nhất."""
    try:
        if not slips.strip().isdecimal() or int(slips) > LARGEST:
            raise Refusal("slips_unwritten", field="slips")
        told = handing.enter(actor, procedure_id, sealed_id, int(slips))
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [(f"slips-{sealed_id}", refusal.sentence)])
    if told.is_settled:
        return see_other(address(procedure_id), "Hai người kiểm phiếu ghi như nhau. Số phiếu mã đã phát được chốt.")
    if told.differs:
        words = "Hai người kiểm phiếu ghi khác nhau. Hai người cùng đếm lại phiếu còn, rồi mỗi người ghi lại."
        return see_other(address(procedure_id), words, "late")
    return see_other(address(procedure_id), "Đã ghi. Chờ một người kiểm phiếu nữa ghi số của mình.", "wait")
