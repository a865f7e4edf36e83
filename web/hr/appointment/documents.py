"""Văn bản căn cứ: what others have written and a step rests on, filed with number, date, issuer, gist and scan."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from models import CaseDocument, DocumentKind, StoredFile
from models.store.database import reading
from procedures import evidence
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.evidence import Filed
from procedures.filing import Upload
from procedures.overview.desks.appointment.documents import documents_desk
from procedures.refusal import Refusal
from web import typed
from web.bounds import LARGEST, ProcedureId
from web.csrf import form_of
from web.hr.appointment.nominees import as_file
from web.hr.reading_list import scan_in
from web.pages import Errors, page, see_other
from web.session import requires

router = APIRouter(prefix="/hr/procedures/{procedure_id}/documents", default_response_class=HTMLResponse)
Filer = Annotated[Actor, Depends(requires(Power.FILE_DOCUMENTS))]
Posted = Annotated[FormData, Depends(form_of)]
DocumentId = Annotated[int, Path(ge=1, le=LARGEST)]
Chosen = Annotated[str, Query(max_length=30)]
LONGEST = {"number": evidence.LONGEST_NUMBER, "issuer": evidence.LONGEST_ISSUER, "gist": evidence.LONGEST_GIST}
NAMES = ("kind", "meeting", "nominee", "number", "dated_on", "issuer", "gist")
OF_RULES = (DocumentKind.CONFERENCE_RESOLUTION, DocumentKind.EARLIER_RULES)
OF_A_CASE = [kind for kind in DocumentKind if kind not in OF_RULES]
Wrong = list[tuple[str, str]]


@dataclass
class Sheet:
    """The controls of a document as typed."""

    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys(NAMES, ""))

    @classmethod
    def posted(cls, form: FormData) -> "Sheet":
        return cls({name: str(form.get(name) or "")[: LONGEST.get(name, 40) + 1] for name in NAMES})

    def kind(self, errors: Wrong) -> DocumentKind | None:
        if self.values["kind"] in set(OF_A_CASE):
            return DocumentKind(self.values["kind"])
        errors.append(("kind", "Chọn loại văn bản."))
        return None

    def day(self, errors: Wrong) -> date | None:
        try:
            found = typed.day(self.values["dated_on"])
        except typed.Unclear as unclear:
            errors.append(("dated_on", unclear.sentence))
            return None
        if found is None:
            errors.append(("dated_on", "Chưa ghi ngày văn bản."))
        return found

    def number(self, name: str) -> int | None:
        return int(self.values[name]) if re.fullmatch(r"[0-9]{1,9}", self.values[name]) else None


def scan_of(form: FormData) -> Upload:
    """The scan that came with a form, empty where none did."""
    scan = form.get("scan")
    return scan_in(None if scan is None or isinstance(scan, str) else UploadFile(scan.file, filename=scan.filename))


@router.get("")
def documents(
    request: Request,
    actor: Filer,
    procedure_id: ProcedureId,
    kind: Chosen = "",
    meeting: Chosen = "",
    nominee: Chosen = "",
) -> Response:
    """Văn bản đã lưu, và lưu thêm; the address may name what is to be filed."""
    sheet = Sheet()
    sheet.values |= {"kind": kind, "meeting": meeting, "nominee": nominee}
    return _shown(request, actor, procedure_id, sheet)


@router.post("")
def filed(request: Request, actor: Filer, procedure_id: ProcedureId, form: Posted) -> Response:
    """Lưu văn bản."""
    sheet, errors = Sheet.posted(form), Wrong()
    kind, day = sheet.kind(errors), sheet.day(errors)
    if kind is None or day is None:
        return _shown(request, actor, procedure_id, sheet, errors)
    said = Filed(sheet.values["number"], day, sheet.values["issuer"], sheet.values["gist"])
    about = {"meeting_id": sheet.number("meeting"), "nominee_id": sheet.number("nominee")}
    try:
        evidence.file_document(actor, procedure_id, kind, said, scan_of(form), **about)
    except Refusal as refusal:
        return _shown(request, actor, procedure_id, sheet, [(refusal.field or "kind", refusal.sentence)])
    return see_other(f"/hr/procedures/{procedure_id}/documents", "Đã lưu văn bản.")


@router.get("/{document_id}/scan")
def scan(_actor: Filer, procedure_id: ProcedureId, document_id: DocumentId) -> Response:
    """Bản quét của một văn bản."""
    with reading() as session:
        document = session.get(CaseDocument, document_id)
        if document is None or document.procedure_id != procedure_id:
            raise HTTPException(404)
        file = session.get(StoredFile, document.scan_id)
    return as_file(file, f"van-ban-{document_id}")


def _shown(request: Request, actor: Actor, procedure_id: int, sheet: Sheet, errors: Errors = ()) -> Response:
    with reading() as session:
        desk = documents_desk(session, procedure_id)
    told = {"desk": desk, "values": sheet.values, "kinds": OF_A_CASE, "may_draft": actor.may(Power.DRAFT)}
    return page(request, "hr/appointment/documents.html.jinja", 422 if errors else 200, errors=errors, **told)
