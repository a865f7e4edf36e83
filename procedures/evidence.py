"""Văn bản căn cứ: file what others have written and a step rests on, with number, date, issuer, reason and scan."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from models import CaseDocument, DocumentKind, Meeting, Nominee, ProcedureState, StoredFile
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.filing import Upload, media_type_of, store
from procedures.refusal import Refusal
from words.dates import local_day

WITHOUT_NUMBER = (DocumentKind.WITHDRAWAL, DocumentKind.EARLIER_RESULT)
WITH_GIST = (
    *(DocumentKind.FORCE_MAJEURE, DocumentKind.HYBRID_MEETING, DocumentKind.TIE_DECISION, DocumentKind.WITHDRAWAL),
    *(DocumentKind.NEW_ISSUES, DocumentKind.PARTY_OPINION),
)
OF_A_MEETING = (DocumentKind.FORCE_MAJEURE, DocumentKind.TIE_DECISION)
OF_A_NOMINEE = (DocumentKind.WITHDRAWAL,)
LONGEST_NUMBER, LONGEST_ISSUER, LONGEST_GIST = 100, 200, 3000


@dataclass(frozen=True)
class Filed:
    """What stands on a document: its number and symbol, its date, who issued it, and its gist, reason or conclusion."""

    number: str
    dated_on: date
    issuer: str
    gist: str = ""


def file_document(
    actor: Actor,
    procedure_id: int,
    kind: DocumentKind,
    filed: Filed,
    scan: Upload,
    *,
    meeting_id: int | None = None,
    nominee_id: int | None = None,
) -> int:
    """Keep a document of the whole case, of one meeting or of one nominee; returns its number, and asks for a run.

    The same one again returns the first; nothing that was filed is changed, a better one is filed beside it. Raises
    Refusal: `concerned`, `procedure_over`, `document_number_missing`, `document_issuer_missing`, `document_too_long`,
    `document_gist_missing`, `document_of_no_meeting`, `document_of_no_nominee`, `date_in_future`, and those of a scan.
    """
    filed = checked(actor, kind, filed, scan)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if procedure.state not in (ProcedureState.DRAFT, ProcedureState.OPEN):
            raise Refusal("procedure_over")
        _check_place(session, procedure_id, kind, meeting_id, nominee_id)
        number = keep(session, actor, unfiled(filed, procedure_id, kind, meeting_id, nominee_id), scan)
        if procedure.state is ProcedureState.OPEN:
            ask_for_run(session, procedure_id)
        return number


def checked(actor: Actor, kind: DocumentKind, filed: Filed, scan: Upload) -> Filed:
    """What stands on a document, tidied; raises Refusal for words or a scan that cannot be, or who may not file it."""
    actor.account_for(Power.FILE_DOCUMENTS)
    filed = Filed(_one_line(filed.number), filed.dated_on, _one_line(filed.issuer), filed.gist.strip())
    _check_words(kind, filed)
    media_type_of(scan)
    return filed


def keep(session: Session, actor: Actor, document: CaseDocument, scan: Upload) -> int:
    """Keep a checked document in the caller's transaction; returns its number, of one that says the same the first's.

    Raises Refusal `date_in_future`.
    """
    if document.dated_on > local_day(clock.now(session)):
        raise Refusal("date_in_future", field="dated_on")
    if same := _same(session, document, scan):
        return same
    document.filed_by, document.filed_at = actor.account_for(Power.FILE_DOCUMENTS), clock.now(session)
    document.scan_id = store(session, scan)
    session.add(document)
    session.flush()
    number, kind = document.id or 0, document.kind.value
    facts = {"document": number, "meeting": document.meeting_id, "nominee": document.nominee_id}
    log.write(session, actor.name_in_log, "DocumentFiled", document.procedure_id, kind=kind, **facts)
    return number


def unfiled(
    filed: Filed, procedure_id: int, kind: DocumentKind, meeting_id: int | None = None, nominee_id: int | None = None
) -> CaseDocument:
    """The document as it will be filed; its scan, by whom and when are still to come."""
    return CaseDocument(  # pyright: ignore[reportCallIssue]
        procedure_id=procedure_id,
        kind=kind,
        meeting_id=meeting_id,
        nominee_id=nominee_id,
        number=filed.number,
        dated_on=filed.dated_on,
        issuer=filed.issuer,
        gist=filed.gist,
    )


def documents_of(
    session: Session, procedure_id: int, kind: DocumentKind | None = None, meeting_id: int | None = None
) -> list[CaseDocument]:
    """What was filed, of one kind or of all, the last one last.

    With a meeting: its own documents and those of the whole case.
    """
    rows = select(CaseDocument).where(CaseDocument.procedure_id == procedure_id)
    if kind is not None:
        rows = rows.where(CaseDocument.kind == kind)
    if meeting_id is not None:
        rows = rows.where(or_(col(CaseDocument.meeting_id).is_(None), CaseDocument.meeting_id == meeting_id))
    return list(session.exec(rows.order_by(col(CaseDocument.id))).all())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check_words(kind: DocumentKind, filed: Filed) -> None:
    if not filed.number and kind not in WITHOUT_NUMBER:
        raise Refusal("document_number_missing", field="number")
    if not filed.issuer:
        raise Refusal("document_issuer_missing", field="issuer")
    if not filed.gist and kind in WITH_GIST:
        raise Refusal("document_gist_missing", field="gist")
    longest = {"number": LONGEST_NUMBER, "issuer": LONGEST_ISSUER, "gist": LONGEST_GIST}
    for field, at_most in longest.items():
        if len(getattr(filed, field)) > at_most:
            raise Refusal("document_too_long", field=field, at_most=at_most)


def _check_place(
    session: Session, procedure_id: int, kind: DocumentKind, meeting_id: int | None, nominee_id: int | None
) -> None:
    meeting = session.get(Meeting, meeting_id) if meeting_id is not None else None
    nominee = session.get(Nominee, nominee_id) if nominee_id is not None else None
    is_strange = meeting_id is not None and (meeting is None or meeting.procedure_id != procedure_id)
    if is_strange or (meeting is None and kind in OF_A_MEETING):
        raise Refusal("document_of_no_meeting", field="meeting")
    is_strange = nominee_id is not None and (nominee is None or nominee.procedure_id != procedure_id)
    if is_strange or (nominee is None and kind in OF_A_NOMINEE):
        raise Refusal("document_of_no_nominee", field="nominee")


def _same(session: Session, document: CaseDocument, scan: Upload) -> int | None:
    """The number of a document that says the same and has the same scan, if it was filed already."""
    rows = (
        select(CaseDocument)
        .join(StoredFile)
        .where(CaseDocument.procedure_id == document.procedure_id, CaseDocument.kind == document.kind)
        .where(StoredFile.sha256 == hashlib.sha256(scan.content).hexdigest())
    )
    said = ("meeting_id", "nominee_id", "number", "dated_on", "issuer", "gist")
    for other in session.exec(rows).all():
        if all(getattr(other, field) == getattr(document, field) for field in said):
            return other.id
    return None
