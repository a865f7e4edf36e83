"""Quyết định: the counts, the table, the union's remark and the changed draft on one page; decided in two steps."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from models import Decision, DutyKind
from models.store.database import reading
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.opinion import responding
from procedures.overview.desks.responses import Sought, desk_of, part_of
from procedures.refusal import Refusal
from web.bounds import Page, ProcedureId
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures", default_response_class=HTMLResponse)
Decider = Annotated[Actor, Depends(requires(Power.DECIDE))]
Chosen = Annotated[str, Form(max_length=20)]
Reason = Annotated[str, Form(max_length=20_000)]
Then = Annotated[str, Form(max_length=10)]
LONGEST_REASON = 2_000


@router.get("/{procedure_id}/decision")
def asked(
    request: Request, actor: Decider, procedure_id: ProcedureId, number: Annotated[Page, Query(alias="page")] = 1
) -> Response:
    """Quyết định: what is known, and the choice."""
    return _shown(request, actor, procedure_id, here=number)


@router.post("/{procedure_id}/decision/review")
def reviewed(
    request: Request, actor: Decider, procedure_id: ProcedureId, decision: Chosen = "", reason: Reason = ""
) -> Response:
    """Xem lại quyết định; nothing is kept yet."""
    if errors := _wrong(decision, reason):
        return _shown(request, actor, procedure_id, decision, reason, errors)
    with reading() as session:
        if stopped := _stopped(session, actor, procedure_id):
            return _shown(request, actor, procedure_id, decision, reason, [("decision", stopped.sentence)])
        desk = desk_of(session, procedure_id)
    told = {"desk": desk, "decision": decision, "reason": reason.strip()}
    return page(request, "deciding/review.html.jinja", **told)


@router.post("/{procedure_id}/decision")
def decided(
    request: Request,
    actor: Decider,
    procedure_id: ProcedureId,
    decision: Chosen = "",
    reason: Reason = "",
    then: Then = "",
) -> Response:
    """Quyết định; or back to the form with what was typed."""
    if then == "edit":
        return _shown(request, actor, procedure_id, decision, reason)
    if errors := _wrong(decision, reason):
        return _shown(request, actor, procedure_id, decision, reason, errors)
    try:
        responding.decide(actor, procedure_id, Decision(decision), reason)
    except Refusal as refusal:
        errors = [(refusal.field or "decision", refusal.sentence)]
        return _shown(request, actor, procedure_id, decision, reason, errors)
    said = "ban hành. Văn thư được báo để vào số." if decision == "issued" else "không ban hành."
    return see_other(f"/procedures/{procedure_id}", f"Đã quyết định {said}")


def _wrong(decision: str, reason: str) -> list[tuple[str, str]]:
    """What is missing or too long in the form, by control."""
    if decision not in set(Decision):
        return [("decision", Refusal("decision_missing").sentence)]
    if decision == Decision.NOT_ISSUED and not reason.strip():
        return [("reason", Refusal("decision_reason_missing").sentence)]
    if len(reason.strip()) > LONGEST_REASON:
        return [("reason", f"Lý do dài quá {LONGEST_REASON} ký tự. Viết gọn lại.")]
    return []


def _stopped(session: Session, actor: Actor, procedure_id: int) -> Refusal | None:
    """Why this person may not decide now; None where they may."""
    try:
        duties.check_holder(session, actor, procedure_id, DutyKind.DECIDER)
        responding.check_decidable(session, procedure_id)
    except Refusal as refusal:
        return refusal
    return None


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    decision: str = "",
    reason: str = "",
    errors: Errors = (),
    here: int = 1,
) -> Response:
    with reading() as session:
        desk = desk_of(session, procedure_id)
        stopped = None if desk.consultation.decision else _stopped(session, actor, procedure_id)
    if desk.procedure.state == "draft":
        return see_other("/procedures")
    told = {"desk": desk, "stopped": stopped, "decision": decision, "reason": reason}
    told |= {"part": part_of(desk.table.rows, Sought(page=here))}
    return page(request, "deciding/decision.html.jinja", 422 if errors else 200, errors=errors, **told)
