"""Vắng bất khả kháng: whoever was summoned and could not come leaves the base of the shares, by a document."""

from sqlmodel import Session

from models import CaseDocument, DocumentKind, Meeting
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.meetings import regime
from procedures.meetings.finding import is_counted_at, running
from procedures.meetings.holding.attendance import attendee_of
from procedures.refusal import Refusal


def excuse(actor: Actor, procedure_id: int, meeting_id: int, roll_entry_id: int, document_id: int) -> None:
    """Absent by force majeure, as the authority's filed document says: the person leaves the base of the shares.

    Only before anything is counted. Raises Refusal: `nobody_excused` where the law lets nobody leave the base,
    `excuse_document`, `excused_is_present`, `count_begun`, `not_summoned`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        meeting = running(session, actor, procedure_id, meeting_id)
        leave_the_base(session, actor, meeting, roll_entry_id, document_id)


def leave_the_base(session: Session, actor: Actor, meeting: Meeting, roll_entry_id: int, document_id: int) -> None:
    """The same, in the caller's transaction, which holds the meeting."""
    if not regime.may_be_excused(session, meeting):
        raise Refusal("nobody_excused")
    _check_document(session, meeting, document_id)
    attendee = attendee_of(session, meeting, roll_entry_id)
    if attendee.excused_by == document_id:
        return
    if is_counted_at(session, meeting):
        raise Refusal("count_begun")
    if attendee.present_at:
        raise Refusal("excused_is_present", field="person")
    attendee.excused_by = document_id
    session.add(attendee)
    facts = {"meeting": meeting.id, "step": meeting.step, "entry": roll_entry_id, "document": document_id}
    log.write(session, actor.name_in_log, "Excused", meeting.procedure_id, **facts)


def _check_document(session: Session, meeting: Meeting, document_id: int) -> None:
    document = session.get(CaseDocument, document_id)
    is_known = document is not None and document.procedure_id == meeting.procedure_id
    if not is_known or document.kind is not DocumentKind.FORCE_MAJEURE or document.meeting_id not in (None, meeting.id):
        raise Refusal("excuse_document", field="document")
