"""Các bước của việc lấy ý kiến, theo thứ tự luật, và bước nào đang chờ gì."""

from datetime import timedelta

from sqlmodel import Session, col, select

from law.decisions.opinion import must_union_remark
from law.rules import Rules
from models import (
    Consultation,
    Decision,
    Disclosure,
    FiledPaper,
    MergedOpinion,
    PaperState,
    Procedure,
    ProcedureState,
    Regulation,
)
from models.store import clock
from models.store.database import reading
from procedures.engine import Step, Waiting
from procedures.filing import paper_of
from procedures.regulation import steps as of_rules
from procedures.rounds import asking
from procedures.rounds.asking import round_of
from words.dates import at_local

KIND = "opinion"
FLOW_REVISION = 2
ONE_DAY = timedelta(days=1)

OPENED = Step("consultation_opened", "plan_by")
PLAN_SIGNED = Step("plan_signed", "plan_by")
ASKED = Step("asked", "asking_form")
REMINDED = Step("asked_again", "asking_form")
CLOSED = Step("consultation_closed", "opinion_period")
SEALED_HEARD = Step("sealed_heard", "opinion_period")
ANSWERED = Step("opinions_answered", "answered_by")
UNION_REMARKED = Step("union_remarked", "union_remarks_on")
DECIDED = Step("decided", "decided_after")
ISSUED = Step("issued", "decided_after")
DISCLOSED = Step("disclosed", "disclosed_within")
POSTED = Step("posted", "posted_for")
STEPS = (
    *(OPENED, PLAN_SIGNED, ASKED, REMINDED, CLOSED, SEALED_HEARD, ANSWERED),
    *(UNION_REMARKED, DECIDED, ISSUED, DISCLOSED, POSTED),
)

PLAN, SHEET, TABLE, DECISION, NOTICE = (
    "consultation_plan",
    "opinion_sheet",
    "responses_table",
    "decision",
    "disclosure_notice",
)


def unanswered(session: Session, procedure_id: int) -> list[MergedOpinion]:
    """The opinions that have been neither accepted nor explained yet, in the order of the draft."""
    rows = select(MergedOpinion).where(MergedOpinion.procedure_id == procedure_id, col(MergedOpinion.verdict).is_(None))
    return list(session.exec(rows.order_by(col(MergedOpinion.paragraph), col(MergedOpinion.number))).all())


def disclosure_of(session: Session, procedure_id: int) -> Disclosure | None:
    """What this consultation has made public, if it has."""
    return session.exec(select(Disclosure).where(Disclosure.procedure_id == procedure_id)).first()


def is_signed(paper: FiledPaper | None) -> bool:
    return paper is not None and paper.state is PaperState.SIGNED


def wait_for_plan(procedure_id: int) -> None:
    """The head signs the plan, and the clerk files it, before anyone is asked."""
    with reading() as session:
        if not is_signed(paper_of(session, procedure_id, PLAN)):
            raise Waiting("plan_signature")


def wait_for_reminder(procedure_id: int, number: int) -> None:
    """A reminder waits for its hour."""
    asking.wait_for_reminder(procedure_id, number, "opinions")


def wait_for_deadline(procedure_id: int) -> None:
    """People may change what they said until the deadline, so nothing ends it earlier."""
    with reading() as session:
        closes_at = round_of(session, procedure_id).closes_at
        if closes_at is None or clock.now(session) < closes_at:
            raise Waiting("opinions", closes_at)


def wait_for_table(procedure_id: int) -> None:
    """Each opinion is accepted or explained, and the table has been settled."""
    with reading() as session:
        if paper_of(session, procedure_id, TABLE) is None:
            raise Waiting("table")


def wait_for_union(procedure_id: int) -> None:
    """Where the law asks for the union's remark, it comes before the decision."""
    with reading() as session:
        consultation = session.get_one(Consultation, procedure_id)
        if union_must_remark(session, procedure_id) and consultation.union_remarked_at is None:
            raise Waiting("union_remark")


def union_must_remark(session: Session, procedure_id: int) -> bool:
    """Whether the procedure's own rules ask for the union's remark on this matter."""
    rules = Rules.thaw(session.get_one(Procedure, procedure_id).rules)
    return must_union_remark(rules, session.get_one(Consultation, procedure_id).matter)


def spared(session: Session, procedure_id: int) -> frozenset[Step]:
    """The steps that this consultation does without, as is known from the day it was opened."""
    sealed = session.get_one(Consultation, procedure_id).offers_sealed
    needed = {SEALED_HEARD: sealed, UNION_REMARKED: union_must_remark(session, procedure_id)}
    return frozenset(step for step, is_needed in needed.items() if not is_needed)


def wait_for_decision(procedure_id: int) -> None:
    """The decider says on a page whether the draft is issued."""
    with reading() as session:
        if session.get_one(Consultation, procedure_id).decision is None:
            raise Waiting("decision")


def rules_resting_on(session: Session, procedure_id: int) -> int | None:
    """The open rules whose draft this consultation asks about: what is decided here is issued there."""
    rows = select(Procedure.id).join(Regulation, col(Regulation.procedure_id) == Procedure.id)
    going_on = col(Procedure.state).in_((ProcedureState.OPEN, ProcedureState.CLOSED))
    return session.exec(rows.where(Procedure.rests_on_id == procedure_id, going_on)).first()


def decision_paper(session: Session, procedure_id: int) -> FiledPaper | None:
    """What was issued after this consultation: the own decision, or the rules that rest on it."""
    rules_id = rules_resting_on(session, procedure_id)
    own = paper_of(session, procedure_id, DECISION)
    return own or (of_rules.issued_as(session, rules_id) if rules_id else None)


def wait_for_issue(procedure_id: int) -> None:
    """What was decided to be issued has number, date and scan; rules that were withdrawn are waited for no longer."""
    with reading() as session:
        is_issued = session.get_one(Consultation, procedure_id).decision is Decision.ISSUED
        awaited = paper_of(session, procedure_id, DECISION) or rules_resting_on(session, procedure_id)
        if is_issued and awaited and not is_signed(decision_paper(session, procedure_id)):
            raise Waiting("decision_signature")


def wait_for_posting(procedure_id: int) -> None:
    """The table stays posted for the days of the law, the last of them whole."""
    with reading() as session:
        disclosure = disclosure_of(session, procedure_id)
        if disclosure is None:
            raise Waiting("posting")
        ends_at = at_local(disclosure.posted_until + ONE_DAY, 0)
        if clock.now(session) < ends_at:
            raise Waiting("posting", ends_at)
