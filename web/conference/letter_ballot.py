"""Phiếu lấy ý kiến thay hội nghị: HR plans it, the union agrees, sheets are entered, everyone reads the result."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Role
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.conference.letter_ballot import answering, planning
from procedures.conference.letter_ballot.answering import LONGEST_SAID
from procedures.conference.letter_ballot.planning import LONGEST_MATTER, MOST_MATTERS
from procedures.conference.letter_ballot.reading import LetterBallotView, view_of
from procedures.filing import Upload
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.reading_list import scan_in
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/letter-ballot", default_response_class=HTMLResponse)
Reader = Annotated[Actor, Depends(requires(Power.READ_PAPERS))]
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Union = Annotated[Actor, Depends(requires(Power.REMARK))]
Enterer = Annotated[Actor, Depends(requires(Power.ENTER_PAPER_LIST))]
EntryId = Annotated[int, Path(ge=1, le=LARGEST)]
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
NOT_ABOUT_THE_FORM = ("needs_role", "concerned", "second_factor_needed")
LONGEST = {"matters": (LONGEST_MATTER + 2) * (MOST_MATTERS + 1), "remark": 10_000, "said": 2 * LONGEST_SAID}


@router.get("")
def asked(request: Request, actor: Reader, procedure_id: ProcedureId) -> Response:
    """Phiếu lấy ý kiến: what is asked, how far it is, what came of it."""
    return _shown(request, actor, procedure_id)


@router.post("/plan")
def planned(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted) -> Response:
    """Ghi nội dung hỏi và thời hạn."""
    values = _typed(form, "matters", "days")
    try:
        planning.plan(actor, procedure_id, values["matters"].splitlines(), typed.whole(values["days"]) or 0)
    except (Refusal, typed.Unclear) as refused:
        return _refused(request, actor, procedure_id, refused, "days", values)
    return see_other(f"/procedures/{procedure_id}/letter-ballot", "Đã ghi. Công đoàn nhận thư mời thống nhất.")


@router.post("/agreement")
def agreed(request: Request, actor: Union, procedure_id: ProcedureId, form: Posted) -> Response:
    """Thống nhất việc gửi phiếu."""
    values = _typed(form, "remark")
    try:
        planning.agree(actor, procedure_id, values["remark"])
    except Refusal as refused:
        return _refused(request, actor, procedure_id, refused, "remark", values)
    return see_other(f"/procedures/{procedure_id}/letter-ballot", "Đã thống nhất. Quyết định gửi phiếu chờ ký.")


@router.get("/sheets/{entry_id}")
def sheet(request: Request, actor: Enterer, procedure_id: ProcedureId, entry_id: EntryId) -> Response:
    """Phiếu in của một người."""
    return _sheet(request, procedure_id, entry_id, {})


@router.post("/sheets/{entry_id}")
def entered(request: Request, actor: Enterer, procedure_id: ProcedureId, entry_id: EntryId, form: Posted) -> Response:
    """Nhập phiếu in."""
    view, values = _view(procedure_id), _typed(form, "said")
    choices = {key: str(form.get(f"choice_{key}") or "")[:20] for key in view.questions}
    try:
        receipt = answering.enter_sheet(actor, procedure_id, entry_id, choices, values["said"], _scan(form))
    except Refusal as refusal:
        if refusal.key in NOT_ABOUT_THE_FORM:
            raise
        errors = [(refusal.field or "said", refusal.sentence)]
        return _sheet(request, procedure_id, entry_id, {**choices, **values}, errors)
    return see_other(f"/procedures/{procedure_id}/letter-ballot", f"Đã nhập phiếu, mã nhận {receipt.code}.")


def _scan(form: FormData) -> Upload:
    scan = form.get("scan")
    return scan_in(None if scan is None or isinstance(scan, str) else UploadFile(scan.file, filename=scan.filename))


def _typed(form: FormData, *names: str) -> Values:
    return {name: str(form.get(name) or "")[: LONGEST.get(name, 40)] for name in names}


def _view(procedure_id: int) -> LetterBallotView:
    with reading() as session:
        return view_of(session, procedure_id)


def _refused(
    request: Request, actor: Actor, procedure_id: int, refused: Refusal | typed.Unclear, control: str, values: Values
) -> Response:
    if isinstance(refused, Refusal) and refused.key in NOT_ABOUT_THE_FORM:
        raise refused
    field = (refused.field if isinstance(refused, Refusal) else None) or control
    return _shown(request, actor, procedure_id, [(field, refused.sentence)], values)


def _shown(
    request: Request, actor: Actor, procedure_id: int, errors: Errors = (), values: Values | None = None
) -> HTMLResponse:
    roles = {role.value: actor.holds(role) for role in Role}
    told = {"view": _view(procedure_id), "values": values or {}, "roles": roles}
    return page(request, "conference/letter_ballot.html.jinja", 422 if errors else 200, errors=errors, **told)


def _sheet(request: Request, procedure_id: int, entry_id: int, values: Values, errors: Errors = ()) -> Response:
    view = _view(procedure_id)
    person = next((each for each in (*view.waiting, *view.entered) if each.id == entry_id), None)
    if person is None or not view.is_asking:
        return see_other(f"/procedures/{procedure_id}/letter-ballot", Refusal("not_on_the_list").sentence, "late")
    told = {"view": view, "person": person, "values": values}
    return page(request, "conference/letter_sheet.html.jinja", 422 if errors else 200, errors=errors, **told)
