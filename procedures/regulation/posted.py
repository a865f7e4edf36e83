"""Quy chế đang niêm yết: what everyone who works here may read on the page of what is public."""

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Disclosure, Procedure, ProcedureState
from models.store import clock
from procedures.regulation.steps import KIND
from procedures.regulation.view import RulesCard, card_of_rules
from words.dates import local_day


def posted(session: Session) -> list[tuple[int, RulesCard]]:
    """The rules that are posted today, the newest first, each under the number of its disclosure."""
    rows = _posted(session).order_by(col(Disclosure.disclosed_at).desc(), col(Disclosure.id).desc())
    return [(row.id or 0, card_of_rules(session, row.procedure_id)) for row in session.exec(rows).all()]


def posting(session: Session, disclosure_id: int) -> RulesCard | None:
    """The rules of one disclosure; None where it is of something else, not posted, or no longer."""
    row = session.exec(_posted(session).where(Disclosure.id == disclosure_id)).first()
    return card_of_rules(session, row.procedure_id) if row else None


def _posted(session: Session) -> SelectOfScalar[Disclosure]:
    today = local_day(clock.now(session))
    rows = select(Disclosure).join(Procedure).where(Procedure.kind == KIND, Disclosure.posted_until >= today)
    return rows.where(Procedure.state != ProcedureState.ANNULLED)
