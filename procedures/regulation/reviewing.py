"""Rà soát quy chế hằng năm: asked for by the calendar, answered by HR or a manager; what follows from the answer."""

from sqlmodel import Session

from models import Procedure, ProcedureState, RegulationReview, ReviewResult, Role
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run, once, record
from procedures.refusal import Refusal
from procedures.regulation.issuing import end
from procedures.regulation.steps import REVIEW_ASKED, REVIEWED, replaced_by, review_of, turn_of

LONGEST_NOTE = 3000
ENDS = ("replaced", ReviewResult.REPEALED.value)


@once(REVIEW_ASKED)
def ask(session: Session, procedure: Procedure, number: int) -> str:
    """Ask HR and managers to review the rules, by mail and on their desks; not once others replace them."""
    turn = turn_of(session, procedure, number)
    if turn is None or replaced_by(session, procedure.id or 0):
        return record(session, procedure, REVIEW_ASKED, "not_needed", number)
    session.add(RegulationReview(procedure_id=procedure.id or 0, number=number, due_on=turn.due_on))
    for account in accounts.distinct(session, Role.HR, Role.MANAGER):
        messages.rules_review_asked(session, procedure.id or 0, account, number)
    log.write(session, "clock", "ReviewAsked", procedure.id, number=number, due_on=turn.due_on.isoformat())
    return record(session, procedure, REVIEW_ASKED, occurrence=number)


def review(actor: Actor, procedure_id: int, number: int, result: ReviewResult | None, note: str) -> None:
    """Say what a review found; rules to be amended stay in force until others take their place. Again, nothing.

    Raises Refusal `review_of_nothing`, `review_result_missing`, `review_note_missing`, `comment_too_long`,
    `reviewed_already`.
    """
    account_id, said = actor.account_for(Power.REVIEW_RULES), note.strip()
    if result is None:
        raise Refusal("review_result_missing", field="result")
    if result is not ReviewResult.KEPT and not said:
        raise Refusal("review_note_missing", field="note")
    if len(said) > LONGEST_NOTE:
        raise Refusal("comment_too_long", field="note", at_most=LONGEST_NOTE)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        row = review_of(session, procedure_id, number)
        if row is None or procedure.state is not ProcedureState.OPEN:
            raise Refusal("review_of_nothing")
        if row.result:
            if (row.result, row.note) == (result, said):
                return
            raise Refusal("reviewed_already")
        row.result, row.note, row.reviewed_by, row.reviewed_at = result, said, account_id, clock.now(session)
        session.add(row)
        log.write(session, actor.name_in_log, "RulesReviewed", procedure_id, number=number, result=result.value)
        ask_for_run(session, procedure_id)


@once(REVIEWED)
def note_review(session: Session, procedure: Procedure, number: int) -> str:
    """Note what a review found; rules that are repealed, or replaced, have come to their end."""
    row = review_of(session, procedure.id or 0, number)
    if replaced_by(session, procedure.id or 0):
        outcome = "replaced"
    else:
        outcome = row.result.value if row and row.result else "not_needed"
    if outcome in ENDS:
        end(session, procedure, outcome)
    return record(session, procedure, REVIEWED, outcome, number)
