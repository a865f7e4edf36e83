"""Chuẩn bị gửi phiếu lấy ý kiến: what is asked and for how long, by HR; the union agrees; the decision is made."""

from models import Role
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.conference.letter_ballot.steps import ballot_of
from procedures.conference.preparing.agreeing import LONGEST_REMARK
from procedures.conference.steps import LETTER_DECISION
from procedures.engine import ask_for_run
from procedures.filing import draft_paper
from procedures.meetings.finding import open_procedure
from procedures.refusal import Refusal

MOST_DAYS, MOST_MATTERS, LONGEST_MATTER = 60, 20, 500


def plan(actor: Actor, procedure_id: int, matters: list[str], days: int) -> None:
    """Keep what is asked beside the resolution, and how many days people have; until the union has agreed.

    Raises Refusal `letter_ballot_unprepared`, `letter_ballot_agreed`, `letter_ballot_days`, `text_too_long`,
    `too_many_matters`.
    """
    actor.account_for(Power.DRAFT)
    words = [matter for each in matters if (matter := " ".join(each.split()))]
    if not 1 <= days <= MOST_DAYS:
        raise Refusal("letter_ballot_days", field="days", at_most=MOST_DAYS)
    if len(words) > MOST_MATTERS:
        raise Refusal("too_many_matters", field="matters", at_most=MOST_MATTERS)
    if any(len(matter) > LONGEST_MATTER for matter in words):
        raise Refusal("text_too_long", field="matters", at_most=LONGEST_MATTER)
    with transaction() as session:
        open_procedure(lock(session, actor, procedure_id))
        ballot = ballot_of(session, procedure_id)
        if ballot.agreed_at:
            raise Refusal("letter_ballot_agreed")
        ballot.matters, ballot.days = words, days
        session.add(ballot)
        for account in accounts.holding(session, Role.UNION):
            messages.letter_ballot_to_agree(session, procedure_id, account)
        log.write(session, actor.name_in_log, "LetterBallotPlanned", procedure_id, matters=len(words), days=days)
        ask_for_run(session, procedure_id)


def agree(actor: Actor, procedure_id: int, remark: str = "") -> None:
    """The union agrees that all staff be asked by letter; the head's decision is made. Again, nothing happens.

    Raises Refusal `needs_role`, `not_running`, `letter_ballot_unprepared`, `letter_ballot_unplanned`,
    `remark_too_long`.
    """
    account_id = actor.account_for(Power.REMARK)
    if len(remark.strip()) > LONGEST_REMARK:
        raise Refusal("remark_too_long", field="remark", at_most=LONGEST_REMARK)
    with transaction() as session:
        open_procedure(lock(session, actor, procedure_id))
        ballot = ballot_of(session, procedure_id)
        if ballot.agreed_at:
            return
        if ballot.days is None:
            raise Refusal("letter_ballot_unplanned")
        ballot.agreed_by, ballot.agreed_at = account_id, clock.now(session)
        ballot.union_remark = remark.strip()
        session.add(ballot)
        draft_paper(session, procedure_id, LETTER_DECISION)
        for account in accounts.holding(session, Role.CLERK):
            messages.letter_ballot_awaits_signature(session, procedure_id, account, LETTER_DECISION)
        log.write(session, actor.name_in_log, "LetterBallotAgreed", procedure_id)
        ask_for_run(session, procedure_id)
