"""Trang cho ý kiến: read the draft, comment, review, send; until the deadline as often as one likes."""

import re
from dataclasses import dataclass, field

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.opinion import answering
from procedures.opinion.card import Card, CardState, card_of
from procedures.refusal import Refusal
from procedures.rounds.answers import mark_of
from procedures.rounds.owners import entry_behind
from web.csrf import form_of
from web.pages import Errors, page, see_other
from web.staff.draft_index import index_of

router = APIRouter(default_response_class=HTMLResponse)

SEALED, NAMED = "sealed", "named"
_SAID = re.compile(r"said_(0|[1-9][0-9]{0,5})")


@dataclass(frozen=True)
class Typed:
    """What a person has typed so far: the choice, and words by the number of the paragraph (0: the whole draft).

    `instead_of` marks the opinion that the review said would be replaced.
    """

    choice: str = ""
    said: dict[int, str] = field(default_factory=dict)
    instead_of: str | None = None


def shown(request: Request, token: str) -> HTMLResponse:
    """Dự thảo và chỗ cho ý kiến; afterwards the receipt and what was said; at the end the table."""
    found = _read(token)
    is_open = found.state is CardState.OPEN
    if _has_two_ways(found) and request.query_params.get("way") != NAMED:
        return _ways(request, token, found)
    if is_open and not found.receipt and not found.has_sealed:
        return _form(request, token, found, Typed())
    if is_open and "change" in request.query_params:
        return _form(request, token, found, Typed(found.choice, found.said))
    return _stands(request, token, found)


@router.post("/p/{token}/opinion/way")
async def way(request: Request, token: str) -> Response:
    """Gửi kín hay ký tên: to the booth with the own code, or to the form; nothing is kept of the choice."""
    chosen = (await form_of(request)).get("way")
    return await run_in_threadpool(_chosen, request, token, str(chosen or ""))


@router.post("/p/{token}/opinion/review")
async def review(request: Request, token: str) -> Response:
    """Xem lại trước khi gửi, hoặc quay lại sửa: nothing is kept yet."""
    form = await form_of(request)
    act = _edited if "edit" in form else _reviewed
    return await run_in_threadpool(act, request, token, typed_in(form))


@router.post("/p/{token}/opinion/answer")
async def answer(request: Request, token: str) -> Response:
    """Gửi ý kiến."""
    typed = typed_in(await form_of(request))
    return await run_in_threadpool(_answered, request, token, typed)


def typed_in(form: FormData) -> Typed:
    """The choice and the words of a posted form; a field that is not one of ours is left out."""
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    said = {int(match[1]): value for name, value in fields if (match := _SAID.fullmatch(name)) and value.strip()}
    one = dict(fields)
    return Typed(one.get("choice", ""), said, one.get("instead_of"))


def _chosen(request: Request, token: str, chosen: str) -> Response:
    found = _read(token)
    if chosen == SEALED and found.booth and not found.receipt:
        return see_other(found.booth)
    if chosen == NAMED and not found.has_sealed:
        return see_other(f"/p/{token}?way={NAMED}")
    if _has_two_ways(found):
        errors = [] if found.lacks_codes else [("way", Refusal("way_missing").sentence)]
        return _ways(request, token, found, errors)
    return see_other(f"/p/{token}")


def _has_two_ways(found: Card) -> bool:
    """Whether the person may still choose to answer sealed, where this host can lead to the booth or elsewhere."""
    return found.state is CardState.OPEN and bool(found.booth or found.lacks_codes) and not found.receipt


def _edited(request: Request, token: str, typed: Typed) -> Response:
    try:
        found = _read(token)
        _check_open(found)
    except Refusal as refusal:
        return _refused(request, token, typed, refusal)
    return _form(request, token, found, typed)


def _reviewed(request: Request, token: str, typed: Typed) -> Response:
    try:
        found = _read(token)
        _check_open(found)
        comments = answering.checked(typed.choice, typed.said)
        texts = {each.number: each.text for each in found.paragraphs}
        answering.check_numbers(texts, comments)
    except Refusal as refusal:
        return _refused(request, token, typed, refusal)
    told = {"card": found, "token": token, "choice": typed.choice, "said": comments, "texts": texts}
    told |= {"instead_of": mark_of(found.receipt)}
    return page(request, "staff/opinion/review.html.jinja", **told)


def _answered(request: Request, token: str, typed: Typed) -> Response:
    try:
        answering.give(token, typed.choice, typed.said, typed.instead_of)
    except Refusal as refusal:
        return _refused(request, token, typed, refusal)
    return see_other(f"/p/{token}")


def _check_open(found: Card) -> None:
    if found.state is CardState.ANNULLED:
        raise Refusal("round_annulled")
    if found.state is not CardState.OPEN:
        raise Refusal("round_closed", at=found.closes_at)


def _refused(request: Request, token: str, typed: Typed, refusal: Refusal) -> Response:
    """No, and why; nothing that was typed is lost: it comes back in the form, or to be copied where none is left."""
    if refusal.key == "link_unknown":
        told = {"sentence": refusal.sentence, "typed": typed}
        return page(request, "staff/opinion/unsent.html.jinja", 410, **told)
    found = _read(token)
    if found.state is CardState.OPEN and refusal.key != "round_closed":
        return _form(request, token, found, typed, refusal)
    return _stands(request, token, found, 409, flash=("late", refusal.sentence), typed=typed)


def _read(token: str) -> Card:
    with reading() as session:
        return card_of(session, entry_behind(session, token))


def _ways(request: Request, token: str, found: Card, errors: Errors = ()) -> HTMLResponse:
    index, headings = index_of(found.paragraphs)
    told = {"card": found, "token": token, "index": index, "headings": headings}
    return page(request, "staff/opinion/ways.html.jinja", 422 if errors else 200, errors=errors, **told)


def _form(request: Request, token: str, found: Card, typed: Typed, refusal: Refusal | None = None) -> HTMLResponse:
    errors = [(refusal.field or "said_0", refusal.sentence)] if refusal else []
    index, headings = index_of(found.paragraphs)
    told = {"card": found, "token": token, "typed": typed, "index": index, "headings": headings}
    return page(request, "staff/opinion/form.html.jinja", 422 if refusal else 200, errors=errors, **told)


def _stands(
    request: Request,
    token: str,
    found: Card,
    status: int = 200,
    flash: tuple[str, str] | None = None,
    typed: Typed | None = None,
) -> HTMLResponse:
    index, headings = index_of(found.paragraphs)
    told = {"card": found, "token": token, "typed": typed, "index": index, "headings": headings}
    return page(request, "staff/opinion/standing.html.jinja", status, flash=flash, **told)
