"""Gia hạn, hủy: a later deadline for those who have not answered, or the end of it all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import Session, col, false, select

from law.rules import Rules
from models import (
    Answer,
    Attendee,
    CountersignedAct,
    Meeting,
    Procedure,
    ProcedureState,
    RollEntry,
    Round,
    RoundMode,
)
from models.store import clock
from notifications import messages
from procedures import gates, log
from procedures.countersigning.acts import Act, Facts
from procedures.engine import ask_for_run
from procedures.kinds import kind_of
from procedures.meetings.summoning.calling_off import call_off
from procedures.opinion import sealing
from procedures.refusal import Refusal
from procedures.rounds.timing import FARTHEST


def running_round(session: Session, procedure_id: int) -> Round:
    """The round that takes answers now; raises Refusal `round_not_running`."""
    procedure, now = session.get_one(Procedure, procedure_id), clock.now(session)
    running = select(Round).where(
        Round.procedure_id == procedure_id, col(Round.opened_at).is_not(None), col(Round.closed_at).is_(None)
    )
    round_ = session.exec(running.order_by(col(Round.number))).first()
    is_open = procedure.state is ProcedureState.OPEN
    if not is_open or round_ is None or round_.closes_at is None or round_.closes_at <= now:
        raise Refusal("round_not_running")
    return round_


def open_procedure(session: Session, procedure_id: int) -> Procedure:
    """The procedure; raises Refusal `procedure_not_open`."""
    procedure = session.get_one(Procedure, procedure_id)
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("procedure_not_open")
    return procedure


def _later_deadline(session: Session, procedure_id: int, facts: Facts) -> Facts:
    round_ = running_round(session, procedure_id)
    was, closes_at = _deadline(round_), datetime.fromisoformat(facts["closes_at"])
    if closes_at <= was:
        raise Refusal("deadline_not_later", field="closes_at", at=was)
    if closes_at > clock.now(session) + FARTHEST:
        raise Refusal("deadline_too_far", field="closes_at", at=closes_at)
    remind_at = sorted(datetime.fromisoformat(moment) for moment in facts.get("remind_at", ()))
    _check_reminders(session, round_, closes_at, remind_at)
    return {
        "round_id": round_.id,
        "was": was.isoformat(),
        "closes_at": closes_at.isoformat(),
        "remind_at": [moment.isoformat() for moment in remind_at],
    }


def _deadline(round_: Round) -> datetime:
    if round_.closes_at is None:
        raise Refusal("round_not_running")
    return round_.closes_at


def _check_reminders(session: Session, round_: Round, closes_at: datetime, added: Sequence[datetime]) -> None:
    """Reminders are added within the time that is added, so those planned before keep their numbers."""
    was, known = _deadline(round_), [datetime.fromisoformat(moment) for moment in round_.remind_at]
    if any(not was <= moment < closes_at for moment in added):
        raise Refusal("reminder_not_in_added_time", field="remind_at", at=was)
    rules = Rules.thaw(session.get_one(Procedure, round_.procedure_id).rules)
    at_most = rules.threshold("reminders_at_most").limit
    if added and len(known) + len(added) > at_most:
        raise Refusal("too_many_reminders", field="remind_at", at_most=at_most)
    hours, all_of_them = rules.period("reminders_apart").length, sorted([*known, *added])
    if added and any(later - earlier < timedelta(hours=hours) for earlier, later in pairwise(all_of_them)):
        raise Refusal("reminders_too_close", field="remind_at", hours=hours)


def _extend(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    round_ = session.exec(select(Round).where(Round.id == asked.facts["round_id"]).with_for_update()).one()
    round_.closes_at = datetime.fromisoformat(asked.facts["closes_at"])
    round_.remind_at = [*round_.remind_at, *asked.facts["remind_at"]]
    session.add(round_)
    sealing.follow_deadline(session, round_.procedure_id, round_.closes_at)
    people = unanswered(session, round_)
    for entry in people:
        messages.deadline_extended(session, round_.procedure_id, entry, asked.id or 0)
    ask_for_run(session, round_.procedure_id)
    return {"letters": sum(1 for entry in people if entry.email)}


def unanswered(session: Session, round_: Round) -> list[RollEntry]:
    """Those on the roll of a round who have not answered in it; everyone where some may have answered sealed."""
    answered = select(Answer.roll_entry_id).where(Answer.round_id == round_.id)
    if sealing.was_opened(session, round_.procedure_id):
        answered = answered.where(false())
    rows = select(RollEntry).where(RollEntry.procedure_id == round_.procedure_id, col(RollEntry.id).not_in(answered))
    return list(session.exec(rows.order_by(col(RollEntry.id))).all())


def _deadline_told(_session: Session, _procedure_id: int, facts: Facts) -> Facts:
    return {
        "was": datetime.fromisoformat(facts["was"]),
        "closes_at": datetime.fromisoformat(facts["closes_at"]),
        "remind_at": [datetime.fromisoformat(moment) for moment in facts["remind_at"]],
    }


def _still_open(session: Session, procedure_id: int, _facts: Facts) -> Facts:
    open_procedure(session, procedure_id)
    return {}


def _annul(session: Session, asked: CountersignedAct, by: str) -> Facts:
    """Nothing more is asked, answered or sent; all that was stays, and those who were asked are told, once each.

    A last run destroys the key files of sealed rounds; what rests on a consultation that ends so looks where it stands.
    """
    procedure, now = session.get_one(Procedure, asked.procedure_id), clock.now(session)
    rounds = session.exec(select(Round).where(Round.procedure_id == procedure.id).with_for_update()).all()
    was_asked = any(round_.opened_at for round_ in rounds)
    for round_ in rounds:
        if round_.opened_at and round_.closed_at is None:
            round_.closed_at = now
            session.add(round_)
    procedure.state, procedure.closed_at = ProcedureState.ANNULLED, now
    procedure.waiting_for = procedure.next_due = None
    session.add(procedure)
    if procedure.rests_on_id:
        ask_for_run(session, procedure.rests_on_id)  # it may have waited for what is withdrawn
    for resting in gates.resting_on(session, procedure.id or 0):
        log.write(session, by, "AwaitedAnnulled", resting.id, consultation=procedure.id)
    gates.wake_resting(session, procedure.id or 0)
    if any(round_.mode is RoundMode.SEALED for round_ in rounds):
        ask_for_run(session, procedure.id or 0)
    people = _asked(session, procedure) if was_asked else ()
    of_meeting = {entry.id for entry in call_off(session, procedure.id or 0, asked.id or 0)}
    for entry in people:
        if entry.id not in of_meeting:
            messages.procedure_withdrawn(session, procedure.id or 0, entry, asked.id or 0)
    return {"letters": sum(1 for entry in people if entry.email)}


def _asked(session: Session, procedure: Procedure) -> Sequence[RollEntry]:
    """Everyone who has been asked; of meetings those who were summoned, not those prepared for the next one."""
    people = select(RollEntry).where(RollEntry.procedure_id == procedure.id)
    if kind_of(procedure).by_meetings:
        summoned = select(Attendee.roll_entry_id).join(Meeting).where(col(Meeting.summoned_at).is_not(None))
        people = people.where(col(RollEntry.id).in_(summoned))
    return session.exec(people.order_by(col(RollEntry.id))).all()


def _subject_told(session: Session, procedure_id: int, _facts: Facts) -> Facts:
    return {"subject": session.get_one(Procedure, procedure_id).subject}


ACTS = (
    Act("extend_deadline", _later_deadline, _extend, _deadline_told),
    Act("annul", _still_open, _annul, _subject_told),
)
