"""Phiếu giấy: who has not answered and gets a printed sheet, and one person's sheet entered with its scan."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session, select
from starlette.datastructures import FormData

from models import Answer, Consultation, ProcedureState
from models.store import clock
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import Upload
from procedures.opinion import answering
from procedures.opinion.drafting import paragraphs_of
from procedures.opinion.sealing import was_opened
from procedures.overview import turnout
from procedures.overview.desks.responses import desk_of
from procedures.refusal import Refusal
from procedures.rounds.asking import round_of
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.reading_list import scan_in
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/hr/procedures", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.ENTER_PAPER_LIST))]
EntryId = Annotated[int, Path(ge=1, le=LARGEST)]
Posted = Annotated[FormData, Depends(form_of)]
LONGEST_TYPED = 20_000


@dataclass(frozen=True)
class Opinion:
    """What stands on one sheet: a choice, and words by the number of the paragraph (0: the whole draft)."""

    choice: str = ""
    said: dict[int, str] = field(default_factory=dict)


@router.get("/{procedure_id}/sheets")
def sheets(request: Request, actor: Hr, procedure_id: ProcedureId) -> Response:
    """Ai chưa trả lời, ai cần phiếu in."""
    with reading() as session:
        desk = desk_of(session, procedure_id)
        round_, people = round_of(session, procedure_id), _with_sheets(session, procedure_id)
    if desk.procedure.state is not ProcedureState.OPEN or round_.opened_at is None:
        return see_other(f"/procedures/{procedure_id}")
    return page(request, "hr/opinion/sheets.html.jinja", desk=desk, people=people)


@router.get("/{procedure_id}/sheets/{entry_id}")
def asked(request: Request, actor: Hr, procedure_id: ProcedureId, entry_id: EntryId) -> Response:
    """Phiếu của một người; what was entered before may be changed until the deadline."""
    with reading() as session:
        kept = _kept(session, procedure_id, entry_id)
    return _shown(request, procedure_id, entry_id, kept)


@router.post("/{procedure_id}/sheets/{entry_id}")
def entered(request: Request, actor: Hr, procedure_id: ProcedureId, entry_id: EntryId, form: Posted) -> Response:
    """Nhập phiếu."""
    with reading() as session:
        session.get_one(Consultation, procedure_id)
        numbers = [0, *(each.number for each in paragraphs_of(session, procedure_id))]
    said = {number: str(form.get(f"said_{number}") or "")[:LONGEST_TYPED] for number in numbers}
    opinion = Opinion(str(form.get("choice") or ""), said)
    try:
        receipt = answering.enter_sheet(actor, procedure_id, entry_id, opinion.choice, said, _scan(form))
    except Refusal as refusal:
        errors = [(refusal.field or "choice", refusal.sentence)]
        return _shown(request, procedure_id, entry_id, opinion, errors)
    return see_other(f"/hr/procedures/{procedure_id}/sheets", f"Đã nhập phiếu, mã nhận {receipt.code}.")


def _with_sheets(session: Session, procedure_id: int) -> list[turnout.Person]:
    """Whose sheet may be entered: of a consultation that takes sealed opinions only those who have no mail."""
    people = turnout.people(session, procedure_id)
    return [each for each in people if not each.has_mail] if was_opened(session, procedure_id) else people


def _scan(form: FormData) -> Upload:
    scan = form.get("scan")
    return scan_in(None if scan is None or isinstance(scan, str) else UploadFile(scan.file, filename=scan.filename))


def _kept(session: Session, procedure_id: int, entry_id: int) -> Opinion:
    """What this person said already; nothing where they have not answered."""
    session.get_one(Consultation, procedure_id)
    round_ = round_of(session, procedure_id)
    of_entry = select(Answer).where(Answer.round_id == round_.id, Answer.roll_entry_id == entry_id)
    answer = session.exec(of_entry).first()
    if answer is None:
        return Opinion()
    return Opinion(answer.content["choice"], answering.comments_of(session, answer.id or 0))


def _shown(request: Request, procedure_id: int, entry_id: int, opinion: Opinion, errors: Errors = ()) -> Response:
    with reading() as session:
        desk, now = desk_of(session, procedure_id), clock.now(session)
        person = next((each for each in _with_sheets(session, procedure_id) if each.entry_id == entry_id), None)
        is_open = round_of(session, procedure_id).opened_at is not None
    if person is None or not is_open:
        return see_other(f"/hr/procedures/{procedure_id}/sheets", Refusal("not_on_the_list").sentence, "late")
    told = {"desk": desk, "whose": person, "opinion": opinion, "now": now}
    return page(request, "hr/opinion/sheet.html.jinja", 422 if errors else 200, errors=errors, **told)
