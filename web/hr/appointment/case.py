"""Bước 1: what posts are filled for, who decides on it, and what the law asks about the agency and its head."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from procedures.appointment import drafting
from procedures.refusal import Refusal
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.appointment import case_form
from web.hr.appointment.wizard import Hr, desk_of, saved, shown
from web.pages import see_other
from web.seen import Seen, after, last_event

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]


@router.get("/{procedure_id}/case")
def asked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Nội dung đã lưu."""
    seen = last_event(procedure_id)
    values, flags = case_form.values_of(desk_of(procedure_id))
    return shown(request, procedure_id, "case", values=values, flags=flags, seen=seen)


@router.post("/{procedure_id}/case")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu nội dung."""
    errors: list[tuple[str, str]] = []
    values, flags = case_form.posted(form)
    plan = case_form.plan_of(values, flags, errors)
    if plan is not None:
        try:
            drafting.write_case(actor, procedure_id, plan, seen)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append((refusal.field or "subject", refusal.sentence))
    if errors:
        return shown(request, procedure_id, "case", errors, values=values, flags=flags, seen=seen)
    then = str(form.get("then") or "")
    if then == "look":
        return see_other(f"/hr/procedures/{procedure_id}/case", "Đã lưu.")
    return saved(procedure_id, "case", then)
