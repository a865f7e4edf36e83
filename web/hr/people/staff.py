"""Cán bộ theo đơn vị: the list, who has no mail, heads of units, names of units."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures import people
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.staff import staff
from procedures.refusal import Refusal
from web.bounds import LARGEST, Page, UnitInQuery
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/hr", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.KEEP_STAFF))]
Numbers = Annotated[list[Annotated[int, Form(ge=1, le=LARGEST)]], Form(max_length=5_000)]


@dataclass
class Where:
    """Which part of the list the address speaks of."""

    q: Annotated[str, Query(max_length=100)] = ""
    unit: UnitInQuery = None
    mail: Annotated[str, Query(max_length=10)] = ""
    page: Page = 1


At = Annotated[Where, Depends()]


@router.get("/staff")
def listed(request: Request, _actor: Hr, where: At) -> HTMLResponse:
    """Danh sách, theo đơn vị và thứ tự tên."""
    return _shown(request, where)


@router.post("/staff/heads")
def heads_named(
    request: Request,
    actor: Hr,
    where: At,
    among: Numbers = [],  # noqa: B006
    heads: Numbers = [],  # noqa: B006
    were: Numbers = [],  # noqa: B006
    seen: Seen = None,
) -> Response:
    """Ghi trưởng đơn vị; `were`: as the page showed them."""
    touched = set(heads) ^ set(were)
    try:
        changed = people.set_unit_heads(actor, [number for number in among if number in touched], heads, seen)
    except Refusal as refusal:
        again = {"heads": heads, "touched": touched, "seen": after(refusal, None, seen)}
        return _shown(request, where, [("heads", refusal.sentence)], **again)
    return see_other("/hr/staff", f"Đã ghi trưởng đơn vị, {changed} người thay đổi.")


@router.post("/staff/units")
def unit_named(
    request: Request,
    actor: Hr,
    unit: Annotated[str, Form(max_length=1000)] = "",
    number: Annotated[int | None, Form(ge=1, le=LARGEST)] = None,
) -> Response:
    """Thêm đơn vị, hoặc đổi tên một đơn vị."""
    try:
        people.name_unit(actor, unit, number)
    except Refusal as refusal:
        return _shown(request, Where(), [("unit", refusal.sentence)], typed=unit)
    return see_other("/hr/staff", f"Đã ghi đơn vị {unit.strip()}.")


def _shown(request: Request, where: Where, errors: Errors = (), **typed: Any) -> HTMLResponse:
    seen, without_mail = last_event(None), where.mail == "none"
    with reading() as session:
        found = staff(session, where.q, where.unit, without_mail, where.page)
    asked = {"q": where.q, "unit": where.unit, "without_mail": without_mail, "here": where.page, "seen": seen}
    more = asked | {"typed": "", "heads": [], "touched": set()} | typed
    return page(request, "hr/staff.html.jinja", 422 if errors else 200, staff=found, errors=errors, **more)
