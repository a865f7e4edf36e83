"""Kết quả kiểm phiếu thành số của luật: read from whatever kind of ballot the meeting used."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from law.decisions.appointment import Tally
from models import Meeting, Post, Round, RoundMode
from procedures.meetings import regime
from procedures.meetings.holding.attendance import Attendance, attendance
from procedures.meetings.tallying.counting import count_of, settled

Reader = Callable[[Session, Meeting, Post, Attendance], Tally]


def tally_of(session: Session, meeting: Meeting, post: Post) -> Tally:
    """What was counted for one post at one meeting; votes by the nominee's number. A meeting without a ballot has none.

    Raises LookupError while nothing is settled.
    """
    there = attendance(session, meeting)
    if not meeting.is_typed_in and not regime.is_voted_on(session, meeting, there):
        return Tally(there.summoned, there.excused, there.present)
    mode = session.get_one(Round, meeting.round_id).mode
    return READERS[mode](session, meeting, post, there)


def _of_count(session: Session, meeting: Meeting, post: Post, there: Attendance) -> Tally:
    if (entry := settled(session, meeting, post)) is None:
        raise LookupError(f"meeting {meeting.id}, post {post.id}: nothing is settled")
    count = count_of(entry)
    votes = {str(number): votes for number, votes in count.votes.items()}
    return Tally(there.summoned, there.excused, there.present, votes, count.returned)


READERS: Mapping[RoundMode, Reader] = {RoundMode.PAPER: _of_count, RoundMode.SEALED: _of_count}
