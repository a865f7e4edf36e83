"""Đính chính kết quả kiểm phiếu: HR types what the minutes say, with their scan; a second person signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models import PolledPerson
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning import signing
from procedures.meetings import seeing
from procedures.meetings.tallying import correcting, counting
from procedures.meetings.tallying.ballots import ballots_at
from procedures.meetings.tallying.count import LINES, UNMARKED, Count
from procedures.overview.desks.appointment.meeting import MeetingDesk
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.appointment.documents import scan_of
from web.hr.appointment.meetings.preparing import MeetingId, desk_of
from web.hr.appointment.meetings.typing_in import WORDS, Line, lines_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(
    prefix="/procedures/{procedure_id}/meetings/{meeting_id}/correction", default_response_class=HTMLResponse
)
Hr = Annotated[Actor, Depends(requires(Power.CORRECT))]
PostId = Annotated[int, Path(ge=0, le=LARGEST, description="0: the ballot of the whole meeting")]
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
Wrong = list[tuple[str, str]]
LEVELS = {
    "high": "tín nhiệm cao",
    "confidence": "tín nhiệm",
    "low": "tín nhiệm thấp",
    UNMARKED: "không hợp lệ với người này",
}
SENT = "Đã gửi đề nghị đính chính. Số mới được tính khi có người thứ hai ký."


@dataclass(frozen=True)
class Sheet:
    """What tellers counted on one ballot: of the post of this number, or of everyone polled (0)."""

    number: int
    title: str
    nominees: list[int]
    polled: list[int]
    lines: list[Line]


def _sheets(desk: MeetingDesk) -> list[Sheet]:
    if desk.polled:
        people = [person.id or 0 for person in desk.polled]
        return [Sheet(0, "Phiếu tín nhiệm", [], people, _lines_of_poll(desk.polled))]
    return [
        Sheet(
            each.post.id or 0,
            ", ".join(filter(None, (each.post.title, each.post.unit_name))),
            [nominee.id or 0 for nominee in each.names],
            [],
            lines_of(each),
        )
        for each in desk.posts
    ]


def _lines_of_poll(people: Sequence[PolledPerson]) -> list[Line]:
    """The lines of the sheet of a poll, in the order of the minutes."""
    totals = [Line(f"{line}_0", WORDS[line]) for line in LINES if line != "others"]
    marks = [
        Line(f"marks_{each.id}_{key}_0", f"{each.full_name}: {said}") for each in people for key, said in LEVELS.items()
    ]
    return [*totals, *marks]


@router.get("")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Số của từng vị trí, và chỗ ghi số đúng."""
    return _shown(request, actor, procedure_id, meeting_id)


@router.post("/{post_id}")
def sent(
    request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, post_id: PostId, form: Posted
) -> Response:
    """Gửi đề nghị đính chính một phiếu; or back to the form with what was typed."""
    each = next((each for each in _sheets(desk_of(procedure_id, meeting_id)) if each.number == post_id), None)
    if each is None:
        raise Refusal("post_unknown")
    names = ("reason", "compared", *(line.name for line in each.lines))
    values = {name: typed.given(form, name, signing.LONGEST_REASON) for name in names}
    count, errors = _count(each, values)
    if not values["reason"].strip():
        errors.append(("reason", Refusal("act_reason_missing").sentence))
    if values["compared"] != "yes":
        errors.append(("compared", "Đối chiếu với biên bản rồi đánh dấu vào ô này."))
    if not errors:
        try:
            correcting.correct_count(
                actor, procedure_id, meeting_id, post_id or None, count, values["reason"].strip(), scan_of(form)
            )
            return see_other(f"/procedures/{procedure_id}", SENT, "wait")
        except Refusal as refusal:
            errors.append(_placed(refusal, each))
    return _shown(request, actor, procedure_id, meeting_id, post_id, values, errors)


def _count(each: Sheet, values: Values) -> tuple[Count, Wrong]:
    """The count that was typed, and what of it is no figure; nought is written down."""
    errors, figures = Wrong(), {}
    for line in each.lines:
        try:
            found = typed.whole(values[line.name])
            if found is None:
                raise typed.Unclear("Chưa ghi số. Không có phiếu nào thì ghi 0.")
            figures[line.name] = found
        except typed.Unclear as unclear:
            errors.append((line.name, unclear.sentence))
    number = each.number
    totals = {line: figures.get(f"{line}_{number}", 0) for line in LINES}
    votes = {nominee: figures.get(f"votes_{nominee}_{number}", 0) for nominee in each.nominees}
    marks = {
        person: {level: figures.get(f"marks_{person}_{level}_{number}", 0) for level in LEVELS}
        for person in each.polled
    }
    return Count(votes=votes, marks=marks, **totals), errors


def _placed(refusal: Refusal, each: Sheet) -> tuple[str, str]:
    """The control that a refusal speaks of; raises it again where it is not about what was typed."""
    if refusal.field is None and refusal.key in ("needs_role", "second_factor_needed", "concerned", "role_too_new"):
        raise refusal
    of_post = f"{'valid' if refusal.field == 'votes' else refusal.field}_{each.number}"
    is_line = of_post in {line.name for line in each.lines}
    return (of_post if is_line else refusal.field or "reason"), refusal.sentence


def _kept(actor: Actor, procedure_id: int, meeting_id: int) -> dict[int, Values]:
    """By ballot whose count holds, what the sheet says; no figures where this person may not see them."""
    desk = desk_of(procedure_id, meeting_id)
    kept = {}
    with reading() as session:
        shown = seeing.may_see(session, actor, desk.meeting)
        for ballot in ballots_at(session, desk.meeting):
            if (row := counting.settled(session, desk.meeting, ballot.post)) is None:
                continue
            count, number = counting.count_of(row), ballot.post_id or 0
            said = {f"{line}_{number}": str(getattr(count, line)) for line in LINES}
            said |= {f"votes_{nominee}_{number}": str(votes) for nominee, votes in count.votes.items()}
            said |= {
                f"marks_{each}_{key}_0": str(of) for each, marks in count.marks.items() for key, of in marks.items()
            }
            kept[number] = said if shown else {}
    return kept


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    of_post: int = -1,
    values: Values | None = None,
    errors: Errors = (),
) -> Response:
    desk, kept = desk_of(procedure_id, meeting_id), _kept(actor, procedure_id, meeting_id)
    sheets = [each for each in _sheets(desk) if each.number in kept]
    told = {"desk": desk, "sheets": sheets, "kept": kept, "of_post": of_post, "values": values or {}}
    status = 422 if errors else 200
    return page(request, "hr/appointment/meeting/correction.html.jinja", status, errors=errors, **told)
