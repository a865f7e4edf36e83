"""The papers of a ballot by letter in place of a conference: the decision, the printed sheet, the minutes."""

from dataclasses import dataclass
from datetime import datetime

from documents.heads_decision import heads_decision
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
    closed_with_marks,
    paragraphs_of,
)
from documents.wording import Wording
from words.figures import percent_of

BOX = "□"


@dataclass(frozen=True)
class LetterBallotFacts:
    """What all three say. `questions` begin with the resolution; `majority` says when one is carried.

    `law`, `majority_law` are None until confirmed; `days` is how long people have from the day of sending.
    """

    letterhead: Letterhead
    agency: str
    head: str
    conference: str
    questions: tuple[str, ...]
    majority: str
    filed_by: str
    signers: tuple[Signer, ...]
    days: int = 0
    convenings: int = 0
    law: str | None = None
    majority_law: str | None = None


@dataclass(frozen=True)
class LetterCount:
    """What came back: of each question how many agree, disagree, think otherwise, and whether it is carried."""

    asked: int
    returned: int
    on_paper: int
    needed: int
    opened_at: datetime
    closed_at: datetime
    decision: str
    counts: tuple[tuple[int, int, int], ...]
    carried: tuple[bool, ...]
    said: tuple[str, ...] = ()


def letter_ballot_decision(facts: LetterBallotFacts) -> Paper:
    """The head's decision to ask all staff by letter, after agreeing with the union."""
    articles = ("what", "how", "duty")
    return heads_decision("letter_ballot_decision", facts.letterhead, facts.signers, _words(facts), articles)


def letter_ballot_sheet(
    facts: LetterBallotFacts, full_name: str, unit: str, closes_at: datetime | None, resolution: str
) -> Paper:
    """The sheet of one person without mail: a box beside each question, room for words, the text to be adopted."""
    words = Wording(
        "conference/letter_ballot",
        conference=facts.conference,
        filed_by=facts.filed_by,
        full_name=full_name,
        unit=unit,
        closes_at=closes_at,
    )
    signed, how = words.lines("sheet_signer")
    columns = map(Column, words.lines("sheet_columns"), (8, 44, 16, 16, 16), ("center", "left", "box", "box", "box"))
    rows = (Row((str(place), each, BOX, BOX, BOX)) for place, each in enumerate(facts.questions, 1))
    return Paper(
        kind="letter_ballot_sheet",
        letterhead=facts.letterhead,
        type_name=words.text("sheet"),
        subject=words.text("sheet_subject"),
        blocks=(
            *map(Paragraph, words.lines("sheet_person")),
            Paragraph(words.text("sheet_opening")),
            Table(tuple(columns), tuple(rows)),
            Table((Column(words.text("sheet_said"), 100),), (Row(("",)),) * 3, roomy=True),
            Heading(words.text("sheet_text")),
            *(paragraph for line in resolution.splitlines() for paragraph in paragraphs_of(line)),
        ),
        signers=(Signer(signed, full_name, note=how),),
    )


def letter_ballot_minutes(facts: LetterBallotFacts, count: LetterCount) -> Paper:
    """The minutes of the count: how many were asked and answered, and what became of each question."""
    words = _words(facts, count)
    aligned = ("center", "left", "center", "center", "center", "center")
    columns = map(Column, words.lines("minutes_columns"), (7, 35, 17, 13, 13, 15), aligned)
    return Paper(
        kind="letter_ballot_minutes",
        letterhead=facts.letterhead,
        type_name=words.text("minutes"),
        subject=words.text("minutes_subject"),
        blocks=(
            *map(Paragraph, words.paragraphs("minutes_opening")),
            Table(tuple(columns), _rows(facts, count, words)),
            *_said(count, words),
            Paragraph(words.text("minutes_closing")),
        ),
        signers=(Signer(words.text("minutes_signers"), ""), *facts.signers),
        recipients=words.lines("recipients"),
    )


def _rows(facts: LetterBallotFacts, count: LetterCount, words: Wording) -> tuple[Row, ...]:
    each = zip(facts.questions, count.counts, count.carried, strict=True)
    return tuple(
        Row(
            (
                str(place),
                question,
                f"{agree} ({percent_of(agree, count.asked, 1)})",
                str(disagree),
                str(other),
                words.text("minutes_outcome", carried=carried),
            )
        )
        for place, (question, (agree, disagree, other), carried) in enumerate(each, 1)
    )


def _said(count: LetterCount, words: Wording) -> tuple[Block, ...]:
    if not count.said:
        return ()
    return (Paragraph(words.text("minutes_said")), Points(closed_with_marks(count.said), Marks.DASHES))


def _words(facts: LetterBallotFacts, count: LetterCount | None = None) -> Wording:
    counted = {} if count is None else {name: getattr(count, name) for name in _COUNTED}
    return Wording(
        "conference/letter_ballot",
        agency=facts.agency,
        head=facts.head,
        conference=facts.conference,
        questions=facts.questions,
        majority=facts.majority,
        filed_by=facts.filed_by,
        days=facts.days,
        convenings=facts.convenings,
        law=facts.law,
        majority_law=facts.majority_law,
        copies=2,
        **counted,
    )


_COUNTED = ("asked", "returned", "on_paper", "needed", "opened_at", "closed_at", "decision")
