"""Trang riêng của người được gửi phiếu lấy ý kiến thay hội nghị: read, answer, look again, send."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.conference.letter_ballot import answering
from procedures.conference.letter_ballot.answering import LONGEST_SAID
from procedures.conference.letter_ballot.reading import LetterCard, letter_card_of
from procedures.refusal import Refusal
from procedures.rounds.answers import mark_of
from procedures.rounds.owners import entry_behind
from web.csrf import form_of
from web.pages import Errors, page, see_other

router = APIRouter(prefix="/p/{token}/letter-ballot", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]


@router.post("/review")
def looked_at(request: Request, token: str, form: Posted) -> Response:
    """Xem lại trước khi gửi: nothing is kept yet."""
    card = card_behind(token)
    if card is None or not card.takes_answers:
        return see_other(f"/p/{token}")
    choices, said = _given(card, form)
    try:
        answering.checked(card.view.ballot, choices, said)
    except Refusal as refusal:
        return shown(request, token, card, [(refusal.field or "said", refusal.sentence)], choices, said)
    told = {"card": card, "token": token, "choices": choices, "said": said, "instead_of": mark_of(card.receipt)}
    return page(request, "staff/conference/letter_review.html.jinja", **told)


@router.post("/answer")
def answered(request: Request, token: str, form: Posted) -> Response:
    """Gửi phiếu."""
    card = card_behind(token)
    if card is None:
        raise Refusal("round_not_open")
    choices, said = _given(card, form)
    try:
        with reading() as session:
            entry = entry_behind(session, token)
        instead_of = form.get("instead_of")
        answering.give(entry, choices, said, None if instead_of is None else str(instead_of))
    except Refusal as refusal:
        if refusal.key == "link_unknown":
            raise
        return shown(request, token, card, [(refusal.field or "said", refusal.sentence)], choices, said)
    return see_other(f"/p/{token}", "Đã ghi nhận phiếu của đồng chí.")


def card_behind(token: str) -> LetterCard | None:
    """The card of whoever has this link; None while nobody is asked by letter."""
    with reading() as session:
        return letter_card_of(session, entry_behind(session, token))


def shown(
    request: Request,
    token: str,
    card: LetterCard,
    errors: Errors = (),
    choices: dict[str, str] | None = None,
    said: str | None = None,
) -> HTMLResponse:
    """The card, with what was typed where it could not be taken."""
    told = {
        "card": card,
        "token": token,
        "choices": card.choices if choices is None else choices,
        "said": card.said if said is None else said,
    }
    return page(request, "staff/conference/letter_card.html.jinja", 422 if errors else 200, errors=errors, **told)


def _given(card: LetterCard, form: FormData) -> tuple[dict[str, str], str]:
    choices = {key: str(form.get(f"choice_{key}") or "")[:20] for key in card.view.questions}
    return choices, str(form.get("said") or "")[: 2 * LONGEST_SAID]
