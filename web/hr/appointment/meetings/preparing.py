"""Giờ, địa điểm, giấy mời: HR fixes when, where and under whom a meeting is held, looks once more, and summons."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import RoundPlace
from models.store.database import reading
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.appointment import drafting
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.overview.desks.appointment.letter import summons_letter
from procedures.overview.desks.appointment.meeting import MeetingDesk, meeting_desk
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.pages import Errors, page, see_other
from web.seen import Seen, after, last_event
from web.session import requires

router = APIRouter(prefix="/hr/procedures/{procedure_id}/meetings", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.DRAFT))]
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
Posted = Annotated[FormData, Depends(form_of)]
LONGEST = {"place": 300, "call_link": 300, "chair": 300}
SAID = {"place": "Địa điểm", "call_link": "Đường truyền", "chair": "Họ tên, chức vụ"}
MOMENTS = ("starts_day", "starts_clock", "remind_day", "remind_clock")
NAMES = (*LONGEST, *MOMENTS, "place_kind")
CONTROLS = {"starts_on": "starts_day", "remind_on": "remind_day"}
PLACES = set(RoundPlace)
NOTHING_YET = "Chưa có hội nghị nào cần chuẩn bị."


@dataclass
class Sheet:
    """The controls of hour, place and chair as typed."""

    values: dict[str, str]

    @classmethod
    def of(cls, desk: MeetingDesk) -> "Sheet":
        meeting, is_new = desk.meeting, desk.meeting.starts_at is None
        starts, remind = typed.as_typed(meeting.starts_at), typed.as_typed(meeting.remind_at)
        chair = meeting.chair or (desk.case.superior_chair if desk.case and desk.case.superior_chairs else "")
        values = dict(zip(MOMENTS, (*starts, *remind), strict=True))
        is_open = is_new and desk.may_be_hybrid and not desk.is_sealed
        place_kind = "" if is_open else desk.round.place.value
        return cls(
            values | {"place": meeting.place, "call_link": meeting.call_link, "chair": chair, "place_kind": place_kind}
        )

    @classmethod
    def posted(cls, form: FormData) -> "Sheet":
        return cls({name: str(form.get(name) or "")[: LONGEST.get(name, 40) + 1] for name in NAMES})

    def plan(self, errors: list[tuple[str, str]]) -> MeetingPlan | None:
        """The plan that was typed; what cannot be is added to `errors`."""
        starts_at, remind_at = (typed.moment(self.values, name, errors) for name in ("starts", "remind"))
        if starts_at is None and not any(name.startswith("starts") for name, _ in errors):
            errors.append(("starts_day", "Chưa ghi ngày, giờ họp."))
        for name, most in LONGEST.items():
            if len(self.values[name].strip()) > most:
                errors.append((name, f"{SAID[name]} dài quá {most} ký tự. Viết gọn lại."))
        if self.values["place_kind"] not in PLACES:
            errors.append(("place_kind", "Chọn cách họp."))
        if errors or starts_at is None:
            return None
        place_kind = RoundPlace(self.values["place_kind"])
        return MeetingPlan(
            starts_at, self.values["place"], place_kind, self.values["call_link"], self.values["chair"], remind_at
        )


def desk_of(procedure_id: int, meeting_id: int) -> MeetingDesk:
    """One meeting, read for one page."""
    with reading() as session:
        return meeting_desk(session, procedure_id, meeting_id)


@router.get("")
def next_one(_actor: Hr, procedure_id: ProcedureId) -> Response:
    """Hội nghị đang tới."""
    with reading() as session:
        meeting = convening.next_meeting(session, procedure_id)
    if meeting is None:
        return see_other(f"/procedures/{procedure_id}", NOTHING_YET, "wait")
    return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting.id}")


@router.get("/{meeting_id}")
def meeting(request: Request, _actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Chuẩn bị hội nghị: what is set, the list, the documents, what is lacking."""
    seen = last_event(procedure_id)
    desk = desk_of(procedure_id, meeting_id)
    if desk.is_on_paper:
        return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting_id}/typed")
    return shown(request, desk, Sheet.of(desk), seen)


@router.post("/{meeting_id}")
def planned(
    request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted, seen: Seen = None
) -> Response:
    """Lưu giờ, địa điểm, người chủ trì."""
    errors: list[tuple[str, str]] = []
    sheet = Sheet.posted(form)
    plan = sheet.plan(errors)
    if plan is not None:
        try:
            convening.set_meeting(actor, procedure_id, meeting_id, plan, seen)
        except Refusal as refusal:
            seen = after(refusal, procedure_id, seen)
            control = refusal.field or "starts_day"
            errors.append((CONTROLS.get(control, control), refusal.sentence))
    if errors:
        return shown(request, desk_of(procedure_id, meeting_id), sheet, seen, errors)
    return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting_id}", "Đã lưu giờ, địa điểm, người chủ trì.")


@router.get("/{meeting_id}/confirm")
def reviewed(request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Xem lại trước khi gửi giấy mời: who gets what, and what is missing."""
    return _confirming(request, actor, procedure_id, meeting_id)


@router.post("/{meeting_id}/confirm")
def confirmed(
    request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, seen: Seen = None
) -> Response:
    """Chốt và gửi giấy mời."""
    try:
        convening.confirm_plan(actor, procedure_id, meeting_id, seen)
    except Refusal as refusal:
        return _confirming(request, actor, procedure_id, meeting_id, [("confirm", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã chốt danh sách. Giấy mời đang được gửi.")


@router.post("/{meeting_id}/test")
def tested(actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Gửi thử cho tôi: the summons of the newest meeting, with a link that opens nothing."""
    drafting.send_preview(actor, procedure_id)
    here = f"/hr/procedures/{procedure_id}/meetings/{meeting_id}/confirm"
    return see_other(here, f"Thư gửi thử đang tới {actor.email}.")


def _confirming(request: Request, actor: Actor, procedure_id: int, meeting_id: int, errors: Errors = ()) -> Response:
    with reading() as session:
        seen = log.last_of(session, procedure_id)
        desk = meeting_desk(session, procedure_id, meeting_id)
        letter = summons_letter(session, actor, procedure_id, meeting_id)
    if desk.meeting.is_set or desk.is_on_paper:
        return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting_id}")
    return page(
        request,
        "hr/appointment/meeting/confirm.html.jinja",
        422 if errors else 200,
        errors=errors,
        desk=desk,
        letter=letter,
        seen=seen,
    )


def shown(request: Request, desk: MeetingDesk, sheet: Sheet, seen: int | None, errors: Errors = ()) -> Response:
    """The page of a meeting that is being prepared."""
    told: dict[str, Any] = {"desk": desk, "values": sheet.values, "seen": seen}
    return page(request, "hr/appointment/meeting/prepare.html.jinja", 422 if errors else 200, errors=errors, **told)
