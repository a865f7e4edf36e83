"""Kết quả từ hòm phiếu kín: what two key holders opened, as the count of one post, in place of the tellers' entries."""

from sqlmodel import Session

from models import BoxState, CountEntry, Meeting, Post, Round, RoundMode, SealedRound
from procedures.meetings.holding.attendance import attendance
from procedures.sealed import archive, box, closing
from procedures.sealed.preparing import asked_in

OPENED = 4
"""Of a count that was not entered by anyone: it came out of the box."""


def is_sealed(session: Session, meeting: Meeting) -> bool:
    """Whether this meeting votes by sealed ballots."""
    return session.get_one(Round, meeting.round_id).mode is RoundMode.SEALED


def is_too_few(session: Session, meeting: Meeting) -> bool:
    """Whether so few voted that the box is never opened, and the vote is held again on paper."""
    sealed = archive.of_round(session, meeting.round_id)
    return sealed is not None and sealed.state is BoxState.TOO_FEW


def counted(session: Session, meeting: Meeting, post: Post | None) -> CountEntry | None:
    """The count of one post, or of a poll, out of the opened box: a row that is never stored; None before it is open.

    Issued are the ballots of everyone there with a vote, or the slips that were drawn; none is invalid. A ballot that
    names nobody is blank; where it may name several only sums are known, so it counts as valid.
    """
    sealed = archive.of_round(session, meeting.round_id)
    if sealed is None or sealed.counted_at is None:
        return None
    votes, blank = _votes(session, sealed, post) if post else ({}, 0)
    marks = {} if post else _marks(session, sealed)
    returned = closing.returned(session, sealed)
    return CountEntry(
        meeting_id=meeting.id or 0,
        post_id=post.id if post else None,
        entry=OPENED,
        account_id=0,
        issued=attendance(session, meeting).issued if sealed.slips is None else sealed.slips,
        returned=returned,
        valid=returned - blank,
        invalid=0,
        blank=blank,
        votes={str(number): cast for number, cast in votes.items()},
        marks={str(number): of for number, of in marks.items()},
        entered_at=sealed.counted_at,
    )


def _marks(session: Session, sealed: SealedRound) -> dict[int, dict[str, int]]:
    """How many gave each person polled each level, or none."""
    answered = zip(asked_in(sealed), box.counts_of(session, sealed), strict=True)
    return {asked.person_id or 0: dict(zip(asked.marks, counts, strict=True)) for asked, counts in answered}


def _votes(session: Session, sealed: SealedRound, post: Post) -> tuple[dict[int, int], int]:
    """The votes by nominee, and how many named nobody."""
    for asked, counts in zip(asked_in(sealed), box.counts_of(session, sealed), strict=True):
        if asked.post_id == post.id:
            by_name = dict(zip(asked.names, counts, strict=True))
            return {name: cast for name, cast in by_name.items() if name is not None}, by_name.get(None, 0)
    raise LookupError(f"sealed round {sealed.id} does not ask about post {post.id}")
