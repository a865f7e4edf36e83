"""Lựa chọn khi ngang phiếu: the head sees both who are tied, chooses one, and reports every opinion that differs."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from models import DutyKind, Meeting, Nominee
from models.store.database import reading
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.appointment.deciding import choosing
from procedures.appointment.view import Result, results_of
from procedures.meetings.finding import meeting_of
from procedures.refusal import Refusal
from web.bounds import LARGEST, ProcedureId
from web.meetings.reading import desk_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(
    prefix="/procedures/{procedure_id}/meetings/{meeting_id}/choice", default_response_class=HTMLResponse
)
Decider = Annotated[Actor, Depends(requires(Power.DECIDE))]
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
Number = Annotated[int, Form(ge=0, le=LARGEST)]
Text = Annotated[str, Form(max_length=20_000)]


@dataclass(frozen=True)
class Tie:
    """Two who are tied for one post, with what was counted."""

    result: Result
    tied: list[Nominee]


LONGEST = {"reason": choosing.LONGEST_REASON, "opinions": choosing.LONGEST_OPINIONS}


@router.get("")
def asked(request: Request, actor: Decider, procedure_id: ProcedureId, meeting_id: MeetingId) -> HTMLResponse:
    """Hai người ngang phiếu, và chỗ lựa chọn."""
    return _shown(request, actor, procedure_id, meeting_id)


@router.post("/review")
def review(
    request: Request,
    actor: Decider,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    post: Number = 0,
    nominee: Number = 0,
    reason: Text = "",
    opinions: Text = "",
) -> HTMLResponse:
    """Xem lại: nothing is kept yet."""
    values = {"post": post, "nominee": nominee, "reason": reason.strip(), "opinions": opinions.strip()}
    if errors := _wrong(values):
        return _shown(request, actor, procedure_id, meeting_id, 422, errors, values)
    with reading() as session:
        duties.check_holder(session, actor, procedure_id, DutyKind.DECIDER)
        desk = desk_of(session, procedure_id, meeting_id)
        ties = _ties(session, desk.meeting)
    chosen = next((each for tie in ties for each in tie.tied if each.id == nominee), None)
    if chosen is None:
        errors = [("nominee", Refusal("choice_missing").sentence)]
        return _shown(request, actor, procedure_id, meeting_id, 422, errors, values)
    return page(request, "meetings/choice_review.html.jinja", desk=desk, chosen=chosen, values=values)


@router.post("")
def chosen(
    request: Request,
    actor: Decider,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    post: Number = 0,
    nominee: Number = 0,
    reason: Text = "",
    opinions: Text = "",
    then: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Lựa chọn; or back to the form with what was typed."""
    values = {"post": post, "nominee": nominee, "reason": reason, "opinions": opinions}
    if then == "edit":
        return _shown(request, actor, procedure_id, meeting_id, 200, (), values)
    try:
        choosing.choose(actor, procedure_id, meeting_id, post, nominee or None, reason, opinions)
    except Refusal as refusal:
        if refusal.key in ("needs_role", "concerned", "second_factor_needed", "not_your_duty"):
            raise
        errors = [(refusal.field or "nominee", refusal.sentence)]
        return _shown(request, actor, procedure_id, meeting_id, 422, errors, values)
    return see_other(f"/procedures/{procedure_id}", "Đã ghi lựa chọn của đồng chí.")


def _wrong(values: dict[str, object]) -> list[tuple[str, str]]:
    missing = {
        "nominee": "choice_missing",
        "reason": "choice_reason_missing",
        "opinions": "differing_opinions_missing",
    }
    errors = [(name, Refusal(key).sentence) for name, key in missing.items() if not values[name]]
    for name, most in LONGEST.items():
        if len(str(values[name])) > most:
            errors.append((name, f"Dài quá {most} ký tự. Viết gọn lại."))
    return errors


def _ties(session: Session, meeting: Meeting) -> list[Tie]:
    """The posts on which two are tied, with what was counted; those already settled are left out."""
    return [
        Tie(result, choosing.tied(session, result.conclusion))
        for result in results_of(session, meeting)
        if result.conclusion.reason == "head_decides" and not result.conclusion.chosen
    ]


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    status: int = 200,
    errors: Errors = (),
    values: dict[str, object] | None = None,
) -> HTMLResponse:
    with reading() as session:
        duties.check_holder(session, actor, procedure_id, DutyKind.DECIDER)
        meeting = meeting_of(session, procedure_id, meeting_id)
        desk, ties = desk_of(session, procedure_id, meeting_id), _ties(session, meeting)
    told = {"desk": desk, "ties": ties, "values": values or {}}
    return page(request, "meetings/choice.html.jinja", status, errors=errors, **told)
