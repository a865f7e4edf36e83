"""Chuẩn bị và triệu tập: a meeting with the list that the law proposes, its hour and place, and the list settled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models import Meeting, NotSummoned, Procedure, RollEntry, Round, RoundMode, RoundPlace
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.countersigning import signing
from procedures.engine import ask_for_run
from procedures.meetings import regime
from procedures.meetings.finding import before, conclusions_at, meetings_of, posts_at, running
from procedures.meetings.holding.attendance import summoned
from procedures.meetings.in_law import meeting_in_law
from procedures.meetings.regime import staff_at_work
from procedures.meetings.summoning.grounds import check_grounds
from procedures.meetings.summoning.hours import check_hour_and_place
from procedures.meetings.summoning.roll import (
    fingerprint,
    keep_off,
    put_on,
    put_on_all,
    roll_entry_of,
    take_off,
)
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import moment

A_DAY = timedelta(days=1)
LONGEST_REASON = 500
SAID_IN_SUMMONS = ("MeetingSet", "SummonedAlso", "NotSummoned", "BallotFormChosen")


@dataclass(frozen=True)
class MeetingPlan:
    """When, where and under whom; `remind_at` None: a day before, where there is a day left.

    `call_link` is for a hybrid meeting; `chair` is the name and the office of whoever chairs.
    """

    starts_at: datetime
    place: str
    place_kind: RoundPlace = RoundPlace.HALL
    call_link: str = ""
    chair: str = ""
    remind_at: datetime | None = None


def next_meeting(session: Session, procedure_id: int) -> Meeting | None:
    """The meeting that is being prepared or runs: the last one, until each of its posts has its conclusion."""
    *_, last = (None, *meetings_of(session, procedure_id))
    if last is None:
        return None
    concluded = conclusions_at(session, last)
    is_over = bool(concluded) and all(post.id in concluded for post in posts_at(session, last))
    return None if is_over else last


def prepare(session: Session, procedure: Procedure, step: int, convening: int = 1) -> Meeting:
    """The meeting of this step with its round and the people whom the law summons; made once, in an open transaction.

    Convened again, the same people are summoned whom HR had settled on before, less those who have left.
    """
    number = procedure.id or 0
    of_it = (Meeting.procedure_id == number) & (Meeting.step == step) & (Meeting.convening == convening)
    if known := session.exec(select(Meeting).where(of_it)).first():
        return known
    rounds = session.exec(select(func.max(Round.number)).where(Round.procedure_id == number)).one() or 0
    round_ = Round(procedure_id=number, number=rounds + 1, mode=RoundMode.PAPER, place=RoundPlace.HALL)
    session.add(round_)
    session.flush()
    key = meeting_in_law(procedure, step).key
    meeting = Meeting(procedure_id=number, round_id=round_.id or 0, step=step, convening=convening, key=key)
    session.add(meeting)
    session.flush()
    earlier = [each for each in before(session, meeting) if each.step == step]
    if earlier:
        _summon_the_same(session, earlier[-1], meeting)
    else:
        put_on_all(session, meeting, regime.summoned_by_law(session, meeting))
    return meeting


def roll_of(session: Session, meeting: Meeting) -> list[RollEntry]:
    """Everyone who is summoned to a meeting, with or without a vote."""
    return [entry for _, entry in summoned(session, meeting)]


def mark_summoned(session: Session, meeting: Meeting) -> None:
    """The summons have gone, in the caller's transaction: from now on the list and the hour change by two people."""
    round_ = session.get_one(Round, meeting.round_id)
    meeting.summoned_at = round_.opened_at = clock.now(session)
    session.add_all([meeting, round_])


def _summon_the_same(session: Session, earlier: Meeting, meeting: Meeting) -> None:
    meeting.place, meeting.chair = earlier.place, earlier.chair
    session.add(meeting)
    here = staff_at_work(session)
    for attendee, entry in summoned(session, earlier):
        if entry.staff_member_id in here:
            put_on(session, meeting, entry.staff_member_id, attendee.capacity, attendee.has_vote, attendee.added_reason)
    left_off = select(NotSummoned).where(NotSummoned.meeting_id == earlier.id).order_by(col(NotSummoned.id))
    for row in session.exec(left_off).all():
        keep_off(session, meeting, row.staff_member_id, row.reason)


def set_meeting(actor: Actor, procedure_id: int, meeting_id: int, plan: MeetingPlan, seen: int | None = None) -> None:
    """Fix hour, place and chair, until the summons went; what was settled before is to be settled again.

    `seen`: as in confirm_plan(). Raises Refusal: `meeting_summoned`, those of the hour and the place,
    `meeting_chairless`, `meeting_without_call`, `meeting_never_hybrid`, `meeting_reminder`, `written_meanwhile`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        meeting = _unsummoned(session, actor, procedure_id, meeting_id)
        _check_unchanged(session, actor, meeting, seen)
        now = clock.now(session)
        _check_plan(plan, now)
        if plan.place_kind is RoundPlace.HYBRID and not regime.may_be_hybrid(session, meeting):
            raise Refusal("meeting_never_hybrid", field="place_kind")
        if plan.place_kind is RoundPlace.CORRESPONDENCE and not regime.may_be_by_correspondence(session, meeting):
            raise Refusal("meeting_placeless", field="place_kind")
        remind_at = plan.remind_at or (plan.starts_at - A_DAY if plan.starts_at - A_DAY > now else None)
        meeting.starts_at, meeting.remind_at = plan.starts_at, remind_at
        meeting.place, meeting.chair = plan.place.strip(), plan.chair.strip()[:300]
        is_hybrid = plan.place_kind is RoundPlace.HYBRID
        meeting.call_link = plan.call_link.strip()[:300] if is_hybrid else ""
        round_ = session.get_one(Round, meeting.round_id)
        round_.place, meeting.is_set = plan.place_kind, False
        session.add_all([meeting, round_])
        facts = {"step": meeting.step, "starts_at": plan.starts_at.isoformat(), "place": plan.place_kind.value}
        log.write(session, actor.name_in_log, "MeetingSet", procedure_id, meeting=meeting_id, **facts)


def _check_unchanged(session: Session, actor: Actor, meeting: Meeting, seen: int | None) -> None:
    kept = [moment(meeting.starts_at) if meeting.starts_at else "", meeting.place, meeting.chair]
    about, kept = {"meeting": meeting.id}, [said for said in kept if said]
    check_unchanged(session, actor, meeting.procedure_id, ("MeetingSet",), seen, about=about, now=kept)


def _check_plan(plan: MeetingPlan, now: datetime) -> None:
    check_hour_and_place(plan.starts_at, plan.place, now)
    if not plan.chair.strip():
        raise Refusal("meeting_chairless", field="chair")
    if plan.place_kind is RoundPlace.HYBRID and not plan.call_link.strip():
        raise Refusal("meeting_without_call", field="call_link")
    if plan.remind_at and not now < plan.remind_at < plan.starts_at:
        raise Refusal("meeting_reminder", field="remind_on")


def summon_also(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    staff_member_id: int,
    capacity: str,
    reason: str,
    has_vote: bool = True,
) -> int:
    """Put someone on the list whom the law did not propose, with the reason; returns the roll entry's number.

    Raises Refusal: `meeting_summoned`, `summons_reason`, `listed_of_nobody`, `summoned_already` (with another vote).
    """
    actor.account_for(Power.DRAFT)
    if not reason.strip():
        raise Refusal("summons_reason", field="reason")
    with transaction() as session:
        meeting = _unsummoned(session, actor, procedure_id, meeting_id)
        if staff_member_id not in staff_at_work(session):
            raise Refusal("listed_of_nobody", field="person")
        if known := roll_entry_of(session, meeting, staff_member_id):
            attendee, entry = known
            if attendee.has_vote is not has_vote:
                raise Refusal("summoned_already", field="person", name=entry.full_name)
            return entry.id or 0
        why, words = reason.strip()[:LONGEST_REASON], capacity.strip()[:300]
        entry = put_on(session, meeting, staff_member_id, words, has_vote, why)
        _list_changed(session, meeting)
        facts = {"meeting": meeting_id, "step": meeting.step, "entry": entry.id, "vote": has_vote}
        log.write(session, actor.name_in_log, "SummonedAlso", procedure_id, **facts)
        return entry.id or 0


def leave_off(actor: Actor, procedure_id: int, meeting_id: int, staff_member_id: int, reason: str) -> None:
    """Take someone off the list, with the reason; again, nothing happens."""
    actor.account_for(Power.DRAFT)
    if not reason.strip():
        raise Refusal("summons_reason", field="reason")
    with transaction() as session:
        meeting = _unsummoned(session, actor, procedure_id, meeting_id)
        if (known := roll_entry_of(session, meeting, staff_member_id)) is None:
            return
        was_added = bool(known[0].added_reason)
        take_off(session, *known)
        if not was_added:
            keep_off(session, meeting, staff_member_id, reason.strip()[:LONGEST_REASON])
        _list_changed(session, meeting)
        facts = {"meeting": meeting_id, "step": meeting.step, "person": staff_member_id}
        log.write(session, actor.name_in_log, "NotSummoned", procedure_id, **facts)


def _list_changed(session: Session, meeting: Meeting) -> None:
    meeting.is_set = False
    session.add(meeting)


def confirm_plan(actor: Actor, procedure_id: int, meeting_id: int, seen: int | None = None) -> None:
    """Chốt và gửi giấy mời: the list is settled and the summons may go. Again, nothing happens.

    `seen`: the last event of the procedure that was known to whoever read it once more.
    Raises Refusal: `changed_meanwhile`, `meeting_unset`, `meeting_in_past`, `meeting_nobody`, `ground_missing`,
    `tellers_wanted`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        meeting = running(session, actor, procedure_id, meeting_id)
        if meeting.is_set:
            return
        _check_unsummoned(meeting)
        check_unchanged(session, actor, procedure_id, SAID_IN_SUMMONS, seen, "changed_meanwhile")
        if meeting.starts_at is None:
            raise Refusal("meeting_unset", field="starts_on")
        if meeting.starts_at <= clock.now(session):
            raise Refusal("meeting_in_past", field="starts_on")
        people = summoned(session, meeting)
        if not any(attendee.has_vote for attendee, _ in people):
            raise Refusal("meeting_nobody")
        check_grounds(session, meeting)
        round_ = session.get_one(Round, meeting.round_id)
        round_.roll_hash, meeting.is_set = fingerprint(people), True
        session.add_all([meeting, round_])
        voting = sum(attendee.has_vote for attendee, _ in people)
        facts = {"step": meeting.step, "summoned": voting, "without_vote": len(people) - voting}
        roll = round_.roll_hash
        log.write(session, actor.name_in_log, "MeetingConfirmed", procedure_id, meeting=meeting_id, roll=roll, **facts)
        ask_for_run(session, procedure_id)


def postpone(actor: Actor, procedure_id: int, meeting_id: int, starts_at: datetime, place: str, reason: str) -> int:
    """Ask that a meeting be held later or elsewhere after the summons went; returns the request's number.

    It is moved at the second signature. Raises Refusal as the act `meeting_moved` does.
    """
    facts = {"meeting_id": meeting_id, "starts_at": starts_at.isoformat(), "place": place}
    return signing.ask(actor, "meeting_moved", facts, reason, procedure_id)


def summon_late(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    staff_member_id: int,
    capacity: str,
    reason: str,
    has_vote: bool = True,
) -> int:
    """Ask that someone who was forgotten be summoned after the others; returns the request's number.

    The summons go at the second signature. Raises Refusal as the act `summon_forgotten` does.
    """
    person = {"staff_member_id": staff_member_id, "capacity": capacity, "has_vote": has_vote}
    return signing.ask(actor, "summon_forgotten", {"meeting_id": meeting_id, **person}, reason, procedure_id)


def _unsummoned(session: Session, actor: Actor, procedure_id: int, meeting_id: int) -> Meeting:
    meeting = running(session, actor, procedure_id, meeting_id)
    _check_unsummoned(meeting)
    return meeting


def _check_unsummoned(meeting: Meeting) -> None:
    if meeting.summoned_at or meeting.opened_at:
        raise Refusal("meeting_summoned", step=meeting.step, number=meeting.occurrence)
