"""Quy chế đã mở: the resolution of the conference that adopted it is filed, and each review gets its result."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import DocumentKind, ReviewResult
from models.store.database import reading
from procedures import evidence
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.evidence import Filed
from procedures.refusal import Refusal
from procedures.regulation import reviewing
from procedures.regulation.view import view_of
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.appointment.documents import Sheet, scan_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}", default_response_class=HTMLResponse)
Filer = Annotated[Actor, Depends(requires(Power.FILE_DOCUMENTS))]
Reviewer = Annotated[Actor, Depends(requires(Power.REVIEW_RULES))]
Posted = Annotated[FormData, Depends(form_of)]
Occurrence = Annotated[int, Path(ge=1, le=999)]


@router.get("/adoption")
def adoption(request: Request, actor: Filer, procedure_id: ProcedureId) -> Response:
    """Nghị quyết hội nghị thông qua quy chế."""
    return _adoption(request, actor, procedure_id, Sheet())


@router.post("/adoption")
def adopted(request: Request, actor: Filer, procedure_id: ProcedureId, form: Posted) -> Response:
    """Lưu nghị quyết hội nghị, kèm bản quét; only with rules, as the page that asks for it."""
    with reading() as session:
        view_of(session, actor, procedure_id)
    sheet, errors = Sheet.posted(form), list[tuple[str, str]]()
    day = sheet.day(errors)
    if day is None:
        return _adoption(request, actor, procedure_id, sheet, errors)
    said = Filed(sheet.values["number"], day, sheet.values["issuer"], sheet.values["gist"])
    try:
        evidence.file_document(actor, procedure_id, DocumentKind.CONFERENCE_RESOLUTION, said, scan_of(form))
    except Refusal as refusal:
        return _adoption(request, actor, procedure_id, sheet, [(refusal.field or "number", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã lưu nghị quyết hội nghị.")


@router.get("/reviews/{number}")
def review(request: Request, actor: Reviewer, procedure_id: ProcedureId, number: Occurrence) -> Response:
    """Kết quả một kỳ rà soát."""
    return _review(request, actor, procedure_id, number)


@router.post("/reviews/{number}")
def reviewed(
    request: Request,
    actor: Reviewer,
    procedure_id: ProcedureId,
    number: Occurrence,
    result: Annotated[str, Form(max_length=40)] = "",
    note: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Ghi kết quả rà soát, once."""
    given = ReviewResult(result) if result in set(ReviewResult) else None
    try:
        reviewing.review(actor, procedure_id, number, given, note)
    except Refusal as refusal:
        return _review(
            request, actor, procedure_id, number, result, note, [(refusal.field or "note", refusal.sentence)]
        )
    return see_other(f"/procedures/{procedure_id}", "Đã ghi kết quả rà soát.")


def _adoption(request: Request, actor: Actor, procedure_id: int, sheet: Sheet, errors: Errors = ()) -> Response:
    with reading() as session:
        view = view_of(session, actor, procedure_id)
    told = {"view": view, "values": sheet.values}
    return page(request, "rules/adoption.html.jinja", 422 if errors else 200, errors=errors, **told)


def _review(
    request: Request,
    actor: Actor,
    procedure_id: int,
    number: int,
    result: str = "",
    note: str = "",
    errors: Errors = (),
) -> Response:
    with reading() as session:
        view = view_of(session, actor, procedure_id)
    review = next((each for each in view.reviews if each.number == number), None)
    if review is None:
        raise Refusal("review_of_nothing")
    told = {"view": view, "review": review, "typed": {"result": result, "note": note}}
    return page(request, "rules/review.html.jinja", 422 if errors else 200, errors=errors, **told)
