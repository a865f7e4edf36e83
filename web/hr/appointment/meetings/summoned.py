"""Danh sách triệu tập: the list that the law proposes, who is summoned also or left off, with the reason."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from models import RollEntry
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.meetings.holding import attendance
from procedures.meetings.summoning import convening
from procedures.overview.desks.appointment.meeting import part_of
from procedures.overview.desks.staff import staff
from procedures.refusal import Refusal
from web.bounds import LARGEST, Page, ProcedureId
from web.hr.appointment.meetings.preparing import MeetingId, desk_of
from web.pages import Errors, page, see_other
from web.session import requires

BASE = "/hr/procedures/{procedure_id}/meetings/{meeting_id}/list"
router = APIRouter(prefix=BASE, default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
EntryId = Annotated[int, Path(ge=1, le=LARGEST)]
Words = Annotated[str, Query(max_length=100)]
Number = Annotated[Page, Query(alias="page")]
Typed = Annotated[str, Form(max_length=2000)]
Short = Annotated[str, Form(max_length=10)]
LONGEST_REASON, LONGEST_CAPACITY = convening.LONGEST_REASON, 300
ADDED = ("Đã thêm vào danh sách triệu tập.",)
ASKED = ("Đã gửi đề nghị. Giấy mời đi khi có người thứ hai ký.", "wait")
FIELDS = ("person", "capacity", "reason", "has_vote")
Values = dict[str, str]
Wrong = list[tuple[str, str]]


@router.get("")
def listed(
    request: Request, _actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, q: Words = "", number: Number = 1
) -> Response:
    """Ai được triệu tập, với tư cách nào, có bỏ phiếu không."""
    desk = desk_of(procedure_id, meeting_id)
    told = {"desk": desk, "part": part_of(desk.there, q, number), "q": q, "number": number}
    return page(request, "hr/appointment/meeting/list.html.jinja", **told)


@router.get("/also")
def choosing(
    request: Request, _actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, q: Words = "", number: Number = 1
) -> Response:
    """Triệu tập thêm một người mà luật không đề xuất."""
    return _choosing(request, procedure_id, meeting_id, q, number)


@router.post("/also")
def added(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    q: Words = "",
    number: Number = 1,
    person: Short = "",
    capacity: Typed = "",
    reason: Typed = "",
    has_vote: Short = "",
) -> Response:
    """Thêm vào danh sách; once the summons went, ask a second person to sign it."""
    values = dict(zip(FIELDS, (person, capacity, reason, has_vote), strict=True))
    errors = _wrong(values)
    if not errors:
        try:
            is_late = desk_of(procedure_id, meeting_id).meeting.summoned_at is not None
            add = convening.summon_late if is_late else convening.summon_also
            add(actor, procedure_id, meeting_id, int(person), capacity, reason, has_vote=has_vote == "yes")
            return see_other(_list(procedure_id, meeting_id), *(ASKED if is_late else ADDED))
        except Refusal as refusal:
            errors.append((refusal.field or "person", refusal.sentence))
    return _choosing(request, procedure_id, meeting_id, q, number, values, errors)


def _wrong(values: Values) -> Wrong:
    checks = {
        "person": (bool(re.fullmatch(r"[0-9]{1,9}", values["person"])), "Chọn một người."),
        "has_vote": (values["has_vote"] in ("yes", "no"), "Chọn có bỏ phiếu hay không."),
        "capacity": (len(values["capacity"].strip()) <= LONGEST_CAPACITY, f"Dài quá {LONGEST_CAPACITY} ký tự."),
        "reason": (len(values["reason"].strip()) <= LONGEST_REASON, f"Lý do dài quá {LONGEST_REASON} ký tự."),
    }
    return [(name, sentence) for name, (is_right, sentence) in checks.items() if not is_right]


def _choosing(
    request: Request,
    procedure_id: int,
    meeting_id: int,
    q: str,
    number: int,
    values: Values | None = None,
    errors: Errors = (),
) -> Response:
    desk = desk_of(procedure_id, meeting_id)
    with reading() as session:
        found = staff(session, q, page=number)
        there = {entry.staff_member_id for _, entry in attendance.summoned(session, desk.meeting)}
    told = {"desk": desk, "staff": found, "there": there, "q": q, "number": number}
    told["values"] = values or dict.fromkeys(FIELDS, "")
    status = 422 if errors else 200
    return page(request, "hr/appointment/meeting/also.html.jinja", status, errors=errors, **told)


@router.get("/{entry_id}/off")
def asked(
    request: Request, _actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, entry_id: EntryId
) -> Response:
    """Không triệu tập một người: vì sao."""
    return _leaving_off(request, procedure_id, meeting_id, entry_id)


@router.post("/{entry_id}/off")
def left_off(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    entry_id: EntryId,
    reason: Typed = "",
) -> Response:
    """Đưa ra khỏi danh sách."""
    if len(reason.strip()) > LONGEST_REASON:
        errors = [("reason", f"Lý do dài quá {LONGEST_REASON} ký tự. Viết gọn lại.")]
        return _leaving_off(request, procedure_id, meeting_id, entry_id, reason, errors)
    try:
        convening.leave_off(actor, procedure_id, meeting_id, _entry(procedure_id, entry_id).staff_member_id, reason)
    except Refusal as refusal:
        errors = [(refusal.field or "reason", refusal.sentence)]
        return _leaving_off(request, procedure_id, meeting_id, entry_id, reason, errors)
    return see_other(_list(procedure_id, meeting_id), "Đã đưa ra khỏi danh sách triệu tập.")


def _leaving_off(
    request: Request, procedure_id: int, meeting_id: int, entry_id: int, reason: str = "", errors: Errors = ()
) -> Response:
    told = {"desk": desk_of(procedure_id, meeting_id), "entry": _entry(procedure_id, entry_id), "reason": reason}
    status = 422 if errors else 200
    return page(request, "hr/appointment/meeting/off.html.jinja", status, errors=errors, **told)


def _entry(procedure_id: int, entry_id: int) -> RollEntry:
    with reading() as session:
        entry = session.get(RollEntry, entry_id)
    if entry is None or entry.procedure_id != procedure_id:
        raise HTTPException(404)
    return entry


def _list(procedure_id: int, meeting_id: int) -> str:
    return f"/hr/procedures/{procedure_id}/meetings/{meeting_id}/list"
