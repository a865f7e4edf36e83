"""Lá phiếu của một hội nghị: what one sheet of the tellers counts, a post with its nominees or everyone polled."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import CountEntry, Meeting, Nominee, PolledPerson, Post, SealedRound
from procedures.meetings import regime
from procedures.meetings.finding import posts_at
from procedures.refusal import Refusal


@dataclass(frozen=True)
class Ballot:
    """Nominees of a post, of whom one ballot names `seats` at most; or each person polled gets one of the levels."""

    post: Post | None
    nominees: tuple[int, ...] = ()
    polled: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    seats: int = 1

    @property
    def post_id(self) -> int | None:
        return self.post.id if self.post else None


def ballots_at(session: Session, meeting: Meeting) -> list[Ballot]:
    """What is counted at a meeting: a ballot for each post, or one for everyone polled."""
    if regime.asks_for_levels(session, meeting):
        people = tuple(person.id or 0 for person in polled(session, meeting.procedure_id))
        return [Ballot(None, polled=people, levels=regime.rules_of(session, meeting).names("levels"))]
    posts = posts_at(session, meeting)
    seats = regime.seats(session, meeting)
    names = {post.id: tuple(each.id or 0 for each in names_on(session, meeting, post)) for post in posts}
    return [Ballot(post, names[post.id], seats=seats) for post in posts]


def ballot_of(session: Session, meeting: Meeting, post_id: int | None) -> Ballot:
    """The ballot of this post, or of the whole meeting; raises Refusal `post_unknown`."""
    for ballot in ballots_at(session, meeting):
        if ballot.post_id == post_id:
            return ballot
    raise Refusal("post_unknown", field="post")


def names_on(session: Session, meeting: Meeting, post: Post) -> list[Nominee]:
    """Whom the ballot of a post names, in its order, then whoever was counted on it and has left the list since."""
    there = {nominee.id: nominee for nominee in regime.names(session, meeting, post)}
    entries = select(CountEntry.votes).where(CountEntry.meeting_id == meeting.id, CountEntry.post_id == post.id)
    counted = {int(number) for votes in session.exec(entries).all() for number in votes}
    boxes = select(SealedRound.questions).where(
        SealedRound.round_id == meeting.round_id, col(SealedRound.counted_at).is_not(None)
    )
    asked = [each for questions in session.exec(boxes).all() for each in questions if each["post_id"] == post.id]
    counted |= {number for each in asked for number in each["names"] if number is not None}
    gone = sorted(number for number in counted if number not in there)
    return [*there.values(), *(session.get_one(Nominee, number) for number in gone)]


def polled(session: Session, procedure_id: int) -> list[PolledPerson]:
    """Those of whom voters are asked, in the order of the ballot."""
    rows = select(PolledPerson).where(PolledPerson.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(PolledPerson.number))).all())
