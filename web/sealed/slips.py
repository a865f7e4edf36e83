"""Phiếu mã in cho người không có thư điện tử: shown once asked for, by a teller, while the round is open."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.sealed import archive, slips
from web.access.qr import drawn
from web.bounds import ProcedureId
from web.pages import page
from web.sealed.desk import SealedId
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/sealed", default_response_class=HTMLResponse)
Teller = Annotated[Actor, Depends(requires(Power.COUNT))]


@router.post("/{sealed_id}/slips")
def printed(request: Request, actor: Teller, procedure_id: ProcedureId, sealed_id: SealedId) -> HTMLResponse:
    """In phiếu mã, đưa tận tay từng người."""
    found = slips.printed(actor, procedure_id, sealed_id)
    with reading() as session:
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
    told = [(slip, drawn(slip.address, 160)) for slip in found]
    return page(request, "sealed/slips.html.jinja", sealed=sealed, slips=told)
