"""Việc cần đồng chí: what waits for one person today, whatever the person's roles; oldest clock first."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, exists, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models import (
    Answer,
    CourierHeartbeat,
    FiledPaper,
    LetterState,
    Nudge,
    OutboxMessage,
    PaperState,
    Procedure,
    ProcedureState,
    Role,
    RollEntry,
    Round,
    StepRecord,
)
from models.store import clock
from notifications import links
from procedures.access.actor import Actor
from procedures.conference.steps import KIND as CONFERENCE
from procedures.countersigning.on.rolls import PAPERS_WITHOUT_MAIL
from procedures.countersigning.reading import waiting_for
from procedures.kinds import UNNUMBERED
from procedures.nudging import SILENT_AFTER
from procedures.opinion.steps import KIND as OPINION
from procedures.resolution.steps import MISSING_NAMED
from procedures.tasks.of_cases import case_tasks
from procedures.tasks.of_items import item_tasks
from procedures.tasks.of_rules import rules_tasks
from procedures.tasks.of_sealed import sealed_tasks
from procedures.tasks.of_waiting import waiting_tasks
from procedures.tasks.of_yearly import yearly_tasks
from procedures.tasks.task import Task

GRACE = timedelta(minutes=5)


def tasks_of(session: Session, actor: Actor) -> list[Task]:
    """What waits for this person; a task that two roles share stands once."""
    found = [task for role, ask in _ASKED.items() if role is None or actor.holds(role) for task in ask(session, actor)]
    found += [*_to_countersign(session, actor), *case_tasks(session, actor), *item_tasks(session, actor)]
    found += [
        *sealed_tasks(session, actor),
        *waiting_tasks(session, actor),
        *rules_tasks(session, actor),
        *yearly_tasks(session, actor),
    ]
    return sorted({(task.key, task.procedure_id, str(task.facts)): task for task in found}.values(), key=_clock_first)


def _clock_first(task: Task) -> tuple[datetime, str, int]:
    return task.at, task.key, task.procedure_id or 0


def _answered(round_id: Any = Round.id) -> Any:
    return exists().where(col(Answer.roll_entry_id) == RollEntry.id, col(Answer.round_id) == round_id)


def _running(session: Session) -> SelectOfScalar[Any]:
    """People on the roll of rounds that take answers now, who have not answered."""
    now = clock.now(session)
    return (
        select(RollEntry, Round, Procedure)
        .join(Round, col(Round.procedure_id) == RollEntry.procedure_id)
        .join(Procedure, col(Procedure.id) == RollEntry.procedure_id)
        .where(Procedure.state == ProcedureState.OPEN, col(Round.opened_at).is_not(None))
        .where(col(Round.closed_at).is_(None), col(Round.closes_at) > now, ~_answered())
    )


def _as_staff(session: Session, actor: Actor) -> Iterator[Task]:
    """Own cards not yet answered."""
    if actor.staff_member_id is None:
        return
    mine = _running(session).where(RollEntry.staff_member_id == actor.staff_member_id)
    for entry, round_, procedure in session.exec(mine).all():
        token = links.token(entry.id, entry.link_version)
        key = "opine" if procedure.kind in (OPINION, CONFERENCE) else "answer"
        yield Task(key, round_.closes_at, procedure.id, procedure.subject, True, {"token": token})


def _as_hr(session: Session, _actor: Actor) -> Iterator[Task]:
    drafts = select(Procedure).where(Procedure.state == ProcedureState.DRAFT)
    for procedure in session.exec(drafts).all():
        yield Task("draft", procedure.drafted_at, procedure.id, procedure.subject)
    yield from _waiting_for_new_times(session)
    yield from _bounced(session)
    yield from _to_sign_on_paper(session)
    yield from _standing_at(session, "table", "table")


def _waiting_for_new_times(session: Session) -> Iterator[Task]:
    """Letters never went and the deadline has passed: nothing moves until HR sets the times anew."""
    stuck = (
        select(Procedure, Round)
        .join(Round)
        .where(Procedure.state == ProcedureState.OPEN, col(Round.closes_at) <= clock.now(session))
        .where(col(Round.opened_at).is_(None))
    )
    for procedure, round_ in session.exec(stuck).all():
        yield Task("new_times", round_.closes_at, procedure.id, procedure.subject, True)


def _bounced(session: Session) -> Iterator[Task]:
    """Letters that came back, of people who have not answered and whom no later letter reached."""
    later = OutboxMessage.__table__.alias("later")  # pyright: ignore
    reached = exists().where(
        later.c.roll_entry_id == OutboxMessage.roll_entry_id,
        later.c.id > OutboxMessage.id,
        later.c.state == LetterState.SENT,
    )
    lost = (
        select(Procedure, func.count(func.distinct(OutboxMessage.roll_entry_id)), func.min(OutboxMessage.queued_at))
        .join(OutboxMessage, col(OutboxMessage.procedure_id) == Procedure.id)
        .join(RollEntry, col(RollEntry.id) == OutboxMessage.roll_entry_id)
        .where(Procedure.state == ProcedureState.OPEN, OutboxMessage.state == LetterState.BOUNCED)
        .where(~reached, ~exists().where(col(Answer.roll_entry_id) == RollEntry.id))
        .group_by(col(Procedure.id))
    )
    for procedure, letters, since in session.exec(lost).all():
        yield Task("bounced", since, procedure.id, procedure.subject, facts={"letters": letters})


def _to_sign_on_paper(session: Session) -> Iterator[Task]:
    """People without an address sign the paper list, which HR enters before the deadline."""
    on_paper = _running(session).where(col(RollEntry.email).is_(None))
    people: dict[int, list[Any]] = {}
    for _entry, round_, procedure in session.exec(on_paper).all():
        people.setdefault(procedure.id, []).append((procedure, round_))
    for rows in people.values():
        procedure, round_ = rows[0]
        facts = {"people": len(rows)}
        key = {OPINION: "sheets", CONFERENCE: "letter_sheets"}.get(procedure.kind, "paper_list")
        yield Task(key, round_.closes_at, procedure.id, procedure.subject, True, facts)


def _to_countersign(session: Session, actor: Actor) -> Iterator[Task]:
    """What another person asked for and this one may sign."""
    for row in waiting_for(session, actor):
        subject = session.get_one(Procedure, row.procedure_id).subject if row.procedure_id else ""
        facts = {"act_id": row.id, "act": row.act}
        yield Task("countersign", row.asked_at, row.procedure_id, subject, facts=facts)


def _standing_at(session: Session, wait: str, key: str) -> Iterator[Task]:
    """Consultations that wait for what this person does, by the wait that their last run wrote down."""
    rows = select(Procedure, Round).join(Round).where(Procedure.waiting_for == wait)
    for procedure, round_ in session.exec(rows.where(Procedure.state == ProcedureState.OPEN)).all():
        yield Task(key, round_.closed_at or procedure.drafted_at, procedure.id, procedure.subject)


def _as_union(session: Session, _actor: Actor) -> Iterator[Task]:
    yield from _standing_at(session, "union_remark", "union_remark")


def _as_clerk(session: Session, _actor: Actor) -> Iterator[Task]:
    """Papers to print, or to number and file signed; a list or a sheet to sign on is printed in time or never."""
    has_ended = exists().where(col(Round.procedure_id) == Procedure.id, col(Round.closed_at).is_not(None))
    waiting = (
        select(FiledPaper, Procedure)
        .join(Procedure)
        .where(FiledPaper.state != PaperState.SIGNED, Procedure.state != ProcedureState.ANNULLED)
        .where(or_(col(FiledPaper.kind).not_in(UNNUMBERED), FiledPaper.state == PaperState.DRAFT))
        .where(or_(col(FiledPaper.kind).not_in(PAPERS_WITHOUT_MAIL.values()), ~has_ended))
    )
    for paper, procedure in session.exec(waiting).all():
        facts = {"paper": paper.kind, "name": paper.name, "printed": paper.state is PaperState.PRINTED}
        yield Task("paper", paper.made_at, procedure.id, procedure.subject, facts=facts)


def _as_manager(session: Session, _actor: Actor) -> Iterator[Task]:
    yield from _missing_named(session)
    yield from _overdue(session)
    yield from _standing_at(session, "table", "table")
    yield from _standing_at(session, "decision", "decision")


def _missing_named(session: Session) -> Iterator[Task]:
    """Some did not read, until the notice of the result is signed."""
    notified = exists().where(
        col(FiledPaper.procedure_id) == Procedure.id,
        FiledPaper.kind == "closing_notice",
        FiledPaper.state == PaperState.SIGNED,
    )
    named = (
        select(StepRecord, Procedure)
        .join(Procedure)
        .where(StepRecord.step == MISSING_NAMED.key, StepRecord.outcome == "done", ~notified)
    )
    for record, procedure in session.exec(named).all():
        facts = {"people": record.facts["missing"]}
        yield Task("missing", record.recorded_at, procedure.id, procedure.subject, facts=facts)


def _overdue(session: Session) -> Iterator[Task]:
    """The deadline passed some minutes ago and the procedure has not moved on by itself."""
    late = (
        select(Procedure, Round)
        .join(Round)
        .where(Procedure.state == ProcedureState.OPEN, col(Round.closes_at) <= clock.now(session) - GRACE)
        .where(col(Round.closed_at).is_(None))
    )
    for procedure, round_ in session.exec(late).all():
        yield Task("overdue", round_.closes_at, procedure.id, procedure.subject, True)


def _as_operator(session: Session, _actor: Actor) -> Iterator[Task]:
    """Ids and step names only: what a procedure is about is not the operator's."""
    for nudge in session.exec(select(Nudge).where(col(Nudge.trouble).is_not(None))).all():
        since = nudge.not_before or clock.unmoved(session)
        yield Task("trouble", since, nudge.procedure_id, facts={"trouble": nudge.trouble, "attempts": nudge.attempts})
    now, couriers = clock.unmoved(session), session.exec(select(CourierHeartbeat)).all()
    alive = [row for row in couriers if row.beat_at > now - SILENT_AFTER]
    if not alive:
        yield Task("courier_silent", max((row.beat_at for row in couriers), default=now))
    elif not any(row.prefect_seen_at and row.prefect_seen_at > now - SILENT_AFTER for row in alive):
        seen = [row.prefect_seen_at or row.started_at for row in alive]
        yield Task("prefect_away", max(seen))


_ASKED: dict[Role | None, Callable[[Session, Actor], Iterator[Task]]] = {
    None: _as_staff,
    Role.HR: _as_hr,
    Role.CLERK: _as_clerk,
    Role.MANAGER: _as_manager,
    Role.UNION: _as_union,
    Role.OPERATOR: _as_operator,
}
