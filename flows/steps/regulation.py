"""Quy chế của cơ quan: its steps by their names."""

from flows.running import Case, begin, perform
from models import Decision
from procedures.engine import Outcome
from procedures.regulation import issuing, reviewing
from procedures.regulation import steps as rules


async def opened(procedure_id: int) -> Case:
    """HR has opened the procedure; a flow never does."""
    return await begin(procedure_id, rules.OPENED)


async def consulted(case: Case) -> None:
    await perform(case, rules.CONSULTED, issuing.note_consultation)


async def adopted(case: Case) -> None:
    await perform(case, rules.ADOPTED, issuing.note_adoption, wait=rules.wait_for_conference)


async def decided(case: Case) -> Outcome | None:
    """None where the rules are to be issued; else the end."""
    outcome = await perform(case, rules.DECIDED, issuing.note_decision, wait=rules.wait_for_decision)
    return None if outcome == Decision.ISSUED else Outcome(outcome)


async def issued(case: Case) -> None:
    await perform(case, rules.ISSUED, issuing.note_issue, wait=rules.wait_for_signature)


async def disclosed(case: Case) -> None:
    await perform(case, rules.DISCLOSED, issuing.disclose)


async def posted(case: Case) -> None:
    await perform(case, rules.POSTED, issuing.note_posting, wait=rules.wait_for_posting)


async def review_asked(case: Case, number: int) -> None:
    await perform(case, rules.REVIEW_ASKED, reviewing.ask, number, wait=rules.wait_for_review)


async def reviewed(case: Case, number: int) -> Outcome | None:
    """None where the rules stay in force; else the end."""
    outcome = await perform(case, rules.REVIEWED, reviewing.note_review, number, wait=rules.wait_for_result)
    return Outcome(outcome) if outcome in reviewing.ENDS else None
