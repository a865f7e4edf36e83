"""Sáu bước soạn: the frame of each step, what is done already, and on the right what the staff will see."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from models import ProcedureState
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.desks.draft import Draft, draft_of, letter_of
from web.errors import moved_on
from web.pages import page, see_other
from web.seen import last_event
from web.session import requires

Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
STEPS = (
    ("kind", "Loại quy trình"),
    ("text", "Nội dung"),
    ("people", "Danh sách"),
    ("times", "Thời hạn và nhắc"),
    ("letter", "Thư mời"),
    ("open", "Kiểm tra và mở"),
)
DEADLINES = ("deadline", "opinion_deadline")
LACKED_BY = {
    "text": ("text", "conference", "draft_text", "matter", "not_by_conference", "responsible", "sealed_people"),
    "people": ("people", "item_owners"),
    "times": DEADLINES,
    "letter": DEADLINES,
}
PART_OF = {"items": "text"}
TEMPLATES = {("opinion", "text"): "plan"}


def shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    step: str,
    status: int = 200,
    errors: Sequence[tuple[str, str]] = (),
    **more: object,
) -> Response:
    """A step of the draft; a procedure that is open already goes to its own page."""
    seen = last_event(procedure_id)
    with reading() as session:
        draft = draft_of(session, procedure_id)
        letter = letter_of(session, actor, procedure_id)
    if draft.procedure.state is not ProcedureState.DRAFT and not (step == "times" and draft.round.opened_at is None):
        return moved_on(request, f"/procedures/{procedure_id}", errors[0][1] if errors else "")
    frame = {"draft": draft, "letter": letter, "steps": _along_the_top(draft), "here": _place(step), "seen": seen}
    template = TEMPLATES.get((draft.procedure.kind, step), step)
    return page(request, f"hr/wizard/{template}.html.jinja", status, errors=errors, **(frame | more))


def saved(procedure_id: int, step: str, then: str) -> Response:
    """On to the next step, or back to the desk for now."""
    if then == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/{STEPS[_place(step)][0]}", "Đã lưu.")


def first_undone(draft: Draft) -> str:
    """The step on which to go on."""
    return next((key for key, _name in STEPS if not _is_done(draft, key)), "open")


def _along_the_top(draft: Draft) -> list[tuple[str, str | None]]:
    base = f"/hr/procedures/{draft.procedure.id}"
    return [(name, f"{base}/{key}" if _is_done(draft, key) else None) for key, name in STEPS]


def _is_done(draft: Draft, step: str) -> bool:
    return step != "open" and not set(LACKED_BY.get(step, ())).intersection(draft.lacking)


def _place(step: str) -> int:
    """Its number, from 1."""
    return [key for key, _name in STEPS].index(PART_OF.get(step, step)) + 1
