"""Lấy ý kiến xong, thông qua, quyết định, ký, công khai: the verbs that the flow calls, each once."""

from sqlmodel import Session

from law.rules import Rules
from models import Decision, Procedure, ProcedureState, Regulation, Role
from models.store import clock
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.disclosing import make_public
from procedures.engine import ask_for_run, once, record
from procedures.filing import draft_paper
from procedures.regulation.steps import (
    ADOPTED,
    CONSULTED,
    DECIDED,
    DISCLOSED,
    ISSUED,
    NOTICE,
    POSTED,
    decision_in,
    issued_as,
    paper_kind,
)
from procedures.rounds.roll import enrol_everyone
from words.dates import local_day

CONTENT = "internal_rules"


@once(CONSULTED)
def note_consultation(session: Session, procedure: Procedure) -> str:
    """Note that staff were asked and every opinion answered; not where the conference adopts the rules."""
    return record(session, procedure, CONSULTED, "done" if procedure.rests_on_id else "not_needed")


@once(ADOPTED)
def note_adoption(session: Session, procedure: Procedure) -> str:
    """Note that the conference adopted the rules, where the law of their first day wants it."""
    by_conference = session.get_one(Regulation, procedure.id).by_conference
    return record(session, procedure, ADOPTED, "done" if by_conference else "not_needed")


@once(DECIDED)
def note_decision(session: Session, procedure: Procedure) -> str:
    """Note what the head decided; the paper that brings the rules into force is made, or the procedure ends."""
    number = procedure.id or 0
    decision = decision_in(session, procedure.rests_on_id) if procedure.rests_on_id else Decision.ISSUED
    outcome = (decision or Decision.NOT_ISSUED).value
    if decision is Decision.ISSUED:
        draft_paper(session, number, paper_kind(session.get_one(Regulation, number), Rules.thaw(procedure.rules)))
        for account in accounts.holding(session, Role.CLERK):
            messages.rules_await_signature(session, number, account)
    else:
        end(session, procedure, outcome)
    log.write(session, "clock", "RulesDecided", number, outcome=outcome)
    return record(session, procedure, DECIDED, outcome)


@once(ISSUED)
def note_issue(session: Session, procedure: Procedure) -> str:
    """Note that the rules are signed: what rests on it goes on, what they replace ends."""
    for number in (procedure.rests_on_id, session.get_one(Regulation, procedure.id).replaces_id):
        if number:
            ask_for_run(session, number)
    log.write(session, "clock", "RulesIssued", procedure.id)
    return record(session, procedure, ISSUED)


@once(DISCLOSED)
def disclose(session: Session, procedure: Procedure) -> str:
    """Make the rules public to everyone who works here: by mail, on the page, and by a notice for the board."""
    number, paper = procedure.id or 0, issued_as(session, procedure.id or 0)
    counted_from = paper.dated_on if paper and paper.dated_on else local_day(clock.now(session))
    enrol_everyone(session, number)
    told = make_public(session, procedure, CONTENT, counted_from, NOTICE, messages.rules_disclosed)
    log.write(session, "clock", "RulesDisclosed", number, letters=told.letters, until_on=told.until_on.isoformat())
    return record(session, procedure, DISCLOSED, told.outcome, letters=told.letters)


@once(POSTED)
def note_posting(session: Session, procedure: Procedure) -> str:
    """The rules have been posted for the days of the law; they stay in force, and are reviewed every year."""
    return record(session, procedure, POSTED)


def end(session: Session, procedure: Procedure, outcome: str) -> None:
    """The rules come to their end in the caller's transaction."""
    procedure.state, procedure.outcome, procedure.closed_at = ProcedureState.CLOSED, outcome, clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "RulesEnded", procedure.id, outcome=outcome)
