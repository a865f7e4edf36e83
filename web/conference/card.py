"""Trang riêng của người được mời dự hội nghị: read the agenda, say whether one comes, read what was decided."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.conference.card import ConferenceCard, card_of
from procedures.meetings.holding import attending
from procedures.refusal import Refusal
from procedures.rounds.owners import entry_behind
from web.bounds import LARGEST
from web.conference import letter_card
from web.pages import Errors, page, see_other

router = APIRouter(prefix="/p/{token}/conference/{meeting_id}", default_response_class=HTMLResponse)
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
Typed = Annotated[str, Form(max_length=10)]
COMES = {"yes": True, "no": False}


def shown(request: Request, token: str) -> HTMLResponse:
    """Hội nghị, chương trình, điều đã quyết định; the ballot by letter where there is one in its place."""
    if letter := letter_card.card_behind(token):
        return letter_card.shown(request, token, letter)
    return _card(request, token)


@router.post("/review")
def looked_at(request: Request, token: str, meeting_id: MeetingId, comes: Typed = "") -> Response:
    """Xem lại việc báo dự: nothing is kept yet."""
    card = _read(token)
    if comes not in COMES or card.meeting.id != meeting_id or not card.is_ahead:
        return _card(request, token, 422, [("comes", Refusal("comes_unchosen").sentence)])
    return page(request, "staff/conference/reply.html.jinja", card=card, token=token, comes=comes)


@router.post("/reply")
def replied(request: Request, token: str, meeting_id: MeetingId, comes: Typed = "") -> Response:
    """Báo dự, hay không dự."""
    if comes not in COMES:
        return _card(request, token, 422, [("comes", Refusal("comes_unchosen").sentence)])
    try:
        with reading() as session:
            entry = entry_behind(session, token)
        attending.reply(entry, meeting_id, COMES[comes])
    except Refusal as refusal:
        if refusal.key == "link_unknown":
            raise
        return _card(request, token, 409, [("comes", refusal.sentence)])
    return see_other(f"/p/{token}", "Đã ghi nhận.")


def _read(token: str) -> ConferenceCard:
    with reading() as session:
        return card_of(session, entry_behind(session, token))


def _card(request: Request, token: str, status: int = 200, errors: Errors = ()) -> HTMLResponse:
    return page(request, "staff/conference/card.html.jinja", status, errors=errors, card=_read(token), token=token)
