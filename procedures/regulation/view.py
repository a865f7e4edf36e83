"""Trang của một quy chế: everything that whoever watches it may see, read in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from law.rules import Rules
from models import (
    CaseDocument,
    Disclosure,
    DocumentKind,
    FiledPaper,
    Procedure,
    Regulation,
    RegulationReview,
    StepRecord,
)
from models.store import clock
from procedures import drafts, gates
from procedures.access.actor import Actor
from procedures.evidence import documents_of
from procedures.kinds import kind_of
from procedures.overview.course import CourseStep, PaperMark, papers_of, step_of, without_spared
from procedures.overview.record import Entry, record_of
from procedures.overview.sight import WATCHERS, Sight, What, may_see
from procedures.overview.standing import Place, known_of, place_of
from procedures.refusal import Refusal
from procedures.regulation import drafting
from procedures.regulation.steps import (
    COORDINATION,
    DECISION,
    REVIEW_ASKED,
    REVIEWED,
    disclosure_of,
    issued_as,
    issued_before,
    replaced_by,
    reviews_of,
    title_of,
    turn_of,
)
from procedures.regulation.text import text_of
from words.dates import at_local

MORNING = 8


@dataclass(frozen=True)
class RulesDraft:
    """A draft of rules for HR, under the law of today; `by_conference`: the conference adopts rules of this sort."""

    procedure: Procedure
    regulation: Regulation
    paragraphs: list[str]
    rules: Rules
    by_conference: dict[str, bool]
    consultation: Procedure | None
    may_rest_on: list[Procedure]
    in_force: list[Procedure]
    lacking: list[str]


@dataclass(frozen=True)
class RulesView:
    """What stands on the page of rules; `record` is None where the person may not see it."""

    procedure: Procedure
    regulation: Regulation
    title: str
    place: Place
    now: datetime
    steps: list[CourseStep]
    text: list[str]
    consultation: Procedure | None
    adoption: list[CaseDocument]
    issued_before: CaseDocument | None
    replaces: Procedure | None
    replaced_by: Procedure | None
    reviews: list[RegulationReview]
    next_review_on: date | None
    papers: list[FiledPaper]
    disclosure: Disclosure | None
    record: list[Entry] | None

    @property
    def open_review(self) -> RegulationReview | None:
        """The review that waits for its result."""
        is_asked = self.place.waiting_for == "review_result" and self.reviews
        return self.reviews[-1] if is_asked and self.reviews[-1].result is None else None


@dataclass(frozen=True)
class RulesCard:
    """What everyone reads of rules that are public; `disclosed_at` in UTC."""

    title: str
    paper: FiledPaper | None
    in_force_on: date | None
    text: list[str]
    disclosed_at: datetime
    posted_until: date
    replaced_by: str


def draft_of(session: Session, procedure_id: int) -> RulesDraft:
    """The draft; raises NoResultFound, or Refusal where no rules are in force today."""
    procedure, regulation = session.get_one(Procedure, procedure_id), session.get_one(Regulation, procedure_id)
    rules = drafts.rules_of(session, procedure)
    sorts = rules.names("sorts")
    matter = gates.matter_for(session, procedure)
    return RulesDraft(
        procedure=procedure,
        regulation=regulation,
        paragraphs=text_of(session, procedure),
        rules=rules,
        by_conference={sort: drafting.goes_to_conference(session, sort) for sort in sorts},
        consultation=session.get(Procedure, procedure.rests_on_id) if procedure.rests_on_id else None,
        may_rest_on=gates.consultations(session, matter) if matter else [],
        in_force=drafting.in_force(session),
        lacking=drafting.lacking(session, procedure),
    )


def view_of(session: Session, actor: Actor, procedure_id: int) -> RulesView:
    """The page for this person; raises NoResultFound, or Refusal where nothing of it is theirs."""
    procedure, regulation = session.get_one(Procedure, procedure_id), session.get_one(Regulation, procedure_id)
    if may_see(actor, procedure, What.COURSE) is not Sight.EVERYTHING:
        raise Refusal("needs_role", roles=[role.value for role in WATCHERS])
    now, papers, reviews = clock.now(session), papers_of(session, procedure_id), reviews_of(session, procedure_id)
    turn = turn_of(session, procedure, len(reviews) + 1)
    return RulesView(
        procedure=procedure,
        regulation=regulation,
        title=title_of(procedure),
        place=place_of(procedure, None, known_of(session, [procedure_id])[procedure_id], now),
        now=now,
        steps=_steps(session, procedure, papers, reviews) if procedure.rules else [],
        text=text_of(session, procedure),
        consultation=session.get(Procedure, procedure.rests_on_id) if procedure.rests_on_id else None,
        adoption=documents_of(session, procedure_id, DocumentKind.CONFERENCE_RESOLUTION),
        issued_before=issued_before(session, procedure_id),
        replaces=session.get(Procedure, regulation.replaces_id) if regulation.replaces_id else None,
        replaced_by=replaced_by(session, procedure_id),
        reviews=reviews,
        next_review_on=turn.due_on if turn else None,
        papers=papers,
        disclosure=disclosure_of(session, procedure_id),
        record=record_of(session, procedure_id) if may_see(actor, procedure, What.LOG) is Sight.EVERYTHING else None,
    )


def card_of_rules(session: Session, procedure_id: int) -> RulesCard:
    """The rules as everyone reads them; raises Refusal `round_not_open` before they are public."""
    procedure, disclosure = session.get_one(Procedure, procedure_id), disclosure_of(session, procedure_id)
    if disclosure is None:
        raise Refusal("round_not_open")
    later = replaced_by(session, procedure_id)
    return RulesCard(
        title=title_of(procedure),
        paper=issued_as(session, procedure_id),
        in_force_on=session.get_one(Regulation, procedure_id).in_force_on,
        text=text_of(session, procedure),
        disclosed_at=disclosure.disclosed_at,
        posted_until=disclosure.posted_until,
        replaced_by=title_of(later) if later else "",
    )


def _steps(
    session: Session, procedure: Procedure, papers: list[FiledPaper], reviews: list[RegulationReview]
) -> list[CourseStep]:
    """The steps of the law, where they were taken here, and each review that was asked for or will be next."""
    rules, kind = Rules.thaw(procedure.rules), kind_of(procedure)
    rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == procedure.id)).all()
    records = {(row.step, row.occurrence): row for row in rows}
    marks = {paper.kind: PaperMark(paper.kind, paper.state, paper.name) for paper in papers}
    made = marks | ({DECISION: marks[COORDINATION]} if COORDINATION in marks else {})
    taken_here = () if issued_before(session, procedure.id or 0) else kind.steps
    steps = [step_of(kind, step, records.get((step.key, 0)), rules[step.rule], made) for step in taken_here]
    steps = without_spared(session, procedure, steps)
    for number in range(1, len(reviews) + 2):
        turn = turn_of(session, procedure, number)
        for step, day in ((REVIEW_ASKED, turn and turn.asked_on), (REVIEWED, turn and turn.due_on)):
            done = records.get((step.key, number))
            if done or turn:
                at = at_local(day, MORNING) if day else None
                steps.append(step_of(kind, step, done, rules[step.rule], {}, number, at))
    return steps
