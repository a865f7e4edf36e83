"""Trang đọc nghị quyết: read, review, acknowledge; opened by the personal link, without an account."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from models.store.database import reading
from procedures.refusal import Refusal
from procedures.resolution import answering
from procedures.resolution.card import Card, CardState, card_of, scan_behind
from web.pages import page, see_other
from words.names import folded

router = APIRouter(default_response_class=HTMLResponse)

READ, NOT_YET = "read", "not_yet"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
Choice = Annotated[str, Form(max_length=20)]


def shown(request: Request, token: str) -> HTMLResponse:
    """Nghị quyết, và chỗ xác nhận đã đọc; afterwards the receipt; after the deadline the text alone."""
    return _shown(request, token, _read(token))


@router.post("/p/{token}/review")
def review(request: Request, token: str, choice: Choice = "") -> Response:
    """Xem lại trước khi gửi: nothing is kept yet."""
    found = _read(token)
    if found.state is not CardState.OPEN:
        return see_other(f"/p/{token}")
    if choice == NOT_YET:
        return page(request, "staff/resolution/not_yet.html.jinja", card=found, token=token)
    if choice != READ:
        return _unchosen(request, token, found)
    return page(request, "staff/resolution/review.html.jinja", card=found, token=token)


@router.post("/p/{token}/answer")
async def answer(request: Request, token: str, choice: Choice = "") -> Response:
    """Xác nhận đã đọc: no thread waits for the transaction, which all who press at the same moment share."""
    if choice != READ:
        return await run_in_threadpool(lambda: _unchosen(request, token, _read(token)))
    try:
        await answering.acknowledge_soon(token)
    except Refusal as refusal:
        if refusal.key not in ("round_closed", "round_annulled"):
            raise
        late = ("late", refusal.sentence)
        return await run_in_threadpool(lambda: _shown(request, token, _read(token), 409, flash=late))
    return see_other(f"/p/{token}")


@router.get("/p/{token}/resolution.pdf")
def scan(token: str) -> Response:
    """Bản ký có số, ngày và dấu, as the clerk filed it."""
    with reading() as session:
        file, subject = scan_behind(session, token), card_of(session, token).subject
    if file is None:
        raise HTTPException(404)
    name = re.sub(r"[^a-z0-9]+", "-", folded(subject))[:80].strip("-") or "nghi-quyet"
    disposition = f'inline; filename="{name}.{ENDINGS[file.media_type]}"'
    return Response(file.content, media_type=file.media_type, headers={"Content-Disposition": disposition})


def _read(token: str) -> Card:
    with reading() as session:
        return card_of(session, token)


def _shown(
    request: Request,
    token: str,
    found: Card,
    status: int = 200,
    flash: tuple[str, str] | None = None,
    unchosen: bool = False,
) -> HTMLResponse:
    more = {"card": found, "token": token, "unchosen": unchosen, "has_errors": unchosen}
    return page(request, "staff/resolution/card.html.jinja", status, flash=flash, **more)


def _unchosen(request: Request, token: str, found: Card) -> HTMLResponse:
    return _shown(request, token, found, 422, unchosen=True)
