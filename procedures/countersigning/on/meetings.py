"""Hội nghị đã triệu tập, phiếu đã kiểm: moved, joined by someone forgotten, a wrong count put right."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from models import (
    Attendee,
    BoxState,
    CountEntry,
    CountersignedAct,
    Meeting,
    Post,
    Procedure,
    RollEntry,
    Round,
    StaffMember,
    StoredFile,
    Unit,
)
from models.store import clock
from notifications import messages
from procedures.appointment.deciding.concluding import conclude_post
from procedures.appointment.steps import DOSSIER_COMPLETE, REPORTED
from procedures.conference.electing import conclude as conclude_election
from procedures.conference.steps import KIND as CONFERENCE
from procedures.conference.steps import RESOLVED
from procedures.confidence_poll.results import conclude as conclude_poll
from procedures.confidence_poll.steps import RESULTS_REPORTED
from procedures.countersigning.acts import Act, Facts
from procedures.engine import ask_for_run, recorded
from procedures.meetings.finding import after, conclusions_at, meeting_of, open_procedure
from procedures.meetings.holding.attendance import attendance, summoned
from procedures.meetings.regime import staff_at_work
from procedures.meetings.summoning import roll
from procedures.meetings.summoning.hours import check_hour_and_place
from procedures.meetings.tallying.ballots import Ballot, ballot_of, ballots_at
from procedures.meetings.tallying.count import Count, checked, differing
from procedures.meetings.tallying.counting import CORRECTED, columns, count_of, settled
from procedures.refusal import Refusal
from procedures.sealed import archive

A_DAY = timedelta(days=1)
STOPPED = "stopped"
ACTED_ON = (DOSSIER_COMPLETE, REPORTED, RESULTS_REPORTED, RESOLVED)


def _another_time(session: Session, procedure_id: int, facts: Facts) -> Facts:
    open_procedure(session.get_one(Procedure, procedure_id))
    meeting = meeting_of(session, procedure_id, facts["meeting_id"])
    if meeting.summoned_at is None or meeting.starts_at is None:
        raise Refusal("meeting_not_summoned")
    if meeting.opened_at:
        raise Refusal("meeting_opened", at=meeting.opened_at)
    _check_box_is_shut(session, meeting)
    starts_at, place = datetime.fromisoformat(facts["starts_at"]), facts["place"].strip()
    check_hour_and_place(starts_at, place, clock.now(session))
    if (starts_at, place) == (meeting.starts_at, meeting.place):
        raise Refusal("meeting_not_moved", field="starts_on")
    return {
        "meeting_id": meeting.id,
        "step": meeting.step,
        "was": meeting.starts_at.isoformat(),
        "was_place": meeting.place,
        "starts_at": starts_at.isoformat(),
        "place": place,
    }


def _check_box_is_shut(session: Session, meeting: Meeting) -> None:
    """Once codes went out by mail no code is added, and the hour is the one that was signed."""
    sealed = archive.of_round(session, meeting.round_id)
    if sealed and sealed.state is not BoxState.PREPARED:
        raise Refusal("sealed_signed")


def _move(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    """Everyone who was summoned is told and asked again whether they come; whoever had come in is out again."""
    meeting = session.get_one(Meeting, asked.facts["meeting_id"], with_for_update=True, populate_existing=True)
    meeting.starts_at, meeting.place = datetime.fromisoformat(asked.facts["starts_at"]), asked.facts["place"]
    meeting.reason = asked.reason[:500]
    a_day_before = meeting.starts_at - A_DAY
    meeting.remind_at = a_day_before if a_day_before > clock.now(session) else None
    session.add(meeting)
    rows = select(Attendee, RollEntry).join(RollEntry).where(Attendee.meeting_id == meeting.id)
    letters = 0
    for attendee, entry in session.exec(rows.order_by(col(Attendee.id))).all():
        attendee.will_attend = attendee.replied_at = attendee.present_at = attendee.checked_in = None
        session.add(attendee)
        messages.meeting_moved(session, meeting.procedure_id, entry, meeting.id or 0, asked.id or 0)
        letters += 1 if entry.email else 0
    ask_for_run(session, meeting.procedure_id)
    return {"meeting": meeting.id, "step": meeting.step, "letters": letters}


def _move_told(_session: Session, _procedure_id: int, facts: Facts) -> Facts:
    instants = {name: datetime.fromisoformat(facts[name]) for name in ("was", "starts_at")}
    return {**facts, **instants}


def _another_count(session: Session, procedure_id: int, facts: Facts) -> Facts:
    open_procedure(session.get_one(Procedure, procedure_id))
    meeting = meeting_of(session, procedure_id, facts["meeting_id"])
    ballot = ballot_of(session, meeting, facts["post_id"])
    if (row := settled(session, meeting, ballot.post)) is None:
        raise Refusal("count_not_settled")
    _check_in_time(session, meeting)
    count = _count(facts["count"])
    names = sorted({*count_of(row).votes, *ballot.nominees})
    full = checked(
        count, _present(session, meeting, ballot, count.issued), names, ballot.polled, ballot.levels, ballot.seats
    )
    lines = differing(count_of(row), full)
    if not lines:
        raise Refusal("count_same", field="valid")
    if session.get(StoredFile, facts["scan_id"]) is None:
        raise Refusal("scan_missing", field="scan")
    return {
        "meeting_id": meeting.id,
        "post_id": ballot.post_id,
        "step": meeting.step,
        "was": row.id,
        "count": columns(full),
        "lines": lines,
        "scan_id": facts["scan_id"],
    }


def _present(session: Session, meeting: Meeting, ballot: Ballot, issued: int) -> int:
    """How many were there: of a meeting held on paper its minutes, read anew, may say another number."""
    there = attendance(session, meeting)
    if not meeting.is_typed_in:
        return there.present
    if not 0 <= issued <= there.summoned - there.excused:
        raise Refusal("present_impossible", field="issued", at_most=there.summoned - there.excused)
    for other, count in _other_counts(session, meeting, ballot):
        if count.returned > issued:
            raise Refusal("count_returned_elsewhere", field="issued", title=other.post.title if other.post else "")
    return issued


def _other_counts(session: Session, meeting: Meeting, ballot: Ballot) -> list[tuple[Ballot, Count]]:
    others = [other for other in ballots_at(session, meeting) if other.post_id != ballot.post_id]
    rows = [(other, settled(session, meeting, other.post)) for other in others]
    return [(other, count_of(row)) for other, row in rows if row]


def _count(kept: dict[str, Any]) -> Count:
    by_number = {name: {int(number): of for number, of in kept[name].items()} for name in ("votes", "marks")}
    return Count(**{**kept, **by_number})


def _check_in_time(session: Session, meeting: Meeting) -> None:
    """Nobody may have acted on the count: no later meeting was summoned, no dossier and no report was made."""
    is_past = any(each.summoned_at or each.opened_at for each in after(session, meeting))
    if is_past or any(recorded(session, meeting.procedure_id, step) for step in ACTED_ON):
        raise Refusal("count_correction_late")


def _correct(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    """A third entry stands beside the two; what was concluded from them is drawn anew, and the first word is kept.

    Where the minutes of a meeting held on paper say that others were there, the ballots of each post follow.
    """
    meeting = session.get_one(Meeting, asked.facts["meeting_id"])
    ballot, issued = ballot_of(session, meeting, asked.facts["post_id"]), asked.facts["count"]["issued"]
    others = _other_counts(session, meeting, ballot) if meeting.is_typed_in else []
    _put_right(session, asked, meeting, ballot.post_id, asked.facts["count"])
    for other, count in others:
        if count.issued != issued:
            _put_right(session, asked, meeting, other.post_id, columns(replace(count, issued=issued)))
    for each in (ballot, *(other for other, _ in others)):
        if each.post_id in conclusions_at(session, meeting):
            _conclude_anew(session, meeting, each.post)
    ask_for_run(session, meeting.procedure_id)
    return {"meeting": meeting.id, "step": meeting.step, "post": ballot.post_id}


def _put_right(session: Session, asked: CountersignedAct, meeting: Meeting, post_id: int | None, count: Facts) -> None:
    of_ballot = col(CountEntry.post_id) == post_id if post_id else col(CountEntry.post_id).is_(None)
    of_it = (CountEntry.meeting_id == meeting.id) & of_ballot & (CountEntry.entry == CORRECTED)
    earlier = session.exec(select(func.count()).select_from(CountEntry).where(of_it)).one()
    session.add(
        CountEntry(
            meeting_id=meeting.id or 0,
            post_id=post_id,
            entry=CORRECTED,
            attempt=earlier + 1,
            account_id=asked.asked_by,
            scan_id=asked.facts["scan_id"],
            entered_at=clock.now(session),
            **count,
        )
    )
    session.flush()


def _conclude_anew(session: Session, meeting: Meeting, post: Post | None) -> None:
    if post is None:
        conclude_poll(session, meeting)
        return
    if session.get_one(Procedure, meeting.procedure_id).kind == CONFERENCE:
        conclude_election(session, meeting, post)
        return
    if post.outcome == STOPPED:
        post.outcome = None
        session.add(post)
    conclude_post(session, session.get_one(Procedure, meeting.procedure_id), meeting, post)


def _count_told(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    """Which lines change; figures by name only where the law announces them, for more people sign than may see."""
    meeting = session.get_one(Meeting, facts["meeting_id"])
    post, now = session.get(Post, facts["post_id"]) if facts["post_id"] else None, facts["count"]
    totals = {line: now[line] for line in facts["lines"] if line in now}
    return {
        "step": facts["step"],
        "post": post.title if post else "",
        "totals": totals,
        "names": sum(line.startswith(("votes_", "marks_")) for line in facts["lines"]),
        "convening": meeting.convening,
    }


def _someone_forgotten(session: Session, procedure_id: int, facts: Facts) -> Facts:
    open_procedure(session.get_one(Procedure, procedure_id))
    meeting = meeting_of(session, procedure_id, facts["meeting_id"])
    if meeting.summoned_at is None:
        raise Refusal("meeting_not_summoned")
    if meeting.opened_at:
        raise Refusal("meeting_opened", at=meeting.opened_at)
    _check_box_is_shut(session, meeting)
    member = staff_at_work(session).get(facts["staff_member_id"])
    if member is None:
        raise Refusal("person_unknown", field="person")
    if roll.roll_entry_of(session, meeting, member.id or 0):
        raise Refusal("already_on_the_list", field="person", name=member.full_name)
    of_meeting = {"meeting_id": meeting.id, "step": meeting.step, "staff_member_id": member.id}
    return {**of_meeting, "capacity": facts["capacity"].strip()[:300], "has_vote": bool(facts["has_vote"])}


def _summon_late(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    """The list grows by one and is fingerprinted anew; the summons go at once, by mail or on paper."""
    meeting = session.get_one(Meeting, asked.facts["meeting_id"], with_for_update=True, populate_existing=True)
    capacity, has_vote, why = asked.facts["capacity"], asked.facts["has_vote"], asked.reason[:500]
    entry = roll.put_on(session, meeting, asked.facts["staff_member_id"], capacity, has_vote, why)
    round_ = session.get_one(Round, meeting.round_id)
    round_.roll_hash = roll.fingerprint(summoned(session, meeting))
    session.add(round_)
    messages.meeting_summons(session, meeting.procedure_id, entry, meeting.id or 0)
    ask_for_run(session, meeting.procedure_id)
    return {"meeting": meeting.id, "step": meeting.step, "entry": entry.id, "roll": round_.roll_hash}


def _late_told(session: Session, _procedure_id: int, facts: Facts) -> Facts:
    member = session.get_one(StaffMember, facts["staff_member_id"])
    unit = session.get_one(Unit, member.unit_id).name
    return {**facts, "full_name": member.full_name, "unit": unit, "has_mail": member.email is not None}


ACTS = (
    Act("summon_forgotten", _someone_forgotten, _summon_late, _late_told),
    Act("meeting_moved", _another_time, _move, _move_told, about=("meeting_id",)),
    Act("count_corrected", _another_count, _correct, _count_told, about=("meeting_id", "post_id")),
)
