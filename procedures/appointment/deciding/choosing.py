"""Lựa chọn khi ngang phiếu: the head's between two tied at exactly half, or what the authority decided instead."""

from sqlmodel import Session

from models import (
    CaseDocument,
    Conclusion,
    DocumentKind,
    DutyKind,
    Nominee,
    Post,
    Procedure,
    ProcedureState,
)
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.evidence import documents_of
from procedures.meetings.finding import conclusions_at, meeting_of
from procedures.refusal import Refusal

LONGEST_REASON = 2_000
LONGEST_OPINIONS = 5_000


def choose(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    post_id: int,
    nominee_id: int | None,
    reason: str,
    opinions: str,
) -> None:
    """The head chooses one of the tied, with the reason; `opinions` are those that differ, to be reported in full.

    Raises Refusal where the law does not leave this to the head, or where it is settled otherwise already.
    """
    account_id = actor.account_for(Power.DECIDE)
    with transaction() as session:
        procedure = _running(session, actor, procedure_id)
        duties.check_holder(session, actor, procedure_id, DutyKind.DECIDER)
        conclusion = _tie(session, procedure, meeting_id, post_id, "head_decides")
        if conclusion.chosen:
            _check_same(conclusion, nominee_id)
            return
        _check(conclusion, nominee_id)
        if not reason.strip():
            raise Refusal("choice_reason_missing", field="reason")
        if not opinions.strip():
            raise Refusal("differing_opinions_missing", field="opinions")
        conclusion.differing_opinions = opinions.strip()[:LONGEST_OPINIONS]
        conclusion.chosen, conclusion.decided_by = [nominee_id or 0], account_id
        conclusion.choice_reason = reason.strip()[:LONGEST_REASON]
        conclusion.concluded_at = clock.now(session)
        session.add(conclusion)
        log.write(session, actor.name_in_log, "TieChosen", procedure_id, meeting=meeting_id, post=post_id)
        ask_for_run(session, procedure_id)


def settle_tie(actor: Actor, procedure_id: int, meeting_id: int, post_id: int, nominee_id: int | None) -> None:
    """Enter whom the authority decided on, where the post of head is vacant or the head is concerned.

    Its document must be filed first (a document of this meeting on the tie). `nominee_id` is None where it decided on
    nobody: the case goes no further for this post.
    """
    actor.account_for(Power.FILE_DOCUMENTS)
    with transaction() as session:
        procedure = _running(session, actor, procedure_id)
        conclusion = _tie(session, procedure, meeting_id, post_id, "authority_decides")
        if conclusion.chosen or conclusion.decided_on_document:
            _check_same(conclusion, nominee_id)
            return
        if nominee_id is not None:
            _check(conclusion, nominee_id)
        document = _document(session, procedure_id, meeting_id)
        conclusion.decided_on_document = document.id
        conclusion.chosen = [nominee_id] if nominee_id is not None else []
        conclusion.concluded_at = clock.now(session)
        session.add(conclusion)
        if nominee_id is None:
            post = session.get_one(Post, post_id)
            post.outcome, conclusion.tied = "stopped", []
            session.add(post)
        log.write(session, actor.name_in_log, "TieSettled", procedure_id, meeting=meeting_id, post=post_id)
        ask_for_run(session, procedure_id)


def tied(session: Session, conclusion: Conclusion) -> list[Nominee]:
    """Between whom there is to choose; whoever withdrew meanwhile is not among them."""
    found = [session.get_one(Nominee, number) for number in conclusion.tied]
    return [nominee for nominee in found if nominee.withdrawn_at is None]


def _running(session: Session, actor: Actor, procedure_id: int) -> Procedure:
    procedure = lock(session, actor, procedure_id)
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    return procedure


def _tie(session: Session, procedure: Procedure, meeting_id: int, post_id: int, reason: str) -> Conclusion:
    meeting = meeting_of(session, procedure.id or 0, meeting_id)
    conclusion = conclusions_at(session, meeting).get(post_id)
    if conclusion is None or conclusion.reason != reason:
        raise Refusal("no_choice_here")
    return conclusion


def _check(conclusion: Conclusion, nominee_id: int | None) -> None:
    if nominee_id is None or nominee_id not in conclusion.tied:
        raise Refusal("choice_missing", field="nominee")


def _check_same(conclusion: Conclusion, nominee_id: int | None) -> None:
    if conclusion.chosen != ([nominee_id] if nominee_id is not None else []):
        raise Refusal("choice_made_already")


def _document(session: Session, procedure_id: int, meeting_id: int) -> CaseDocument:
    found = documents_of(session, procedure_id, DocumentKind.TIE_DECISION, meeting_id)
    if not found:
        raise Refusal("tie_document_missing", field="document")
    return found[-1]
