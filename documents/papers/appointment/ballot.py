"""The ballots on nominees: phiếu định hướng giới thiệu, phiếu giới thiệu, phiếu biểu quyết; the verb is the step's."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from documents.paper import Block, Column, Form, Heading, Letterhead, Paper, Paragraph, Row, Signer, Table
from documents.papers.appointment.facts import Candidate, MeetingHead, PostOnBallot, by_name
from documents.wording import Wording

BOX = "□"
# Letters on a line of each part, measured with wide ones, and the half lines that half a sheet has room for.
ISSUER_LETTERS, SUBJECT_LETTERS, NAME_LETTERS, STANDING_LETTERS = 20, 48, 20, 22
HALF_LINES, HALF_LINES_OF_A_BOX = 14, 3


class BallotVerb(StrEnum):
    """What the voter does at this step: định hướng giới thiệu, giới thiệu, biểu quyết."""

    ORIENTATION = "orientation"
    INTRODUCTION = "introduction"
    VOTING = "voting"


@dataclass(frozen=True)
class BallotFacts:
    """What the ballot asks at this meeting. It carries no number: nothing on it leads to a voter.

    The letterhead has no symbol, its day is the meeting's. `chair_signs` leaves room for the chair's signature, else
    for the hanging stamp. `may_add` is true where the law lets the voter name somebody else who is qualified. Raises
    ValueError for a number or for no post.
    """

    letterhead: Letterhead
    verb: BallotVerb
    meeting: MeetingHead
    posts: tuple[PostOnBallot, ...]
    chair_signs: bool = False
    may_add: bool = False

    def __post_init__(self) -> None:
        if self.letterhead.symbol or self.letterhead.number:
            raise ValueError("a ballot has no number")
        if not self.posts:
            raise ValueError("a ballot asks about at least one post")


def ballot(facts: BallotFacts) -> Paper:
    """The ballot; a small one is printed twice on a sheet of A4 that is cut in two."""
    words = _words(facts)
    signed, how = words.lines("signer")
    return Paper(
        kind=f"{facts.verb}_ballot",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(Paragraph(words.text("opening")), *_asked(facts, words)),
        signers=(Signer(signed, "", note=how),),
        stamp_room=words.text("stamp_room"),
        form=Form.HALF if _fits_on_half_a_sheet(facts, words) else Form.SLIP,
    )


def _words(facts: BallotFacts) -> Wording:
    choice = Wording("appointment/ballot", verb=facts.verb).text("choice")
    return Wording(
        "appointment/ballot",
        verb=facts.verb,
        meeting=facts.meeting,
        posts=tuple(asked.post.name for asked in facts.posts),
        choice=choice,
        chair_signs=facts.chair_signs,
        may_add=facts.may_add,
    )


def _asked(facts: BallotFacts, words: Wording) -> Iterator[Block]:
    for number, asked in enumerate(facts.posts, 1):
        if len(facts.posts) > 1:
            yield Heading(words.text("post", number=number, post=asked.post.name))
        yield _table(asked.candidates, words)
        if facts.may_add:
            yield Paragraph(words.text("another"))


def _table(candidates: tuple[Candidate, ...], words: Wording) -> Table:
    alignments = ("center", "left", "center", "left", "box")
    columns = map(Column, words.lines("columns"), (8, 28, 11, 35, 18), alignments)
    rows = (
        Row((str(place), each.full_name, str(each.birth_year or ""), each.standing, BOX))
        for place, each in enumerate(by_name(candidates), 1)
    )
    return Table(tuple(columns), tuple(rows))


def _fits_on_half_a_sheet(facts: BallotFacts, words: Wording) -> bool:
    if len(facts.posts) > 1 or facts.may_add:
        return False
    (asked,) = facts.posts
    head = facts.letterhead.governing_body, facts.letterhead.issuer
    above = _lines(words.text("subject"), SUBJECT_LETTERS) + sum(_lines(name, ISSUER_LETTERS) - 1 for name in head)
    return 2 * above + sum(map(_half_lines, asked.candidates)) <= HALF_LINES


def _half_lines(candidate: Candidate) -> int:
    lines = _lines(candidate.full_name, NAME_LETTERS), _lines(candidate.standing, STANDING_LETTERS)
    return max(HALF_LINES_OF_A_BOX, 2 * max(lines))


def _lines(text: str, letters: int) -> int:
    return max(1, -(-len(text) // letters))
