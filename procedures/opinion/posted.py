"""Nội dung đang công khai: what consultations have made public to everyone who works here, and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Consultation, Decision, Disclosure, Procedure, ProcedureState
from models.store import clock
from procedures.opinion.steps import KIND, decision_paper
from procedures.opinion.table import Change, Table, changes_of, table_of
from words.dates import local_day
from words.document_number import document_number


@dataclass(frozen=True)
class Ruling:
    """What was decided of a draft: why, where it was not issued; else under which number and date, once filed."""

    decision: Decision
    reason: str
    number: str
    dated_on: date | None


@dataclass(frozen=True)
class Posting:
    """One table that stands in public, without a name; `disclosed_at` in UTC."""

    id: int
    subject: str
    disclosed_at: datetime
    posted_until: date
    ruling: Ruling | None


def ruling_of(session: Session, procedure_id: int) -> Ruling | None:
    """What was decided, if it was."""
    consultation = session.get_one(Consultation, procedure_id)
    if consultation.decision is None:
        return None
    paper = decision_paper(session, procedure_id)
    number = document_number(paper.number, paper.symbol) if paper and paper.number else ""
    return Ruling(consultation.decision, consultation.decision_reason, number, paper.dated_on if paper else None)


def posted(session: Session) -> list[Posting]:
    """All that is posted today, the newest first; the last day of the posting counts whole."""
    rows = select(Disclosure, Procedure).join(Procedure).where(*_standing(session))
    found = session.exec(rows.order_by(col(Disclosure.disclosed_at).desc(), col(Disclosure.id).desc())).all()
    return [_posting(session, *row) for row in found]


def posting(session: Session, disclosure_id: int) -> tuple[Posting, Table, list[list[Change]]]:
    """One of them with its table and how the draft was changed.

    Raises sqlalchemy.exc.NoResultFound where it is not posted, or no longer.
    """
    rows = select(Disclosure, Procedure).join(Procedure).where(Disclosure.id == disclosure_id, *_standing(session))
    disclosure, procedure = session.exec(rows).one()
    number = disclosure.procedure_id
    return _posting(session, disclosure, procedure), table_of(session, number), changes_of(session, number)


def _standing(session: Session) -> tuple[bool, bool]:
    today = local_day(clock.now(session))
    is_of_ours = (col(Procedure.kind) == KIND) & (col(Procedure.state) != ProcedureState.ANNULLED)
    return col(Disclosure.posted_until) >= today, is_of_ours  # pyright: ignore


def _posting(session: Session, disclosure: Disclosure, procedure: Procedure) -> Posting:
    return Posting(
        id=disclosure.id or 0,
        subject=procedure.subject,
        disclosed_at=disclosure.disclosed_at,
        posted_until=disclosure.posted_until,
        ruling=ruling_of(session, disclosure.procedure_id),
    )
