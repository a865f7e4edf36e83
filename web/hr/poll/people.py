"""Người được lấy phiếu: chosen from the staff list, in the order of the ballot."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.confidence_poll import people
from procedures.overview.desks.staff import staff
from procedures.refusal import Refusal
from web.bounds import Page, ProcedureId
from web.hr.poll.frame import DRAFT, Hr
from web.pages import Errors, see_other

router = APIRouter(prefix="/hr/procedures/{procedure_id}/polled", default_response_class=HTMLResponse)
Words = Annotated[str, Query(max_length=100)]
Number = Annotated[Page, Query(alias="page")]
Short = Annotated[str, Form(max_length=10)]
A_NUMBER = re.compile(r"[0-9]{1,9}")


@router.get("")
def listed(request: Request, _actor: Hr, procedure_id: ProcedureId, q: Words = "", number: Number = 1) -> Response:
    """Ai được lấy phiếu, và danh sách cán bộ để chọn thêm."""
    return _shown(request, procedure_id, q, number)


@router.post("")
def added(
    request: Request, actor: Hr, procedure_id: ProcedureId, q: Words = "", number: Number = 1, person: Short = ""
) -> Response:
    """Ghi một người vào phiếu."""
    if not A_NUMBER.fullmatch(person):
        return _shown(request, procedure_id, q, number, [("person", "Chọn một người.")])
    try:
        people.poll_person(actor, procedure_id, int(person))
    except Refusal as refusal:
        return _shown(request, procedure_id, q, number, [(refusal.field or "person", refusal.sentence)])
    return see_other(f"/hr/procedures/{procedure_id}/polled", "Đã ghi. Người này không giữ nhiệm vụ trong việc này.")


@router.post("/off")
def taken_off(actor: Hr, procedure_id: ProcedureId, person: Short = "") -> Response:
    """Bỏ khỏi phiếu của bản nháp."""
    if A_NUMBER.fullmatch(person):
        people.unpoll(actor, procedure_id, int(person))
    return see_other(f"/hr/procedures/{procedure_id}/polled", "Đã bỏ khỏi danh sách.")


def _shown(request: Request, procedure_id: int, q: str, number: int, errors: Errors = ()) -> Response:
    with reading() as session:
        found = staff(session, q, page=number)
    return DRAFT.shown(request, procedure_id, "polled", "polled", errors, staff=found, q=q, number=number)
