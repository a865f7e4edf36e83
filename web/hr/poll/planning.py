"""Kế hoạch, kiểm tra và mở: what HR writes of a poll, and its opening."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.confidence_poll import drafting
from procedures.confidence_poll.drafting import LONGEST, PollPlan
from procedures.drafts import LONGEST_SUBJECT
from procedures.overview.desks.appointment.letter import summons_letter
from procedures.overview.desks.poll import PollDesk
from procedures.refusal import Refusal
from web import typed
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.poll.frame import DRAFT, Hr
from web.pages import see_other
from web.seen import Seen, after, last_event

router = APIRouter(prefix="/hr/procedures/{procedure_id}/poll", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
Wrong = list[tuple[str, str]]
LENGTHS = {"subject": LONGEST_SUBJECT, **LONGEST}
NAMES = (*LENGTHS, "starts_day", "starts_clock", "way")
WAYS = {"meeting": (False, False), "correspondence": (True, False), "sealed": (True, True)}
"""Of each way: whether people do not meet, and whether ballots are sealed."""


@router.get("")
def asked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kế hoạch đã lưu."""
    seen = last_event(procedure_id)
    values = _values_of(DRAFT.desk_of(procedure_id))
    return DRAFT.shown(request, procedure_id, "poll", "plan", values=values, seen=seen)


@router.post("")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu kế hoạch."""
    values = {name: str(form.get(name) or "")[: LENGTHS.get(name, 40) + 1] for name in NAMES}
    errors = Wrong()
    plan = _plan(values, errors)
    if plan is not None:
        try:
            drafting.write_plan(actor, procedure_id, plan, seen)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append((refusal.field or "subject", refusal.sentence))
    if errors:
        return DRAFT.shown(request, procedure_id, "poll", "plan", errors, values=values, seen=seen)
    if form.get("then") == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/polled", "Đã lưu.")


def _values_of(desk: PollDesk) -> Values:
    """What is kept, as it would be typed; no way is chosen for a plan not written yet."""
    poll = desk.poll
    day, hour = typed.as_typed(poll.starts_at)
    is_written = bool(poll.organiser or poll.place or poll.starts_at)
    chosen = {of: way for way, of in WAYS.items()}
    way = chosen[poll.by_correspondence, poll.is_sealed] if is_written else ""
    kept = {name: str(getattr(poll, name)) for name in LONGEST}
    return {"subject": desk.procedure.subject, **kept, "starts_day": day, "starts_clock": hour, "way": way}


def _plan(values: Values, errors: Wrong) -> PollPlan | None:
    """The plan that was typed; what cannot be is added to `errors`."""
    for name, most in LENGTHS.items():
        if len(values[name].strip()) > most:
            errors.append((name, f"Dài quá {most} ký tự. Viết gọn lại."))
    if values["way"] not in WAYS:
        errors.append(("way", "Chọn cách lấy phiếu."))
    starts_at = typed.moment(values, "starts", errors)
    if errors:
        return None
    text = {name: values[name] for name in LENGTHS}
    by_correspondence, is_sealed = WAYS[values["way"]]
    return PollPlan(**text, starts_at=starts_at, by_correspondence=by_correspondence, is_sealed=is_sealed)


@router.get("/open")
def checked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kiểm tra: what will happen, in plain words, and what is missing."""
    return _checking(request, actor, procedure_id)


@router.post("/test")
def tested(actor: Hr, procedure_id: ProcedureId) -> Response:
    """Gửi thử cho tôi."""
    drafting.send_preview(actor, procedure_id)
    return see_other(f"/hr/procedures/{procedure_id}/poll/open", f"Thư gửi thử đang tới {actor.email}.")


@router.post("/open")
def opened(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Mở việc lấy phiếu."""
    try:
        drafting.open_(actor, procedure_id)
    except Refusal as refusal:
        return _checking(request, actor, procedure_id, [("open", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã mở. Văn thư đã được báo để vào số thông báo.")


def _checking(request: Request, actor: Hr, procedure_id: int, errors: Wrong | None = None) -> Response:
    with reading() as session:
        letter = summons_letter(session, actor, procedure_id)
    return DRAFT.shown(request, procedure_id, "poll/open", "open", errors or [], letter=letter)
