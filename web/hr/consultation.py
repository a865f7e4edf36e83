"""Chờ việc lấy ý kiến nào: for which consultation a procedure waits, chosen as long as nothing of it has been done."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from models import ProcedureState
from models.store.database import reading
from procedures import gates
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.appointment.steps import KIND as APPOINTMENT
from procedures.overview.desks.draft import DRAFTING
from procedures.refusal import Refusal
from procedures.regulation.steps import KIND as RULES
from web.bounds import ProcedureId
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/hr/procedures/{procedure_id}/consultation", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Number = Annotated[str, Form(max_length=10, pattern="^[0-9]*$")]
CHECKED_AT = {**dict.fromkeys(DRAFTING, "/open"), APPOINTMENT: "/check", RULES: "/rules/check"}


@router.get("")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Việc này chờ việc lấy ý kiến nào, và có thể chờ việc nào khác."""
    return _shown(request, actor, procedure_id)


@router.post("")
def chosen(request: Request, actor: Hr, procedure_id: ProcedureId, rests_on: Number = "") -> Response:
    """Chờ việc lấy ý kiến đã chọn; or for none any more."""
    try:
        gates.rest_on(actor, procedure_id, int(rests_on) if rests_on else None)
    except Refusal as refusal:
        return _shown(request, actor, procedure_id, [("rests_on", refusal.sentence)])
    said = "Đã lưu việc lấy ý kiến phải chờ." if rests_on else "Đã lưu: không chờ việc lấy ý kiến nào."
    return see_other(_back(actor, procedure_id), said)


def _shown(request: Request, actor: Actor, procedure_id: int, errors: Errors = ()) -> Response:
    with reading() as session:
        choice = gates.choice_of(session, actor, procedure_id)
    told = {"choice": choice, "back": _back_of(choice)}
    return page(request, "hr/consultation/choose.html.jinja", 422 if errors else 200, errors=errors, **told)


def _back(actor: Actor, procedure_id: int) -> str:
    with reading() as session:
        return _back_of(gates.choice_of(session, actor, procedure_id))


def _back_of(choice: gates.Choice) -> str:
    """The last step of a draft, where everything is checked; the page of a procedure that runs."""
    procedure = choice.procedure
    if procedure.state is ProcedureState.DRAFT and procedure.kind in CHECKED_AT:
        return f"/hr/procedures/{procedure.id}{CHECKED_AT[procedure.kind]}"
    return f"/procedures/{procedure.id}"
