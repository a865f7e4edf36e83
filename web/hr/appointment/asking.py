"""Việc cần người thứ hai ký: a nominee who withdraws, a meeting that is moved; asked for, looked at once more, sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from models import CaseDocument, DocumentKind
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.appointment.nominees import changing
from procedures.countersigning import signing
from procedures.countersigning.reading import in_words, signer_names
from procedures.evidence import documents_of
from procedures.meetings.summoning import convening
from procedures.meetings.summoning.hours import LONGEST_PLACE
from procedures.overview.desks.appointment.case import Candidate, candidate_of
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.appointment.meetings.preparing import MeetingId, desk_of
from web.hr.appointment.wizard import Hr
from web.pages import Errors, page, see_other

router = APIRouter(prefix="/hr/procedures/{procedure_id}", default_response_class=HTMLResponse)
Posted = Annotated[FormData, Depends(form_of)]
NomineeId = Annotated[int, Path(ge=1, le=LARGEST)]
Values = dict[str, str]
Wrong = list[tuple[str, str]]
LONGEST = {"reason": signing.LONGEST_REASON, "place": LONGEST_PLACE}
MOVES, WITHDRAWS = "meeting_moved", changing.ACT
SENT = "Đã gửi đề nghị. Việc được làm khi có người thứ hai ký."
CONTROLS = {"starts_on": "starts_day", "nominee": "reason"}


def _values(form: FormData, names: tuple[str, ...]) -> Values:
    return {name: typed.given(form, name, LONGEST.get(name, 40)) for name in names}


def _reviewed(
    request: Request, actor: Actor, act: str, procedure_id: int, facts: dict[str, Any], values: Values, places: Values
) -> Response:
    """What the request would do, in words, with who may sign; nothing is kept yet. Raises Refusal as asking would."""
    with reading() as session:
        row = signing.preview(session, actor, act, facts, values["reason"], procedure_id)
        told = {"act": act, "does": in_words(session, "acts_do", row), "signers": signer_names(session, row)}
    return page(request, "corrections/review.html.jinja", values=values | {"reason": row.reason}, **told, **places)


def _placed(refusal: Refusal) -> tuple[str, str]:
    """The control that a refusal speaks of; raises it again where it is not about what was typed."""
    if refusal.field is None and refusal.key in ("needs_role", "second_factor_needed", "concerned", "role_too_new"):
        raise refusal
    return CONTROLS.get(refusal.field or "", refusal.field or "reason"), refusal.sentence


@router.get("/nominees/{nominee_id}/withdraw")
def withdrawal(request: Request, _actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId) -> Response:
    """Đề nghị cho một nhân sự rút."""
    return _withdrawing(request, procedure_id, nominee_id, {"reason": "", "document": ""})


@router.post("/nominees/{nominee_id}/withdraw/review")
def withdrawal_reviewed(
    request: Request, actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId, form: Posted
) -> Response:
    """Xem lại."""
    values, here = _values(form, ("reason", "document")), _Withdrawal(procedure_id, nominee_id)
    facts = {"nominee_id": nominee_id, "document_id": _number(values["document"])}
    try:
        return _reviewed(request, actor, WITHDRAWS, procedure_id, facts, values, here.places)
    except Refusal as refusal:
        return _withdrawing(request, procedure_id, nominee_id, values, [_placed(refusal)])


@router.post("/nominees/{nominee_id}/withdraw")
def withdrawal_asked(
    request: Request, actor: Hr, procedure_id: ProcedureId, nominee_id: NomineeId, form: Posted
) -> Response:
    """Gửi đề nghị; or back to the form with what was typed."""
    values = _values(form, ("reason", "document"))
    if form.get("then") == "edit":
        return _withdrawing(request, procedure_id, nominee_id, values)
    try:
        changing.withdraw(actor, procedure_id, nominee_id, values["reason"], _number(values["document"]))
    except Refusal as refusal:
        return _withdrawing(request, procedure_id, nominee_id, values, [_placed(refusal)])
    return see_other(f"/hr/procedures/{procedure_id}/nominees/{nominee_id}", SENT, "wait")


@dataclass(frozen=True)
class _Withdrawal:
    procedure_id: int
    nominee_id: int

    @property
    def places(self) -> Values:
        back = f"/hr/procedures/{self.procedure_id}/nominees/{self.nominee_id}"
        return {"base": f"{back}/withdraw", "back": back}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _withdrawing(request: Request, procedure_id: int, nominee_id: int, values: Values, errors: Errors = ()) -> Response:
    with reading() as session:
        candidate = candidate_of(session, procedure_id, nominee_id)
        documents = documents_of(session, procedure_id, DocumentKind.WITHDRAWAL)
    if candidate is None:
        raise HTTPException(404)
    told = _told(candidate, [each for each in documents if each.nominee_id == nominee_id])
    places = _Withdrawal(procedure_id, nominee_id).places
    status = 422 if errors else 200
    more = {"procedure_id": procedure_id, "values": values, **told, **places}
    return page(request, "hr/appointment/withdraw.html.jinja", status, errors=errors, **more)


def _told(candidate: Candidate, documents: list[CaseDocument]) -> dict[str, Any]:
    return {"nominee": candidate.nominee, "documents": documents}


MOVED = ("starts_day", "starts_clock", "place", "reason")


@router.get("/meetings/{meeting_id}/move")
def move(request: Request, _actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Đề nghị dời hội nghị đã gửi giấy mời."""
    meeting = desk_of(procedure_id, meeting_id).meeting
    day, at = typed.as_typed(meeting.starts_at)
    values = dict(zip(MOVED, (day, at, meeting.place, ""), strict=True))
    return _moving(request, procedure_id, meeting_id, values)


@router.post("/meetings/{meeting_id}/move/review")
def move_reviewed(
    request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted
) -> Response:
    """Xem lại."""
    values, errors = _values(form, MOVED), Wrong()
    starts_at = _instant(values, errors)
    if starts_at is None:
        return _moving(request, procedure_id, meeting_id, values, errors)
    facts = {"meeting_id": meeting_id, "starts_at": starts_at.isoformat(), "place": values["place"]}
    back = f"/hr/procedures/{procedure_id}/meetings/{meeting_id}"
    try:
        places = {"base": f"{back}/move", "back": back}
        return _reviewed(request, actor, MOVES, procedure_id, facts, values, places)
    except Refusal as refusal:
        return _moving(request, procedure_id, meeting_id, values, [_placed(refusal)])


@router.post("/meetings/{meeting_id}/move")
def move_asked(request: Request, actor: Hr, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted) -> Response:
    """Gửi đề nghị; or back to the form with what was typed."""
    values, errors = _values(form, MOVED), Wrong()
    starts_at = _instant(values, errors)
    if form.get("then") == "edit" or starts_at is None:
        return _moving(request, procedure_id, meeting_id, values, errors)
    try:
        convening.postpone(actor, procedure_id, meeting_id, starts_at, values["place"], values["reason"])
    except Refusal as refusal:
        return _moving(request, procedure_id, meeting_id, values, [_placed(refusal)])
    return see_other(f"/hr/procedures/{procedure_id}/meetings/{meeting_id}", SENT, "wait")


def _instant(values: Values, errors: Wrong) -> datetime | None:
    known = len(errors)
    found = typed.moment(values, "starts", errors)
    if found is None and len(errors) == known:
        errors.append(("starts_day", "Chưa ghi ngày, giờ họp mới."))
    return found


def _moving(request: Request, procedure_id: int, meeting_id: int, values: Values, errors: Errors = ()) -> Response:
    desk, status = desk_of(procedure_id, meeting_id), 422 if errors else 200
    return page(request, "hr/appointment/meeting/move.html.jinja", status, errors=errors, desk=desk, values=values)
