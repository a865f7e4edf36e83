"""Máy chạy quy trình: nudges, what a run saw, and how its end settles them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from sqlmodel import Session, select

from law.rules import Rules
from models import Nudge, Procedure, ProcedureState, StepRecord
from models.store import clock
from models.store.database import transaction


class Waiting(Exception):
    """A step that cannot be done yet: for what it waits (a key under `waits`), and until when, if a date ends it."""

    def __init__(self, key: str, until: datetime | None = None) -> None:
        super().__init__(key)
        self.key, self.until = key, until


@dataclass(frozen=True)
class Outcome:
    """The lawful end of a procedure."""

    name: str


def lock(session: Session, procedure_id: int) -> Procedure:
    """The procedure's row, held until the transaction ends: the first line of every verb."""
    # Not FOR UPDATE: an answer that holds its round may still point a new row to the procedure, and does not wait.
    return session.get_one(Procedure, procedure_id, with_for_update={"key_share": True})


@dataclass(frozen=True)
class Step:
    """A step of a procedure: its key (words under `steps`), and the rule whose article it carries out."""

    key: str
    rule: str


def recorded(session: Session, procedure_id: int, step: Step, occurrence: int = 0) -> StepRecord | None:
    """The record of a step, if it has been done."""
    return session.exec(
        select(StepRecord).where(
            StepRecord.procedure_id == procedure_id, StepRecord.step == step.key, StepRecord.occurrence == occurrence
        )
    ).first()


def record(
    session: Session,
    procedure: Procedure,
    step: Step,
    outcome: str = "done",
    occurrence: int = 0,
    rule: str | None = None,
    **facts: int,
) -> str:
    """Write that a step is done, under the article that the procedure's own rules give it; returns the outcome.

    `rule` is for a step that comes under another rule each time, such as that of the meeting it belongs to.
    """
    session.add(
        StepRecord(
            procedure_id=procedure.id,
            step=step.key,
            occurrence=occurrence,
            article=Rules.thaw_one(procedure.rules, rule or step.rule)[rule or step.rule].article.key,
            outcome=outcome,
            facts=facts,
            recorded_at=clock.now(session),
        )
    )
    return outcome


def once(step: Step) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Make the verb by which a flow does a step: in one transaction that holds the procedure, and once.

    What is decorated takes the session, the procedure and, of a step that comes again, its number; it does its work,
    ends with `record()` and returns the outcome. Called again, the verb returns what it returned. Of a procedure that
    has been annulled nothing is done any more: it raises Waiting.
    """

    def decorate(do: Callable[..., str]) -> Callable[..., str]:
        @wraps(do)
        def verb(procedure_id: int, *occurrence: int) -> str:
            with transaction() as session:
                procedure = lock(session, procedure_id)
                if done := recorded(session, procedure_id, step, *occurrence):
                    return done.outcome
                if procedure.state is ProcedureState.ANNULLED:
                    raise Waiting("annulled")
                return do(session, procedure, *occurrence)

        return verb

    return decorate


def ask_for_run(session: Session, procedure_id: int) -> None:
    """Wish for a run, in the transaction of whatever made it worth while."""
    nudge = session.get(Nudge, procedure_id, with_for_update=True) or Nudge(procedure_id=procedure_id)
    nudge.asked += 1
    nudge.not_before = None
    session.add(nudge)


@dataclass(frozen=True)
class Seen:
    """What a run sees when it begins: the wishes up to now, and the steps already done."""

    procedure_id: int
    kind: str
    asked: int
    flow_revision: int
    recorded: dict[tuple[str, int], str]
    rules: dict[str, object]
    outcome: str | None
    is_open: bool
    is_annulled: bool


def begin_run(procedure_id: int) -> Seen:
    """Read where a procedure stands, before its flow walks the steps."""
    with transaction() as session:
        procedure = session.get_one(Procedure, procedure_id)
        nudge = session.get(Nudge, procedure_id)
        done = session.exec(select(StepRecord).where(StepRecord.procedure_id == procedure_id)).all()
        return Seen(
            procedure_id=procedure_id,
            kind=procedure.kind,
            asked=nudge.asked if nudge else 0,
            flow_revision=procedure.flow_revision,
            recorded={(r.step, r.occurrence): r.outcome for r in done},
            rules=procedure.rules,
            outcome=procedure.outcome,
            is_open=procedure.state is ProcedureState.OPEN,
            is_annulled=procedure.state is ProcedureState.ANNULLED,
        )


def settle_run(seen: Seen, waiting: Waiting | None, alarm: datetime | None = None) -> None:
    """The end of a run: the wishes it saw are met, and what it waits for is written down.

    The next one is due when the wait is over, or at `alarm` if that comes first.

    A wish made while it ran stays, and the run that it brings reads the new state.
    """
    with transaction() as session:
        procedure = lock(session, seen.procedure_id)
        nudge = session.get(Nudge, seen.procedure_id, with_for_update=True)
        if nudge and nudge.done > seen.asked:
            return  # a later run has settled what this one could not see
        if nudge:
            nudge.done = seen.asked
            nudge.attempts, nudge.trouble, nudge.not_before = 0, None, None
            nudge.lease_owner = nudge.lease_until = None  # a worker's run has no courier that would give it back
            session.add(nudge)
        procedure.waiting_for = waiting.key if waiting else None
        dues = [at for at in (waiting.until if waiting else None, alarm) if at]
        procedure.next_due = min(dues, default=None)
        session.add(procedure)
