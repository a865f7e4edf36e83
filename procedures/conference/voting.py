"""Biểu quyết bằng phiếu kín niêm phong: rounds beside a conference's own ballot, and every vote as it came out."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from law.decisions import conference as law
from models import BoxState, CodeMode, Conference, ConferenceVote, MatterRound, Meeting, Round, RoundMode, RoundPlace
from models.sealed_round import NEVER_OPENED, SealedRound
from models.store.database import reading
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.meetings import regime
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.tallying.asking import Asked
from procedures.refusal import Refusal
from procedures.sealed import archive, box, preparing, publishing
from words.names import folded
from words.sentences import say

MATTER, RESOLUTION = "matter", "resolution"
MOST_MATTERS, LONGEST_MATTER = 10, 300
IN_THE_BOX = (BoxState.SIGNED, BoxState.OPEN, BoxState.CLOSED)


@dataclass(frozen=True)
class Voted:
    """One vote as it came out: hands, secret ballots on paper with so many `invalid`, or those of a sealed box.

    `sealed_as`: the number of that box as it is read aloud; shares are taken of those who are `present`.
    """

    key: str
    matter: str
    present: int
    in_favour: int
    against: int
    abstained: int
    invalid: int | None
    is_carried: bool
    at: datetime
    sealed_as: str = ""


def tidied(typed: str) -> str:
    """The matters to be voted by sealed ballots, one a line; raises Refusal `sealed_matters`."""
    matters = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    fits = len(matters) <= MOST_MATTERS and all(len(each) <= LONGEST_MATTER for each in matters)
    if not fits or len(set(matters)) < len(matters):
        raise Refusal("sealed_matters", field="sealed_matters", at_most=MOST_MATTERS, longest=LONGEST_MATTER)
    return "\n".join(matters)


def matters_of(conference: Conference) -> list[str]:
    """The matters that the plan puts to the vote by sealed ballots, beside an election and the resolution."""
    return conference.sealed_matters.splitlines()


def planned(conference: Conference) -> tuple[str, ...]:
    """All that the plan puts to the vote by sealed ballots, in words; the resolution last."""
    resolution = (say("sealed_questions.resolution"),) if conference.is_resolution_sealed else ()
    return (*matters_of(conference), *resolution)


def planned_matter(procedure_id: int, number: int | None) -> str:
    """The matter of a number, from 1, among those planned for sealed ballots; raises Refusal `vote_of_nothing`."""
    with reading() as session:
        matters = matters_of(session.get_one(Conference, procedure_id))
    if number is None or not 1 <= number <= len(matters):
        raise Refusal("vote_of_nothing", field="key")
    return matters[number - 1]


def make_rounds(session: Session, meeting: Meeting) -> None:
    """One round for the matters and one for the resolution, as planned, in the caller's transaction."""
    conference = session.get_one(Conference, meeting.procedure_id)
    if matters := matters_of(conference):
        _make(session, meeting, MATTER, matters)
    if conference.is_resolution_sealed:
        _make(session, meeting, RESOLUTION, [say("sealed_questions.resolution")])


def _make(session: Session, meeting: Meeting, key: str, matters: list[str]) -> None:
    last = session.exec(select(func.max(Round.number)).where(Round.procedure_id == meeting.procedure_id)).one() or 0
    form = {"mode": RoundMode.SEALED, "place": RoundPlace.HALL}
    round_ = Round(procedure_id=meeting.procedure_id, number=last + 1, **form)
    session.add(round_)
    session.flush()
    session.add(MatterRound(round_id=round_.id or 0, meeting_id=meeting.id or 0, key=key, matters=matters))
    session.flush()


def rounds_at(session: Session, meeting: Meeting) -> list[tuple[MatterRound, SealedRound | None]]:
    """The rounds beside the meeting's own ballot, each with its box once that is prepared."""
    rows = select(MatterRound).where(MatterRound.meeting_id == meeting.id).order_by(col(MatterRound.round_id))
    return [(each, archive.of_round(session, each.round_id)) for each in session.exec(rows).all()]


def drop_unprepared(session: Session, meeting: Meeting) -> None:
    """Of a conference that is over nothing waits to be prepared any more; in the caller's transaction."""
    for beside, sealed in rounds_at(session, meeting):
        if sealed is None:
            session.delete(beside)
            session.flush()
            session.delete(session.get_one(Round, beside.round_id))


def title_of(beside: MatterRound) -> str:
    """What the booth calls the ballot of such a round."""
    return say(f"sealed_titles.{beside.key}")


def prepare(actor: Actor, procedure_id: int, round_id: int, closes_at: datetime | None) -> int:
    """Make the ballot of such a round: for or against each matter, or neither; whoever is in the hall draws a code.

    Returns the number of its box. Raises Refusal `closing_hour_missing`, `round_not_sealed` and those of
    preparing.prepare().
    """
    actor.account_for(Power.DRAFT)
    if closes_at is None:
        raise Refusal("closing_hour_missing", field="closes_on")
    with reading() as session:
        if (beside := session.get(MatterRound, round_id)) is None:
            raise Refusal("round_not_sealed")
    answers = (say("sealed_questions.agree"), say("sealed_questions.disagree"), say("sealed_questions.neither"))
    questions = [Asked(matter, answers) for matter in beside.matters]
    return preparing.prepare(
        actor, procedure_id, round_id, title_of(beside), questions, closes_at, codes=CodeMode.STRICT
    )


def votes_at(session: Session, meeting: Meeting) -> list[Voted]:
    """Every vote of a conference in the order in which its result was known."""
    rows = select(ConferenceVote).where(ConferenceVote.meeting_id == meeting.id).order_by(col(ConferenceVote.number))
    recorded = [
        Voted(
            key=vote.key,
            matter=vote.matter,
            present=vote.present,
            in_favour=vote.in_favour,
            against=vote.against,
            abstained=vote.abstained,
            invalid=vote.invalid,
            is_carried=vote.is_carried,
            at=vote.recorded_at,
        )
        for vote in session.exec(rows).all()
    ]
    opened = [vote for each, sealed in rounds_at(session, meeting) for vote in _opened(session, meeting, each, sealed)]
    return sorted([*recorded, *opened], key=lambda vote: vote.at)


def _opened(session: Session, meeting: Meeting, beside: MatterRound, sealed: SealedRound | None) -> list[Voted]:
    """What two key holders opened, matter by matter: rows that are never stored; none before."""
    if sealed is None or sealed.counted_at is None:
        return []
    rules, present = regime.rules_of(session, meeting), attendance(session, meeting).present
    return [
        Voted(
            key=beside.key,
            matter=matter if beside.key == MATTER else "",
            present=present,
            in_favour=in_favour,
            against=against,
            abstained=abstained,
            invalid=None,
            is_carried=law.resolution(rules, present=present, in_favour=in_favour).met,
            at=sealed.counted_at,
            sealed_as=publishing.head_aloud(sealed),
        )
        for matter, (in_favour, against, abstained) in zip(beside.matters, box.counts_of(session, sealed), strict=True)
    ]


def check_form(session: Session, meeting: Meeting, key: str, matter: str, *, is_by_hand: bool) -> None:
    """What is planned as secret never becomes a vote of hands, and has no second result while its box may have one.

    A matter is known however its letters and accents were typed. Raises Refusal `vote_planned_sealed`, `vote_in_box`.
    """
    for beside, sealed in rounds_at(session, meeting):
        if beside.key != key or (key == MATTER and folded(matter) not in map(folded, beside.matters)):
            continue
        if is_by_hand:
            raise Refusal("vote_planned_sealed", field="form")
        if sealed and sealed.state in IN_THE_BOX:
            raise Refusal("vote_in_box", field="form")


def check_done(session: Session, meeting: Meeting) -> None:
    """Raise Refusal `votes_in_box` while a box takes ballots or is not opened, `vote_on_paper_again` after one that
    never is, until all that it asked was voted on paper."""
    for beside, sealed in rounds_at(session, meeting):
        if sealed and sealed.state in IN_THE_BOX:
            raise Refusal("votes_in_box", field="ended_at")
        if sealed and sealed.state in NEVER_OPENED and not _is_voted(session, meeting, beside):
            raise Refusal("vote_on_paper_again", field="ended_at")


def _is_voted(session: Session, meeting: Meeting, beside: MatterRound) -> bool:
    voted = {folded(vote.matter) for vote in votes_at(session, meeting) if vote.key == beside.key}
    return voted.issuperset(map(folded, beside.matters)) if beside.key == MATTER else bool(voted)
