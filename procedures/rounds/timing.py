"""Giờ gửi, giờ nhắc, hạn: set by HR until letters went, in an order that the rules of the kind check."""

from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import Session

from models import ProcedureState
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.drafts import law_of
from procedures.engine import ask_for_run
from procedures.opinion import sealing
from procedures.refusal import Refusal
from procedures.rounds.asking import round_of
from procedures.unchanged import check_unchanged
from words.dates import local_day

FARTHEST = timedelta(days=366)  # a year mistyped would keep everybody waiting


def set_times(
    actor: Actor,
    procedure_id: int,
    sends_at: datetime | None,
    closes_at: datetime,
    remind_at: list[datetime],
    seen: int | None = None,
) -> None:
    """Fix when letters go, when those who have not answered are reminded, and the deadline; until letters went.

    `seen`: as in check_unchanged(). Raises Refusal where the deadline has passed, a reminder stands outside, or two
    stand too close.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if round_of(session, procedure_id).opened_at:
            raise Refusal("already_circulated")
        check_unchanged(session, actor, procedure_id, ("TimesSet",), seen)
        sealing.check_times(session, procedure_id)
        check_times(session, procedure.kind, sends_at, closes_at, remind_at)
        round_ = round_of(session, procedure_id)
        round_.sends_at, round_.closes_at = sends_at, closes_at
        round_.remind_at = [moment.isoformat() for moment in sorted(remind_at)]
        session.add(round_)
        log.write(session, actor.name_in_log, "TimesSet", procedure_id, closes_at=closes_at.isoformat())
        if procedure.state is ProcedureState.OPEN:
            ask_for_run(session, procedure_id)


def check_times(
    session: Session, kind: str, sends_at: datetime | None, closes_at: datetime, remind_at: list[datetime]
) -> None:
    """The order that times must keep: now, sending, reminders, deadline."""
    now = clock.now(session)
    if closes_at <= now:
        raise Refusal("deadline_passed", field="closes_on", at=closes_at)
    if closes_at > now + FARTHEST:
        raise Refusal("deadline_too_far", field="closes_on", at=closes_at)
    start = max(now, sends_at) if sends_at else now
    if start >= closes_at:
        raise Refusal("sends_after_deadline", field="sends_on")
    rules = law_of(session, kind, local_day(now))
    at_most = rules.threshold("reminders_at_most").limit
    if len(remind_at) > at_most:
        raise Refusal("too_many_reminders", field="reminders", at_most=at_most)
    if any(not start < moment < closes_at for moment in remind_at):
        raise Refusal("reminder_outside", field="reminders")
    apart, soonest_first = timedelta(hours=rules.period("reminders_apart").length), sorted(remind_at)
    if any(after - before < apart for before, after in pairwise(soonest_first)):
        raise Refusal("reminders_too_close", field="reminders", hours=rules.period("reminders_apart").length)
