"""Giải trình, ngày nhận đề nghị, ngang phiếu: what HR notes of the case's clocks and of the authority's choice."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Appointment, DocumentKind, PolicyWay, Procedure, ProcedureState, Role
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.appointment import explaining
from procedures.appointment.deciding import choosing
from procedures.evidence import documents_of
from procedures.refusal import Refusal
from web import typed
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.appointment.meetings.preparing import MeetingId, desk_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Filer = Annotated[Actor, Depends(requires(Power.FILE_DOCUMENTS))]
Explainer = Annotated[Actor, Depends(requires(Role.HR, Role.MANAGER))]
Posted = Annotated[FormData, Depends(form_of)]
Typed = Annotated[str, Form(max_length=10_000)]
NOBODY = "nobody"
EXPLAINED = "Đã ghi giải trình. Giải trình đứng trong báo cáo cấp có thẩm quyền."


@router.get("/hr/procedures/{procedure_id}/explanation")
def explanation(request: Request, _actor: Explainer, procedure_id: ProcedureId) -> Response:
    """Vì sao chưa xong đúng hạn."""
    return _explaining(request, procedure_id)


@router.post("/hr/procedures/{procedure_id}/explanation")
def explained(
    request: Request, actor: Explainer, procedure_id: ProcedureId, text: Typed = "", then: Typed = ""
) -> Response:
    """Xem lại giải trình, rồi ghi."""
    too_long = f"Giải trình dài quá {explaining.LONGEST_EXPLANATION} ký tự. Viết gọn lại."
    checks = {
        Refusal("case_explanation_missing").sentence: bool(text.strip()),
        too_long: len(text.strip()) <= explaining.LONGEST_EXPLANATION,
    }
    if wrong := [("text", sentence) for sentence, is_right in checks.items() if not is_right]:
        return _explaining(request, procedure_id, text, wrong)
    if then != "keep":
        return _explaining(request, procedure_id, text, is_reviewed=then != "edit")
    try:
        explaining.explain(actor, procedure_id, text)
    except Refusal as refusal:
        return _explaining(request, procedure_id, text, [("text", refusal.sentence)])
    return see_other(
        f"/procedures/{procedure_id}", "Đã ghi giải trình. Giải trình đứng trong báo cáo cấp có thẩm quyền."
    )


def _explaining(
    request: Request, procedure_id: int, text: str | None = None, errors: Errors = (), *, is_reviewed: bool = False
) -> Response:
    with reading() as session:
        procedure, case = session.get_one(Procedure, procedure_id), session.get_one(Appointment, procedure_id)
        standing = explaining.policy_standing(session, procedure)
    if procedure.state is ProcedureState.DRAFT:
        return see_other(f"/procedures/{procedure_id}")
    told = {"procedure": procedure, "case": case, "standing": standing, "is_reviewed": is_reviewed}
    told["text"] = case.explanation if text is None else text
    return page(request, "hr/appointment/explanation.html.jinja", 422 if errors else 200, errors=errors, **told)


@router.get("/hr/procedures/{procedure_id}/submitted")
def submitted(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Ngày cấp có thẩm quyền nhận đề nghị về chủ trương."""
    return _submitting(request, procedure_id)


@router.post("/hr/procedures/{procedure_id}/submitted")
def noted(
    request: Request, actor: Hr, procedure_id: ProcedureId, submitted_on: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Ghi ngày nhận: the time for the answer runs from it."""
    try:
        day = typed.day(submitted_on)
        if day is None:
            raise typed.Unclear("Chưa ghi ngày nhận.")
        explaining.note_submitted(actor, procedure_id, day)
    except typed.Unclear as unclear:
        return _submitting(request, procedure_id, submitted_on, [("submitted_on", unclear.sentence)])
    except Refusal as refusal:
        return _submitting(request, procedure_id, submitted_on, [("submitted_on", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã ghi ngày cấp có thẩm quyền nhận đề nghị.")


def _submitting(request: Request, procedure_id: int, typed_day: str | None = None, errors: Errors = ()) -> Response:
    with reading() as session:
        procedure, case = session.get_one(Procedure, procedure_id), session.get_one(Appointment, procedure_id)
        standing = explaining.policy_standing(session, procedure)
    told = {"procedure": procedure, "case": case, "standing": standing, "typed": typed_day}
    told["is_submitted"] = case.way is PolicyWay.SUBMITTED
    return page(request, "hr/appointment/submitted.html.jinja", 422 if errors else 200, errors=errors, **told)


@router.get("/procedures/{procedure_id}/meetings/{meeting_id}/tie")
def tie(request: Request, _actor: Filer, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Ngang phiếu mà cấp có thẩm quyền quyết định: its document first, then whom it chose."""
    return _settling(request, procedure_id, meeting_id, {})


@router.post("/procedures/{procedure_id}/meetings/{meeting_id}/tie/review")
def tie_reviewed(
    request: Request, _actor: Filer, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted
) -> Response:
    """Xem lại trước khi ghi."""
    chosen = _chosen(form)
    errors = _unchosen(procedure_id, meeting_id, chosen)
    return _settling(request, procedure_id, meeting_id, chosen, errors, is_reviewed=not errors)


@router.post("/procedures/{procedure_id}/meetings/{meeting_id}/tie")
def tie_settled(
    request: Request, actor: Filer, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted
) -> Response:
    """Ghi người được cấp có thẩm quyền chọn."""
    chosen = _chosen(form)
    errors = _unchosen(procedure_id, meeting_id, chosen)
    if form.get("then") == "edit" or errors:
        return _settling(request, procedure_id, meeting_id, chosen, errors)
    for each in desk_of(procedure_id, meeting_id).posts:
        choice = chosen.get(f"post_{each.post.id}", "")
        if each.waits_for_authority and choice:
            nominee = None if choice == NOBODY else int(choice)
            try:
                choosing.settle_tie(actor, procedure_id, meeting_id, each.post.id or 0, nominee)
            except Refusal as refusal:
                errors.append((f"post_{each.post.id}", refusal.sentence))
    if errors:
        return _settling(request, procedure_id, meeting_id, chosen, errors)
    return see_other(f"/procedures/{procedure_id}", "Đã ghi ý kiến của cấp có thẩm quyền.")


def _chosen(form: FormData) -> dict[str, str]:
    return {name: str(form[name])[:10] for name in form if name.startswith("post_") and len(name) < 16}


def _unchosen(procedure_id: int, meeting_id: int, chosen: dict[str, str]) -> list[tuple[str, str]]:
    """Posts for which nobody on the list was chosen, nor that nobody is."""
    wrong = []
    for each in desk_of(procedure_id, meeting_id).posts:
        known = {NOBODY, *(str(nominee.id) for nominee in each.tied)}
        if each.waits_for_authority and chosen.get(f"post_{each.post.id}") not in known:
            wrong.append((f"post_{each.post.id}", "Chọn theo văn bản của cấp có thẩm quyền."))
    return wrong


def _settling(
    request: Request,
    procedure_id: int,
    meeting_id: int,
    chosen: dict[str, str],
    errors: Errors = (),
    *,
    is_reviewed: bool = False,
) -> Response:
    desk = desk_of(procedure_id, meeting_id)
    with reading() as session:
        documents = [
            each
            for each in documents_of(session, procedure_id, DocumentKind.TIE_DECISION, meeting_id)
            if each.meeting_id == meeting_id
        ]
    told = {"desk": desk, "documents": documents, "chosen": chosen, "is_reviewed": is_reviewed}
    return page(request, "hr/appointment/meeting/tie.html.jinja", 422 if errors else 200, errors=errors, **told)
