"""Opinion sheet (phiếu lấy ý kiến) on paper, for people who cannot be asked by mail."""

from dataclasses import dataclass
from datetime import datetime

from documents.paper import Block, Column, Heading, Letterhead, Paper, Paragraph, Row, Signer, Table, paragraphs_of
from documents.wording import Wording
from words.names import alphabetical_key, order_key

LINES_FOR_A_PARAGRAPH = 2
LINES_FOR_THE_WHOLE = 5


@dataclass(frozen=True)
class AskedParagraph:
    """A paragraph of the draft (đoạn của dự thảo) under the number by which opinions name it."""

    number: int
    text: str


@dataclass(frozen=True)
class Respondent:
    """The person who is asked; what is not given is left for the hand to fill in."""

    full_name: str = ""
    unit: str = ""
    position: str = ""


@dataclass(frozen=True)
class OpinionSheetFacts:
    """What is asked: `draft` as other papers call it (`dự thảo Quy chế ...`), and its paragraphs in order.

    `collector` takes the sheets back until the instant `until` (UTC). `seen_by` is who sees the opinions with names, as
    words (`Văn phòng Sở và Giám đốc Sở`). `citation` is the law on this form of asking, None until confirmed.
    """

    letterhead: Letterhead
    agency: str
    draft: str
    paragraphs: tuple[AskedParagraph, ...]
    collector: str
    until: datetime
    seen_by: str = ""
    citation: str | None = None


def opinion_sheets(facts: OpinionSheetFacts, people: tuple[Respondent, ...]) -> tuple[Paper, ...]:
    """A sheet a person, by unit and then in the order of Vietnamese names."""
    ordered = sorted(people, key=lambda each: (alphabetical_key(each.unit), order_key(each.full_name)))
    return tuple(opinion_sheet(facts, person) for person in ordered)


def opinion_sheet(facts: OpinionSheetFacts, person: Respondent) -> Paper:
    """The sheet of one person: how to fill it in, two boxes, the draft with ruled room under each paragraph."""
    words = _words(facts, person)
    choice, by_paragraph, whole = map(Heading, words.lines("headings"))
    signed, how = words.lines("signer")
    return Paper(
        kind="opinion_sheet",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *map(Paragraph, words.lines("person")),
            *map(Paragraph, words.paragraphs("opening")),
            choice,
            *map(Paragraph, words.lines("choices")),
            by_paragraph,
            Paragraph(words.text("how_by_paragraph")),
            *(block for paragraph in facts.paragraphs for block in _asked(paragraph, words)),
            whole,
            _ruled(words.text("room_for_the_whole"), LINES_FOR_THE_WHOLE),
            Paragraph(words.text("closing")),
        ),
        signers=(Signer(signed, person.full_name, note=how),),
    )


def _words(facts: OpinionSheetFacts, person: Respondent) -> Wording:
    return Wording(
        "opinion_sheet",
        agency=facts.agency,
        draft=facts.draft,
        collector=facts.collector,
        until=facts.until,
        seen_by=facts.seen_by,
        citation=facts.citation,
        full_name=person.full_name,
        unit=person.unit,
        position=person.position,
    )


def _asked(paragraph: AskedParagraph, words: Wording) -> tuple[Block, ...]:
    first, *more = paragraphs_of(paragraph.text) or (Paragraph(""),)
    numbered = Paragraph(words.text("paragraph", number=paragraph.number, text=first.text))
    room = words.text("room", number=paragraph.number)
    return numbered, *more, _ruled(room, LINES_FOR_A_PARAGRAPH)


def _ruled(title: str, lines: int) -> Table:
    """Lines to write on by hand under a title."""
    return Table((Column(title, 100),), (Row(("",)),) * lines, roomy=True)
