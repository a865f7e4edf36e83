"""Hội nghị đã họp trên giấy: its day, its numbers and its counts are typed in, with the scan of its minutes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import CountEntry, Meeting, Post, Procedure
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.filing import Upload, media_type_of, store
from procedures.meetings import regime
from procedures.meetings.finding import before, posts_at, running
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.holding.excusing import leave_the_base
from procedures.meetings.tallying.count import Count, checked, differing
from procedures.meetings.tallying.counting import FIRST, columns, count_of, settled
from procedures.refusal import Refusal
from words.dates import at_local, local_day

MORNING = 8


@dataclass(frozen=True)
class Excused:
    """Those absent by force majeure, by roll entry, and the filed document of the authority that says so."""

    entries: Collection[int] = ()
    document_id: int = 0


def type_in(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    held_on: date,
    present: int,
    counts: Mapping[int, Count],
    scan: Upload,
    excused: Excused | None = None,
) -> None:
    """Keep what the minutes of a meeting held on paper say; `counts` by post, none for a meeting without a ballot.

    The list of those summoned is that of the meeting, as HR has put it right; no list of those present is kept. The
    same again is one. Raises Refusal: `meeting_not_on_paper`, `typed_in_otherwise`, `held_in_future`,
    `held_before_the_last`, `present_impossible`, `count_of_each_post`, one that names the line of a count, or one of
    `excusing.excuse`.
    """
    excused = excused or Excused()
    actor.account_for(Power.DRAFT)
    media_type_of(scan)
    with transaction() as session:
        meeting = running(session, actor, procedure_id, meeting_id)
        if meeting.step >= regime.first_step_here(session, meeting) or meeting.summoned_at:
            raise Refusal("meeting_not_on_paper")
        if meeting.is_typed_in:
            _check_same(session, meeting, held_on, _checked(session, meeting, present, counts), excused)
            return
        _check_day(session, meeting, held_on)
        for entry_id in sorted(set(excused.entries)):
            leave_the_base(session, actor, meeting, entry_id, excused.document_id)
        session.flush()
        full = _checked(session, meeting, present, counts)
        meeting.starts_at = meeting.opened_at = meeting.ended_at = at_local(held_on, MORNING)
        meeting.is_typed_in = meeting.is_set = True
        session.add(meeting)
        _keep(session, actor, meeting, full, store(session, scan))
        facts = {"meeting": meeting_id, "step": meeting.step, "held_on": held_on.isoformat(), "present": present}
        log.write(session, actor.name_in_log, "MeetingTypedIn", procedure_id, **facts)
        ask_for_run(session, procedure_id)


def _checked(session: Session, meeting: Meeting, present: int, counts: Mapping[int, Count]) -> list[tuple[Post, Count]]:
    there, posts = attendance(session, meeting), posts_at(session, meeting)
    if not 0 <= present <= there.summoned - there.excused:
        raise Refusal("present_impossible", field="present", at_most=there.summoned - there.excused)
    if not regime.has_ballot(session, meeting):
        # Nobody votes, so nothing but the number of those present is kept.
        return [(post, Count(present, 0, 0, 0)) for post in posts]
    if set(counts) != {post.id for post in posts}:
        raise Refusal("count_of_each_post", field="counts")
    return [(post, checked(counts[post.id or 0], present, _numbers(session, meeting, post))) for post in posts]


def _numbers(session: Session, meeting: Meeting, post: Post) -> list[int]:
    return [nominee.id or 0 for nominee in regime.names(session, meeting, post)]


def _check_same(
    session: Session, meeting: Meeting, held_on: date, full: list[tuple[Post, Count]], excused: Excused
) -> None:
    kept = [(post, settled(session, meeting, post)) for post, _ in full]
    same = all(row and not differing(count_of(row), count) for (_, row), (_, count) in zip(kept, full, strict=True))
    away = {row.entry_id for row in attendance(session, meeting).rows if row.is_excused}
    if not same or away != set(excused.entries) or meeting.starts_at != at_local(held_on, MORNING):
        raise Refusal("typed_in_otherwise")


def _check_day(session: Session, meeting: Meeting, held_on: date) -> None:
    if held_on > local_day(clock.now(session)):
        raise Refusal("held_in_future", field="held_on")
    begun_on = session.get_one(Procedure, meeting.procedure_id).begun_on
    days = [local_day(each.starts_at) for each in before(session, meeting) if each.starts_at]
    earliest = max([*days, *([begun_on] if begun_on else [])], default=held_on)
    if held_on < earliest:
        raise Refusal("held_before_the_last", field="held_on", day=earliest)


def _keep(session: Session, actor: Actor, meeting: Meeting, full: list[tuple[Post, Count]], scan_id: int) -> None:
    for post, count in full:
        session.add(
            CountEntry(
                meeting_id=meeting.id or 0,
                post_id=post.id or 0,
                entry=FIRST,
                account_id=actor.account_id or 0,
                scan_id=scan_id,
                entered_at=clock.now(session),
                **columns(count),
            )
        )
