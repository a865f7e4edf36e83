"""Soạn một quy chế: its sort and text, typed or taken from a Word file; the consultation on it; the opening."""

import re
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from documents.incoming import draft_text
from documents.incoming.guard import MOST_BYTES, Unreadable
from models import ProcedureState, RegulationSort
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.evidence import Filed
from procedures.refusal import Refusal
from procedures.regulation import drafting, earlier
from procedures.regulation.view import RulesDraft, draft_of
from web import typed
from web.bounds import ProcedureId
from web.csrf import form_of
from web.errors import moved_on
from web.hr.appointment.documents import Sheet, scan_of
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires
from words.dates import short_date

router = APIRouter(prefix="/hr/procedures/{procedure_id}/rules", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Posted = Annotated[FormData, Depends(form_of)]
NAMES = ("subject", "sort", "in_force_on", "replaces", "text")
UNSAVED = "Đã đọc tệp vào ô dưới đây, chưa lưu. Đọc lại rồi bấm Lưu."
LONGEST_SUBJECT = 500
Values, Wrong = dict[str, str], list[tuple[str, str]]


@router.get("")
def asked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Nội dung đã lưu."""
    seen = last_event(procedure_id)
    return _text(request, procedure_id, _kept(_draft(procedure_id)), seen)


@router.post("")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu nội dung."""
    values = {name: str(form.get(name) or "") for name in NAMES}
    errors: Wrong = []
    text = _read(values, errors)
    if not errors:
        try:
            drafting.write_text(actor, procedure_id, text, seen)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append((refusal.field or "text", refusal.sentence))
    if errors:
        return _text(request, procedure_id, values, seen, errors)
    if form.get("then") == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/rules/check", "Đã lưu.")


@router.post("/docx")
def handed_in(request: Request, _actor: Hr, procedure_id: ProcedureId, docx: UploadFile | None = None) -> Response:
    """Đọc tệp Word vào ô: nothing is kept before it has been looked at."""
    seen, values = last_event(procedure_id), _kept(_draft(procedure_id))
    content = docx.file.read(MOST_BYTES + 1) if docx else b""
    try:
        found = draft_text.read_draft(content, (docx and docx.filename) or "")
    except Unreadable as refusal:
        return _text(request, procedure_id, values, seen, [("docx", refusal.sentence)])
    values["text"] = draft_text.typed(found.paragraphs)
    return _text(request, procedure_id, values, seen, notices=[UNSAVED, *found.notes])


@router.get("/check")
def checked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kiểm tra: what will happen, what is missing."""
    return _check(request, procedure_id)


@router.post("/consult")
def consulted(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Soạn việc lấy ý kiến về dự thảo này; the wizard of a consultation goes on from its second step."""
    try:
        number = drafting.consult(actor, procedure_id)
    except Refusal as refusal:
        return _check(request, procedure_id, [("rests_on", refusal.sentence)])
    return see_other(f"/hr/procedures/{number}/text", "Đã tạo bản nháp lấy ý kiến với dự thảo này.")


@router.post("/check")
def opened(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Mở quy trình."""
    try:
        drafting.open_(actor, procedure_id)
    except Refusal as refusal:
        return _check(request, procedure_id, [("open", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã mở quy trình ban hành quy chế.")


@router.post("/earlier")
def entered(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted) -> Response:
    """Ghi quy chế đã ban hành từ trước: it is kept and reviewed from now on."""
    sheet, errors = Sheet.posted(form), Wrong()
    if day := sheet.day(errors):
        try:
            filed = Filed(sheet.values["number"], day, sheet.values["issuer"])
            earlier.enter(actor, procedure_id, filed, scan_of(form))
            return see_other(f"/procedures/{procedure_id}", "Đã ghi quy chế đang áp dụng.")
        except Refusal as refusal:
            errors.append((refusal.field or "number", refusal.sentence))
    return _check(request, procedure_id, errors, sheet.values)


def _read(values: Values, errors: Wrong) -> drafting.Text:
    if len(values["subject"].strip()) > LONGEST_SUBJECT:
        errors.append(("subject", f"Tên dài quá {LONGEST_SUBJECT} ký tự. Viết gọn lại."))
    if len(values["text"].strip()) > draft_text.LONGEST_TEXT:
        errors.append(("text", Refusal("draft_too_long", at_most=draft_text.LONGEST_TEXT).sentence))
    in_force_on = None
    try:
        in_force_on = typed.day(values["in_force_on"])
    except typed.Unclear as unclear:
        errors.append(("in_force_on", unclear.sentence))
    return drafting.Text(
        subject=values["subject"],
        sort=RegulationSort(values["sort"]) if values["sort"] in set(RegulationSort) else None,
        in_force_on=in_force_on,
        replaces_id=int(values["replaces"]) if re.fullmatch(r"[0-9]{1,9}", values["replaces"]) else None,
        paragraphs=draft_text.paragraphs_of(values["text"]),
    )


def _kept(draft: RulesDraft) -> Values:
    kept = draft.regulation
    return {
        "subject": draft.procedure.subject,
        "sort": kept.sort.value if kept.sort else "",
        "in_force_on": short_date(kept.in_force_on) if kept.in_force_on else "",
        "replaces": str(kept.replaces_id or ""),
        "text": draft_text.typed(draft.paragraphs),
    }


def _draft(procedure_id: int) -> RulesDraft:
    with reading() as session:
        return draft_of(session, procedure_id)


def _text(
    request: Request,
    procedure_id: int,
    values: Values,
    seen: int | None,
    errors: Errors = (),
    notices: Sequence[str] = (),
) -> Response:
    numbered = draft_text.paragraphs_of(values["text"])
    told = {"values": values, "seen": seen, "notices": notices, "numbered": numbered}
    return _shown(request, procedure_id, "text", 2, errors, **told)


def _check(request: Request, procedure_id: int, errors: Errors = (), values: Values | None = None) -> Response:
    return _shown(request, procedure_id, "check", 3, errors, values=values or Sheet().values)


def _shown(request: Request, procedure_id: int, step: str, here: int, errors: Errors, **more: object) -> Response:
    draft = _draft(procedure_id)
    if draft.procedure.state is not ProcedureState.DRAFT:
        return moved_on(request, f"/procedures/{procedure_id}", errors[0][1] if errors else "")
    base = f"/hr/procedures/{procedure_id}/rules"
    steps = [("Loại quy trình", None), ("Nội dung", base), ("Kiểm tra và mở", f"{base}/check")]
    frame = {"draft": draft, "steps": steps, "here": here, "base": base}
    return page(request, f"hr/rules/{step}.html.jinja", 422 if errors else 200, errors=errors, **(frame | more))
