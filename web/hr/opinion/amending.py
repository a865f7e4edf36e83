"""Dự thảo chỉnh lý: the text that people were asked about, changed; its changes are shown beside it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from documents.incoming import draft_text
from documents.incoming.guard import MOST_BYTES, Unreadable
from models.store.database import reading
from procedures.opinion import responding
from procedures.overview.desks.responses import Desk, desk_of
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.opinion.responses import Answerer
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
UNSAVED = "Đã đọc tệp vào ô dưới đây, chưa lưu. Đọc lại rồi bấm Lưu."


@router.get("/{procedure_id}/amended")
def asked(request: Request, actor: Answerer, procedure_id: ProcedureId) -> Response:
    """Dự thảo chỉnh lý, and what it changes."""
    seen, desk = last_event(procedure_id), _desk(procedure_id)
    if not desk.is_closed:
        return see_other(f"/hr/procedures/{procedure_id}/table")
    return _shown(request, desk, _kept(desk), seen)


@router.post("/{procedure_id}/amended")
def written(request: Request, actor: Answerer, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu dự thảo chỉnh lý; the same text as before means that there is none."""
    desk, text = _desk(procedure_id), str(form.get("text") or "")
    paragraphs = draft_text.paragraphs_of(text)
    is_same = paragraphs == [each.text for each in desk.paragraphs]
    try:
        _check(text, paragraphs)
        responding.amend(actor, procedure_id, [] if is_same else paragraphs, seen)
    except Refusal as refusal:
        seen = after(refusal, procedure_id, seen)
        return _shown(request, desk, text, seen, errors=[("text", refusal.sentence)])
    said = "Dự thảo giữ nguyên như đã gửi." if is_same else "Đã lưu dự thảo chỉnh lý."
    return see_other(f"/hr/procedures/{procedure_id}/amended", said)


@router.post("/{procedure_id}/amended/docx")
def handed_in(request: Request, actor: Answerer, procedure_id: ProcedureId, docx: UploadFile | None = None) -> Response:
    """Đọc tệp Word vào ô: nothing is kept before it has been looked at."""
    seen, desk = last_event(procedure_id), _desk(procedure_id)
    content = docx.file.read(MOST_BYTES + 1) if docx else b""
    try:
        found = draft_text.read_draft(content, (docx and docx.filename) or "")
    except Unreadable as refusal:
        return _shown(request, desk, _kept(desk), seen, errors=[("docx", refusal.sentence)])
    return _shown(request, desk, draft_text.typed(found.paragraphs), seen, [UNSAVED, *found.notes])


def _check(text: str, paragraphs: list[str]) -> None:
    if not paragraphs:
        raise Refusal("amended_text_missing", field="text")
    if len(text) > draft_text.LONGEST_TEXT:
        raise Refusal("draft_too_long", field="text", at_most=draft_text.LONGEST_TEXT)


def _desk(procedure_id: int) -> Desk:
    with reading() as session:
        return desk_of(session, procedure_id)


def _kept(desk: Desk) -> str:
    return draft_text.typed([each.text for each in desk.amended or desk.paragraphs])


def _shown(
    request: Request,
    desk: Desk,
    text: str,
    seen: int | None,
    notices: list[str] | None = None,
    errors: Errors = (),
) -> Response:
    told = {"desk": desk, "text": text, "seen": seen, "notices": notices or []}
    return page(request, "hr/opinion/amended.html.jinja", 422 if errors else 200, errors=errors, **told)
