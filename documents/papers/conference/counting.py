"""Minutes of the count of an election of the inspection board (biên bản kiểm phiếu)."""

from dataclasses import dataclass
from datetime import datetime

from documents.paper import Column, Heading, Letterhead, Paper, Paragraph, Points, Row, Signer, Table
from documents.papers.appointment.facts import MeetingHead, Official
from documents.papers.conference.facts import ElectionCount
from documents.papers.corrections import Correction, corrections_part
from documents.papers.tellers import tellers_table
from documents.wording import Wording
from words.figures import percent_of
from words.names import signed_name


@dataclass(frozen=True)
class BoardCountingFacts:
    """The count; the first of `tellers` leads them. `majority` says who is elected, `law` is None until confirmed.

    `counted_at` (UTC) is when the count ended. Raises ValueError without a teller.
    """

    letterhead: Letterhead
    conference: str
    meeting: MeetingHead
    election: ElectionCount
    tellers: tuple[Official, ...]
    kept_at: str
    majority: str
    counted_at: datetime | None = None
    law: str | None = None
    copies: int = 2
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if not self.tellers:
            raise ValueError("the minutes need a teller")


def board_counting(facts: BoardCountingFacts) -> Paper:
    """The minutes: who came, the tellers, the ballots, each candidate's votes of those who attend, who is elected."""
    words = Wording(
        "conference/counting",
        conference=facts.conference,
        meeting=facts.meeting,
        election=facts.election,
        tellers=len(facts.tellers),
        kept_at=facts.kept_at,
        majority=facts.majority,
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
            *(Paragraph(words.text("base")), _candidates(facts, words)),
            Paragraph(words.text("elected")),
            *corrections_part(facts.corrections, 4),
            Paragraph(words.text("closing")),
        ),
        signers=(Signer(first, facts.tellers[0].full_name), Signer(chair, signed_name(facts.meeting.chair.full_name))),
    )


def _candidates(facts: BoardCountingFacts, words: Wording) -> Table:
    aligned = ("center", "left", "left", "center", "center")
    columns = map(Column, words.lines("columns"), (7, 28, 29, 18, 18), aligned)
    present = facts.election.present
    rows = (
        Row(
            (
                str(place),
                each.person.full_name,
                each.person.standing,
                f"{each.votes} ({percent_of(each.votes, present, 1)})",
                words.text("outcome", candidate=each),
            )
        )
        for place, each in enumerate(facts.election.candidates, 1)
    )
    return Table(tuple(columns), tuple(rows))
