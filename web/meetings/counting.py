"""Kiểm phiếu: one teller enters what was counted on one ballot; nobody sees what the other entered."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from models import DutyKind
from models.store.database import reading
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import LARGEST_SCAN, Upload
from procedures.meetings.tallying import counting
from procedures.meetings.tallying.ballots import Ballot, names_on, polled
from procedures.meetings.tallying.count import LINES, Count
from procedures.refusal import Refusal
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.meetings.reading import Desk, desk_of
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/meetings/{meeting_id}/count", default_response_class=HTMLResponse)
Teller = Annotated[Actor, Depends(requires(Power.COUNT))]
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
PostId = Annotated[int, Path(ge=0, le=LARGEST, description="0: the ballot of the whole meeting")]
_FIGURE = re.compile(r"[0-9]{1,6}")
_VOTES = re.compile(r"votes_([1-9][0-9]{0,8})")
_MARKS = re.compile(r"marks_([1-9][0-9]{0,8})_([a-z]{1,20})")


@router.get("")
def asked(request: Request, actor: Teller, procedure_id: ProcedureId, meeting_id: MeetingId) -> HTMLResponse:
    """Các phiếu, phiếu nào còn chờ số của ai."""
    return _shown(request, actor, procedure_id, meeting_id)


@router.post("/{post_id}")
async def enter(
    request: Request, actor: Teller, procedure_id: ProcedureId, meeting_id: MeetingId, post_id: PostId
) -> Response:
    """Nhập kết quả kiểm phiếu của một vị trí, hay của cả hội nghị (0)."""
    form = await form_of(request)
    found = form.get("scan")
    scan = None
    if isinstance(found, UploadFile) and found.filename:
        scan = Upload(found.filename, await found.read(LARGEST_SCAN + 1))
    return await run_in_threadpool(_entered, request, actor, (procedure_id, meeting_id, post_id), form, scan)


def _entered(request: Request, actor: Actor, at: tuple[int, int, int], form: FormData, scan: Upload | None) -> Response:
    procedure_id, meeting_id, post_id = at
    values = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    wrong = [
        (name, "Nhập số bằng chữ số, ví dụ 11. Không có phiếu nào thì ghi 0.")
        for name, value in values.items()
        if _is_wrong(name, value)
    ]
    if wrong:
        return _shown(request, actor, procedure_id, meeting_id, 422, wrong, values, post_id)
    attempt = int(values["attempt"]) if _FIGURE.fullmatch(values.get("attempt", "")) else None
    try:
        entered = counting.enter(actor, procedure_id, meeting_id, post_id or None, _count(values), scan, attempt)
    except Refusal as refusal:
        if refusal.key in ("needs_role", "concerned", "second_factor_needed"):
            raise
        return _shown(
            request,
            actor,
            procedure_id,
            meeting_id,
            422,
            [(refusal.field or "issued", refusal.sentence)],
            values,
            post_id,
        )
    said = {
        None: ("Đã ghi lần nhập thứ nhất. Chờ người thứ hai nhập độc lập.", "done"),
        True: ("Hai lần nhập khớp nhau.", "done"),
        False: ("Hai lần nhập không khớp. Cả hai cùng đếm lại, nhập lại.", "late"),
    }[entered.agrees]
    return see_other(f"/procedures/{procedure_id}/meetings/{meeting_id}/count", *said)


def _is_wrong(name: str, value: str) -> bool:
    is_figure = name in LINES or _VOTES.fullmatch(name) or _MARKS.fullmatch(name)
    return bool(is_figure) and not _FIGURE.fullmatch(value.strip())


def _count(values: dict[str, str]) -> Count:
    figures = {line: int(values.get(line, "0") or 0) for line in LINES}
    votes = {int(match[1]): int(value) for name, value in values.items() if (match := _VOTES.fullmatch(name))}
    marks: dict[int, dict[str, int]] = {}
    for name, value in values.items():
        if match := _MARKS.fullmatch(name):
            marks.setdefault(int(match[1]), {})[match[2]] = int(value)
    return Count(votes=votes, marks=marks, **figures)


def _sheet(session: Session, actor: Actor, desk: Desk, ballot: Ballot) -> dict[str, object]:
    """A ballot with the people on it, and where its count stands."""
    post = ballot.post
    return {
        "post": post,
        "number": ballot.post_id or 0,
        "names": names_on(session, desk.meeting, post) if post else [],
        "polled": [] if post else polled(session, desk.meeting.procedure_id),
        "standing": counting.standing(session, actor, desk.meeting, post),
    }


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    status: int = 200,
    errors: Errors = (),
    values: dict[str, str] | None = None,
    of_post: int = -1,
) -> HTMLResponse:
    with reading() as session:
        duties.check_holder(session, actor, procedure_id, DutyKind.TELLER)
        desk = desk_of(session, procedure_id, meeting_id)
        sheets = [_sheet(session, actor, desk, ballot) for ballot in desk.ballots]
    told = {"desk": desk, "sheets": sheets, "values": values or {}, "of_post": of_post}
    return page(request, "meetings/count.html.jinja", status, errors=errors, **told)
