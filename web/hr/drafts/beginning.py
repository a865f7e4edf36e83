"""Bước 1, 5, 6: begin a draft, write the letter, check everything and open."""

from types import ModuleType
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from models import Procedure
from models.store.database import reading
from procedures import drafts
from procedures.appointment import drafting as naming_posts
from procedures.appointment import steps as appointing
from procedures.conference import steps as conferring
from procedures.conference.preparing import drafting as planning_conference
from procedures.confidence_poll import drafting as planning_poll
from procedures.confidence_poll import steps as polling
from procedures.opinion import sealing
from procedures.overview.desks.draft import DRAFTING, draft_of
from procedures.refusal import Refusal
from procedures.regulation import drafting as ruling
from procedures.regulation.steps import KIND as RULES
from web.bounds import ProcedureId
from web.conference.frame import DRAFT as CONFERENCE
from web.hr.appointment import wizard
from web.hr.drafts.wizard import Hr, first_undone, saved, shown
from web.hr.poll.frame import DRAFT as POLL
from web.pages import page, see_other
from web.seen import Seen, after

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Subject = Annotated[str, Form(max_length=2_000)]
Kind = Annotated[str, Form(max_length=40)]
Then = Annotated[str, Form(max_length=10)]
KINDS = (*DRAFTING, appointing.KIND, polling.KIND, conferring.KIND, RULES)
LONGEST_SUBJECT = 500


@router.get("/new")
def new(request: Request, _actor: Hr) -> HTMLResponse:
    """Chọn loại quy trình và đặt tên."""
    return page(request, "hr/wizard/new.html.jinja", kinds=KINDS, subject="", kind="")


@router.post("/new")
def begun(
    request: Request, actor: Hr, subject: Subject = "", kind: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Tạo bản nháp."""
    errors = [("kind", "Chọn loại quy trình.")] if kind not in KINDS else _subject_errors(subject)
    if errors:
        again = {"kinds": KINDS, "subject": subject, "kind": kind}
        return page(request, "hr/wizard/new.html.jinja", 422, errors=errors, **again)
    if kind == appointing.KIND:
        return see_other(f"/hr/procedures/{naming_posts.draft(actor, subject)}/case")
    if kind == polling.KIND:
        return see_other(f"/hr/procedures/{planning_poll.draft(actor, subject)}/poll")
    if kind == RULES:
        return see_other(f"/hr/procedures/{ruling.draft(actor, subject)}/rules")
    if kind == conferring.KIND:
        return see_other(f"/hr/procedures/{planning_conference.draft(actor, subject)}/conference")
    return see_other(f"/hr/procedures/{DRAFTING[kind].draft(actor, subject)}/text")


def _subject_errors(subject: str) -> list[tuple[str, str]]:
    if not subject.strip():
        return [("subject", Refusal("subject_missing").sentence)]
    too_long = f"Tên dài quá {LONGEST_SUBJECT} ký tự. Viết gọn lại."
    return [("subject", too_long)] if len(subject.strip()) > LONGEST_SUBJECT else []


@router.get("/{procedure_id}")
def gone_on_with(_actor: Hr, procedure_id: ProcedureId) -> Response:
    """Soạn tiếp: the first step that is not done."""
    with reading() as session:
        kind = session.get_one(Procedure, procedure_id).kind
        by_mail = first_undone(draft_of(session, procedure_id)) if kind in DRAFTING else ""
    elsewhere = {
        appointing.KIND: wizard.first_undone,
        polling.KIND: POLL.first_undone,
        conferring.KIND: CONFERENCE.first_undone,
        RULES: lambda _number: "rules",
    }
    if by_mail:
        return see_other(f"/hr/procedures/{procedure_id}/{by_mail}")
    if kind not in elsewhere:
        return see_other(f"/procedures/{procedure_id}")
    return see_other(f"/hr/procedures/{procedure_id}/{elsewhere[kind](procedure_id)}")


@router.get("/{procedure_id}/kind")
def kind(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Loại quy trình, căn cứ, tên."""
    return shown(request, actor, procedure_id, "kind", subject=None)


@router.post("/{procedure_id}/kind")
def renamed(
    request: Request, actor: Hr, procedure_id: ProcedureId, subject: Subject = "", then: Then = "", seen: Seen = None
) -> Response:
    """Lưu tên."""
    errors = _subject_errors(subject)
    try:
        if not errors:
            drafts.rename(actor, procedure_id, subject, seen)
    except Refusal as refusal:
        seen, errors = after(refusal, procedure_id, seen), [(refusal.field or "subject", refusal.sentence)]
    if errors:
        return shown(request, actor, procedure_id, "kind", 422, errors, subject=subject, seen=seen)
    return saved(procedure_id, "kind", then)


@router.get("/{procedure_id}/letter")
def letter(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Thư mời: the agency's own words, and the letter as it will arrive."""
    return shown(request, actor, procedure_id, "letter", invitation=None)


@router.post("/{procedure_id}/letter")
def worded(
    request: Request,
    actor: Hr,
    procedure_id: ProcedureId,
    invitation: Annotated[str, Form(max_length=20_000)] = "",
    then: Then = "",
    seen: Seen = None,
) -> Response:
    """Lưu lời nhắn; or send me the letter as it is now."""
    try:
        _drafting(procedure_id).invite(actor, procedure_id, invitation, seen)
    except Refusal as refusal:
        again = {"invitation": invitation, "seen": after(refusal, procedure_id, seen)}
        return shown(request, actor, procedure_id, "letter", 422, [("invitation", refusal.sentence)], **again)
    if then == "test":
        return _test_sent(actor, procedure_id, "letter")
    return saved(procedure_id, "letter", then)


def _drafting(procedure_id: int) -> ModuleType:
    """The verbs of its kind."""
    with reading() as session:
        kind = session.get_one(Procedure, procedure_id).kind
    if kind not in DRAFTING:
        raise HTTPException(404)
    return DRAFTING[kind]


@router.get("/{procedure_id}/open")
def checked(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Kiểm tra: what will happen, in plain words, and what is missing."""
    return shown(request, actor, procedure_id, "open")


@router.post("/{procedure_id}/test")
def tested(actor: Hr, procedure_id: ProcedureId) -> Response:
    """Gửi thử cho tôi."""
    return _test_sent(actor, procedure_id, "open")


def _test_sent(actor: Hr, procedure_id: int, back_to: str) -> Response:
    _drafting(procedure_id).send_preview(actor, procedure_id)
    return see_other(f"/hr/procedures/{procedure_id}/{back_to}", f"Thư gửi thử đang tới {actor.email}.")


@router.post("/{procedure_id}/open")
def opened(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Mở quy trình."""
    try:
        _drafting(procedure_id).open_(actor, procedure_id)
        if _takes_sealed(procedure_id):
            sealing.prepare(actor, procedure_id)
            return see_other(f"/procedures/{procedure_id}/sealed", "Đã mở. Việc tiếp theo: tạo khóa cho ý kiến kín.")
    except Refusal as refusal:
        return shown(request, actor, procedure_id, "open", 422, [("open", refusal.sentence)])
    return see_other(f"/procedures/{procedure_id}", "Đã mở. Văn thư đã được báo để vào số và bản ký.")


def _takes_sealed(procedure_id: int) -> bool:
    with reading() as session:
        return sealing.may_be_prepared(session, procedure_id)


@router.post("/{procedure_id}/discard")
def discarded(actor: Hr, procedure_id: ProcedureId) -> Response:
    """Bỏ bản nháp."""
    drafts.discard(actor, procedure_id)
    return see_other("/hr", "Đã bỏ bản nháp. Chưa có thư nào được gửi.")
