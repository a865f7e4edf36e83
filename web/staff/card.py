"""Trang riêng của mỗi người: one address for whatever a procedure asks, opened by the personal link."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from models import Procedure
from models.store.database import reading
from procedures.appointment import steps as appointment
from procedures.conference import steps as conference
from procedures.confidence_poll import steps as confidence_poll
from procedures.opinion import steps as opinion
from procedures.regulation import steps as regulation
from procedures.resolution import steps as resolution
from procedures.rounds.owners import entry_behind
from web.conference import card as conference_card
from web.pages import page
from web.staff import meeting_card, opinion_card, poll_card, resolution_card, rules_card

router = APIRouter(default_response_class=HTMLResponse)

CARDS = {
    resolution.KIND: resolution_card.shown,
    opinion.KIND: opinion_card.shown,
    appointment.KIND: meeting_card.shown,
    confidence_poll.KIND: poll_card.shown,
    regulation.KIND: rules_card.shown,
    conference.KIND: conference_card.shown,
}


@router.get("/p/{token}")
def card(request: Request, token: str) -> HTMLResponse:
    """Điều đang chờ người này, rồi điều đã ghi nhận; which page it is depends on the kind of procedure."""
    with reading() as session:
        entry = entry_behind(session, token)
        kind = session.get_one(Procedure, entry.procedure_id).kind
    return CARDS[kind](request, token)


@router.get("/who-sees-what")
def who_sees_what(request: Request) -> HTMLResponse:
    """Ai thấy gì: what is kept of whom, and who may look."""
    return page(request, "staff/who_sees_what.html.jinja")
