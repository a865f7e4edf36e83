"""Mốc hằng năm: HR says when the work year ends, and notes a conference that was held on paper."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models.store import clock
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.yearly import keeping
from procedures.yearly.calendar import upcoming
from procedures.yearly.steps import calendars
from web import typed
from web.bounds import ProcedureId
from web.errors import moved_on
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/hr/yearly", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Year = Annotated[int, Path(ge=1900, le=2200)]
Day = Annotated[str, Form(max_length=40)]
Note = Annotated[str, Form(max_length=5_000)]


@router.get("")
def asked(request: Request, _actor: Hr) -> Response:
    """Các mốc sắp tới; before the first one, when the work year ends."""
    return _shown(request)


@router.post("")
def begun(request: Request, actor: Hr, ends_on: Day = "") -> Response:
    """Đặt mốc hội nghị hằng năm."""
    try:
        day = typed.day(ends_on)
        if day is None:
            return _shown(request, ends_on, [("ends_on", "Chưa ghi ngày kết thúc năm công tác.")])
        number = keeping.begin(actor, day)
    except typed.Unclear as unclear:
        return _shown(request, ends_on, [("ends_on", unclear.sentence)])
    except Refusal as refusal:
        return _shown(request, ends_on, [("ends_on", refusal.sentence)])
    return see_other(f"/procedures/{number}", "Đã đặt mốc hội nghị hằng năm.")


@router.post("/{procedure_id}/{year}")
def noted(
    request: Request, actor: Hr, procedure_id: ProcedureId, year: Year, held_on: Day = "", note: Note = ""
) -> Response:
    """Ghi hội nghị đã tổ chức trên giấy, hoặc vì sao không tổ chức."""
    try:
        keeping.note(actor, procedure_id, year, typed.day(held_on), note)
    except typed.Unclear as unclear:
        return moved_on(request, f"/procedures/{procedure_id}", unclear.sentence)
    except Refusal as refusal:
        return moved_on(request, f"/procedures/{procedure_id}", refusal.sentence)
    return see_other(f"/procedures/{procedure_id}", "Đã ghi.")


def _shown(request: Request, ends_on: str = "", errors: Errors = ()) -> Response:
    with reading() as session:
        told = {"now": clock.now(session), "dates": upcoming(session), "is_set": bool(calendars(session))}
    return page(request, "yearly/begin.html.jinja", 422 if errors else 200, errors=errors, ends_on=ends_on, **told)
