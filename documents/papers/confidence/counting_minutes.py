"""Minutes of the count of a confidence poll (biên bản kiểm phiếu)."""

from dataclasses import dataclass
from datetime import datetime

from documents.paper import Block, Heading, Letterhead, Paper, Paragraph, Points, Signer
from documents.papers.appointment.facts import MeetingHead, Official, SealedBox
from documents.papers.confidence.facts import PersonCount, PollCount, levels_table, other_bases_table
from documents.papers.corrections import Correction, corrections_part
from documents.papers.tellers import tellers_table
from documents.wording import Wording


@dataclass(frozen=True)
class PollCountingFacts:
    """The count; the first of `tellers` leads them. `law` on the base is None until confirmed.

    `counted_at` (UTC) is when the count ended; `box` where sealed ballots were counted, `is_too_few` where
    too few came for that, `basis` the document that allowed them.
    Raises ValueError without a teller.
    """

    letterhead: Letterhead
    meeting: MeetingHead
    count: PollCount
    people: tuple[PersonCount, ...]
    levels: tuple[str, ...]
    tellers: tuple[Official, ...]
    kept_at: str
    counted_at: datetime | None = None
    by_correspondence: bool = False
    basis: str = ""
    box: SealedBox | None = None
    is_too_few: bool = False
    law: str | None = None
    copies: int = 2
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if not self.tellers:
            raise ValueError("the minutes need a teller")


def poll_counting_minutes(facts: PollCountingFacts) -> Paper:
    """The minutes: who came, the tellers, the ballots, each person's levels on the ballots returned, other bases."""
    words = Wording(
        "confidence/counting_minutes",
        meeting=facts.meeting,
        count=facts.count,
        tellers=len(facts.tellers),
        by_correspondence=facts.by_correspondence,
        basis=facts.basis,
        box=facts.box,
        is_too_few=facts.is_too_few,
        kept_at=facts.kept_at,
        counted_at=facts.counted_at,
        law=facts.law,
        copies=facts.copies,
    )
    place, tellers, result = map(Heading, words.lines("headings"))
    first, chair = words.lines("signers")
    return Paper(
        kind="counting_minutes",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *(place, *map(Paragraph, words.paragraphs("opening"))),
            *(tellers, Paragraph(words.text("tellers")), tellers_table(facts.tellers, words)),
            *(result, *map(Paragraph, words.paragraphs("procedure")), Points(words.lines("figures"))),
            *(() if facts.is_too_few else _levels(facts, words)),
            *corrections_part(facts.corrections, 4),
            Paragraph(words.text("closing")),
        ),
        signers=(Signer(first, facts.tellers[0].full_name), Signer(chair, facts.meeting.chair.full_name)),
    )


def _levels(facts: PollCountingFacts, words: Wording) -> tuple[Block, ...]:
    return (
        *(Paragraph(words.text("base")), levels_table(facts.count, facts.people, facts.levels)),
        *(Paragraph(words.text("others")), other_bases_table(facts.count, facts.people, facts.levels)),
    )
