"""Các bước theo luật của một quy trình: done, now, late or ahead, each with its date, article and paper."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from law.articles import Article
from law.rules import Rule, Rules
from models import FiledPaper, PaperState, Procedure, Round, StepRecord
from models.paper import paper_name
from procedures.engine import Step
from procedures.kinds import Kind, kind_of
from procedures.overview.standing import Place
from procedures.resolution import steps as circulating
from procedures.resolution.items import schedule
from procedures.resolution.items.listing import has_items
from words.dates import at_local

SKIPPED = ("not_needed", "not_applicable")
Planned = tuple[Step, int, datetime | None]


@dataclass(frozen=True)
class PaperMark:
    """A paper of a procedure and how far it is."""

    kind: str
    state: PaperState
    name: str = ""


@dataclass(frozen=True)
class CourseStep:
    """One step of the law. `status`: done | now | late | ahead | skipped; `at`: when it was, or when it is planned."""

    key: str
    occurrence: int
    status: str
    at: datetime | None
    article: Article
    certainty: str
    outcome: str
    facts: dict[str, Any]
    paper: PaperMark | None


def course(session: Session, procedure: Procedure, round_: Round, stands: Place) -> list[CourseStep]:
    """The steps of a procedure in the order of the law, as the record and the plan have them."""
    kind, rules, papers = kind_of(procedure), Rules.thaw(procedure.rules), papers_of(session, procedure.id or 0)
    made = {paper.name: PaperMark(paper.kind, paper.state, paper.name) for paper in papers}
    rows = session.exec(select(StepRecord).where(StepRecord.procedure_id == procedure.id)).all()
    records = {(row.step, row.occurrence): row for row in rows}
    steps = [
        step_of(
            kind,
            step,
            records.get((step.key, occurrence)),
            rules[step.rule],
            made,
            occurrence,
            at,
        )
        for step, occurrence, at in [*planned(kind, round_), *_followed(session, procedure)]
    ]
    last = max((place for place, step in enumerate(steps) if step.status != "ahead"), default=-1)
    steps = [_passed_over(step) if place < last else step for place, step in enumerate(steps)]
    steps = without_spared(session, procedure, steps)
    here = next((place for place, step in enumerate(steps) if step.status == "ahead"), None)
    if here is not None and not stands.is_over:
        steps[here] = replace(steps[here], status="late" if stands.is_late else "now")
    return steps


def without_spared(session: Session, procedure: Procedure, steps: list[CourseStep]) -> list[CourseStep]:
    """The same steps; those ahead that this procedure does without are said not to be needed."""
    spared = {step.key for step in kind_of(procedure).spared(session, procedure.id or 0)}
    return [
        replace(step, status="skipped", outcome="not_needed") if step.status == "ahead" and step.key in spared else step
        for step in steps
    ]


def _passed_over(step: CourseStep) -> CourseStep:
    """What stands before a step already done is not done any more."""
    return replace(step, status="skipped", at=None) if step.status == "ahead" else step


def planned(kind: Kind, round_: Round) -> list[Planned]:
    """Each step with its occurrence: a reminder stands as often as HR planned it."""
    times = range(1, len(round_.remind_at) + 1)
    steps = [(step, occurrence) for step in kind.steps for occurrence in (times if step is kind.reminded else (0,))]
    return [(step, occurrence, _planned_at(kind, step, occurrence, round_)) for step, occurrence in steps]


def _followed(session: Session, procedure: Procedure) -> list[Planned]:
    """The checks and the end of a resolution that has items; none of any other."""
    if not (kind_of(procedure).goes_on and has_items(session, procedure.id or 0)):
        return []
    checks = [(check.number, at_local(check.due_on, 17)) for check in schedule.checks_of(session, procedure)]
    steps = [(step, n, due) for n, due in checks for step in (circulating.CHECKED, circulating.CHECK_TOLD)]
    return [*steps, (circulating.FOLLOWED, 0, at_local(schedule.followed_until(session, procedure), 17))]


def papers_of(session: Session, procedure_id: int) -> list[FiledPaper]:
    """The papers that this procedure has so far, in the order they were made."""
    rows = select(FiledPaper).where(FiledPaper.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(FiledPaper.id))).all())


def step_of(
    kind: Kind,
    step: Step,
    done: StepRecord | None,
    rule: Rule,
    made: dict[str, PaperMark],
    occurrence: int = 0,
    planned_at: datetime | None = None,
) -> CourseStep:
    """One step beside its record, if it has one, and the paper that it made."""
    return CourseStep(
        key=step.key,
        occurrence=occurrence,
        status=("skipped" if done.outcome in SKIPPED else "done") if done else "ahead",
        at=done.recorded_at if done else planned_at,
        article=rule.article,
        certainty=rule.certainty.value,
        outcome=done.outcome if done else "",
        facts=done.facts if done else {},
        paper=made.get(paper_name(kind.papers.get(step, ""), occurrence)),
    )


def _planned_at(kind: Kind, step: Step, occurrence: int, round_: Round) -> datetime | None:
    if step is kind.asked:
        return round_.sends_at
    if step is kind.reminded:
        return datetime.fromisoformat(round_.remind_at[occurrence - 1])
    return round_.closes_at if step is kind.closed else None
