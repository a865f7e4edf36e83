"""Sổ văn bản: papers that wait for number and signed scan, and those entered in the year."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import FiledPaper, PaperState, Procedure, ProcedureState
from procedures.kinds import UNNUMBERED


@dataclass(frozen=True)
class Register:
    """Papers with their procedures: those that wait, the oldest first, and those of the year, the newest first."""

    waiting: list[tuple[FiledPaper, Procedure]]
    filed: list[tuple[FiledPaper, Procedure]]


def register(session: Session, year: int) -> Register:
    """What the clerk has to do and has done; a list to sign on carries no number, so it never waits here."""
    rows = select(FiledPaper, Procedure).join(Procedure).where(col(FiledPaper.kind).not_in(UNNUMBERED))
    rows = rows.where(Procedure.state != ProcedureState.ANNULLED)
    waiting = rows.where(FiledPaper.state != PaperState.SIGNED).order_by(col(FiledPaper.id))
    in_year = (col(FiledPaper.dated_on) >= date(year, 1, 1)) & (col(FiledPaper.dated_on) <= date(year, 12, 31))
    filed = rows.where(FiledPaper.state == PaperState.SIGNED, in_year)
    filed = filed.order_by(col(FiledPaper.dated_on).desc(), col(FiledPaper.id).desc())
    return Register(list(session.exec(waiting).all()), list(session.exec(filed).all()))
