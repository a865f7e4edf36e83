"""Các bước của một quy chế, theo thứ tự luật, và bước nào đang chờ gì."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from law.decisions import regulation as law
from law.decisions.recurring import Turn
from law.rules import Rules
from models import (
    CaseDocument,
    Consultation,
    Decision,
    Disclosure,
    DocumentKind,
    FiledPaper,
    PaperState,
    Procedure,
    Regulation,
    RegulationReview,
)
from models.store import clock
from models.store.database import reading
from procedures.engine import Step, Waiting, recorded
from procedures.evidence import documents_of
from procedures.filing import paper_of
from words.dates import at_local

KIND = "regulation"
FLOW_REVISION = 1
MORNING, ONE_DAY = 8, timedelta(days=1)

OPENED = Step("regulation_opened", "drafted_by")
CONSULTED = Step("regulation_consulted", "asked_before")
ADOPTED = Step("regulation_adopted", "adopted_by")
DECIDED = Step("regulation_decided", "decided_by")
ISSUED = Step("regulation_issued", "decided_by")
DISCLOSED = Step("regulation_disclosed", "disclosed_within")
POSTED = Step("regulation_posted", "posted_for")
STEPS = (OPENED, CONSULTED, ADOPTED, DECIDED, ISSUED, DISCLOSED, POSTED)
REVIEW_ASKED = Step("review_asked", "reviewed_every")
REVIEWED = Step("reviewed", "reviewed_every")

DECISION, COORDINATION, NOTICE = "regulation_decision", "coordination_rules", "regulation_notice"
UNION, DRAFT = "union", "dự thảo "


def spared(session: Session, procedure_id: int) -> frozenset[Step]:
    """The steps that these rules do without, as is known from the day they were opened: who is asked, who adopts."""
    rests = session.get_one(Procedure, procedure_id).rests_on_id is not None
    needed = {CONSULTED: rests, ADOPTED: session.get_one(Regulation, procedure_id).by_conference}
    return frozenset(step for step, is_needed in needed.items() if not is_needed)


def paper_kind(regulation: Regulation, rules: Rules) -> str:
    """The paper that brings the rules into force: of both signers where the union signs, else the head's decision."""
    return COORDINATION if regulation.sort and UNION in law.signers(rules, regulation.sort.value) else DECISION


def issued_as(session: Session, procedure_id: int) -> FiledPaper | None:
    """That paper, once it is made."""
    return paper_of(session, procedure_id, DECISION) or paper_of(session, procedure_id, COORDINATION)


def issued_before(session: Session, procedure_id: int) -> CaseDocument | None:
    """The rules themselves, where they were issued before the product came; None of those that came into force here."""
    return next(iter(documents_of(session, procedure_id, DocumentKind.EARLIER_RULES)), None)


def dated(session: Session, procedure_id: int) -> date | None:
    """The day of the rules, once they have one."""
    paper = issued_as(session, procedure_id) or issued_before(session, procedure_id)
    return paper.dated_on if paper else None


def replaced_by(session: Session, procedure_id: int) -> Procedure | None:
    """The rules that have come into force in place of these."""
    later = select(Procedure).join(Regulation, col(Regulation.procedure_id) == Procedure.id)
    rows = session.exec(later.where(Regulation.replaces_id == procedure_id).order_by(col(Procedure.id))).all()
    return next((each for each in rows if recorded(session, each.id or 0, ISSUED)), None)


def title_of(procedure: Procedure) -> str:
    """The rules as papers and letters name them: `Quy chế chi tiêu nội bộ năm 2027`, whatever the draft was called."""
    subject = procedure.subject.strip()
    named = subject[len(DRAFT) :] if subject.lower().startswith(DRAFT) else subject
    return named[:1].upper() + named[1:]


def disclosure_of(session: Session, procedure_id: int) -> Disclosure | None:
    """What was made public of these rules, if it was."""
    return session.exec(select(Disclosure).where(Disclosure.procedure_id == procedure_id)).first()


def review_of(session: Session, procedure_id: int, number: int) -> RegulationReview | None:
    """The review of a number, once it has been asked for."""
    of_it = (RegulationReview.procedure_id == procedure_id) & (RegulationReview.number == number)
    return session.exec(select(RegulationReview).where(of_it)).first()


def reviews_of(session: Session, procedure_id: int) -> list[RegulationReview]:
    """The reviews that have been asked for, the first one first."""
    of_it = select(RegulationReview).where(RegulationReview.procedure_id == procedure_id)
    return list(session.exec(of_it.order_by(col(RegulationReview.number))).all())


def turn_of(session: Session, procedure: Procedure, number: int) -> Turn | None:
    """When the review of a number is due by the procedure's own rules; None before the rules have their day."""
    dated_on = dated(session, procedure.id or 0)
    if dated_on is None or procedure.begun_on is None:
        return None
    return law.review(Rules.thaw(procedure.rules), dated_on, number, procedure.begun_on)


def wait_for_conference(procedure_id: int) -> None:
    """Where the conference adopts the rules, its resolution is filed first: number, date, scan."""
    with reading() as session:
        by_conference = session.get_one(Regulation, procedure_id).by_conference
        if by_conference and not documents_of(session, procedure_id, DocumentKind.CONFERENCE_RESOLUTION):
            raise Waiting("conference_adoption")


def wait_for_decision(procedure_id: int) -> None:
    """The head decides in the consultation on these rules; what the conference has adopted is not decided anew."""
    with reading() as session:
        consultation_id = session.get_one(Procedure, procedure_id).rests_on_id
        if consultation_id and decision_in(session, consultation_id) is None:
            raise Waiting("linked_decision")


def decision_in(session: Session, consultation_id: int) -> Decision | None:
    """What the head decided in a consultation, if it was decided."""
    return session.get_one(Consultation, consultation_id).decision


def wait_for_signature(procedure_id: int) -> None:
    """The rules have number, date and the scan with every signature."""
    with reading() as session:
        paper = issued_as(session, procedure_id)
        if paper is None or paper.state is not PaperState.SIGNED:
            raise Waiting("regulation_signature")


def wait_for_posting(procedure_id: int) -> None:
    """The rules stay posted for the days of the law, the last of them whole."""
    with reading() as session:
        disclosure = disclosure_of(session, procedure_id)
        if disclosure is None:
            raise Waiting("posting")
        _wait("posting", at_local(disclosure.posted_until + ONE_DAY, 0), session)


def wait_for_review(procedure_id: int, number: int) -> None:
    """The review is asked for some days before its day; never, once other rules have taken the place of these."""
    with reading() as session:
        turn = turn_of(session, session.get_one(Procedure, procedure_id), number)
        if turn is None:
            raise Waiting("regulation_signature")
        if not replaced_by(session, procedure_id):
            _wait("review", at_local(turn.asked_on, MORNING), session)


def wait_for_result(procedure_id: int, number: int) -> None:
    """Somebody says what the review found."""
    with reading() as session:
        review = review_of(session, procedure_id, number)
        if review and review.result is None and not replaced_by(session, procedure_id):
            raise Waiting("review_result")


def _wait(key: str, until: datetime, session: Session) -> None:
    if clock.now(session) < until:
        raise Waiting(key, until)
