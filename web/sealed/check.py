"""Tra mã nhận phiếu: whether a ballot is in the box and counts, the number of the box, the archive to recount.

Where slips were drawn nobody is told by name, so everyone may look through the list of all that count.
"""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from models import BoxState, CodeMode, Procedure, ProcedureState
from models.store.database import reading
from procedures.sealed import archive, publishing
from web.pages import page
from web.sealed.posted import Uuid

router = APIRouter(default_response_class=HTMLResponse)
Tracker = Annotated[str, Query(max_length=100)]


@router.get("/check/{uuid}")
def check(request: Request, uuid: Uuid, tracker: Tracker = "") -> HTMLResponse:
    """Lá phiếu có trong hòm không; who asks is not known."""
    with reading() as session:
        sealed = archive.sealed_round(session, uuid)
        if sealed.state in (BoxState.PREPARED, BoxState.SIGNED):
            raise HTTPException(404)
        is_annulled = session.get_one(Procedure, sealed.procedure_id).state is ProcedureState.ANNULLED
        became = publishing.find_tracker(session, sealed, tracker) if tracker.strip() else None
        turnout = publishing.turnout(session, sealed)
        is_whole = sealed.state is BoxState.OPENED and publishing.is_announced(session, sealed)
        counting = publishing.counting_trackers(session, sealed) if sealed.codes is CodeMode.STRICT else []
    told = {"tracker": tracker.strip(), "became": became, "turnout": turnout, "is_whole": is_whole}
    shown = {"sealed": sealed, "aloud": publishing.head_aloud(sealed), "counting": counting, "annulled": is_annulled}
    return page(request, "sealed/check.html.jinja", **shown, **told)
