"""Báo cáo dân chủ của một năm: lines that HR writes, and the paper on screen, for print and for Word."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from documents import html
from documents.paper import Paper
from models import YearHeading
from models.store import clock
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.conference.steps import REPORT
from procedures.filing import is_signed, paper_of
from procedures.papers.year import record
from procedures.papers.year.report import report_of
from procedures.refusal import Refusal
from procedures.year_report import writing
from web.bounds import ProcedureId
from web.clerk.papers import STYLESHEET, as_file
from web.pages import Errors, page, see_other
from web.session import requires
from words.dates import local_day

router = APIRouter(prefix="/hr/year-report", default_response_class=HTMLResponse)
Hr = Annotated[Actor, Depends(requires(Power.KEEP_DESK))]
Year = Annotated[int, Path(ge=writing.FIRST_YEAR, le=writing.LAST_YEAR)]


@router.get("")
def this_year(_actor: Hr) -> RedirectResponse:
    """Báo cáo của năm nay."""
    with reading() as session:
        year = local_day(clock.now(session)).year
    return see_other(f"/hr/year-report/{year}")


@router.get("/{year}")
def asked(request: Request, _actor: Hr, year: Year) -> Response:
    """Các dòng đã ghi, và báo cáo."""
    return _shown(request, year)


@router.post("/{year}")
def written(
    request: Request,
    actor: Hr,
    year: Year,
    heading: Annotated[str, Form(max_length=40)] = "",
    said: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Ghi một dòng."""
    try:
        writing.write(actor, year, YearHeading(heading) if heading in set(YearHeading) else None, said)
    except Refusal as refusal:
        return _shown(request, year, heading, said, [(refusal.field or "said", refusal.sentence)])
    return see_other(f"/hr/year-report/{year}", "Đã ghi.")


@router.post("/{year}/{entry_id}/remove")
def removed(actor: Hr, year: Year, entry_id: ProcedureId) -> Response:
    """Bỏ một dòng khỏi báo cáo."""
    writing.remove(actor, entry_id)
    return see_other(f"/hr/year-report/{year}", "Đã bỏ một dòng khỏi báo cáo.")


@router.get("/{year}/report.html")
def as_html(_actor: Hr, year: Year) -> HTMLResponse:
    """Báo cáo trên màn hình."""
    return HTMLResponse(html.render(_paper(year), stylesheet_href=STYLESHEET))


@router.get("/{year}/report.pdf")
def as_pdf(_actor: Hr, year: Year) -> Response:
    """Báo cáo để in."""
    from documents import pdf  # it loads the typesetter, half a second once a process

    return as_file(pdf.render(_paper(year)), "pdf", f"bao-cao-dan-chu-{year}")


@router.get("/{year}/report.docx")
def as_docx(_actor: Hr, year: Year) -> Response:
    """Báo cáo để sửa trong Word."""
    from documents import docx  # as the typesetter of the PDF, it loads slowly

    return as_file(docx.render(_paper(year)), "docx", f"bao-cao-dan-chu-{year}")


def _paper(year: int) -> Paper:
    with reading() as session:
        return report_of(session, year)


def _shown(request: Request, year: int, heading: str = "", said: str = "", errors: Errors = ()) -> Response:
    with reading() as session:
        entries, conference = writing.entries_of(session, year), record.conference_of(session, year)
        paper = paper_of(session, conference.id or 0, REPORT) if conference else None
    told = {
        "year": year,
        "entries": entries,
        "conference": conference,
        "filed": paper if is_signed(paper) else None,
        "headings": list(YearHeading),
        "typed": {"heading": heading, "said": said},
    }
    return page(request, "hr/report/year.html.jinja", 422 if errors else 200, errors=errors, **told)
