"""Văn bản để đọc, in, sửa, và bản quét đã ký: HTML, PDF, Word, the scan, and the stylesheet of the HTML."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session
from starlette.exceptions import HTTPException

from documents import html
from documents.paper import Paper
from models import Procedure, StoredFile
from models.store.database import reading
from procedures import papers
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import paper_of
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.overview.view import may_open
from procedures.refusal import Refusal
from web.bounds import PaperWithScan, ProcedureId, WrittenPaper
from web.session import requires

router = APIRouter(default_response_class=HTMLResponse)
Reader = Annotated[Actor, Depends(requires(Power.READ_PAPERS))]
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
STYLESHEET = "/papers/paper.css"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get(STYLESHEET)
def stylesheet() -> Response:
    """Khuôn của văn bản trên màn hình."""
    return Response(html.STYLESHEET.read_bytes(), media_type="text/css")


@router.get("/procedures/{procedure_id}/papers/{name}.html")
def as_html(actor: Reader, procedure_id: ProcedureId, name: WrittenPaper) -> HTMLResponse:
    """Văn bản trên màn hình."""
    return HTMLResponse(html.render(_paper(actor, procedure_id, name), stylesheet_href=STYLESHEET))


@router.get("/procedures/{procedure_id}/papers/{name}.pdf")
def as_pdf(actor: Reader, procedure_id: ProcedureId, name: WrittenPaper) -> Response:
    """Văn bản để in: set in the thread of this request, which may take some seconds."""
    from documents import pdf  # it loads the typesetter, half a second once a process

    return _file(pdf.render(_paper(actor, procedure_id, name)), "application/pdf", f"{name}-{procedure_id}.pdf")


@router.get("/procedures/{procedure_id}/papers/{name}.docx")
def as_docx(actor: Reader, procedure_id: ProcedureId, name: WrittenPaper) -> Response:
    """Văn bản để văn thư sửa trong Word; tải về không tính là đã in."""
    from documents import docx  # as the typesetter of the PDF, it loads slowly

    return _file(docx.render(_paper(actor, procedure_id, name)), WORD, f"{name}-{procedure_id}.docx")


@router.get("/procedures/{procedure_id}/papers/{name}/scan")
def scan(actor: Reader, procedure_id: ProcedureId, name: PaperWithScan) -> Response:
    """Bản đã ký, as it was handed in."""
    with reading() as session:
        _check(session, actor, procedure_id, name)
        filed = paper_of(session, procedure_id, name)
        file = session.get(StoredFile, filed.scan_id) if filed and filed.scan_id else None
    if file is None:
        raise HTTPException(404)
    return _file(file.content, file.media_type, f"{name}-{procedure_id}-da-ky.{ENDINGS[file.media_type]}")


def as_file(content: bytes, ending: str, name: str) -> Response:
    """A paper that stands in no procedure, under a name without its ending: pdf or docx."""
    return _file(content, {"pdf": "application/pdf", "docx": WORD}[ending], f"{name}.{ending}")


def _paper(actor: Actor, procedure_id: int, name: str) -> Paper:
    with reading() as session:
        _check(session, actor, procedure_id, name)
        return papers.paper(session, procedure_id, name)


def _check(session: Session, actor: Actor, procedure_id: int, name: str) -> None:
    """A paper that names who has not answered is for those who may see names, and for the clerk."""
    procedure, filed = session.get_one(Procedure, procedure_id), paper_of(session, procedure_id, name)
    if filed is not None:
        may = may_open(session, actor, procedure, filed)
    else:
        may = may_see(actor, procedure, What.NAMING_PAPERS) is Sight.EVERYTHING
    if not may:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])


def _file(content: bytes, media_type: str, file_name: str) -> Response:
    place = "attachment" if media_type == WORD else "inline"
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'{place}; filename="{file_name}"'})
