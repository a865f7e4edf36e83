"""Đính chính của một quy trình đang mở: what was corrected, what waits for a signature, what HR may ask for."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Procedure
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning.choosing import possible_acts
from procedures.countersigning.on.rounds import running_round
from procedures.countersigning.reading import requests_about
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.refusal import Refusal
from web import typed
from web.bounds import ProcedureId
from web.csrf import form_of
from web.oversight import act_forms
from web.pages import page
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/corrections", default_response_class=HTMLResponse)
Watcher = Annotated[Actor, Depends(requires(*WATCHERS))]
Hr = Annotated[Actor, Depends(requires(Power.CORRECT))]
Act = Literal["extend_deadline", "add_forgotten_person", "change_address", "annul", "add_item", "change_item"]
Posted = Annotated[FormData, Depends(form_of)]
Chosen = Annotated[str, Query(max_length=20)]


@router.get("")
def corrections(request: Request, actor: Watcher, procedure_id: ProcedureId) -> HTMLResponse:
    """Các đính chính của một quy trình."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        if may_see(actor, procedure, What.COURSE) is not Sight.EVERYTHING:
            raise Refusal("needs_role", roles=[role.value for role in WATCHERS])
        asked = requests_about(session, actor, procedure_id)
        acts = possible_acts(session, procedure) if actor.may(Power.CORRECT) else []
    return page(request, "corrections/list.html.jinja", procedure=procedure, asked=asked, acts=acts)


@router.get("/{act}")
def form(
    request: Request, actor: Hr, procedure_id: ProcedureId, act: Act, person: Chosen = "", item: Chosen = ""
) -> Response:
    """Điền điều cần đính chính và lý do."""
    values = act_forms.values_of(act, {"person": person, "item": item})
    if act == "extend_deadline":
        values |= _present_deadline(procedure_id)
    return act_forms.shown(request, actor, act, procedure_id, values)


def _present_deadline(procedure_id: int) -> dict[str, str]:
    with reading() as session:
        round_ = running_round(session, procedure_id)
    day, at = typed.as_typed(round_.closes_at)
    return {"closes_day": day, "closes_clock": at}


@router.post("/{act}/review")
def reviewed(request: Request, actor: Hr, procedure_id: ProcedureId, act: Act, posted: Posted) -> Response:
    """Xem lại điều sẽ xảy ra."""
    return act_forms.reviewed(request, actor, act, procedure_id, posted)


@router.post("/{act}")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId, act: Act, posted: Posted) -> Response:
    """Gửi đề nghị cho người thứ hai ký."""
    return act_forms.sent(request, actor, act, procedure_id, posted)
