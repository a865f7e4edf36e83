"""Báo cáo một việc của nghị quyết, by the personal link: what is asked, a review, then the report with its file."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from models.store.database import reading
from procedures.filing import Upload
from procedures.refusal import Refusal
from procedures.resolution.card import Card, card_of
from procedures.resolution.items import reporting
from procedures.resolution.items.listing import Item
from web.hr.reading_list import scan_in
from web.pages import Errors, page, see_other

router = APIRouter(prefix="/p/{token}/items", default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=999)]
Kind = Annotated[str, Form(max_length=20)]
Said = Annotated[str, Form(max_length=20_000)]
Then = Annotated[str, Form(max_length=10)]


@router.get("/{number}")
def asked(request: Request, token: str, number: Number) -> HTMLResponse:
    """Một việc đồng chí phụ trách."""
    return _shown(request, token, number)


@router.post("/{number}/review")
def reviewed(request: Request, token: str, number: Number, kind: Kind = "", said: Said = "") -> Response:
    """Xem lại trước khi gửi: nothing is kept yet."""
    try:
        tidy = reporting.checked(kind, said)
        _check(token, number)
    except Refusal as refusal:
        return _refused(request, token, number, kind, said, refusal)
    return _review(request, token, number, kind, tidy)


@router.post("/{number}/report")
def reported(
    request: Request,
    token: str,
    number: Number,
    kind: Kind = "",
    said: Said = "",
    then: Then = "",
    scan: UploadFile | None = None,
) -> Response:
    """Gửi báo cáo; or back to the form with what was typed."""
    if then == "edit":
        return _shown(request, token, number, kind, said)
    try:
        reporting.report(token, number, kind, said, _file_in(scan))
    except Refusal as refusal:
        if refusal.field in ("scan", "said") and refusal.key != "report_too_long":
            return _review(request, token, number, kind, said, [(refusal.field, refusal.sentence)])
        return _refused(request, token, number, kind, said, refusal)
    return see_other(f"/p/{token}/items/{number}", "Đã ghi báo cáo. Thư báo tới hộp thư của đồng chí.")


def _file_in(scan: UploadFile | None) -> Upload | None:
    """The file, if one was chosen."""
    upload = scan_in(scan)
    return upload if upload.name or upload.content else None


def _read(token: str, number: int) -> tuple[Card, Item]:
    """The card and an own item of it; 404 for one that is not the person's."""
    with reading() as session:
        card = card_of(session, token)
    found = next((item for item in card.own_items if item.row.number == number), None)
    if found is None:
        raise HTTPException(404)
    return card, found


def _check(token: str, number: int) -> None:
    _card, item = _read(token, number)
    with reading() as session:
        reporting.check_reportable(session, item.row)


def _refused(request: Request, token: str, number: int, kind: str, said: str, refusal: Refusal) -> Response:
    """No, and why; what was typed comes back."""
    if refusal.key == "link_unknown":
        raise refusal
    return _shown(request, token, number, kind, said, [(refusal.field or "kind", refusal.sentence)])


def _shown(
    request: Request, token: str, number: int, kind: str = "", said: str = "", errors: Errors = ()
) -> HTMLResponse:
    card, item = _read(token, number)
    with reading() as session:
        try:
            reporting.check_reportable(session, item.row)
            may_report = True
        except Refusal:
            may_report = False
    told = {"card": card, "token": token, "item": item, "typed": {"kind": kind, "said": said}, "may_report": may_report}
    return page(request, "staff/resolution/item.html.jinja", 422 if errors else 200, errors=errors, **told)


def _review(request: Request, token: str, number: int, kind: str, said: str, errors: Errors = ()) -> HTMLResponse:
    card, item = _read(token, number)
    told = {"card": card, "token": token, "item": item, "typed": {"kind": kind, "said": said}}
    return page(request, "staff/resolution/item_review.html.jinja", 422 if errors else 200, errors=errors, **told)
