"""Văn bản của một quy trình, dựng từ bản ghi: the same record always gives the same paper, and the same hash."""

from collections.abc import Callable

from sqlmodel import Session

from documents.paper import Paper
from models import Agency, Procedure
from procedures.filing import paper_of, split
from procedures.kinds import KINDS as PROCEDURES
from procedures.papers import (
    appointment,
    conference,
    confidence_poll,
    items,
    letter_ballot,
    opinion,
    regulation,
    resolution,
)
from procedures.papers.year import emulation
from procedures.papers.year import report as year_report
from procedures.refusal import Refusal

_MAKERS: dict[str, dict[str, Callable[..., Paper]]] = {
    "resolution": {**resolution.MAKERS, **items.MAKERS},
    "opinion": {**opinion.MAKERS},
    "appointment": {**appointment.MAKERS},
    "confidence_poll": {**confidence_poll.MAKERS},
    "regulation": {**regulation.MAKERS},
    "yearly_conference": {},
    "conference": {**conference.MAKERS, **letter_ballot.MAKERS, **year_report.MAKERS, **emulation.MAKERS},
}
ON_REQUEST = "acknowledgement_list"
OF_OTHERS = ("decision", "appointment_decision")
WRITTEN = tuple(dict.fromkeys(kind for makers in _MAKERS.values() for kind in makers))
KINDS = (*WRITTEN, *OF_OTHERS)
FILED = tuple(kind for kind in KINDS if kind != ON_REQUEST)


def paper(session: Session, procedure_id: int, name: str) -> Paper:
    """The paper of this name as the record has it now; raises Refusal `paper_not_made`, or NoResultFound.

    A decision is the agency's own text: it is filed with its scan, and never made here.
    """
    kind, occurrence = split(name)
    makers = _MAKERS[session.get_one(Procedure, procedure_id).kind]
    if kind not in makers or (name != ON_REQUEST and paper_of(session, procedure_id, name) is None):
        raise Refusal("paper_not_made")
    return makers[kind](session, procedure_id, *([occurrence] if occurrence else []))


def proposed_symbol(agency: Agency, kind: str) -> str:
    """The symbol that the clerk would most likely give."""
    symbols = {paper: symbol for each in PROCEDURES.values() for paper, symbol in each.symbols.items()}
    return symbols.get(kind, "").format(agency=agency.symbol)
