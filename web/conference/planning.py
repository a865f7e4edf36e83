"""Kế hoạch, chương trình, dự thảo, kiểm tra và mở: what HR writes of a conference, and its opening."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import ConferenceCause, RoundMode
from models.store.database import reading
from procedures.conference import electing
from procedures.conference.preparing import drafting
from procedures.conference.preparing.drafting import LONGEST, ConferencePlan
from procedures.drafts import LONGEST_SUBJECT
from procedures.overview.desks.appointment.letter import summons_letter
from procedures.overview.desks.conference import ConferenceDesk
from procedures.refusal import Refusal
from procedures.unchanged import WRITTEN
from web import typed
from web.bounds import ProcedureId
from web.conference.frame import DRAFT, Hr
from web.csrf import form_of
from web.pages import see_other
from web.seen import Seen, after, last_event

router = APIRouter(prefix="/hr/procedures/{procedure_id}/conference", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
Wrong = list[tuple[str, str]]
PLAN = ("subject", "place", "presidium", "secretaries", "preparation", "invitation")
LENGTHS = {"subject": LONGEST_SUBJECT, **LONGEST}
FIRST_YEAR, LAST_YEAR = 2000, 2100


@router.get("")
def asked(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kế hoạch đã lưu."""
    seen = last_event(procedure_id)
    values = _values_of(DRAFT.desk_of(procedure_id))
    return DRAFT.shown(request, procedure_id, "conference", "plan", values=values, seen=seen)


@router.post("")
def written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu kế hoạch."""
    names = (*PLAN, "year", "cause", "requesters", "starts_day", "starts_clock")
    values = {name: str(form.get(name) or "")[: LENGTHS.get(name, 40) + 1] for name in names}
    errors = _too_long(values)
    plan = _plan(DRAFT.desk_of(procedure_id), values, errors)
    if plan is not None and not errors:
        try:
            drafting.write_plan(actor, procedure_id, plan, seen)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append((refusal.field or "subject", refusal.sentence))
    if errors:
        return DRAFT.shown(request, procedure_id, "conference", "plan", errors, values=values, seen=seen)
    if form.get("then") == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/conference/agenda", "Đã lưu.")


def _values_of(desk: ConferenceDesk) -> Values:
    """What is kept, as it would be typed; no cause is chosen for a plan not written yet."""
    conference = desk.conference
    day, hour = typed.as_typed(conference.starts_at)
    kept = {name: str(getattr(conference, name)) for name in PLAN if name != "subject"}
    is_written = conference.year is not None
    return {
        "subject": desk.procedure.subject,
        **kept,
        "year": str(conference.year or ""),
        "cause": conference.cause.value if is_written else "",
        "requesters": str(conference.requesters or ""),
        "starts_day": day,
        "starts_clock": hour,
    }


def _too_long(values: Values) -> Wrong:
    said = {name: most for name, most in LENGTHS.items() if name in values and len(values[name].strip()) > most}
    return [(name, Refusal("text_too_long", at_most=most).sentence) for name, most in said.items()]


def _plan(desk: ConferenceDesk, values: Values, errors: Wrong) -> ConferencePlan | None:
    """The plan that was typed over the one that is kept; what cannot be is added to `errors`."""
    numbers: dict[str, int | None] = {}
    for name in ("year", "requesters"):
        try:
            numbers[name] = typed.whole(values[name])
        except typed.Unclear as unclear:
            errors.append((name, unclear.sentence))
    year = numbers.get("year")
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        errors.append(("year", Refusal("year_wrong").sentence))
    if values["cause"] not in set(ConferenceCause):
        errors.append(("cause", Refusal("cause_missing").sentence))
    starts_at = typed.moment(values, "starts", errors)
    if errors:
        return None
    text = {name: values[name] for name in PLAN}
    cause = ConferenceCause(values["cause"])
    known = _kept(desk)
    return replace(known, **text, year=year, cause=cause, requesters=numbers["requesters"], starts_at=starts_at)


def _kept(desk: ConferenceDesk) -> ConferencePlan:
    conference = desk.conference
    return ConferencePlan(
        subject=desk.procedure.subject,
        year=conference.year,
        cause=conference.cause,
        requesters=conference.requesters,
        starts_at=conference.starts_at,
        is_resolution_sealed=conference.is_resolution_sealed,
        **{name: getattr(conference, name) for name in LONGEST},
    )


@router.get("/agenda")
def agenda(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Chương trình, dự thảo nghị quyết, các việc lấy ý kiến."""
    seen = last_event(procedure_id)
    desk = DRAFT.desk_of(procedure_id)
    conference = desk.conference
    values = {"text": conference.resolution, **{item.key: item.presenter for item in desk.agenda}}
    values |= {"sealed_matters": conference.sealed_matters, "sealed": "resolution" * conference.is_resolution_sealed}
    return DRAFT.shown(request, procedure_id, "conference/agenda", "agenda", values=values, seen=seen)


@router.post("/agenda")
def agenda_written(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu chương trình, dự thảo."""
    desk = DRAFT.desk_of(procedure_id)
    keys = [item.key for item in desk.agenda]
    values = {"text": str(form.get("text") or "")[: LONGEST["resolution"] + 1]}
    values |= {key: str(form.get(key) or "")[: drafting.LONGEST_PRESENTER] for key in keys}
    values["sealed_matters"] = str(form.get("sealed_matters") or "")[: LONGEST["sealed_matters"] + 1]
    values["sealed"] = str(form.get("sealed") or "")[:20]
    errors = _too_long({"resolution": values["text"], "sealed_matters": values["sealed_matters"]})
    drafts = [int(str(each)) for each in form.getlist("drafts") if str(each).isdecimal() and len(str(each)) < 10]
    if not errors:
        plan = replace(
            _kept(desk),
            resolution=values["text"],
            sealed_matters=values["sealed_matters"],
            is_resolution_sealed=values["sealed"] == "resolution",
            presenters={key: values[key] for key in keys},
        )
        try:
            drafting.write_plan(actor, procedure_id, plan, seen)
            drafting.link_drafts(actor, procedure_id, drafts)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            errors.append((refusal.field or "text", refusal.sentence))
    if errors:
        told = [("text" if name == "resolution" else name, sentence) for name, sentence in errors]
        return DRAFT.shown(request, procedure_id, "conference/agenda", "agenda", told, values=values, seen=seen)
    if form.get("then") == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/conference/board", "Đã lưu.")


@router.get("/board")
def board(request: Request, _actor: Hr, procedure_id: ProcedureId) -> Response:
    """Bầu mấy người, ai ứng cử, bằng phiếu nào."""
    seen = last_event(procedure_id)
    desk = DRAFT.desk_of(procedure_id)
    form = RoundMode.SEALED if desk.conference.is_sealed else RoundMode.PAPER
    values = {"seats": str(desk.conference.board_seats or ""), "form": form.value}
    chosen = [str(each.staff_member_id) for each in desk.candidates]
    told = {"values": values, "chosen": chosen, "seen": seen}
    return DRAFT.shown(request, procedure_id, "conference/board", "board", **told)


@router.post("/board")
def board_named(request: Request, actor: Hr, procedure_id: ProcedureId, form: Posted, seen: Seen = None) -> Response:
    """Lưu danh sách ứng cử, hình thức phiếu."""
    seats, errors = str(form.get("seats") or "")[:10], Wrong()
    mode = str(form.get("form") or RoundMode.PAPER)[:20]
    chosen = [str(each) for each in form.getlist("candidates") if str(each).isdecimal() and len(str(each)) < 10]
    try:
        people, is_sealed = [int(each) for each in chosen], mode == RoundMode.SEALED
        electing.name_board(actor, procedure_id, typed.whole(seats) or 0, people, seen, is_sealed=is_sealed)
    except typed.Unclear as unclear:
        errors.append(("seats", unclear.sentence))
    except Refusal as refusal:
        if refusal.field is None and refusal.key != WRITTEN:
            raise
        seen = after(refusal, procedure_id, seen)
        errors.append((refusal.field or "seats", refusal.sentence))
    if errors:
        told = {"values": {"seats": seats, "form": mode}, "chosen": chosen, "seen": seen}
        return DRAFT.shown(request, procedure_id, "conference/board", "board", errors, **told)
    if form.get("then") == "leave":
        return see_other("/hr", "Đã lưu bản nháp.")
    return see_other(f"/hr/procedures/{procedure_id}/duties", "Đã lưu.")


@router.get("/open")
def checked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kiểm tra: what will happen, in plain words, and what is missing."""
    return _checking(request, actor, procedure_id)


@router.post("/test")
def tested(actor: Hr, procedure_id: ProcedureId) -> Response:
    """Gửi thử cho tôi."""
    drafting.send_preview(actor, procedure_id)
    return see_other(f"/hr/procedures/{procedure_id}/conference/open", f"Thư gửi thử đang tới {actor.email}.")


@router.post("/open")
def opened(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Mở hội nghị."""
    try:
        drafting.open_(actor, procedure_id)
    except Refusal as refusal:
        return _checking(request, actor, procedure_id, [("open", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã mở. Chờ Công đoàn thống nhất kế hoạch.")


def _checking(request: Request, actor: Hr, procedure_id: int, errors: Wrong | None = None) -> Response:
    with reading() as session:
        letter = summons_letter(session, actor, procedure_id)
    return DRAFT.shown(request, procedure_id, "conference/open", "open", errors or [], letter=letter)
