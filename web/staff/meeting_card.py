"""Trang của người được triệu tập: say whether one comes, check in by the code in the hall, read what is announced."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.access import typed_codes
from procedures.appointment.card import Card, Summons, card_of
from procedures.meetings.holding import attending
from procedures.refusal import Refusal
from procedures.rounds.owners import entry_behind
from web.access.sign_in import client_of
from web.bounds import LARGEST
from web.pages import page, see_other

router = APIRouter(default_response_class=HTMLResponse)
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
HallToken = Annotated[str, Path(max_length=80)]
Typed = Annotated[str, Form(max_length=254)]
COMES = {"yes": True, "no": False}


def shown(request: Request, token: str) -> HTMLResponse:
    """Hội nghị sắp tới và điều được công bố."""
    return _card(request, token)


@router.post("/p/{token}/meetings/{meeting_id}/review")
def review(request: Request, token: str, meeting_id: MeetingId, comes: Typed = "") -> Response:
    """Xem lại trước khi gửi: nothing is kept yet."""
    found = _read(token)
    summons = _asked(found, meeting_id)
    if summons is None or comes not in COMES:
        return _card(request, token, 422, unchosen=True)
    told = {"card": found, "summons": summons, "token": token, "comes": comes}
    return page(request, "staff/meeting/review.html.jinja", **told)


@router.post("/p/{token}/meetings/{meeting_id}/reply")
def reply(request: Request, token: str, meeting_id: MeetingId, comes: Typed = "") -> Response:
    """Xác nhận dự hay không dự họp."""
    if comes not in COMES:
        return _card(request, token, 422, unchosen=True)
    try:
        with reading() as session:
            entry = entry_behind(session, token)
        attending.reply(entry, meeting_id, COMES[comes])
    except Refusal as refusal:
        if refusal.key == "link_unknown":
            raise
        return _card(request, token, 409, refusal=refusal)
    return see_other(f"/p/{token}", "Đã ghi nhận.")


@router.get("/here/{hall}")
def hall(request: Request, hall: HallToken) -> HTMLResponse:
    """Điểm danh tại hội trường: whoever scanned the code types the code of the own letter."""
    return _hall(request, hall)


@router.post("/here/{hall}/review")
def hall_review(request: Request, hall: HallToken, email: Typed = "", code: Typed = "") -> Response:
    """Xem lại trước khi điểm danh."""
    try:
        with typed_codes.guarded(email, client_of(request)), reading() as session:
            meeting = attending.meeting_behind(session, hall)
            entry = attending.entry_by_code(session, meeting, email, code)
    except Refusal as refusal:
        return _hall(request, hall, 422, refusal, email)
    told = {"hall": hall, "meeting": meeting, "entry": entry, "email": email, "code": code}
    return page(request, "staff/meeting/hall_review.html.jinja", **told)


@router.post("/here/{hall}")
def check_in(request: Request, hall: HallToken, email: Typed = "", code: Typed = "") -> Response:
    """Ghi có mặt."""
    try:
        with typed_codes.guarded(email, client_of(request)):
            entry = attending.check_in_by_code(hall, email, code)
    except Refusal as refusal:
        return _hall(request, hall, 422, refusal, email)
    return page(request, "staff/meeting/here.html.jinja", entry=entry)


def _hall(
    request: Request, hall: str, status: int = 200, refusal: Refusal | None = None, email: str = ""
) -> HTMLResponse:
    with reading() as session:
        meeting = attending.meeting_behind(session, hall)
    errors = [(refusal.field or "code", refusal.sentence)] if refusal else []
    told = {"hall": hall, "meeting": meeting, "email": email}
    return page(request, "staff/meeting/hall.html.jinja", status, errors=errors, **told)


def _read(token: str) -> Card:
    with reading() as session:
        return card_of(session, entry_behind(session, token))


def _asked(card: Card, meeting_id: int) -> Summons | None:
    return next((each for each in card.summons if each.meeting.id == meeting_id and each.is_ahead), None)


def _card(
    request: Request, token: str, status: int = 200, *, unchosen: bool = False, refusal: Refusal | None = None
) -> HTMLResponse:
    told = {"card": _read(token), "token": token, "unchosen": unchosen, "refusal": refusal}
    return page(request, "staff/meeting/card.html.jinja", status, **told)
