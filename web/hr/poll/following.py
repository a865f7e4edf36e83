"""Báo cáo, câu hỏi: what HR follows once a poll is open, and files for those who bring paper."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.confidence_poll import questioning, reporting
from procedures.overview.desks.poll import report_of
from procedures.refusal import Refusal
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.appointment.documents import scan_of
from web.hr.poll.frame import DRAFT, Hr
from web.pages import Errors, page, see_other

router = APIRouter(prefix="/hr/procedures/{procedure_id}/reports", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
PolledId = Annotated[int, Path(ge=1, le=LARGEST)]
QuestionId = Annotated[int, Path(ge=1, le=LARGEST)]
Text = Annotated[str, Form(max_length=20_000)]
NOT_ABOUT_THE_FORM = ("needs_role", "concerned", "second_factor_needed")


@router.get("")
def listed(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Ai đã nộp báo cáo, ai được hỏi gì."""
    return _shown(request, procedure_id)


@router.post("/{polled_id}")
def filed(request: Request, actor: Hr, procedure_id: ProcedureId, polled_id: PolledId, form: Posted) -> Response:
    """Nộp thay báo cáo giấy."""
    try:
        reporting.hand_in_for(actor, procedure_id, polled_id, scan_of(form))
    except Refusal as refusal:
        if refusal.key in NOT_ABOUT_THE_FORM:
            raise
        return _shown(request, procedure_id, [(f"scan_{polled_id}", refusal.sentence)])
    return see_other(f"/hr/procedures/{procedure_id}/reports", "Đã lưu báo cáo.")


@router.get("/{polled_id}/file")
def read(_actor: Hr, procedure_id: ProcedureId, polled_id: PolledId) -> Response:
    """Đọc một báo cáo."""
    with reading() as session:
        file = report_of(session, procedure_id, polled_id)
    return Response(file.content, media_type=file.media_type)


@router.post("/questions/{question_id}")
def answered(
    request: Request, actor: Hr, procedure_id: ProcedureId, question_id: QuestionId, text: Text = ""
) -> Response:
    """Nhập trả lời trên giấy."""
    try:
        questioning.answer_for(actor, procedure_id, question_id, text)
    except Refusal as refusal:
        if refusal.key in NOT_ABOUT_THE_FORM:
            raise
        return _shown(request, procedure_id, [(f"answer_{question_id}", refusal.sentence)], {question_id: text})
    return see_other(f"/hr/procedures/{procedure_id}/reports", "Đã lưu trả lời.")


def _shown(
    request: Request, procedure_id: int, errors: Errors = (), typed_in: dict[int, str] | None = None
) -> Response:
    desk = DRAFT.desk_of(procedure_id)
    if desk.is_draft:
        return see_other(f"/hr/procedures/{procedure_id}")
    told = {"desk": desk, "typed_in": typed_in or {}}
    return page(request, "hr/poll/reports.html.jinja", 422 if errors else 200, errors=errors, **told)
