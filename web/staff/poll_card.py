"""Trang riêng trong một lần lấy phiếu: file the own report, answer; read the reports, ask, say whether one comes."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from models.store.database import reading
from procedures.confidence_poll import questioning, reporting
from procedures.confidence_poll.card import PollCard, card_of
from procedures.meetings.holding import attending
from procedures.refusal import Refusal
from procedures.rounds.owners import entry_behind
from web.bounds import LARGEST
from web.csrf import form_of
from web.hr.appointment.documents import scan_of
from web.pages import Errors, page, see_other

router = APIRouter(prefix="/p/{token}/poll", default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Posted = Annotated[FormData, Depends(form_of)]
Text = Annotated[str, Form(max_length=20_000)]
Typed = Annotated[str, Form(max_length=10)]
COMES = {"yes": True, "no": False}
UNCHOSEN = "Chưa chọn dòng nào. Chọn một trong hai dòng rồi bấm Xem lại."


def shown(request: Request, token: str) -> HTMLResponse:
    """Báo cáo, tài liệu, câu hỏi, giấy mời."""
    return _card(request, token)


@router.post("/report")
def reported(request: Request, token: str, form: Posted) -> Response:
    """Nộp báo cáo tự đánh giá."""
    return _done(
        request, token, lambda: reporting.hand_in(token, scan_of(form)), "scan", "Đã nhận báo cáo của đồng chí."
    )


@router.get("/reports/{polled_id}")
def read(token: str, polled_id: Number) -> Response:
    """Đọc báo cáo của một người được lấy phiếu."""
    with reading() as session:
        file = reporting.report_for(session, token, polled_id)
    return Response(file.content, media_type=file.media_type)


@router.post("/questions/review")
def looked_at(request: Request, token: str, person: Typed = "", question: Text = "") -> Response:
    """Xem lại câu hỏi trước khi gửi: nothing is kept yet."""
    card, values = _read(token), {"person": person, "question": question}
    named = next((each.person for each in card.ballot if str(each.person.id) == person), None)
    if named is None:
        return _card(request, token, 422, [("person", "Chọn người muốn hỏi.")], values)
    if not question.strip():
        return _card(request, token, 422, [("question", Refusal("question_missing").sentence)], values)
    if len(question.strip()) > questioning.LONGEST_QUESTION:
        too_long = Refusal("question_too_long", at_most=questioning.LONGEST_QUESTION)
        return _card(request, token, 422, [("question", too_long.sentence)], values)
    told = {"card": card, "token": token, "named": named, "question": question.strip()}
    return page(request, "staff/poll/question.html.jinja", **told)


@router.post("/questions")
def asked(request: Request, token: str, person: Typed = "", question: Text = "", then: Typed = "") -> Response:
    """Gửi câu hỏi; or back to the form with what was typed."""
    values = {"person": person, "question": question}
    if then == "edit":
        return _card(request, token, 200, (), values)
    number = int(person) if person.isascii() and person.isdigit() else 0
    sentence = "Đã gửi câu hỏi. Người được hỏi không biết ai hỏi."
    return _done(request, token, lambda: questioning.ask(token, number, question), "question", sentence, values)


@router.post("/questions/{question_id}")
def answered(request: Request, token: str, question_id: Number, text: Text = "") -> Response:
    """Trả lời một câu hỏi."""
    name = f"answer_{question_id}"
    return _done(
        request,
        token,
        lambda: questioning.answer(token, question_id, text),
        name,
        "Đã ghi trả lời của đồng chí.",
        {name: text},
    )


@router.post("/meetings/{meeting_id}/review")
def reply_looked_at(request: Request, token: str, meeting_id: Number, comes: Typed = "") -> Response:
    """Xem lại việc báo dự: nothing is kept yet."""
    card = _read(token)
    if comes not in COMES or card.meeting is None or card.meeting.id != meeting_id or not card.is_ahead:
        return _card(request, token, 422, [("comes", UNCHOSEN)])
    return page(request, "staff/poll/reply.html.jinja", card=card, token=token, comes=comes)


@router.post("/meetings/{meeting_id}/reply")
def replied(request: Request, token: str, meeting_id: Number, comes: Typed = "") -> Response:
    """Báo dự, hay không dự."""
    if comes not in COMES:
        return _card(request, token, 422, [("comes", UNCHOSEN)])
    with reading() as session:
        entry = entry_behind(session, token)
    sentence = "Đã ghi nhận."
    return _done(request, token, lambda: attending.reply(entry, meeting_id, COMES[comes]), "comes", sentence)


def _done(
    request: Request,
    token: str,
    do: Callable[[], None],
    control: str,
    sentence: str,
    values: dict[str, str] | None = None,
) -> Response:
    """Do it, and back to the card; a refusal is said beside its control, with what was typed."""
    try:
        do()
    except Refusal as refusal:
        if refusal.key == "link_unknown":
            raise
        field = refusal.field if refusal.field == "person" else control
        return _card(request, token, 422, [(field or control, refusal.sentence)], values)
    return see_other(f"/p/{token}", sentence)


def _read(token: str) -> PollCard:
    with reading() as session:
        return card_of(session, entry_behind(session, token))


def _card(
    request: Request, token: str, status: int = 200, errors: Errors = (), values: dict[str, str] | None = None
) -> HTMLResponse:
    told = {"card": _read(token), "token": token, "values": values or {}}
    return page(request, "staff/poll/card.html.jinja", status, errors=errors, **told)
