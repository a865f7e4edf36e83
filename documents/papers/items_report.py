"""Reports on a resolution's items: what a half-yearly check found, and what became of each item in the end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.paper import Block, Column, Heading, Letterhead, Marks, Paper, Paragraph, Points, Row, Signer, Table
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording


class Standing(StrEnum):
    """How far an item is: done, reported as done and not judged yet, under way, overdue."""

    DONE = "done"
    AWAITING = "awaiting"
    DOING = "doing"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class ReportedItem:
    """One item as the report has it; `said` is the assessment, or what its owner reported, maybe with a file.

    `source` is where it comes from, in words; `done_on` is the day of the report that was accepted.
    """

    number: int
    text: str
    source: str
    owner: str
    unit: str
    due_on: date
    standing: Standing
    said: str
    has_file: bool = False
    done_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.done_on is not None and self.done_on > self.due_on


@dataclass(frozen=True)
class ItemsReportFacts:
    """What a report on items says; every sum is taken from `items`.

    `until` is the day as of which it stands; `check`, `conclusion` and `union_remark` are of a check alone, and so is
    `citation`, None until the agency's lawyer confirmed it; `corrections` are of the last report. Raises ValueError
    where there is no item.
    """

    letterhead: Letterhead
    agency: str
    head: str
    resolution: str
    until: date
    items: tuple[ReportedItem, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    check: int | None = None
    conclusion: str = ""
    union_remark: str = ""
    citation: str | None = None
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a report without an item")

    def count(self, *standings: Standing) -> int:
        """How many items stand so."""
        return sum(1 for item in self.items if item.standing in standings)

    @property
    def late(self) -> int:
        """Those that were done after their last day."""
        return sum(1 for item in self.items if item.is_late)


def items_check(facts: ItemsReportFacts) -> Paper:
    """The report of one check: the result, each item with its assessment, what head and union conclude."""
    words = _words(facts)
    concluded = (*_lines(facts.conclusion), words.text("union", remark=facts.union_remark))
    return _paper(facts, words, "check", (Heading(words.text("conclusion_heading")), *map(Paragraph, concluded)))


def items_outcome(facts: ItemsReportFacts) -> Paper:
    """The last report, which the next conference begins with: what became of each item."""
    return _paper(facts, _words(facts), "outcome", corrections_part(facts.corrections, 3))


def _paper(facts: ItemsReportFacts, words: Wording, variant: str, last: tuple[Block, ...]) -> Paper:
    return Paper(
        kind=f"items_{variant}",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text(f"{variant}_subject"),
        blocks=(
            *map(Paragraph, words.paragraphs(f"{variant}_opening")),
            Heading(words.text("result_heading")),
            *map(Paragraph, words.paragraphs("result")),
            Points(words.lines("result_points"), Marks.LETTERS),
            Heading(words.text("items_heading")),
            items_table(facts.items, words, variant),
            *last,
            *map(Paragraph, words.paragraphs(f"{variant}_closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: ItemsReportFacts) -> Wording:
    return Wording(
        "items_report",
        agency=facts.agency,
        head=facts.head,
        resolution=facts.resolution,
        until=facts.until,
        check=facts.check,
        citation=facts.citation,
        filed_by=facts.filed_by,
        total=len(facts.items),
        done=facts.count(Standing.DONE),
        late=facts.late,
        awaiting=facts.count(Standing.AWAITING),
        doing=facts.count(Standing.DOING),
        overdue=facts.count(Standing.OVERDUE),
    )


def items_table(items: tuple[ReportedItem, ...], words: Wording, variant: str = "outcome") -> Table:
    """Each item: what, who, by when, how it stands, and what was assessed or reported of it."""
    columns = map(Column, words.lines(f"{variant}_columns"), (7, 27, 17, 15, 15, 19), _ALIGNED)
    return Table(tuple(columns), tuple(Row(_cells(item, words)) for item in items))


_ALIGNED = ("center", "left", "left", "center", "center", "left")


def _cells(item: ReportedItem, words: Wording) -> tuple[str, ...]:
    return (
        str(item.number),
        words.text("item", text=item.text, source=item.source),
        words.text("owner", owner=item.owner, unit=item.unit),
        words.text("due", due_on=item.due_on),
        words.text("standing", standing=item.standing, done_on=item.done_on, is_late=item.is_late),
        words.text("said", said=item.said, has_file=item.has_file),
    )


def _lines(said: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(line.split()) for line in said.splitlines())))
