"""Văn thư: number, date and signed scan of a paper; and the files that people hand in."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Agency, FiledPaper, PaperState, Procedure, ProcedureState, StoredFile
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.refusal import Refusal
from words.dates import local_day

LARGEST_SCAN = 20 * 1024 * 1024
_SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


def media_type_of(upload: Upload) -> str:
    """What a scan is by its first bytes: PDF, JPEG or PNG; raises Refusal for anything else or too large."""
    if not upload.content:
        raise Refusal("scan_missing", field="scan")
    if len(upload.content) > LARGEST_SCAN:
        raise Refusal("scan_too_large", field="scan", megabytes=LARGEST_SCAN // 1024 // 1024)
    for start, media_type in _SIGNATURES.items():
        if upload.content.startswith(start):
            return media_type
    raise Refusal("scan_unknown_type", field="scan")


def store(session: Session, upload: Upload) -> int:
    """Keep a scan whole in the caller's transaction; returns its number."""
    file = StoredFile(
        sha256=hashlib.sha256(upload.content).hexdigest(),
        name=upload.name[-200:] or "ban-quet",
        media_type=media_type_of(upload),
        size=len(upload.content),
        content=upload.content,
        stored_at=clock.now(session),
    )
    session.add(file)
    session.flush()
    return file.id or 0


def file_signed(
    actor: Actor, procedure_id: int, name: str, number: int, symbol: str, dated_on: date, signer: str, scan: Upload
) -> None:
    """Enter a signed paper in the register: its number, symbol, date, signer and scan, once.

    Raises Refusal where it is filed already with other particulars, or where a particular cannot be; `number_taken`
    where another paper of the year has this number and symbol.
    """
    actor.account_for(Power.FILE_PAPERS)
    if number < 1:
        raise Refusal("number_not_positive", field="number")
    media_type_of(scan)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if procedure.state is ProcedureState.DRAFT:
            raise Refusal("not_opened_yet")
        if dated_on > local_day(clock.now(session)):
            raise Refusal("date_in_future", field="dated_on")
        paper = made(session, procedure_id, name)
        if paper.state is PaperState.SIGNED:
            if (paper.number, paper.symbol, paper.dated_on) == (number, symbol, dated_on):
                return
            raise Refusal("already_filed", number=paper.number, symbol=paper.symbol)
        _check_free(session, number, symbol, dated_on)
        paper.number, paper.symbol, paper.dated_on, paper.signer = number, symbol.strip(), dated_on, signer.strip()
        paper.state, paper.signed_at = PaperState.SIGNED, clock.now(session)
        paper.scan_id = store(session, scan)
        session.add(paper)
        in_register = {"kind": paper.kind, "number": number, "symbol": symbol}
        log.write(session, actor.name_in_log, "PaperSigned", procedure_id, **in_register)
        ask_for_run(session, procedure_id)


def _check_free(session: Session, number: int, symbol: str, dated_on: date) -> None:
    """Raise Refusal `number_taken`, naming the paper; the agency's row keeps two clerks from one number at once."""
    session.get(Agency, 1, with_for_update=True)
    first, last = date(dated_on.year, 1, 1), date(dated_on.year, 12, 31)
    rows = (
        select(FiledPaper, Procedure.subject)
        .join(Procedure)
        .where(FiledPaper.state == PaperState.SIGNED, FiledPaper.number == number)
        .where(col(FiledPaper.dated_on).between(first, last))
    )
    for paper, subject in session.exec(rows).all():
        if _compared(paper.symbol) == _compared(symbol):
            facts = {"symbol": paper.symbol, "kind": paper.kind, "subject": subject}
            raise Refusal("number_taken", field="number", number=number, year=dated_on.year, **facts)


def _compared(symbol: str) -> str:
    """`QĐ - SNgV` and `qđ-sngv` are one symbol."""
    return unicodedata.normalize("NFC", "".join(symbol.split())).casefold()


def mark_printed(actor: Actor, procedure_id: int, name: str, content_hash: str) -> None:
    """Note that a draft was printed, with the SHA-256 of what it said."""
    actor.account_for(Power.PRINT_PAPERS)
    with transaction() as session:
        lock(session, actor, procedure_id)
        paper = made(session, procedure_id, name)
        if paper.state is PaperState.DRAFT:
            paper.state, paper.content_hash = PaperState.PRINTED, content_hash
            session.add(paper)
            log.write(session, actor.name_in_log, "PaperPrinted", procedure_id, kind=paper.kind, content=content_hash)


def paper_of(session: Session, procedure_id: int, name: str) -> FiledPaper | None:
    """The paper of this name that this procedure has, if it has been made."""
    kind, occurrence = split(name)
    of_it = (FiledPaper.procedure_id == procedure_id) & (FiledPaper.kind == kind)
    return session.exec(select(FiledPaper).where(of_it, FiledPaper.occurrence == occurrence)).first()


def is_signed(paper: FiledPaper | None) -> bool:
    """Whether a paper is in the register with its scan."""
    return paper is not None and paper.state is PaperState.SIGNED


def made(session: Session, procedure_id: int, name: str) -> FiledPaper:
    """The same; raises Refusal where there is none."""
    paper = paper_of(session, procedure_id, name)
    if paper is None:
        raise Refusal("paper_not_made")
    return paper


def draft_paper(session: Session, procedure_id: int, name: str) -> None:
    """Make a paper of this name, once: the clerk is asked to print, number and file it."""
    if paper_of(session, procedure_id, name) is None:
        kind, occurrence = split(name)
        session.add(FiledPaper(procedure_id=procedure_id, kind=kind, occurrence=occurrence, made_at=clock.now(session)))


def split(name: str) -> tuple[str, int]:
    """Kind and occurrence of a paper's name: `meeting_minutes-31` is the 31st of its kind."""
    kind, _, occurrence = name.partition("-")
    return kind, int(occurrence or 0)
