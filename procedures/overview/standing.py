"""Quy trình đang ở đâu: in which state it is shown, by when it must move, whether that day has passed."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session, col

from law.decisions.clock import due
from law.parameters import NotInForce
from law.rules import Rules
from models import FiledPaper, PaperState, Procedure, ProcedureState, Round, StepRecord
from models.store import clock
from procedures.kinds import KINDS, Kind, kind_of
from procedures.resolution import steps as circulating
from procedures.resolution.items.listing import Progress, carried_out, checks_due, progress_of
from words.dates import at_local, local_day


class Standing(enum.StrEnum):
    """The dot before a procedure's name."""

    DRAFT = "draft"
    OPEN = "open"
    MEETING = "meeting"
    DECISION = "decision"
    LATE = "late"
    DONE = "done"
    ANNULLED = "annulled"


ENDED = {ProcedureState.CLOSED: Standing.DONE, ProcedureState.ANNULLED: Standing.ANNULLED}
WAITS_FOR_A_PERSON = frozenset(
    (
        *("signature", "new_times", "plan_signature", "table", "union_remark", "decision", "decision_signature"),
        *("policy", "eligibility", "new_issues", "party_opinion", "meeting_list", "earlier_result", "attendance"),
        *("count", "head_choice", "authority_choice", "minutes_signature", "dossier", "proposal_signature"),
        *("appointment_decision", "report_signature", "items_check", "items_check_signature"),
        *("poll_notice", "self_reports", "poll_too_soon", "poll_answers", "poll_box"),
        *("conference_adoption", "linked_decision", "regulation_signature", "review_result"),
        *("union_agreement", "drafts_answered", "conference_course"),
        *("letter_ballot_plan", "letter_ballot_agreement", "letter_ballot_signature"),
    )
)
WAITS_FOR_A_MEETING = frozenset(("replies", "meeting"))
NUMBERS = bindparam("procedure_ids", expanding=True)
OVERDUE = "overdue"
IS_SIGNED = exists().where(
    col(FiledPaper.procedure_id) == col(Procedure.id),
    col(FiledPaper.kind).in_([kind.signed_first for kind in KINDS.values() if kind.signed_first]),
    col(FiledPaper.state) == PaperState.SIGNED,
)
IS_OVERDUE = exists().where(col(StepRecord.procedure_id) == col(Procedure.id), col(StepRecord.outcome) == OVERDUE)
_SIGNED = select(col(Procedure.id)).where(IS_SIGNED, col(Procedure.id).in_(NUMBERS))
_STEPS = select(col(StepRecord.procedure_id), col(StepRecord.step), col(StepRecord.outcome)).where(
    col(StepRecord.procedure_id).in_(NUMBERS)
)


class Place(NamedTuple):
    """Where a procedure stands; `due` is the instant (UTC) by which its present step should be over."""

    standing: Standing
    waiting_for: str
    due: datetime | None

    @property
    def is_late(self) -> bool:
        return self.standing is Standing.LATE

    @property
    def is_over(self) -> bool:
        return self.standing in ENDED.values()


@dataclass(frozen=True)
class Known:
    """What the record has of a procedure beside its round: the paper that comes first is signed, the steps done, and
    whether the time that the law gives the whole of it has run out; how far its items are, and by when a check that
    has been asked for is due."""

    is_signed: bool = False
    done: frozenset[str] = frozenset()
    is_overdue: bool = False
    items: Progress | None = None
    check_due_on: date | None = None


def place_of(procedure: Procedure, round_: Round | None, known: Known, now: datetime) -> Place:
    """Where this procedure stands at an instant, by our own record: a flow that has not run changes nothing of it."""
    if procedure.state is ProcedureState.DRAFT:
        return Place(Standing.DRAFT, "opening", None)
    if ended := ENDED.get(procedure.state):
        return Place(ended, "", None)
    if kind_of(procedure).by_meetings or kind_of(procedure).without_round:
        return _as_written(procedure, known, now)
    if known.items and circulating.REPORTED.key in known.done:
        return _carried_out(procedure, known, known.items, now)
    waits, by = _waits_for(procedure, round_, known, now), _due(procedure, round_)
    if waits == "new_times" or (by is not None and by <= now):
        return Place(Standing.LATE, waits, by)
    return Place(Standing.DECISION if waits in WAITS_FOR_A_PERSON else Standing.OPEN, waits, by)


def _as_written(procedure: Procedure, known: Known, now: datetime) -> Place:
    """Where a walk without a round by mail stands: its last run wrote down for what it waits, and until when."""
    waits = procedure.waiting_for or "a_run"
    by = procedure.next_due if waits in WAITS_FOR_A_MEETING else None
    if known.is_overdue or (by is not None and by <= now):
        return Place(Standing.LATE, waits, by)
    if waits in WAITS_FOR_A_MEETING:
        return Place(Standing.MEETING, waits, by)
    return Place(Standing.DECISION if waits in WAITS_FOR_A_PERSON else Standing.OPEN, waits, by)


def _carried_out(procedure: Procedure, known: Known, items: Progress, now: datetime) -> Place:
    """Where the carrying out of a resolution stands: late where an item is overdue, or a check that was asked for."""
    is_late, by = urgency_of(items, known.check_due_on, now)
    waits = procedure.waiting_for or "a_run"
    if is_late:
        return Place(Standing.LATE, waits, by)
    return Place(Standing.DECISION if waits in WAITS_FOR_A_PERSON else Standing.OPEN, waits, by)


def urgency_of(items: Progress, check_due_on: date | None, now: datetime) -> tuple[bool, datetime | None]:
    """Whether something of a resolution that is carried out is late, and by when the first of it is or was due."""
    days = [day for day in (items.next_due, check_due_on) if day]
    by = min((at_local(day + timedelta(days=1), 0) for day in days), default=None)
    return by is not None and by <= now, by


def _waits_for(procedure: Procedure, round_: Round | None, known: Known, now: datetime) -> str:
    """A key under `standing`; `a_run` where nothing is waited for but the machine."""
    kind = kind_of(procedure)
    if round_ is None or round_.closes_at is None:
        return "a_run"
    if round_.opened_at is None:
        return _before_letters(procedure, round_, kind, known, now)
    if round_.closed_at is None:
        return kind.waits_answers if now < round_.closes_at else "a_run"
    return next((wait for step, wait in kind.after_close if step.key not in known.done), "a_run")


def _before_letters(procedure: Procedure, round_: Round, kind: Kind, known: Known, now: datetime) -> str:
    if round_.closes_at is not None and now >= round_.closes_at:
        return "new_times"
    if procedure.rests_on_id and procedure.waiting_for == "consultation":
        return "consultation"
    if not known.is_signed:
        return kind.waits_signed
    return "sending" if round_.sends_at and now < round_.sends_at else "a_run"


def _due(procedure: Procedure, round_: Round | None) -> datetime | None:
    """Until letters go: the last day to disclose; afterwards the deadline of the round."""
    if round_ is not None and round_.opened_at is not None:
        return None if round_.closed_at else round_.closes_at
    by_law = last_day_to_disclose(procedure)
    return at_local(by_law + timedelta(days=1), 0) if by_law else None


def last_day_to_disclose(procedure: Procedure) -> date | None:
    """Until when the resolution must have been sent to everyone, by the procedure's own rules; None if not known."""
    if procedure.begun_on is None or not kind_of(procedure).discloses_at_once:
        return None
    try:
        return due(procedure.begun_on, Rules.thaw(procedure.rules).period("disclosed_within"))
    except (NotInForce, KeyError):
        return None


def known_of(session: Session, procedure_ids: Sequence[int]) -> dict[int, Known]:
    """What the record has of each of these procedures."""
    values, connection = {"procedure_ids": procedure_ids}, session.connection()
    signed = set(connection.execute(_SIGNED, values).scalars())
    done: dict[int, set[str]] = {number: set() for number in procedure_ids}
    overdue: set[int] = set()
    for number, step, outcome in connection.execute(_STEPS, values):
        done[number].add(step)
        if outcome == OVERDUE:
            overdue.add(number)
    followed = [number for number in carried_out(session) if number in done]
    items = progress_of(session, followed, local_day(clock.now(session)))
    checks = checks_due(session, [*items])
    return {
        number: Known(number in signed, frozenset(steps), number in overdue, items.get(number), checks.get(number))
        for number, steps in done.items()
    }
