"""The emulation pact of head and union (giao ước thi đua), signed at a staff conference."""

from dataclasses import dataclass
from datetime import datetime

from documents.paper import Letterhead, Paper, Paragraph, Points, Signer, closed_with_marks
from documents.wording import Wording


@dataclass(frozen=True)
class PactFacts:
    """What both promise, a line each; `year` is the one that they promise for, `law` None until confirmed.

    `held_at` (UTC) is when the conference is. Raises ValueError where nothing is promised.
    """

    letterhead: Letterhead
    agency: str
    head: str
    conference: str
    year: int
    promises: tuple[str, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    held_at: datetime | None = None
    law: str | None = None

    def __post_init__(self) -> None:
        if not self.promises:
            raise ValueError("a pact promises something")


def emulation_pact(facts: PactFacts) -> Paper:
    """The pact: who signs it, what both promise, from when on."""
    words = Wording(
        "conference/pact",
        agency=facts.agency,
        head=facts.head,
        conference=facts.conference,
        year=facts.year,
        held_at=facts.held_at,
        filed_by=facts.filed_by,
        law=facts.law,
    )
    return Paper(
        kind="emulation_pact",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            Points(closed_with_marks(facts.promises)),
            *map(Paragraph, words.paragraphs("closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )
