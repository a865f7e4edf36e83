"""Ký lần thứ hai: exactly what will happen, then agree or not; and what became of a request."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.countersigning.reading import request_of
from procedures.refusal import Refusal
from web.bounds import LARGEST
from web.pages import page, see_other
from web.session import SecondFactorNeeded, SignedIn

router = APIRouter(prefix="/countersign", default_response_class=HTMLResponse)
ActId = Annotated[int, Path(ge=1, le=LARGEST)]
Choice = Annotated[str, Form(max_length=20)]
Why = Annotated[str, Form(max_length=20_000)]
SIGN, REFUSE = "sign", "refuse"
UNCHOSEN = "Chưa chọn dòng nào. Chọn đồng ý ký hoặc không đồng ý."


@router.get("/{act_id}")
def asked(request: Request, actor: SignedIn, act_id: ActId) -> HTMLResponse:
    """Một đề nghị: của ai, để làm gì, vì sao."""
    return _shown(request, actor, act_id)


@router.post("/{act_id}")
def settled(request: Request, actor: SignedIn, act_id: ActId, choice: Choice = "", why: Why = "") -> Response:
    """Ký, hoặc không đồng ý với lý do."""
    if choice == SIGN:
        signing.sign(actor, act_id)
        return see_other(f"/countersign/{act_id}", "Đã ký. Việc đã được làm.")
    if choice != REFUSE:
        return _shown(request, actor, act_id, [("choice", UNCHOSEN)], why)
    try:
        signing.refuse(actor, act_id, why)
    except Refusal as refusal:
        if refusal.field is None:
            raise
        said = "Không đồng ý thì ghi lý do." if refusal.key == "act_reason_missing" else refusal.sentence
        return _shown(request, actor, act_id, [("why", said)], why, choice)
    return see_other(f"/countersign/{act_id}", "Đã ghi là không đồng ý. Người đề nghị xem được lý do.")


@router.post("/{act_id}/withdraw")
def withdrawn(actor: SignedIn, act_id: ActId) -> Response:
    """Người đề nghị rút lại."""
    signing.withdraw(actor, act_id)
    return see_other(f"/countersign/{act_id}", "Đã rút đề nghị.")


def _shown(
    request: Request,
    actor: Actor,
    act_id: int,
    errors: list[tuple[str, str]] | None = None,
    why: str = "",
    choice: str = "",
) -> HTMLResponse:
    with reading() as session:
        found = request_of(session, actor, act_id)
    if found.may_sign and not actor.is_strong:
        raise SecondFactorNeeded
    told = {"asked": found, "why": why, "choice": choice}
    return page(request, "corrections/sign.html.jinja", 422 if errors else 200, errors=errors or (), **told)
