"""Điểm danh và diễn biến: who is there, the list closed, what happened, for the secretary and HR."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response

from models import CheckIn, DocumentKind
from models.store.database import reading
from notifications import links
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning.on.nominees import asked_to_withdraw
from procedures.evidence import documents_of
from procedures.meetings.holding import attending, excusing, minutes
from procedures.meetings.running import check_runs
from procedures.meetings.tallying import counting
from procedures.refusal import Refusal
from web import typed
from web.access.qr import drawn
from web.bounds import LARGEST, ProcedureId
from web.meetings.reading import desk_of
from web.pages import Errors, page, see_other
from web.seen import Seen, after
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/meetings/{meeting_id}", default_response_class=HTMLResponse)
Runner = Annotated[Actor, Depends(requires(Power.RUN_MEETING))]
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
Number = Annotated[int, Form(ge=0, le=LARGEST)]
Short = Annotated[str, Form(max_length=500)]
Course = Annotated[str, Form(max_length=40_000)]


@router.get("")
def asked(request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId) -> HTMLResponse:
    """Danh sách điểm danh, chốt, diễn biến."""
    return _shown(request, actor, procedure_id, meeting_id)


@router.get("/hall")
def hall(request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId) -> HTMLResponse:
    """Màn hình hội trường: the code that each person scans, and how many are there, in big type."""
    with reading() as session:
        check_runs(session, actor, procedure_id)
        desk = desk_of(session, procedure_id, meeting_id)
        address = links.page(f"/here/{attending.hall_token(desk.meeting)}")
    return page(request, "meetings/hall.html.jinja", desk=desk, address=address, picture=drawn(address, 480))


@router.post("/present")
def present(
    actor: Runner,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    person: Number = 0,
    there: Short = "",
    how: Short = "",
) -> Response:
    """Ghi một người có mặt, hoặc thôi ghi."""
    way = CheckIn(how) if how in set(CheckIn) else CheckIn.LIST
    return _done(
        lambda: attending.check_in(actor, procedure_id, meeting_id, person, there == "yes", way),
        procedure_id,
        meeting_id,
        anchor=f"#person-{person}",
    )


@router.post("/absent")
def absent(
    actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId, person: Number = 0, reason: Short = ""
) -> Response:
    """Ghi lý do vắng."""
    return _done(
        lambda: attending.note_absence(actor, procedure_id, meeting_id, person, reason),
        procedure_id,
        meeting_id,
        "Đã ghi lý do vắng.",
    )


@router.post("/excuse")
def excuse(
    actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, person: Number = 0, document: Number = 0
) -> Response:
    """Vắng bất khả kháng, theo văn bản đã lưu."""
    return _done(
        lambda: excusing.excuse(actor, procedure_id, meeting_id, person, document),
        procedure_id,
        meeting_id,
        "Đã ghi vắng bất khả kháng.",
    )


@router.post("/open/review")
def review(request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId) -> HTMLResponse:
    """Xem lại trước khi chốt điểm danh."""
    with reading() as session:
        check_runs(session, actor, procedure_id)
        desk = desk_of(session, procedure_id, meeting_id)
        withdrawing = [each.full_name for each in asked_to_withdraw(session, procedure_id)]
    return page(request, "meetings/open.html.jinja", desk=desk, withdrawing=withdrawing)


@router.post("/open")
def opened(request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Chốt điểm danh: from now on nobody is added."""
    try:
        there = attending.open_meeting(actor, procedure_id, meeting_id)
    except Refusal as refusal:
        return _shown(request, actor, procedure_id, meeting_id, 409, [("open", refusal.sentence)])
    said = f"Đã chốt điểm danh: {there.present}/{there.summoned} người có mặt."
    return see_other(_address(procedure_id, meeting_id), said)


@router.post("/course")
def course(
    request: Request,
    actor: Runner,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    text: Course = "",
    ended_day: Short = "",
    ended_clock: Short = "",
    seen: Seen = None,
) -> Response:
    """Ghi diễn biến và giờ kết thúc, để lên biên bản."""
    values: dict[str, Any] = {"text": text, "ended_day": ended_day, "ended_clock": ended_clock, "seen": seen}
    try:
        ended_at = typed.instant(ended_day, ended_clock) if ended_clock.strip() else None
        minutes.write_course(actor, procedure_id, meeting_id, text, seen)
        if ended_at:
            minutes.end_meeting(actor, procedure_id, meeting_id, ended_at)
    except typed.Unclear as unclear:
        return _shown(request, actor, procedure_id, meeting_id, 422, [("ended_day", unclear.sentence)], values)
    except Refusal as refusal:
        values["seen"] = after(refusal, procedure_id, seen)
        field = {"ended_at": "ended_day", "course": "text"}.get(refusal.field or "", "text")
        return _shown(request, actor, procedure_id, meeting_id, 422, [(field, refusal.sentence)], values)
    return see_other(_address(procedure_id, meeting_id), "Đã lưu diễn biến.")


def _address(procedure_id: int, meeting_id: int) -> str:
    return f"/procedures/{procedure_id}/meetings/{meeting_id}"


def _done(
    do: Callable[[], object], procedure_id: int, meeting_id: int, sentence: str = "", anchor: str = ""
) -> Response:
    """Do it, and back to the list; a refusal is said on top of it."""
    address = _address(procedure_id, meeting_id)
    try:
        do()
    except Refusal as refusal:
        if refusal.key in ("needs_role", "concerned", "second_factor_needed"):
            raise
        return see_other(address, refusal.sentence, "late")
    return see_other(address + anchor, sentence)


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    status: int = 200,
    errors: Errors = (),
    values: dict[str, Any] | None = None,
) -> HTMLResponse:
    with reading() as session:
        check_runs(session, actor, procedure_id)
        values = values or {"seen": log.last_of(session, procedure_id)}
        desk = desk_of(session, procedure_id, meeting_id)
        excuses = documents_of(session, procedure_id, DocumentKind.FORCE_MAJEURE) if actor.may(Power.DRAFT) else []
        is_counted = any(counting.settled(session, desk.meeting, each.post) for each in desk.ballots)
    may_correct = is_counted and actor.may(Power.CORRECT)
    told = {"desk": desk, "values": values, "excuses": excuses, "may_correct": may_correct}
    told["may_prepare"] = actor.may(Power.DRAFT)
    return page(request, "meetings/attendance.html.jinja", status, errors=errors, **told)
