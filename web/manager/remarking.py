"""Ý kiến của Công đoàn: the answered table to read, and the remark that the law asks for before the decision."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.opinion import responding
from procedures.overview.desks.responses import Sought, desk_of, part_of
from procedures.refusal import Refusal
from web.bounds import Page, ProcedureId
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures", default_response_class=HTMLResponse)
Union = Annotated[Actor, Depends(requires(Power.REMARK))]
Chosen = Annotated[str, Form(max_length=20)]
Remark = Annotated[str, Form(max_length=20_000)]
Then = Annotated[str, Form(max_length=10)]
AGREED = "Nhất trí với dự thảo."
LONGEST_REMARK = 4_900


@router.get("/{procedure_id}/union-remark")
def asked(
    request: Request, actor: Union, procedure_id: ProcedureId, number: Annotated[Page, Query(alias="page")] = 1
) -> Response:
    """Công đoàn có ý kiến."""
    return _shown(request, procedure_id, here=number)


@router.post("/{procedure_id}/union-remark/review")
def reviewed(
    request: Request, actor: Union, procedure_id: ProcedureId, choice: Chosen = "", remark: Remark = ""
) -> Response:
    """Xem lại ý kiến; nothing is kept yet."""
    if errors := _wrong(choice, remark):
        return _shown(request, procedure_id, choice, remark, errors)
    with reading() as session:
        desk = desk_of(session, procedure_id)
    if not desk.awaits_union:
        return _shown(request, procedure_id, choice, remark)
    told = {"desk": desk, "choice": choice, "remark": remark, "said": _said(choice, remark)}
    return page(request, "deciding/union_review.html.jinja", **told)


@router.post("/{procedure_id}/union-remark")
def written(
    request: Request, actor: Union, procedure_id: ProcedureId, choice: Chosen = "", remark: Remark = "", then: Then = ""
) -> Response:
    """Ghi ý kiến, once; or back to the form with what was typed."""
    if then == "edit":
        return _shown(request, procedure_id, choice, remark)
    if errors := _wrong(choice, remark):
        return _shown(request, procedure_id, choice, remark, errors)
    try:
        responding.remark(actor, procedure_id, _said(choice, remark))
    except Refusal as refusal:
        return _shown(request, procedure_id, choice, remark, [(refusal.field or "choice", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã ghi ý kiến của Công đoàn. Lãnh đạo được báo để quyết định.")


def _said(choice: str, remark: str) -> str:
    """The remark as it will stand on record."""
    return f"{AGREED} {remark.strip()}".strip() if choice == "agree" else remark.strip()


def _wrong(choice: str, remark: str) -> list[tuple[str, str]]:
    """What is missing or too long in the form, by control."""
    if choice not in ("agree", "comment"):
        return [("choice", "Chưa chọn. Đánh dấu nhất trí hoặc có ý kiến.")]
    if choice == "comment" and not remark.strip():
        return [("remark", Refusal("remark_missing").sentence)]
    if len(remark.strip()) > LONGEST_REMARK:
        return [("remark", Refusal("comment_too_long", at_most=LONGEST_REMARK).sentence)]
    return []


def _shown(
    request: Request, procedure_id: int, choice: str = "", remark: str = "", errors: Errors = (), here: int = 1
) -> Response:
    with reading() as session:
        desk = desk_of(session, procedure_id)
    if desk.procedure.state == "draft":
        return see_other("/procedures")
    told = {"desk": desk, "choice": choice, "remark": remark}
    told |= {"part": part_of(desk.table.rows, Sought(page=here))}
    return page(request, "deciding/union.html.jinja", 422 if errors else 200, errors=errors, **told)
