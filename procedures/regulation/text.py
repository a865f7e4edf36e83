"""Lời văn của quy chế: as it stands now, amended in the consultation on it or as it was drafted."""

from sqlmodel import Session

from models import Procedure, ProcedureState
from procedures.opinion.drafting import AMENDED, paragraphs_of


def text_of(session: Session, procedure: Procedure) -> list[str]:
    """The paragraphs; of a draft that was consulted on, those of the amended draft, or of the one that was asked about.

    Nothing stands twice: a consultation has the text from its beginning on. A draft whose consultation was annulled is
    written on its own again.
    """
    number, consultation_id = procedure.id or 0, procedure.rests_on_id
    is_own = procedure.state is ProcedureState.DRAFT and procedure.has_lost_consultation
    if consultation_id is None or is_own:
        return [each.text for each in paragraphs_of(session, number)]
    found = paragraphs_of(session, consultation_id, AMENDED) or paragraphs_of(session, consultation_id)
    return [each.text for each in found]
