"""Hội nghị đã họp trên giấy: its day, its numbers and its counts are typed in, with the scan of the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.meetings.holding import typing_in
from procedures.meetings.holding.typing_in import Excused
from procedures.meetings.tallying.count import LINES, Count, checked
from procedures.overview.desks.appointment.meeting import MeetingDesk, PostAtMeeting
from procedures.refusal import Refusal
from web import typed
from web.bounds import ProcedureId
from web.csrf import form_of
from web.hr.appointment.documents import scan_of
from web.hr.appointment.meetings.preparing import MeetingId, desk_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/hr/procedures/{procedure_id}/meetings", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
Wrong = list[tuple[str, str]]
WORDS = {
    "issued": "Số phiếu phát ra",
    "returned": "Số phiếu thu về",
    "valid": "Số phiếu hợp lệ",
    "invalid": "Số phiếu không hợp lệ",
    "blank": "Số phiếu trắng",
    "others": "Phiếu ghi tên người ngoài danh sách (trong số phiếu không hợp lệ)",
}


@dataclass(frozen=True)
class Line:
    """One line of the counting sheet: the control's name and what stands beside it."""

    name: str
    label: str


def lines_of(each: PostAtMeeting) -> list[Line]:
    """The lines of the sheet of one post, in the order of the minutes."""
    number = each.post.id
    names = [Line(f"votes_{nominee.id}_{number}", f"Số phiếu cho {nominee.full_name}") for nominee in each.names]
    totals = [Line(f"{line}_{number}", WORDS[line]) for line in LINES]
    return [*totals[:5], *names, *totals[5:]]


@router.get("/{meeting_id}/typed")
def asked(request: Request, _actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Nhập kết quả của hội nghị đã họp."""
    desk = desk_of(procedure_id, meeting_id)
    if not desk.is_on_paper:
        return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting_id}")
    return _shown(request, desk, dict.fromkeys(_names(desk), ""))


@router.post("/{meeting_id}/typed")
def typed_in(request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted) -> Response:
    """Ghi nhận kết quả."""
    desk, errors = desk_of(procedure_id, meeting_id), Wrong()
    values = {name: str(form.get(name) or "")[:40] for name in _names(desk)}
    held_on, present = _day(values, errors), _figure(values, "present", errors)
    counts = _counts(desk, values, present, errors) if desk.has_ballot else {}
    if values["compared"] != "yes":
        errors.append(("compared", "Đối chiếu với biên bản rồi đánh dấu vào ô này."))
    if not errors and held_on is not None:
        try:
            scan, excused = scan_of(form), _excused(form, desk)
            typing_in.type_in(actor, procedure_id, meeting_id, held_on, present, counts, scan, excused)
            return see_other(f"/procedures/{procedure_id}", "Đã ghi nhận kết quả hội nghị họp trên giấy.")
        except Refusal as refusal:
            is_known = refusal.field is not None and refusal.field in {*values, "scan", "document"}
            errors.append(((is_known and refusal.field) or "held_on", refusal.sentence))
    return _shown(request, desk, values, errors, _excused(form, desk))


def _excused(form: FormData, desk: MeetingDesk) -> Excused:
    """Who is ticked as absent by force majeure, and the document chosen, of those on the page."""
    ticked, chosen = set(map(str, form.getlist("excused"))), str(form.get("document"))
    people = [row.entry_id for row in desk.there.rows if str(row.entry_id) in ticked]
    return Excused(people, next((each.id or 0 for each in desk.excuses if str(each.id) == chosen), 0))


def _names(desk: MeetingDesk) -> list[str]:
    sheet = [line.name for each in desk.posts for line in lines_of(each)] if desk.has_ballot else []
    return ["held_on", "present", "compared", *sheet]


def _day(values: Values, errors: Wrong) -> date | None:
    try:
        found = typed.day(values["held_on"])
    except typed.Unclear as unclear:
        errors.append(("held_on", unclear.sentence))
        return None
    if found is None:
        errors.append(("held_on", "Chưa ghi ngày họp."))
    return found


def _counts(desk: MeetingDesk, values: Values, present: int, errors: Wrong) -> Mapping[int, Count]:
    """The count of each post; what cannot be true of one stands by its own line."""
    counts = {}
    for each in desk.posts:
        number, wrong = each.post.id or 0, Wrong()
        totals: dict[str, Any] = {line: _figure(values, f"{line}_{number}", wrong) for line in LINES}
        names = [nominee.id or 0 for nominee in each.names]
        votes = {nominee: _figure(values, f"votes_{nominee}_{number}", wrong) for nominee in names}
        counts[number] = Count(votes=votes, **totals)
        errors += wrong or _untrue(counts[number], present, names, number)
    return counts


def _untrue(count: Count, present: int, names: list[int], number: int) -> Wrong:
    try:
        checked(count, present, names)
    except Refusal as refusal:
        line = "valid" if refusal.field in (None, "votes") else refusal.field
        return [(f"{line}_{number}", refusal.sentence)]
    return []


def _figure(values: Values, name: str, errors: Wrong) -> int:
    """The figure typed; what is left empty is missing, for nought is written down."""
    try:
        found = typed.whole(values[name])
    except typed.Unclear as unclear:
        errors.append((name, unclear.sentence))
        return 0
    if found is None:
        errors.append((name, "Chưa ghi số. Không có phiếu nào thì ghi 0."))
    return found or 0


def _shown(
    request: Request, desk: MeetingDesk, values: Values, errors: Errors = (), excused: Excused | None = None
) -> Response:
    sheets = [(each, lines_of(each)) for each in desk.posts] if desk.has_ballot else []
    told: dict[str, Any] = {"desk": desk, "values": values, "sheets": sheets, "excused": excused or Excused()}
    return page(request, "hr/appointment/meeting/typed.html.jinja", 422 if errors else 200, errors=errors, **told)
