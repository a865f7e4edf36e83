"""Văn thư: papers that wait for number and scan, and the page on which one is printed and filed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from documents.paper import content_hash
from models import Agency, Procedure, Role
from models.store import clock
from models.store.database import reading
from procedures import filing, papers
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import paper_of
from procedures.overview.desks.register import register
from procedures.overview.view import may_open
from procedures.refusal import Refusal
from web import typed
from web.bounds import PaperWithScan, ProcedureId, YearInQuery
from web.hr.reading_list import scan_in
from web.pages import Errors, page, see_other
from web.session import requires
from words.dates import local_day, short_date

router = APIRouter(default_response_class=HTMLResponse)
Reader = Annotated[Actor, Depends(requires(Power.READ_PAPERS))]
Clerk = Annotated[Actor, Depends(requires(Power.FILE_PAPERS))]
Printer = Annotated[Actor, Depends(requires(Power.PRINT_PAPERS))]
Typed = Annotated[str, Form(max_length=1_000)]
LONGEST = {"symbol": 40, "signer": 200}


@router.get("/papers")
def waiting(request: Request, actor: Clerk, year: YearInQuery = None) -> HTMLResponse:
    """Văn bản chờ vào sổ, và sổ của năm."""
    with reading() as session:
        this_year = local_day(clock.now(session)).year
        found = register(session, year or this_year)
    return page(request, "clerk/register.html.jinja", register=found, year=year or this_year, this_year=this_year)


@router.get("/procedures/{procedure_id}/papers/{name}")
def paper(request: Request, actor: Reader, procedure_id: ProcedureId, name: PaperWithScan) -> HTMLResponse:
    """Một văn bản: đọc, in, vào sổ."""
    return _shown(request, actor, procedure_id, name)


@router.post("/procedures/{procedure_id}/papers/{name}/printed")
def printed(actor: Printer, procedure_id: ProcedureId, name: PaperWithScan) -> Response:
    """Ghi là đã in, with the hash of what was printed."""
    with reading() as session:
        said = content_hash(papers.paper(session, procedure_id, name))
    filing.mark_printed(actor, procedure_id, name, said)
    return see_other(f"/procedures/{procedure_id}/papers/{name}", "Đã ghi là đã in.")


@router.post("/procedures/{procedure_id}/papers/{name}")
def filed(
    request: Request,
    actor: Clerk,
    procedure_id: ProcedureId,
    name: PaperWithScan,
    number: Typed = "",
    symbol: Typed = "",
    dated_on: Typed = "",
    signer: Typed = "",
    scan: UploadFile | None = None,
) -> Response:
    """Vào sổ: số, ký hiệu, ngày, người ký, bản quét."""
    values = {"number": number, "symbol": symbol, "dated_on": dated_on, "signer": signer}
    errors: list[tuple[str, str]] = []
    register_number, day = _particulars(values, errors)
    if not errors:
        try:
            upload = scan_in(scan)
            filing.file_signed(actor, procedure_id, name, register_number, symbol, day, signer, upload)
        except Refusal as refusal:
            errors.append((refusal.field or "number", refusal.sentence))
    if errors:
        return _shown(request, actor, procedure_id, name, 422, errors, values)
    return see_other(f"/procedures/{procedure_id}", f"Đã vào sổ số {register_number}/{symbol.strip()}.")


def _particulars(values: dict[str, str], errors: list[tuple[str, str]]) -> tuple[int, date]:
    """Number and day as typed; what is missing or cannot be read goes to `errors`."""
    found: dict[str, int | date | None] = {"number": None, "dated_on": None}
    for name, read, missing in (("number", typed.whole, "Chưa có số."), ("dated_on", typed.day, "Chưa có ngày.")):
        try:
            found[name] = read(values[name])
        except typed.Unclear as unclear:
            errors.append((name, unclear.sentence))
            continue
        if found[name] is None:
            errors.append((name, missing))
    for name, what in (("symbol", "Chưa có ký hiệu."), ("signer", "Chưa có họ tên người ký.")):
        if not values[name].strip():
            errors.append((name, what))
        elif len(values[name].strip()) > LONGEST[name]:
            errors.append((name, f"Dài quá {LONGEST[name]} ký tự."))
    return found["number"], found["dated_on"]  # pyright: ignore


def _shown(
    request: Request,
    actor: Actor,
    procedure_id: int,
    name: str,
    status: int = 200,
    errors: Errors = (),
    values: dict[str, str] | None = None,
) -> HTMLResponse:
    with reading() as session:
        procedure, filed_paper = session.get_one(Procedure, procedure_id), paper_of(session, procedure_id, name)
        if filed_paper is None:
            raise Refusal("paper_not_made")
        if not may_open(session, actor, procedure, filed_paper):
            raise Refusal("needs_role", roles=[Role.HR.value, Role.CLERK.value])
        agency, today = session.get(Agency, 1), local_day(clock.now(session))
    proposed = {
        "number": "",
        "symbol": papers.proposed_symbol(agency, filed_paper.kind) if agency else "",
        "dated_on": short_date(today),
        "signer": agency.head_name if agency else "",
    }
    frame = {"procedure": procedure, "paper": filed_paper, "kind": filed_paper.kind, "values": values or proposed}
    may = {"file": actor.may(Power.FILE_PAPERS), "print": actor.may(Power.PRINT_PAPERS)}
    return page(request, "clerk/paper.html.jinja", status, errors=errors, may=may, **frame)
