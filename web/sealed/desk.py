"""Bàn phiếu kín của một quy trình: keys, ballots, the consent to codes by mail, opening and closing with two people."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models import CodeMode, DutyKind, ProcedureState
from models.store.database import reading
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.conference import voting
from procedures.countersigning import signing
from procedures.meetings.summoning import paper_again
from procedures.opinion import sealing
from procedures.overview.sealed import desk_of
from procedures.overview.sight import WATCHERS
from procedures.refusal import Refusal
from procedures.sealed import archive, ceremony, opening, preparing, publishing
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.pages import Errors, page, see_other
from web.sealed.booth import sent
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/sealed", default_response_class=HTMLResponse)
Watcher = Annotated[Actor, Depends(requires(*WATCHERS))]
WatcherOrTeller = Annotated[Actor, Depends(requires(Power.SEE_BOX))]
KeyAsker = Annotated[Actor, Depends(requires(Power.ASSIGN_DUTIES))]
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Corrector = Annotated[Actor, Depends(requires(Power.CORRECT))]
Consenting = Annotated[Actor, Depends(requires(Power.CONSENT_TO_CODES))]
Number = Annotated[int, Form(ge=0, le=LARGEST)]
SealedId = Annotated[int, Path(ge=1, le=LARGEST)]
Short = Annotated[str, Form(max_length=40)]
Reason = Annotated[str, Form(max_length=signing.LONGEST_REASON)]
PREPARED = "Đã chuẩn bị phiếu. Trang này ghi còn thiếu gì trước khi mở."
ACTS = {"open": "open_sealed_round", "close": "close_sealed_round", "give_up": "give_up_words"}


@router.get("")
def desk(request: Request, actor: WatcherOrTeller, procedure_id: ProcedureId) -> HTMLResponse:
    """Khóa, lượt bỏ phiếu, hòm phiếu đang ở đâu; người kiểm phiếu ghi số phiếu mã, in phiếu mã ở đây."""
    if not actor.holds(*WATCHERS):
        with reading() as session:
            duties.check_holder(session, actor, procedure_id, DutyKind.TELLER)
    return shown(request, actor, procedure_id)


@router.post("/keys")
def keys_asked(request: Request, actor: KeyAsker, procedure_id: ProcedureId) -> Response:
    """Mời ba người kiểm phiếu tạo khóa."""
    try:
        ceremony.begin(actor, procedure_id)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [("keys", refusal.sentence)])
    return see_other(address(procedure_id), "Ba người kiểm phiếu có liên kết tạo khóa trong thư.")


@router.post("/prepare")
def prepared(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    meeting: Number = 0,
    beside: Number = 0,
    closes_day: Short = "",
    closes_clock: Short = "",
    codes: Short = "",
) -> Response:
    """Chuẩn bị phiếu của một hội nghị hay của lượt bên cạnh, với giờ đóng hòm và cách nhận mã."""
    try:
        if beside:
            voting.prepare(actor, procedure_id, beside, typed.instant(closes_day, closes_clock))
            return see_other(address(procedure_id), PREPARED)
        if not meeting:
            sealing.prepare(actor, procedure_id)
            return see_other(address(procedure_id), PREPARED)
        closes_at = typed.instant(closes_day, closes_clock)
        if codes and codes not in set(CodeMode):
            raise Refusal("codes_never", field="codes")
        preparing.prepare_meeting(actor, procedure_id, meeting, closes_at, CodeMode(codes) if codes else None)
    except (Refusal, typed.Unclear) as no:
        field = "codes" if isinstance(no, Refusal) and no.field == "codes" else "closes_day"
        return shown(request, actor, procedure_id, [(field, no.sentence)])
    return see_other(address(procedure_id), PREPARED)


@router.post("/drop")
def dropped(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Thôi nhận ý kiến kín, trước khi gửi thư."""
    try:
        sealing.drop(actor, procedure_id)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [("drop", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Thôi nhận ý kiến kín; mọi ý kiến đều ký tên.")


@router.post("/consent")
def consented(request: Request, actor: Consenting, procedure_id: ProcedureId, sealed: Number = 0) -> Response:
    """Đồng ý gửi mã bỏ phiếu qua thư."""
    try:
        preparing.consent(actor, procedure_id, sealed)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [(f"consent-{sealed}", refusal.sentence)])
    return see_other(address(procedure_id), "Đã ghi: đồng ý gửi mã bỏ phiếu qua thư.")


@router.post("/ask")
def asked(
    request: Request,
    actor: Corrector,
    procedure_id: ProcedureId,
    sealed: Number = 0,
    act: Short = "",
    reason: Reason = "",
) -> Response:
    """Đề nghị người thứ hai ký mở lượt bỏ phiếu, hoặc đóng hòm trước giờ."""
    try:
        if act not in ACTS:
            raise Refusal("json_unreadable")
        signing.ask(actor, ACTS[act], {"sealed": sealed}, reason, procedure_id)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [("reason", refusal.sentence)])
    return see_other(address(procedure_id), "Đã gửi đề nghị. Việc được làm khi có người thứ hai ký.", "wait")


@router.post("/paper")
def on_paper(request: Request, actor: Hr, procedure_id: ProcedureId, meeting: Number = 0) -> Response:
    """Bỏ phiếu lại trên giấy, khi quá ít người bỏ phiếu kín."""
    try:
        paper_again.vote_on_paper(actor, procedure_id, meeting)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [("paper", refusal.sentence)])
    return see_other(address(procedure_id), "Hội nghị bỏ phiếu lại trên giấy. Tổ kiểm phiếu có thư nhập kết quả.")


@router.post("/again")
def sent_again(
    request: Request, actor: Hr, procedure_id: ProcedureId, sealed: Number = 0, person: Number = 0
) -> Response:
    """Gửi lại liên kết và mã cho một người, đến địa chỉ đã đăng ký."""
    try:
        opening.send_again(actor, procedure_id, sealed, person)
    except Refusal as refusal:
        return shown(request, actor, procedure_id, [("person", refusal.sentence)])
    return see_other(address(procedure_id), "Đã xếp thư gửi lại; vẫn mã cũ.")


@router.get("/{sealed_id}/archive.bel")
def whole_archive(actor: Watcher, procedure_id: ProcedureId, sealed_id: SealedId) -> Response:
    """Toàn bộ hồ sơ hòm phiếu, cho người được xem kết quả."""
    with reading() as session:
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
        if not publishing.may_see_result(session, actor, sealed):
            raise Refusal("needs_role", roles=[])
    return sent(sealed, sealed.height)


def shown(request: Request, actor: Actor, procedure_id: int, errors: Errors = ()) -> HTMLResponse:
    with reading() as session:
        desk = desk_of(session, actor, procedure_id)
    is_over = desk.procedure.state in (ProcedureState.CLOSED, ProcedureState.ANNULLED)
    may = {
        "keys": actor.may(Power.ASSIGN_DUTIES),
        "prepare": actor.may(Power.DRAFT),
        "ask": actor.may(Power.CORRECT),
        "consent": actor.may(Power.CONSENT_TO_CODES),
        "sign": actor.is_strong,
    }
    may = {name: is_allowed and not is_over for name, is_allowed in may.items()}
    return page(request, "sealed/desk.html.jinja", 409 if errors else 200, errors=errors, desk=desk, may=may)


def address(procedure_id: int) -> str:
    return f"/procedures/{procedure_id}/sealed"
