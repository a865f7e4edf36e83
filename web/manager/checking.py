"""Kiểm tra việc thực hiện nghị quyết: HR and head assess each item, the head concludes, the union has its say."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import Procedure
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.overview.sight import WATCHERS
from procedures.refusal import Refusal
from procedures.resolution.items import checking
from procedures.resolution.items.listing import items_of
from procedures.resolution.items.schedule import check_of
from web.bounds import ProcedureId
from web.csrf import form_of
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/checks/{number}", default_response_class=HTMLResponse)
Watcher = Annotated[Actor, Depends(requires(*WATCHERS))]
Assessor = Annotated[Actor, Depends(requires(Power.ASSESS_ITEMS))]
Head = Annotated[Actor, Depends(requires(Power.CONCLUDE_CHECK))]
Union = Annotated[Actor, Depends(requires(Power.AGREE_CHECK))]
Number = Annotated[int, Path(ge=1, le=99)]
Posted = Annotated[FormData, Depends(form_of)]
Chosen = Annotated[str, Form(max_length=20)]
Remark = Annotated[str, Form(max_length=20_000)]
AGREED = "Nhất trí với kết quả kiểm tra."
_ITEM = re.compile(r"item_([1-9][0-9]{0,2})")


@router.get("")
def check(request: Request, actor: Watcher, procedure_id: ProcedureId, number: Number) -> HTMLResponse:
    """Một kỳ kiểm tra: từng việc, đánh giá, nhận xét chung."""
    return _shown(request, actor, procedure_id, number)


@router.post("")
def assessed(
    request: Request, actor: Assessor, procedure_id: ProcedureId, number: Number, form: Posted, seen: Seen = None
) -> Response:
    """Lưu đánh giá."""
    typed = {name: str(value) for name, value in form.multi_items() if isinstance(value, str)}
    said = {int(match[1]): value for name, value in typed.items() if (match := _ITEM.fullmatch(name))}
    try:
        checking.assess(actor, procedure_id, number, said, typed.get("conclusion", ""), seen)
    except Refusal as refusal:
        errors, seen = [(refusal.field or "conclusion", refusal.sentence)], after(refusal, procedure_id, seen)
        return _shown(request, actor, procedure_id, number, errors, typed, seen)
    return see_other(f"/procedures/{procedure_id}/checks/{number}", "Đã lưu đánh giá.")


@router.post("/conclude")
def concluded(request: Request, actor: Head, procedure_id: ProcedureId, number: Number) -> Response:
    """Chốt kết quả kiểm tra."""
    try:
        checking.conclude(actor, procedure_id, number)
    except Refusal as refusal:
        errors = [(refusal.field or "conclusion", refusal.sentence)]
        return _shown(request, actor, procedure_id, number, errors)
    return see_other(f"/procedures/{procedure_id}/checks/{number}", "Đã chốt. Công đoàn được mời có ý kiến.")


@router.post("/agree")
def agreed(
    request: Request, actor: Union, procedure_id: ProcedureId, number: Number, choice: Chosen = "", remark: Remark = ""
) -> Response:
    """Công đoàn có ý kiến."""
    typed = {"choice": choice, "remark": remark}
    if choice not in ("agree", "comment"):
        errors = [("choice", "Chưa chọn. Đánh dấu nhất trí hoặc có ý kiến.")]
        return _shown(request, actor, procedure_id, number, errors, typed)
    said = f"{AGREED} {remark.strip()}".strip() if choice == "agree" else remark
    try:
        checking.agree(actor, procedure_id, number, said)
    except Refusal as refusal:
        errors = [(refusal.field or "choice", refusal.sentence)]
        return _shown(request, actor, procedure_id, number, errors, typed)
    return see_other(f"/procedures/{procedure_id}/checks/{number}", "Đã ghi ý kiến. Báo cáo kiểm tra được soạn.")


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    number: int,
    errors: Errors = (),
    typed: dict[str, str] | None = None,
    seen: int | None = None,
) -> HTMLResponse:
    seen = last_event(procedure_id) if seen is None else seen
    with reading() as session:
        procedure, found = session.get_one(Procedure, procedure_id), check_of(session, procedure_id, number)
        if found is None:
            raise Refusal("check_of_nothing")
        items = items_of(session, procedure_id)
        kept = {row.item_id: row for row in checking.assessed(session, found)}
    is_open = procedure.state == "open"
    may = {
        "assess": is_open and found.concluded_at is None and actor.may(Power.ASSESS_ITEMS),
        "conclude": is_open and found.concluded_at is None and actor.may(Power.CONCLUDE_CHECK),
        "agree": is_open and found.concluded_at is not None and not found.union_at and actor.may(Power.AGREE_CHECK),
    }
    told = {
        "procedure": procedure,
        "check": found,
        "items": items,
        "kept": kept,
        "may": may,
        "typed": typed or {},
        "seen": seen,
    }
    return page(request, "manager/check.html.jinja", 422 if errors else 200, errors=errors, **told)
