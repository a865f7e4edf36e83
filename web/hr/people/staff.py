"""Cán bộ theo đơn vị: the list, who has no mail, heads of units, names of units."""

from typing import Annotated

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
from web.session import requires

router = APIRouter(prefix="/hr", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.KEEP_STAFF))]
Words = Annotated[str, Query(max_length=100)]
Numbers = Annotated[list[Annotated[int, Form(ge=1, le=LARGEST)]], Form(max_length=5_000)]


@router.get("/staff")
def listed(
    request: Request,
    _actor: Hr,
    q: Words = "",
    unit: UnitInQuery = None,
    mail: Annotated[str, Query(max_length=10)] = "",
    number: Annotated[Page, Query(alias="page")] = 1,
) -> HTMLResponse:
    """Danh sách, theo đơn vị và thứ tự tên."""
    return _shown(request, q, unit, mail == "none", number)


@router.post("/staff/heads")
def heads_named(actor: Hr, among: Numbers = [], heads: Numbers = []) -> Response:  # noqa: B006
    """Ghi trưởng đơn vị."""
    changed = people.set_unit_heads(actor, among, heads)
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
        return _shown(request, status=422, errors=[("unit", refusal.sentence)], typed=unit)
    return see_other("/hr/staff", f"Đã ghi đơn vị {unit.strip()}.")


def _shown(
    request: Request,
    q: str = "",
    unit: int | None = None,
    without_mail: bool = False,
    number: int = 1,
    status: int = 200,
    errors: Errors = (),
    typed: str = "",
) -> HTMLResponse:
    with reading() as session:
        found = staff(session, q, unit, without_mail, number)
    asked = {"q": q, "unit": unit, "without_mail": without_mail, "here": number, "typed": typed}
    return page(request, "hr/staff.html.jinja", status, staff=found, errors=errors, **asked)
