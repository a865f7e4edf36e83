"""Minutes of the count of ballots (biên bản kiểm phiếu)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.paper import (
    Block,
    Column,
    Heading,
    Letterhead,
    Marks,
    Paper,
    Paragraph,
    Points,
    Row,
    Signer,
    Table,
)
from documents.papers.appointment.conclusions import base_number, base_words, conclusion, posts_words, share_words
from documents.papers.appointment.facts import Absentee, BallotCount, MeetingHead, Official, PostTally, SealedBox
from documents.papers.corrections import Correction, corrections_part
from documents.papers.tellers import tellers_table
from documents.wording import Wording
from words.figures import thousands

LETTERS = "abcdđeghiklmn"


@dataclass(frozen=True)
class CountingMinutesFacts:
    """The count of each post; the first of `tellers` leads them (Tổ trưởng).

    `law` is the law on the count and its base, `law_basis` the same among the bases, None until confirmed;
    `counted_at` (UTC) when the count ended; `sealed` the box out of which it came, where ballots were not on paper.
    Raises ValueError where there was no ballot, no teller, or the counts disagree on who was summoned and came.
    """

    letterhead: Letterhead
    meeting: MeetingHead
    tallies: tuple[PostTally, ...]
    tellers: tuple[Official, ...]
    announced: bool
    kept_at: str
    counted_at: datetime | None = None
    absent: tuple[Absentee, ...] = ()
    law: str | None = None
    law_basis: str | None = None
    other_bases: tuple[str, ...] = ()
    copies: int = 2
    corrections: tuple[Correction, ...] = ()
    sealed: SealedBox | None = None

    def __post_init__(self) -> None:
        if not self.tellers or any(tally.count is None for tally in self.tallies):
            raise ValueError("the minutes need a teller, and a count of each post")
        if len({(count.summoned, count.excused, count.present) for count in self.counts}) != 1:
            raise ValueError("the counts of one meeting disagree on who was summoned and came")

    @property
    def counts(self) -> tuple[BallotCount, ...]:
        """The ballots, a count for each post."""
        return tuple(tally.count for tally in self.tallies if tally.count)


def counting_minutes(facts: CountingMinutesFacts) -> Paper:
    """The minutes: who came, the tellers, a table for each post with its base named, what follows, corrections."""
    words = _words(facts)
    place, tellers, result = map(Heading, words.lines("headings"))
    first, chair = words.lines("signers")
    return Paper(
        kind="counting_minutes",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        bases=words.paragraphs("bases"),
        blocks=(
            *(place, *map(Paragraph, words.paragraphs("opening")), *_absent(facts, words)),
            *(tellers, Paragraph(words.text("tellers")), tellers_table(facts.tellers, words)),
            *(result, Paragraph(words.text("procedure"))),
            *(block for number, tally in enumerate(facts.tallies) for block in _counted(facts, words, number, tally)),
            Paragraph(words.text("announced")),
            *corrections_part(facts.corrections, 4),
            Paragraph(words.text("closing")),
        ),
        signers=(Signer(first, facts.tellers[0].full_name), Signer(chair, facts.meeting.chair.full_name)),
    )


def _words(facts: CountingMinutesFacts) -> Wording:
    return Wording(
        "appointment/counting_minutes",
        meeting=facts.meeting,
        posts=posts_words(tuple(tally.post for tally in facts.tallies)),
        several_posts=len(facts.tallies) > 1,
        attended=facts.counts[0],
        tellers=len(facts.tellers),
        announced=facts.announced,
        kept_at=facts.kept_at,
        counted_at=facts.counted_at,
        law=facts.law,
        law_basis=facts.law_basis,
        other_bases=facts.other_bases,
        copies=facts.copies,
        absent=len(facts.absent),
        sealed=facts.sealed,
    )


def _absent(facts: CountingMinutesFacts, words: Wording) -> tuple[Block, ...]:
    return (Points(tuple(words.text("absentee", absentee=each) for each in facts.absent)),) if facts.absent else ()


def _counted(facts: CountingMinutesFacts, words: Wording, number: int, tally: PostTally) -> Iterator[Block]:
    several = len(facts.tallies) > 1
    if several:
        yield Heading(words.text("post", letter=LETTERS[number], post=tally.post.name))
    yield Points(words.lines("figures", count=tally.count, others=tally.others), Marks.DASHES)
    yield Paragraph(words.text("base", base_number=base_number(tally)))
    yield _votes(tally, words)
    yield Paragraph(conclusion(tally, facts.meeting, several_posts=several))


def _votes(tally: PostTally, words: Wording) -> Table:
    alignments = ("center", "left", "left", "center", "center", "center", "center")
    titles = words.lines("columns", bases=tuple(map(base_words, tally.bases)))
    columns = map(Column, titles, (7, 20, 24, 8, 14, 14, 13), alignments)
    return Table(tuple(columns), tuple(_row(place, tally, words) for place, _ in enumerate(tally.by_votes, 1)))


def _row(place: int, tally: PostTally, words: Wording) -> Row:
    line = tally.by_votes[place - 1]
    shares = (share_words(tally, line, base) for base in tally.bases)
    return Row((str(place), line.candidate.full_name, line.candidate.standing, thousands(line.votes), *shares))
