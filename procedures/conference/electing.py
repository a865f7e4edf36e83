"""Bầu Ban Thanh tra nhân dân: who stands, by proposal of the union, and who is elected by the count that holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlmodel import Session, col, delete, select

from law.decisions import inspection_board as law
from law.show import in_words
from models import Conclusion, Conference, ListedPerson, Meeting, Nominee, Post, Procedure, StaffMember, Unit
from models.store import clock
from models.store.database import transaction
from procedures import bodies, drafts, log
from procedures.access.actor import Actor
from procedures.conference import board
from procedures.conference.board import BOARD
from procedures.drafts import drafted
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.regime import staff_at_work
from procedures.meetings.tallying.counting import count_of, settled
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day
from words.names import folded
from words.sentences import say

CHIEF_ACCOUNTANT, ACCOUNTANT_TITLE = "chief_accountant", "ke toan truong"
ELECTED, TIED, NOBODY, NO_QUORUM = "elected", "tied", "nobody", "no_quorum"


@dataclass(frozen=True)
class Standing:
    """How many votes a candidate has, their share of those who attend, and whether they are elected."""

    nominee: Nominee
    votes: int
    share: Fraction | None
    is_elected: bool
    is_tied: bool


def name_board(
    actor: Actor,
    procedure_id: int,
    seats: int,
    candidates: Sequence[int],
    seen: int | None = None,
    *,
    is_sealed: bool = False,
) -> None:
    """Say how many are to be elected and who stands, in the order of the ballot; what was said before is replaced.

    Whoever stands keeps the own vote, and is nothing in the running of the conference. Nobody and 0: no election.
    `is_sealed`: by sealed ballots instead of paper, where the rules of its day know them. `seen`: as in
    check_unchanged(). Raises Refusal: `concerned`, `already_opened`, `board_size`, `board_ineligible`,
    `person_unknown`, `polls_oneself`, `written_meanwhile`.
    """
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("BoardNamed",), seen)
        people = [_candidate(session, actor, procedure, number) for number in dict.fromkeys(candidates)]
        _check_size(session, procedure, seats, has_candidates=bool(people))
        conference = session.get_one(Conference, procedure_id)
        knows_sealed = "sealed_from" in drafts.rules_of(session, procedure)
        conference.board_seats, conference.is_sealed = seats, is_sealed and bool(people) and knows_sealed
        session.add(conference)
        _forget(session, procedure_id)
        if people:
            post = Post(procedure_id=procedure_id, number=1, title=say("board.post"))
            session.add(post)
            session.flush()
            for member in people:
                session.add(_as_they_stand(session, post, member))
                _list(session, procedure_id, member.id or 0)
        log.write(session, actor.name_in_log, "BoardNamed", procedure_id, seats=seats, candidates=len(people))


def _candidate(session: Session, actor: Actor, procedure: Procedure, number: int) -> StaffMember:
    member = session.get(StaffMember, number)
    if member is None or member.left_on:
        raise Refusal("person_unknown", field="candidates")
    if member.id == actor.staff_member_id or (member.email is not None and member.email == actor.email):
        raise Refusal("polls_oneself", field="candidates")
    rules = drafts.law_of(session, BOARD, _day(session, procedure))
    if not law.may_be_member(rules, _positions(session, member)):
        positions = in_words(rules["not_members"])
        raise Refusal("board_ineligible", field="candidates", name=member.full_name, positions=positions)
    return member


def _positions(session: Session, member: StaffMember) -> list[str]:
    """The positions of the law that someone holds; a chief accountant is known by the title."""
    held = [position.value for position in bodies.holders(session).get(member.id or 0, ())]
    return [*held, CHIEF_ACCOUNTANT] if ACCOUNTANT_TITLE in folded(member.position) else held


def _day(session: Session, procedure: Procedure) -> date:
    return procedure.begun_on or local_day(clock.now(session))


def _check_size(session: Session, procedure: Procedure, seats: int, *, has_candidates: bool) -> None:
    if (seats or has_candidates) and not may_elect(session, procedure, seats):
        raise Refusal("board_size", field="seats", staff=len(staff_at_work(session)), members=seats)


def may_elect(session: Session, procedure: Procedure, seats: int) -> bool:
    """Whether the law lets the agency, with the people it has today, elect so many members."""
    staff, day = len(staff_at_work(session)), _day(session, procedure)
    rules, term = drafts.law_of(session, BOARD, day), board.term_of(session)
    fills = term and term.until >= day and seats <= term.vacant and law.fills_seats(rules, seats)
    members = seats + term.here if term and fills else seats
    return 0 < seats <= staff and law.size_is_allowed(rules, staff=staff, members=members)


def _forget(session: Session, procedure_id: int) -> None:
    """Whoever stood before stands no more, and may run the conference again."""
    now = clock.now(session)
    for nominee in candidates_of(session, procedure_id):
        session.delete(nominee)
    session.flush()
    session.exec(delete(Post).where(col(Post.procedure_id) == procedure_id))
    for row in session.exec(select(ListedPerson).where(ListedPerson.procedure_id == procedure_id)).all():
        row.removed_at, row.reason = row.removed_at or now, say("board.unlisted")
        session.add(row)
    session.flush()


def _as_they_stand(session: Session, post: Post, member: StaffMember) -> Nominee:
    return Nominee(
        procedure_id=post.procedure_id,
        post_id=post.id or 0,
        staff_member_id=member.id or 0,
        full_name=member.full_name,
        birth_year=member.birth_year,
        position=member.position,
        unit_name=session.get_one(Unit, member.unit_id).name,
    )


def _list(session: Session, procedure_id: int, staff_member_id: int) -> None:
    of_it = (ListedPerson.procedure_id == procedure_id) & (ListedPerson.staff_member_id == staff_member_id)
    now = clock.now(session)
    row = session.exec(select(ListedPerson).where(of_it)).first() or ListedPerson(
        procedure_id=procedure_id, staff_member_id=staff_member_id, listed_at=now
    )
    row.removed_at, row.reason = None, say("board.listed")
    session.add(row)


def candidates_of(session: Session, procedure_id: int) -> list[Nominee]:
    """Who stands, in the order of the ballot."""
    rows = select(Nominee).where(Nominee.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(Nominee.id))).all())


def conclude(session: Session, meeting: Meeting, post: Post) -> Conclusion:
    """Note in the caller's transaction who is elected by the count that holds; anew after a correction."""
    before, there = conclusions_at(session, meeting).get(post.id), attendance(session, meeting)
    is_voted_on = regime.is_voted_on(session, meeting, there)
    found = _elected(session, meeting, post) if is_voted_on else law.Elected((), (), 0)
    reason = TIED if found.tied else ELECTED if found.chosen else NOBODY
    conclusion = Conclusion(
        meeting_id=meeting.id or 0,
        post_id=post.id,
        revision=before.revision + 1 if before else 1,
        quorum="met" if is_voted_on else "not_met",
        reason=reason if is_voted_on else NO_QUORUM,
        chosen=list(found.chosen),
        tied=list(found.tied),
        concluded_at=clock.now(session),
    )
    session.add(conclusion)
    session.flush()
    return conclusion


def _elected(session: Session, meeting: Meeting, post: Post) -> law.Elected:
    """Raises LookupError while no count holds."""
    if (entry := settled(session, meeting, post)) is None:
        raise LookupError(f"meeting {meeting.id}: the election is not counted")
    present, seats = attendance(session, meeting).present, regime.seats(session, meeting)
    votes = count_of(entry).votes
    return law.elected(regime.rules_of(session, meeting), present=present, seats=seats, votes=votes)


def results_at(session: Session, meeting: Meeting) -> list[Standing]:
    """Every candidate by votes, once the meeting is concluded; nobody where no ballot was counted."""
    for number, conclusion in conclusions_at(session, meeting).items():
        post = session.get(Post, number) if number else None
        entry = settled(session, meeting, post) if post and conclusion.reason != NO_QUORUM else None
        if post is None or entry is None:
            continue
        votes, present = count_of(entry).votes, attendance(session, meeting).present
        found = [
            Standing(
                nominee,
                votes.get(nominee.id or 0, 0),
                Fraction(votes.get(nominee.id or 0, 0), present) if present else None,
                nominee.id in conclusion.chosen,
                nominee.id in conclusion.tied,
            )
            for nominee in candidates_of(session, meeting.procedure_id)
        ]
        return sorted(found, key=lambda each: (-each.votes, each.nominee.id or 0))
    return []
