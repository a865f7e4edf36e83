"""Bốn bước soạn một lần lấy phiếu: the frame of its pages, and which step of the draft comes next."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.poll import PollDesk, poll_desk
from web.pages import Errors, page, see_other
from web.session import requires

Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
STEPS = (
    ("poll", "Kế hoạch"),
    ("polled", "Người được lấy phiếu"),
    ("duties", "Nhiệm vụ"),
    ("poll/open", "Kiểm tra và mở"),
)
LACKED_BY = {
    "polled": ("polled",),
    "duties": ("secretary", "tellers", "holders"),
    "poll/open": ("hr_not_concerned", "clerk"),
}
ELSEWHERE = {key for keys in LACKED_BY.values() for key in keys}


def desk_of(procedure_id: int) -> PollDesk:
    """The poll of a procedure, read for one page."""
    with reading() as session:
        return poll_desk(session, procedure_id)


def shown(
    request: Request, procedure_id: int, step: str, template: str, errors: Errors = (), **more: object
) -> Response:
    """A page of the draft; one that was opened leads to its own page."""
    desk = desk_of(procedure_id)
    if not desk.is_draft:
        return see_other(f"/procedures/{procedure_id}", errors[0][1] if errors else "", "late")
    base = f"/hr/procedures/{procedure_id}"
    along = [(name, f"{base}/{key}" if is_done(desk, key) else None) for key, name in STEPS]
    place = next(number for number, (key, _name) in enumerate(STEPS, 1) if key == step)
    told = {"desk": desk, "steps": along, "here": place, **more}
    return page(request, f"hr/poll/{template}.html.jinja", 422 if errors else 200, errors=errors, **told)


def is_done(desk: PollDesk, step: str) -> bool:
    """Whether a step of the draft lacks nothing; the plan is whatever is not another step's."""
    if step == "poll":
        return not set(desk.lacking) - ELSEWHERE
    return step != "poll/open" and not set(LACKED_BY[step]).intersection(desk.lacking)


def first_undone(procedure_id: int) -> str:
    """The step on which to go on."""
    desk = desk_of(procedure_id)
    return next((key for key, _name in STEPS if not is_done(desk, key)), "poll/open")
