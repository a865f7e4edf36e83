"""Nhiệm vụ và người thay: whom HR has named secretary, teller or decider of a procedure, and who follows them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from models import DutyKind, Procedure, ProcedureState
from models.store.database import reading
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.duties import LONGEST_REASON
from procedures.access.powers import Power
from procedures.overview.desks.duties import duties_desk
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.ASSIGN_DUTIES))]
Account = Annotated[int, Form(ge=1, le=LARGEST)]
Kind = Annotated[DutyKind, Form()]
Typed = Annotated[str, Form(max_length=20)]
Reason = Annotated[str, Form(max_length=LONGEST_REASON)]
USUAL_WAIT = "24"


@router.get("/{procedure_id}/duties")
def assigned(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Ai giữ nhiệm vụ gì, ai thay."""
    return _shown(request, procedure_id, last_event(procedure_id))


@router.post("/{procedure_id}/duties")
def assign(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    kind: Typed = "",
    account: Typed = "",
    deputy: Typed = "",
    takes_over_after: Typed = USUAL_WAIT,
    reason: Reason = "",
    seen: Seen = None,
) -> Response:
    """Giao nhiệm vụ."""
    values = {"kind": kind, "account": account, "deputy": deputy, "takes_over_after": takes_over_after}
    values["reason"] = reason
    try:
        what = DutyKind(kind) if kind in set(DutyKind) else None
        hours = typed.whole(takes_over_after) or 0
        numbers = [typed.whole(each) for each in (account, deputy)]
    except typed.Unclear as unclear:
        return _shown(request, procedure_id, seen, [("takes_over_after", unclear.sentence)], values)
    if what is None:
        return _shown(request, procedure_id, seen, [("kind", "Chọn nhiệm vụ.")], values)
    try:
        duties.assign(actor, procedure_id, what, numbers[0] or 0, numbers[1], hours, reason, seen)
    except Refusal as refusal:
        seen = after(refusal, procedure_id, seen)
        return _shown(request, procedure_id, seen, [(refusal.field or "account", refusal.sentence)], values)
    return see_other(f"/hr/procedures/{procedure_id}/duties", "Đã giao nhiệm vụ.")


@router.post("/{procedure_id}/duties/release")
def released(
    request: Request, actor: Hr, procedure_id: ProcedureId, kind: Kind, account: Account, reason: Reason = ""
) -> Response:
    """Thôi giao."""
    try:
        duties.release(actor, procedure_id, kind, account, reason)
    except Refusal as refusal:
        if refusal.key != "duty_reason":
            raise
        return _shown(request, procedure_id, last_event(procedure_id), [(f"reason-{kind}-{account}", refusal.sentence)])
    return see_other(f"/hr/procedures/{procedure_id}/duties", "Đã thôi giao nhiệm vụ.")


def _shown(
    request: Request,
    procedure_id: int,
    seen: int | None,
    errors: Errors = (),
    values: dict[str, str] | None = None,
) -> Response:
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        desk = duties_desk(session, procedure_id)
    is_over = procedure.state in (ProcedureState.CLOSED, ProcedureState.ANNULLED)
    shown = values or {"kind": "", "account": "", "deputy": "", "takes_over_after": USUAL_WAIT, "reason": ""}
    is_open = procedure.state is ProcedureState.OPEN
    more = {"procedure": procedure, "desk": desk, "is_over": is_over, "is_open": is_open, "values": shown, "seen": seen}
    return page(request, "hr/duties.html.jinja", 422 if errors else 200, errors=errors, **more)
