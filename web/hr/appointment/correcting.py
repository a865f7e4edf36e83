"""Đính chính kết quả kiểm phiếu: HR types what the minutes say, with their scan; a second person signs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning import signing
from procedures.meetings import seeing
from procedures.meetings.tallying import correcting, counting
from procedures.meetings.tallying.count import LINES, Count
from procedures.overview.desks.appointment.meeting import PostAtMeeting
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.appointment.documents import scan_of
from web.hr.appointment.meetings.preparing import MeetingId, desk_of
from web.hr.appointment.meetings.typing_in import lines_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(
    prefix="/procedures/{procedure_id}/meetings/{meeting_id}/correction", default_response_class=HTMLResponse
)
Hr = Annotated[Actor, Depends(requires(Power.CORRECT))]
PostId = Annotated[int, Path(ge=1, le=LARGEST)]
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
Wrong = list[tuple[str, str]]
SENT = "Đã gửi đề nghị đính chính. Số mới được tính khi có người thứ hai ký."


@router.get("")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Số của từng vị trí, và chỗ ghi số đúng."""
    return _shown(request, actor, procedure_id, meeting_id)


@router.post("/{post_id}")
def sent(
    request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, post_id: PostId, form: Posted
) -> Response:
    """Gửi đề nghị đính chính một vị trí; or back to the form with what was typed."""
    each = next((each for each in desk_of(procedure_id, meeting_id).posts if each.post.id == post_id), None)
    if each is None:
        raise Refusal("post_unknown")
    names = ("reason", "compared", *(line.name for line in lines_of(each)))
    values = {name: str(form.get(name) or "")[: signing.LONGEST_REASON] for name in names}
    count, errors = _count(each, values)
    if not values["reason"].strip():
        errors.append(("reason", Refusal("act_reason_missing").sentence))
    if values["compared"] != "yes":
        errors.append(("compared", "Đối chiếu với biên bản rồi đánh dấu vào ô này."))
    if not errors:
        try:
            correcting.correct_count(
                actor, procedure_id, meeting_id, post_id, count, values["reason"].strip(), scan_of(form)
            )
            return see_other(f"/procedures/{procedure_id}", SENT, "wait")
        except Refusal as refusal:
            errors.append(_placed(refusal, each))
    return _shown(request, actor, procedure_id, meeting_id, post_id, values, errors)


def _count(each: PostAtMeeting, values: Values) -> tuple[Count, Wrong]:
    """The count that was typed, and what of it is no figure; nought is written down."""
    errors, figures = Wrong(), {}
    for line in lines_of(each):
        try:
            found = typed.whole(values[line.name])
            if found is None:
                raise typed.Unclear("Chưa ghi số. Không có phiếu nào thì ghi 0.")
            figures[line.name] = found
        except typed.Unclear as unclear:
            errors.append((line.name, unclear.sentence))
    number = each.post.id
    totals = {line: figures.get(f"{line}_{number}", 0) for line in LINES}
    people = [nominee.id or 0 for nominee in each.names]
    return Count(votes={nominee: figures.get(f"votes_{nominee}_{number}", 0) for nominee in people}, **totals), errors


def _placed(refusal: Refusal, each: PostAtMeeting) -> tuple[str, str]:
    """The control that a refusal speaks of; raises it again where it is not about what was typed."""
    if refusal.field is None and refusal.key in ("needs_role", "second_factor_needed", "concerned", "role_too_new"):
        raise refusal
    of_post = f"{'valid' if refusal.field == 'votes' else refusal.field}_{each.post.id}"
    is_line = of_post in {line.name for line in lines_of(each)}
    return (of_post if is_line else refusal.field or "reason"), refusal.sentence


def _kept(actor: Actor, procedure_id: int, meeting_id: int) -> dict[int, Values]:
    """By post whose count holds, what the sheet says; no figures where this person may not see them."""
    desk = desk_of(procedure_id, meeting_id)
    kept = {}
    with reading() as session:
        shown = seeing.may_see(session, actor, desk.meeting)
        for each in desk.posts:
            if (row := counting.settled(session, desk.meeting, each.post)) is None:
                continue
            count, number = counting.count_of(row), each.post.id or 0
            said = {f"{line}_{number}": str(getattr(count, line)) for line in LINES}
            said |= {f"votes_{nominee}_{number}": str(votes) for nominee, votes in count.votes.items()}
            kept[number] = said if shown else {}
    return kept


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    of_post: int = 0,
    values: Values | None = None,
    errors: Errors = (),
) -> Response:
    desk, kept = desk_of(procedure_id, meeting_id), _kept(actor, procedure_id, meeting_id)
    sheets = [(each, lines_of(each)) for each in desk.posts if each.post.id in kept]
    told = {"desk": desk, "sheets": sheets, "kept": kept, "of_post": of_post, "values": values or {}}
    status = 422 if errors else 200
    return page(request, "hr/appointment/meeting/correction.html.jinja", status, errors=errors, **told)
