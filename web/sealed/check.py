"""Tra mã nhận phiếu: whether a ballot is in the box and counts, the number of the box, the archive to recount."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from models import BoxState
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
        became = publishing.find_tracker(session, sealed, tracker) if tracker.strip() else None
        turnout = publishing.turnout(session, sealed)
        is_whole = sealed.state is BoxState.OPENED and publishing.is_announced(session, sealed)
    told = {"tracker": tracker.strip(), "became": became, "turnout": turnout, "is_whole": is_whole}
    return page(request, "sealed/check.html.jinja", sealed=sealed, aloud=publishing.head_aloud(sealed), **told)
