"""Một việc của nghị quyết: what was reported of it, to accept or return; a report on paper is entered here."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from sqlmodel import col, select
from starlette.exceptions import HTTPException

from models import ItemReport, Judgement, Procedure, ResolutionItem, StoredFile
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.sight import WATCHERS
from procedures.refusal import Refusal
from procedures.resolution.items import reporting
from procedures.resolution.items.listing import item_of, owner_entry
from web.bounds import LARGEST, ProcedureId
from web.hr.reading_list import scan_in
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/items/{number}", default_response_class=HTMLResponse)
Watcher = Annotated[Actor, Depends(requires(*WATCHERS))]
Judge = Annotated[Actor, Depends(requires(Power.JUDGE_ITEMS))]
Hr = Annotated[Actor, Depends(requires(Power.ENTER_PAPER_LIST))]
Number = Annotated[int, Path(ge=1, le=999)]
ReportId = Annotated[int, Path(ge=1, le=LARGEST)]
ReportInForm = Annotated[str, Form(max_length=10, pattern="^[0-9]*$")]
Chosen = Annotated[str, Form(max_length=20)]
Said = Annotated[str, Form(max_length=20_000)]
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@router.get("")
def item(request: Request, actor: Watcher, procedure_id: ProcedureId, number: Number) -> HTMLResponse:
    """Một việc: ai phụ trách, hạn, các báo cáo."""
    return _shown(request, actor, procedure_id, number)


@router.post("/judge")
def judged(
    request: Request,
    actor: Judge,
    procedure_id: ProcedureId,
    number: Number,
    report: ReportInForm = "",
    judgement: Chosen = "",
    reason: Said = "",
) -> Response:
    """Công nhận hoàn thành, hoặc trả lại với lý do."""
    typed = {"judgement": judgement, "reason": reason}
    if judgement not in set(Judgement):
        errors = [("judgement", Refusal("judgement_missing").sentence)]
        return _shown(request, actor, procedure_id, number, errors, typed)
    try:
        reporting.judge(actor, procedure_id, int(report or 0), Judgement(judgement), reason)
    except Refusal as refusal:
        errors = [(refusal.field or "judgement", refusal.sentence)]
        return _shown(request, actor, procedure_id, number, errors, typed)
    said = "Đã công nhận hoàn thành." if judgement == Judgement.ACCEPTED else "Đã trả lại."
    return see_other(f"/procedures/{procedure_id}/items/{number}", f"{said} Người phụ trách nhận thư báo.")


@router.post("/paper")
def entered(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    number: Number,
    kind: Chosen = "",
    said: Said = "",
    scan: UploadFile | None = None,
) -> Response:
    """Nhập báo cáo giấy của người phụ trách."""
    try:
        reporting.enter_report(actor, procedure_id, number, kind, said, scan_in(scan))
    except Refusal as refusal:
        errors = [(refusal.field or "kind", refusal.sentence)]
        return _shown(request, actor, procedure_id, number, errors, {"kind": kind, "said": said})
    return see_other(f"/procedures/{procedure_id}/items/{number}", "Đã nhập báo cáo giấy.")


@router.get("/reports/{report_id}")
def evidence(actor: Watcher, procedure_id: ProcedureId, number: Number, report_id: ReportId) -> Response:
    """Tệp minh chứng, as it was handed in."""
    of_it = (ResolutionItem.procedure_id == procedure_id) & (ResolutionItem.number == number)
    with reading() as session:
        handed_in = select(StoredFile).join(ItemReport, col(ItemReport.scan_id) == StoredFile.id)
        handed_in = handed_in.join(ResolutionItem, col(ResolutionItem.id) == ItemReport.item_id)
        file = session.exec(handed_in.where(of_it, ItemReport.id == report_id)).first()
    if file is None:
        raise HTTPException(404)
    disposition = f'inline; filename="viec-{number}-bao-cao-{report_id}.{ENDINGS[file.media_type]}"'
    return Response(file.content, media_type=file.media_type, headers={"Content-Disposition": disposition})


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    number: int,
    errors: Errors = (),
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    with reading() as session:
        procedure, found = session.get_one(Procedure, procedure_id), item_of(session, procedure_id, number)
        has_mail = bool((entry := owner_entry(session, found.row)) and entry.email)
        may_report = _may_report(session, found.row) and actor.may(Power.ENTER_PAPER_LIST)
    may_judge = actor.may(Power.JUDGE_ITEMS) and found.awaiting is not None and procedure.state == "open"
    told = {"procedure": procedure, "item": found, "has_mail": has_mail, "may_report": may_report}
    blank = {"judgement": "", "reason": "", "kind": "", "said": ""}
    told |= {"may_judge": may_judge, "typed": {**blank, **(typed or {})}}
    return page(request, "manager/item.html.jinja", 422 if errors else 200, errors=errors, **told)


def _may_report(session, row: ResolutionItem) -> bool:
    try:
        reporting.check_reportable(session, row)
    except Refusal:
        return False
    return True
