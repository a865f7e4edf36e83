"""Điều hành hội nghị: the agenda, questions, votes by show of hands, the end; and the wall of the hall."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.datastructures import FormData

from models import Procedure
from models.store import clock
from models.store.database import reading
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.conference import conducting, voting
from procedures.conference.conducting import LONGEST, VOTES, Hands, Spoken
from procedures.conference.view import course_of
from procedures.meetings.finding import meeting_of
from procedures.meetings.regime import staff_at_work
from procedures.meetings.running import check_runs
from procedures.refusal import Refusal
from procedures.unchanged import MEANWHILE
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.pages import Errors, page, see_other
from web.seen import Seen
from web.session import requires

router = APIRouter(prefix="/procedures/{procedure_id}/meetings/{meeting_id}", default_response_class=HTMLResponse)
Runner = Annotated[Actor, Depends(requires(Power.RUN_MEETING))]
MeetingId = Annotated[int, Path(ge=1, le=LARGEST)]
Number = Annotated[int, Path(ge=1, le=1000)]
NumberInQuery = Annotated[int | None, Query(ge=1, le=1000)]
Posted = Annotated[FormData, Depends(form_of)]
Values = dict[str, str]
NOT_ABOUT_THE_FORM = ("needs_role", "concerned", "second_factor_needed", "not_your_duty", "meeting_unknown")
SPOKEN = ("asked_by", "text", "answered_by", "answer")
PLANNED = "matter-"
HANDS, BALLOTS = ("in_favour", "against", "abstained"), "ballots"


@router.get("/agenda")
def asked(
    request: Request,
    actor: Runner,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    item: NumberInQuery = None,
    question: NumberInQuery = None,
) -> Response:
    """Trang điều hành; an item or a question that was written is opened again by its number."""
    return _shown(request, actor, (procedure_id, meeting_id), item=item, question=question)


@router.get("/screen")
def screen(request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId) -> Response:
    """Màn hình hội trường: the agenda, who is there, the last vote, in big type; it moves by itself."""
    return _shown(request, actor, (procedure_id, meeting_id), template="screen")


@router.get("/mark")
def mark(actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId) -> PlainTextResponse:
    """Dấu thay đổi của hội nghị: the wall looks whether it has anything new to show."""
    with reading() as session:
        check_runs(session, actor, procedure_id)
        meeting_of(session, procedure_id, meeting_id)
        return PlainTextResponse(str(log.last_of(session, procedure_id)))


@router.post("/agenda/{number}/begin")
def begun(
    request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId, number: Number
) -> Response:
    """Chuyển sang mục này."""
    at = (procedure_id, meeting_id)
    return _done(
        request,
        actor,
        at,
        lambda: conducting.begin_item(actor, *at, number),
        f"Đã chuyển sang mục {number}.",
        {},
        "said",
    )


@router.post("/agenda/{number}")
def written(
    request: Request,
    actor: Runner,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    number: Number,
    form: Posted,
    seen: Seen = None,
) -> Response:
    """Lưu diễn biến của một mục."""
    at, values = (procedure_id, meeting_id), _typed(form, "presenter", "said", "seen")

    def write() -> None:
        conducting.write_item(actor, *at, number, values["presenter"], values["said"], seen)

    return _done(request, actor, at, write, "Đã lưu diễn biến.", values, "said", item=number)


@router.post("/questions/{number}")
def question(
    request: Request,
    actor: Runner,
    procedure_id: ProcedureId,
    meeting_id: MeetingId,
    number: Number,
    form: Posted,
    seen: Seen = None,
) -> Response:
    """Ghi ý kiến, câu hỏi và giải đáp."""
    at, values = (procedure_id, meeting_id), _typed(form, *SPOKEN, "owner", "due_on", "seen")

    def write() -> None:
        said = (values[name] for name in SPOKEN)
        spoken = Spoken(*said, typed.whole(values["owner"]), typed.day(values["due_on"]))
        conducting.write_question(actor, *at, number, spoken, seen, is_new="new" in form)

    return _done(request, actor, at, write, "Đã ghi ý kiến.", values, "due_on", question=number)


@router.post("/votes/{number}")
def voted(
    request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId, number: Number, form: Posted
) -> Response:
    """Ghi số người giơ tay, hoặc số phiếu kín."""
    at, values = (procedure_id, meeting_id), _typed(form, "key", "matter", "form", *HANDS, "invalid")

    def record() -> None:
        conducting.record_vote(actor, *at, number, *_put_to_vote(procedure_id, values), _hands(values))

    return _done(request, actor, at, record, "Đã ghi kết quả biểu quyết.", values, "in_favour")


@router.post("/close")
def closed(request: Request, actor: Runner, procedure_id: ProcedureId, meeting_id: MeetingId, form: Posted) -> Response:
    """Kết thúc hội nghị."""
    at, values = (procedure_id, meeting_id), _typed(form, "ended_day", "ended_clock")

    def close() -> None:
        ended_at = typed.instant(values["ended_day"], values["ended_clock"])
        if ended_at is None:
            raise Refusal("end_missing", field="ended_day")
        conducting.close(actor, *at, ended_at)

    return _done(request, actor, at, close, "Hội nghị đã kết thúc. Biên bản đang được soạn.", values, "ended_day")


def _put_to_vote(procedure_id: int, values: Values) -> tuple[str, str]:
    """What was voted, and its words where there are any: a planned matter (`matter-2`) has those of the plan."""
    if not values["key"].startswith(PLANNED):
        return values["key"], values["matter"]
    return voting.MATTER, voting.planned_matter(procedure_id, typed.whole(values["key"].removeprefix(PLANNED)))


def _hands(values: Values) -> Hands:
    counted, invalid = [typed.whole(values[name]) for name in HANDS], typed.whole(values["invalid"])
    if counted[0] is None:
        raise Refusal("hands_missing", field="in_favour")
    if values["form"] == BALLOTS:
        return Hands(*(number or 0 for number in counted), invalid=invalid or 0)
    if invalid:
        raise Refusal("invalid_of_hands", field="invalid")
    return Hands(*(number or 0 for number in counted))


def _typed(form: FormData, *names: str) -> Values:
    return {name: str(form.get(name) or "")[: LONGEST.get(name, 300) + 1] for name in names}


def _done(
    request: Request,
    actor: Actor,
    at: tuple[int, int],
    do: Callable[[], object],
    sentence: str,
    values: Values,
    control: str,
    **opened: int,
) -> Response:
    """Do it, and back to the page; a refusal is said beside its control, with what was typed."""
    try:
        do()
    except typed.Unclear as unclear:
        return _shown(request, actor, at, errors=[(control, unclear.sentence)], values=values, **opened)
    except Refusal as refusal:
        if refusal.key in NOT_ABOUT_THE_FORM:
            raise
        if refusal.key in MEANWHILE:
            values.pop("seen", None)
        field = {"ended_at": "ended_day"}.get(refusal.field or "", refusal.field or control)
        return _shown(request, actor, at, errors=[(field, refusal.sentence)], values=values, **opened)
    return see_other(f"/procedures/{at[0]}/meetings/{at[1]}/agenda", sentence)


def _shown(
    request: Request,
    actor: Actor,
    at: tuple[int, int],
    *,
    errors: Errors = (),
    values: Values | None = None,
    item: int | None = None,
    question: int | None = None,
    template: str = "running",
) -> HTMLResponse:
    procedure_id, meeting_id = at
    with reading() as session:
        check_runs(session, actor, procedure_id)
        mark = log.last_of(session, procedure_id)
        meeting = meeting_of(session, procedure_id, meeting_id)
        course = course_of(session, procedure_id, meeting)
        told = {
            "procedure": session.get_one(Procedure, procedure_id),
            "course": course,
            "meeting": meeting,
            "base": f"/procedures/{procedure_id}/meetings/{meeting_id}",
            "people": [(str(number), each.full_name) for number, each in staff_at_work(session).items()],
            "item": next((each for each in course.agenda if each.number == item), course.on),
            "asked": next((each.question for each in course.questions if each.question.number == question), None),
            "keys": VOTES,
            "now": clock.now(session),
            "mark": mark,
            "values": values or {},
        }
    return page(request, f"conference/{template}.html.jinja", 422 if errors else 200, errors=errors, **told)
