"""Văn bản căn cứ của một lần bổ nhiệm: what was filed, and of which meeting or person a document may speak."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from models import (
    Appointment,
    CaseDocument,
    DocumentKind,
    Meeting,
    Nominee,
    PolicyWay,
    Procedure,
    ProcedureState,
)
from procedures.drafts import rules_of
from procedures.evidence import documents_of
from procedures.refusal import Refusal


@dataclass(frozen=True)
class DocumentsDesk:
    """The documents, the last one first; meetings and people as (number, words), whom a document may be about."""

    procedure: Procedure
    case: Appointment
    documents: list[CaseDocument]
    meetings: list[tuple[int, str]]
    people: list[tuple[int, str]]

    @property
    def is_over(self) -> bool:
        return self.procedure.state in (ProcedureState.CLOSED, ProcedureState.ANNULLED)

    @property
    def waits_for_answer(self) -> bool:
        """The proposal went to the authority, and its answer is not on file yet."""
        is_answered = any(each.kind is DocumentKind.POLICY for each in self.documents)
        is_submitted = self.case.way is PolicyWay.SUBMITTED
        return self.procedure.state is ProcedureState.OPEN and is_submitted and not is_answered

    @property
    def names(self) -> dict[int, str]:
        """The nominees' names by number."""
        return dict(self.people)

    @property
    def steps(self) -> dict[int, str]:
        """The meetings' words by number."""
        return dict(self.meetings)


def documents_desk(session: Session, procedure_id: int) -> DocumentsDesk:
    """The documents of a case; raises NoResultFound where the procedure is none."""
    procedure, case = session.get_one(Procedure, procedure_id), session.get_one(Appointment, procedure_id)
    people = session.exec(select(Nominee).where(Nominee.procedure_id == procedure_id).order_by(col(Nominee.id))).all()
    rows = (
        select(Meeting).where(Meeting.procedure_id == procedure_id).order_by(col(Meeting.step), col(Meeting.convening))
    )
    return DocumentsDesk(
        procedure=procedure,
        case=case,
        documents=documents_of(session, procedure_id)[::-1],
        meetings=[(each.id or 0, words_of(session, procedure, each)) for each in session.exec(rows).all()],
        people=[(each.id or 0, each.full_name) for each in people],
    )


def words_of(session: Session, procedure: Procedure, meeting: Meeting) -> str:
    """How a meeting is called: `Bước 3: Hội nghị cán bộ chủ chốt (họp lại)`; the only one of its kind by its name."""
    try:
        meetings = law.meetings(rules_of(session, procedure))
        label = meetings[meeting.step - 1].label if meeting.step <= len(meetings) else ""
    except Refusal:
        meetings, label = (), ""
    again = " (họp lại)" if meeting.convening > 1 else ""
    step = "" if len(meetings) == 1 else f"Bước {meeting.step}: "
    return f"{step}{label}{again}"
