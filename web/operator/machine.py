"""Hệ thống: couriers, Prefect, runs in trouble, letters by state, database, disk; ids and step names only."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures import nudging
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.machine import machine
from web.bounds import ProcedureId
from web.pages import page, see_other
from web.session import requires

router = APIRouter(prefix="/operator", default_response_class=HTMLResponse)
Operator = Annotated[Actor, Depends(requires(Power.KEEP_MACHINE))]


@router.get("")
def state(request: Request, _actor: Operator) -> HTMLResponse:
    """Máy chạy ra sao."""
    with reading() as session:
        found = machine(session)
    return page(request, "operator/machine.html.jinja", machine=found)


@router.post("/runs/{procedure_id}")
def retried(actor: Operator, procedure_id: ProcedureId) -> Response:
    """Chạy lại ngay."""
    nudging.retry(actor, procedure_id)
    return see_other("/operator", f"Đã yêu cầu chạy lại quy trình {procedure_id}.")
