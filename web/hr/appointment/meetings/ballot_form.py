"""Hình thức bỏ phiếu của một hội nghị: on paper, or sealed where the authority's document allows it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from models import RoundMode, RoundPlace
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.meetings.summoning import form
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.hr.appointment.meetings.preparing import MeetingId, Sheet, desk_of, shown
from web.pages import see_other
from web.seen import last_event
from web.session import requires

router = APIRouter(prefix="/hr/procedures/{procedure_id}/meetings", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Mode = Annotated[str, Form(max_length=20)]
CHOSEN = {
    "paper": "Lượt này bỏ phiếu giấy.",
    "sealed": "Lượt này bỏ phiếu kín niêm phong. Mời ba người kiểm phiếu tạo khóa.",
    "drawn": "Lượt này bỏ phiếu kín niêm phong, phát mã tại hội trường. Mời ba người kiểm phiếu tạo khóa.",
}


@router.post("/{meeting_id}/form")
def chosen(request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, mode: Mode = "") -> Response:
    """Chọn phiếu giấy hay phiếu kín niêm phong, mã gửi qua thư hay phát tại hội trường, trước khi gửi giấy mời."""
    try:
        if mode not in CHOSEN:
            raise Refusal("sealed_never", field="mode")
        sealed = RoundMode.PAPER if mode == "paper" else RoundMode.SEALED
        place = RoundPlace.HALL if mode == "drawn" else None
        form.choose_form(actor, procedure_id, meeting_id, sealed, place)
    except Refusal as refusal:
        seen = last_event(procedure_id)
        desk = desk_of(procedure_id, meeting_id)
        return shown(request, desk, Sheet.of(desk), seen, [("mode", refusal.sentence)])
    return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting_id}", CHOSEN[mode])
