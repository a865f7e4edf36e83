"""Điểm danh: replies to the summons; people checked in by list, by the code in the hall; the list closed."""

import hmac
from datetime import datetime

from sqlmodel import Session, select

from models import (
    Attendee,
    CheckIn,
    DutyKind,
    Meeting,
    Procedure,
    RollEntry,
    Round,
    RoundPlace,
    StaffMember,
    VoterCredential,
)
from models.store import clock
from models.store.database import transaction
from notifications import links
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.engine import ask_for_run
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at, held, open_procedure, running
from procedures.meetings.holding.attendance import Attendance, attendance, attendee_of, summoned
from procedures.meetings.regime import staff_at_work
from procedures.meetings.running import check_runs
from procedures.meetings.summoning.calling_off import check_is_on
from procedures.refusal import Refusal
from procedures.sealed import archive, preparing
from words.dates import local_day

LONGEST_REASON = 500


def reply(entry: RollEntry, meeting_id: int, will_attend: bool) -> None:
    """Say whether the owner of a link comes; the last word before the meeting opens counts, the same again is one.

    Raises Refusal: `not_summoned`, `meeting_opened`, `meeting_off`, `not_running`.
    """
    with transaction() as session:
        meeting, attendee = _of_entry(session, entry, meeting_id)
        _check_not_opened(meeting)
        check_is_on(session, meeting)
        if attendee.will_attend is will_attend:
            return
        attendee.will_attend, attendee.replied_at = will_attend, clock.now(session)
        session.add(attendee)
        facts = {"meeting": meeting_id, "step": meeting.step, "comes": will_attend}
        log.write(session, f"entry:{entry.id}", "AttendanceReplied", meeting.procedure_id, **facts)


def silent(session: Session, meeting: Meeting) -> list[RollEntry]:
    """Those who have not said whether they come and still work here."""
    here = staff_at_work(session)
    people = summoned(session, meeting)
    return [entry for each, entry in people if each.will_attend is None and entry.staff_member_id in here]


def check_in(
    actor: Actor, procedure_id: int, meeting_id: int, roll_entry_id: int, present: bool, how: CheckIn = CheckIn.LIST
) -> None:
    """Mark on the list that someone is there, in the hall or on the call, or that they are not; until it is closed.

    Whoever was excused and came is excused no more. Raises Refusal: `not_your_duty`, `not_summoned`,
    `meeting_opened`, `check_in_too_early`, `meeting_has_no_call`.
    """
    with transaction() as session:
        meeting = _run(session, actor, procedure_id, meeting_id)
        _check_takes_people(session, meeting)
        if how is CheckIn.CALL and session.get_one(Round, meeting.round_id).place is not RoundPlace.HYBRID:
            raise Refusal("meeting_has_no_call", field="how")
        attendee = attendee_of(session, meeting, roll_entry_id)
        if (attendee.present_at is not None) is present:
            return
        _mark(session, attendee, how if present else None)
        name = "CheckedIn" if present else "CheckInTakenBack"
        facts = {"meeting": meeting_id, "step": meeting.step, "entry": roll_entry_id, "how": how.value}
        log.write(session, actor.name_in_log, name, procedure_id, **facts)


def hall_token(meeting: Meeting) -> str:
    """What the code on the wall of the hall says: `<meeting>-<token>`, derived and never stored."""
    return f"{meeting.id}-{links.form_token('hall', meeting.id)}"


def meeting_behind(session: Session, token: str) -> Meeting:
    """The meeting whose hall this is; raises Refusal `hall_unknown`."""
    number = token.partition("-")[0]
    meeting = session.get(Meeting, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    if meeting is None or not hmac.compare_digest(token.encode(), hall_token(meeting).encode()):
        raise Refusal("hall_unknown")
    return meeting


def check_in_by_code(token: str, email: str, code: str) -> RollEntry:
    """Check in whoever scanned the code in the hall and typed the code of the own letter; returns who it is.

    Raises Refusal: `hall_unknown`, `code_unknown`, `meeting_opened`, `check_in_too_early`, `not_running`.
    """
    with transaction() as session:
        meeting = meeting_behind(session, token)
        entry = entry_by_code(session, meeting, email, code)
        _scan(session, entry, meeting.id or 0)
        return entry


def entry_by_code(session: Session, meeting: Meeting, email: str, code: str) -> RollEntry:
    """Whose code this is among those summoned; raises Refusal `code_unknown`."""
    for _, entry in summoned(session, meeting):
        if entry.email == email.strip().lower() and links.same_code(code, entry.id or 0, entry.link_version):
            return entry
    raise Refusal("code_unknown", field="code")


def _scan(session: Session, entry: RollEntry, meeting_id: int) -> None:
    meeting, attendee = _of_entry(session, entry, meeting_id)
    _check_takes_people(session, meeting)
    if attendee.present_at:
        return
    _mark(session, attendee, CheckIn.SCAN)
    facts = {"meeting": meeting_id, "step": meeting.step}
    log.write(session, f"entry:{entry.id}", "CheckedInByScan", meeting.procedure_id, **facts)


def note_absence(actor: Actor, procedure_id: int, meeting_id: int, roll_entry_id: int, reason: str) -> None:
    """Write down why someone did not come; they stay in the base of the shares.

    Raises Refusal: `not_your_duty`, `not_summoned`, `absent_is_present`, `meeting_concluded`.
    """
    with transaction() as session:
        meeting = _run(session, actor, procedure_id, meeting_id)
        attendee = attendee_of(session, meeting, roll_entry_id)
        if attendee.present_at:
            raise Refusal("absent_is_present", field="person")
        if conclusions_at(session, meeting):
            raise Refusal("meeting_concluded")
        attendee.absent_reason = reason.strip()[:LONGEST_REASON]
        session.add(attendee)
        facts = {"meeting": meeting_id, "step": meeting.step, "entry": roll_entry_id}
        log.write(session, actor.name_in_log, "AbsenceNoted", procedure_id, **facts)


def open_meeting(actor: Actor, procedure_id: int, meeting_id: int) -> Attendance:
    """Close the list of those present: the meeting is open, and one ballot goes to each of them with a vote.

    Where the law forbids a meeting without a quorum it closes all the same, and is convened again. Before its hour only
    where everybody is there. Raises Refusal: `not_your_duty`, `meeting_not_summoned`, `meeting_not_begun`,
    `nobody_present`.
    """
    with transaction() as session:
        meeting = _run(session, actor, procedure_id, meeting_id)
        now, there = clock.now(session), attendance(session, meeting)
        if meeting.opened_at:
            return there
        _check_may_open(session, meeting, there, now)
        meeting.opened_at = now
        session.add(meeting)
        round_ = session.get_one(Round, meeting.round_id)
        round_.closed_at = now
        session.add(round_)
        duties.done(session, procedure_id, DutyKind.SECRETARY)
        if regime.is_voted_on(session, meeting, there):
            duties.wait(session, procedure_id, DutyKind.TELLER)
        facts = {"step": meeting.step, "summoned": there.summoned, "excused": there.excused, "present": there.present}
        log.write(session, actor.name_in_log, "MeetingOpened", procedure_id, meeting=meeting_id, **facts)
        ask_for_run(session, procedure_id)
        return there


def note_voters(session: Session, meeting: Meeting) -> None:
    """Of sealed ballots by mail, whoever was sent a code was handed a ballot; whether it came back stands nowhere here.

    In the caller's transaction, once the box is closed: the list is closed with it.
    """
    sealed = archive.of_round(session, meeting.round_id)
    assert sealed is not None
    codes = select(VoterCredential.roll_entry_id).where(VoterCredential.sealed_round_id == sealed.id)
    voters = set(session.exec(codes).all())
    for attendee, entry in summoned(session, meeting):
        if entry.id in voters:
            attendee.present_at = sealed.opened_at
            session.add(attendee)
    round_ = session.get_one(Round, meeting.round_id)
    meeting.opened_at = round_.closed_at = sealed.closed_at
    session.add_all([meeting, round_])
    session.flush()


def _check_may_open(session: Session, meeting: Meeting, there: Attendance, now: datetime) -> None:
    if meeting.summoned_at is None or meeting.starts_at is None:
        raise Refusal("meeting_not_summoned")
    check_is_on(session, meeting)
    everybody = all(row.is_present or row.is_excused for row in there.rows if row.has_vote)
    if now < meeting.starts_at and not (everybody and local_day(now) == local_day(meeting.starts_at)):
        raise Refusal("meeting_not_begun", at=meeting.starts_at)
    if not there.present and not regime.needs_quorum(session, meeting):
        raise Refusal("nobody_present")


def _run(session: Session, actor: Actor, procedure_id: int, meeting_id: int) -> Meeting:
    meeting = running(session, actor, procedure_id, meeting_id)
    check_runs(session, actor, procedure_id)
    if preparing.is_by_mail(session, meeting):
        raise Refusal("ballots_by_mail")
    return meeting


def _of_entry(session: Session, entry: RollEntry, meeting_id: int) -> tuple[Meeting, Attendee]:
    """The meeting, held beside others, and how the owner of a link stands on its list, held alone."""
    open_procedure(session.get_one(Procedure, entry.procedure_id))
    meeting = session.get(Meeting, meeting_id)
    is_of_it = meeting is not None and meeting.procedure_id == entry.procedure_id and meeting.summoned_at is not None
    if not is_of_it or session.get_one(StaffMember, entry.staff_member_id).left_on:
        raise Refusal("not_summoned")
    return held(session, meeting_id, alone=False), attendee_of(session, meeting, entry.id or 0)


def _check_not_opened(meeting: Meeting) -> None:
    if meeting.opened_at:
        raise Refusal("meeting_opened", at=meeting.opened_at)


def _check_takes_people(session: Session, meeting: Meeting) -> None:
    """People come in from the morning of the day until the list is closed; where there is no meeting ballots go out
    from the summons on."""
    _check_not_opened(meeting)
    check_is_on(session, meeting)
    if meeting.summoned_at is None or meeting.starts_at is None:
        raise Refusal("meeting_not_summoned")
    if session.get_one(Round, meeting.round_id).place is RoundPlace.CORRESPONDENCE:
        return
    if local_day(clock.now(session)) < local_day(meeting.starts_at):
        raise Refusal("check_in_too_early", at=meeting.starts_at)


def _mark(session: Session, attendee: Attendee, how: CheckIn | None) -> None:
    attendee.checked_in, attendee.present_at = how, clock.now(session) if how else None
    if how:
        attendee.excused_by, attendee.absent_reason = None, ""
    session.add(attendee)
