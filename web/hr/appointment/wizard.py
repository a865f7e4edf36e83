"""Sáu bước soạn một lần bổ nhiệm: the frame of each page of a case, and which step of the draft comes next."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.appointment.case import CaseDesk, case_desk
from web.pages import Errors, page, see_other
from web.seen import last_event
from web.session import requires

Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
STEPS = (
    ("case", "Nội dung"),
    ("posts", "Vị trí, nhân sự"),
    ("nominees", "Tiêu chuẩn, hồ sơ"),
    ("duties", "Nhiệm vụ"),
    ("summons", "Giấy mời"),
    ("check", "Kiểm tra và mở"),
)
ONLY_WHILE_DRAFT = ("case", "summons", "check")
IN_TIME = ("begun_in_the_past", "law_of_that_day", "begun_with_document", "policy_way", "step_of_the_law")
HEAD = ("head_concerned", "head_may_decide", "superior_chairs", "superior_chair")
LACKED_BY = {
    "case": ("authority", *IN_TIME, *HEAD),
    "posts": ("posts", "nominees"),
    "duties": ("secretary", "tellers", "decider"),
}


def desk_of(procedure_id: int) -> CaseDesk:
    """The case of a procedure, read for one page."""
    with reading() as session:
        return case_desk(session, procedure_id)


def shown(request: Request, procedure_id: int, step: str, errors: Errors = (), **more: object) -> Response:
    """A page of the case, with the steps along the top while it is a draft; what only a draft has leads to the case."""
    seen, desk = last_event(procedure_id), desk_of(procedure_id)
    if not desk.is_draft and step in ONLY_WHILE_DRAFT:
        return see_other(f"/procedures/{procedure_id}", errors[0][1] if errors else "", "late")
    frame = {"desk": desk, "steps": _along_the_top(desk), "here": _place(step), "seen": seen}
    return page(request, f"hr/appointment/{step}.html.jinja", 422 if errors else 200, errors=errors, **(frame | more))


def saved(procedure_id: int, step: str, then: str = "") -> Response:
    """On to the next step, or back to the desk for now."""
    if then == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/{STEPS[_place(step)][0]}", "Đã lưu.")


def first_undone(procedure_id: int) -> str:
    """The step on which to go on."""
    desk = desk_of(procedure_id)
    return next((key for key, _name in STEPS if not _is_done(desk, key)), "check")


def _along_the_top(desk: CaseDesk) -> list[tuple[str, str | None]]:
    base = f"/hr/procedures/{desk.procedure.id}"
    looked_at = {
        "nominees": bool(desk.people) and all(each.is_settled for each in desk.people),
        "summons": bool(desk.people),
    }
    done = {key: looked_at.get(key, _is_done(desk, key)) for key, _name in STEPS}
    return [(name, f"{base}/{key}" if done[key] else None) for key, name in STEPS]


def _is_done(desk: CaseDesk, step: str) -> bool:
    return step != "check" and not set(LACKED_BY.get(step, ())).intersection(desk.lacking)


def _place(step: str) -> int:
    """Its number, from 1."""
    return next((number for number, (key, _name) in enumerate(STEPS, 1) if key == step), 1)
