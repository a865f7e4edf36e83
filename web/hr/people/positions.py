"""Thành phần triệu tập: HR says who holds which position in the sense of the law, from which the summons follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Position
from models.store.database import reading
from procedures import bodies
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.appointment.positions import Sought, positions_desk
from procedures.refusal import Refusal
from web.bounds import LARGEST, Page, UnitInQuery
from web.csrf import form_of
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event, mark_of
from web.session import requires

router = APIRouter(prefix="/hr/staff", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.KEEP_STAFF))]
Posted = Annotated[FormData, Depends(form_of)]
Held = dict[int, tuple[Position, ...]]
MOST_PEOPLE = 200


@dataclass
class Where:
    """Which part of the list the address speaks of."""

    q: Annotated[str, Query(max_length=100)] = ""
    unit: UnitInQuery = None
    held: Annotated[str, Query(max_length=40)] = ""
    page: Page = 1

    @property
    def sought(self) -> Sought:
        known = self.held if self.held in {"any", *Position} else ""
        return Sought(self.q, self.unit, known, self.page)

    def query(self, *, with_page: bool = True) -> str:
        """The same as it stands in an address."""
        given = {"q": self.q, "unit": self.unit, "held": self.held, "page": self.page if with_page else ""}
        return urlencode({name: value for name, value in given.items() if value not in (None, "")})


At = Annotated[Where, Depends()]


@router.get("/positions")
def positions(request: Request, _actor: Hr, where: At) -> Response:
    """Ai giữ vị trí nào."""
    return _shown(request, where)


@router.post("/positions")
def set_(request: Request, actor: Hr, where: At, form: Posted, seen: Seen = None) -> Response:
    """Lưu vị trí của những người trên trang."""
    typed = _typed(form)
    with reading() as session:
        known = bodies.holders(session)
    changed = {number: held for number, held in typed.items() if set(held) != set(known.get(number, ()))}
    errors: list[tuple[str, str]] = []
    knows = seen
    for number in _giving_up_first(changed, known):
        try:
            bodies.set_positions(actor, number, changed[number], seen)
        except Refusal as refusal:
            errors.append((f"held_{number}", refusal.sentence))
            knows = after(refusal, None, knows)
    if errors:
        return _shown(request, where, errors, typed, knows)
    return see_other(f"/hr/staff/positions?{where.query()}", f"Đã lưu vị trí, {len(changed)} người thay đổi.")


def _typed(form: FormData) -> Held:
    """The positions ticked of each person who stands on the page and whose ticks were touched."""
    numbers = [str(value) for value in form.getlist("among")][:MOST_PEOPLE]
    people = [int(number) for number in numbers if re.fullmatch(r"[0-9]{1,10}", number) and int(number) <= LARGEST]
    ticked = {number: set(map(str, form.getlist(f"held_{number}"))) for number in people}
    held = {number: tuple(position for position in Position if position in ticked[number]) for number in people}
    return {number: given for number, given in held.items() if was(given) != form.get(f"was_{number}")}


def was(held: Sequence[Position]) -> str:
    """The mark that the page carries for a person: ticks not touched are not saved, whoever saved others meanwhile."""
    return mark_of(*sorted(held))


def _giving_up_first(changed: Held, known: Held) -> Sequence[int]:
    """Whoever gives up the post of head comes before whoever takes it: the agency has one head."""
    return sorted(changed, key=lambda number: Position.HEAD not in known.get(number, ()))


def _shown(
    request: Request, where: Where, errors: Errors = (), typed: Held | None = None, seen: int | None = None
) -> Response:
    seen = last_event(None) if seen is None else seen
    with reading() as session:
        desk = positions_desk(session, where.sought)
    told = {"desk": desk, "where": where, "typed": typed or {}, "positions": list(Position), "was": was, "seen": seen}
    return page(request, "hr/appointment/positions.html.jinja", 422 if errors else 200, errors=errors, **told)
