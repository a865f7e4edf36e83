"""Bước 2: what the procedure is about, typed or taken from a Word file: a resolution, or a draft to be consulted on."""

from collections.abc import Sequence
from types import ModuleType
from typing import Annotated

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from documents.incoming.guard import MOST_BYTES, Unreadable
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.overview.desks.draft import Draft, draft_of
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.drafts import plan_form, resolution_form
from web.hr.drafts.wizard import Hr, saved, shown
from web.pages import Errors
from web.seen import Seen, after, last_event

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
FORMS: dict[str, ModuleType] = {"resolution": resolution_form, "opinion": plan_form}
UNSAVED = "Đã đọc tệp vào các ô dưới đây, chưa lưu. Đọc lại rồi bấm Lưu."


@router.get("/{procedure_id}/text")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Nội dung đã lưu."""
    seen, draft = last_event(procedure_id), _draft(procedure_id)
    return _shown(request, actor, draft, FORMS[draft.procedure.kind].values_of(draft), seen)


@router.post("/{procedure_id}/text")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu nội dung."""
    draft = _draft(procedure_id)
    controls = FORMS[draft.procedure.kind]
    values = {name: str(form.get(name) or "") for name in controls.NAMES}
    try:
        errors = controls.keep(actor, draft, values, seen)
    except Refusal as refusal:
        seen, errors = after(refusal, procedure_id, seen), [(refusal.field or "text", refusal.sentence)]
    if errors:
        return _shown(request, actor, draft, values, seen, errors=errors)
    return saved(procedure_id, "text", str(form.get("then") or ""))


@router.post("/{procedure_id}/docx")
def handed_in(request: Request, actor: Hr, procedure_id: ProcedureId, docx: UploadFile | None = None) -> Response:
    """Đọc tệp Word vào các ô: nothing is kept before it has been looked at."""
    seen, draft = last_event(procedure_id), _draft(procedure_id)
    controls = FORMS[draft.procedure.kind]
    values = controls.values_of(draft)
    content = docx.file.read(MOST_BYTES + 1) if docx else b""
    try:
        notes = controls.fill(values, content, (docx and docx.filename) or "")
    except Unreadable as refusal:
        return _shown(request, actor, draft, values, seen, errors=[("docx", refusal.sentence)])
    return _shown(request, actor, draft, values, seen, [UNSAVED, *notes])


def _draft(procedure_id: int) -> Draft:
    with reading() as session:
        return draft_of(session, procedure_id)


def _shown(
    request: Request,
    actor: Actor,
    draft: Draft,
    values: dict[str, str],
    seen: int | None,
    notices: Sequence[str] = (),
    errors: Errors = (),
) -> Response:
    is_plan = FORMS[draft.procedure.kind] is plan_form
    more = {
        "values": values,
        "seen": seen,
        "notices": notices,
        "numbered": plan_form.numbered(values) if is_plan else [],
    }
    return shown(request, actor, draft.procedure.id or 0, "text", 422 if errors else 200, errors, **more)
