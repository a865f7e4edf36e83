"""Notice of the result of circulating a resolution (thông báo kết quả phổ biến, quán triệt nghị quyết)."""

from dataclasses import dataclass
from datetime import date

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
    RowKind,
    Signer,
    Table,
)
from documents.papers.corrections import Correction, corrections_part
from documents.wording import Wording
from words.figures import percent_of, thousands
from words.names import alphabetical_key, order_key


@dataclass(frozen=True)
class UnitCount:
    """How many people of a unit the resolution was circulated to, and how many acknowledged it by each means."""

    unit: str
    total: int
    by_mail: int
    on_paper: int

    def __post_init__(self) -> None:
        if min(self.by_mail, self.on_paper) < 0 or self.acknowledged > self.total:
            raise ValueError(f"{self.unit}: {self.by_mail} + {self.on_paper} of {self.total} cannot be")

    @property
    def acknowledged(self) -> int:
        """Those who acknowledged, by mail and on paper."""
        return self.by_mail + self.on_paper


@dataclass(frozen=True)
class Missing:
    """A person who has not acknowledged the resolution, or was not asked; `reason` as the unit or HR gave it."""

    full_name: str
    unit: str
    reason: str = ""


@dataclass(frozen=True)
class FollowUp:
    """Who sees to it that those who are missing read the resolution, and by which day."""

    owner: str
    until: date


@dataclass(frozen=True)
class Review:
    """Who checks how the resolution is carried out (head and union, as the agency calls them), and by which day."""

    by: str
    until: date


@dataclass(frozen=True)
class ClosingNoticeFacts:
    """What the notice says: every sum is taken from `units`.

    `citation` is the law on circulating the resolution, None until the agency's lawyer confirmed it; `review` is the
    next check of what was carried out. Raises ValueError when the missing are not as many as the counts say, or when
    someone is missing and nobody follows up.
    """

    letterhead: Letterhead
    agency: str
    resolution: str
    circulated_from: date
    circulated_until: date
    units: tuple[UnitCount, ...]
    signers: tuple[Signer, ...]
    filed_by: str
    missing: tuple[Missing, ...] = ()
    left_out: tuple[Missing, ...] = ()
    follow_up: FollowUp | None = None
    review: Review | None = None
    citation: str | None = None
    other_recipients: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if len(self.missing) != self.total - self.by_mail - self.on_paper:
            raise ValueError(f"{len(self.missing)} named as missing, the counts say otherwise")
        if self.missing and self.follow_up is None:
            raise ValueError("someone is missing and nobody follows up")

    @property
    def total(self) -> int:
        """All whom the resolution was circulated to."""
        return sum(unit.total for unit in self.units)

    @property
    def by_mail(self) -> int:
        """Those who acknowledged by the link in a letter."""
        return sum(unit.by_mail for unit in self.units)

    @property
    def on_paper(self) -> int:
        """Those who signed the list on paper."""
        return sum(unit.on_paper for unit in self.units)


def closing_notice(facts: ClosingNoticeFacts) -> Paper:
    """The notice in the legal layout: the result, the result by unit, who is missing and what happens next."""
    words = _words(facts)
    result, by_unit, what_next = map(Heading, words.lines("headings"))
    return Paper(
        kind="closing_notice",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            *map(Paragraph, words.paragraphs("opening")),
            result,
            *map(Paragraph, words.paragraphs("result")),
            Points(words.lines("result_points"), Marks.LETTERS),
            by_unit,
            _unit_table(facts, words),
            *_named(facts.left_out, "left_out", words),
            *corrections_part(facts.corrections, 3),
            what_next,
            *_named(facts.missing, "missing", words),
            *map(Paragraph, words.paragraphs("next")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _words(facts: ClosingNoticeFacts) -> Wording:
    return Wording(
        "closing_notice",
        agency=facts.agency,
        resolution=facts.resolution,
        circulated_from=facts.circulated_from,
        circulated_until=facts.circulated_until,
        citation=facts.citation,
        total=facts.total,
        by_mail=facts.by_mail,
        on_paper=facts.on_paper,
        missing=len(facts.missing),
        follow_up=facts.follow_up,
        review=facts.review,
        filed_by=facts.filed_by,
        other_recipients=facts.other_recipients,
        corrections=len(facts.corrections),
    )


def _unit_table(facts: ClosingNoticeFacts, words: Wording) -> Table:
    alignments = ("center", "left", *("center",) * 5)
    titles = words.lines("unit_columns")
    units = enumerate(facts.units, 1)
    rows = [Row((str(place), unit.unit, *_figures(unit))) for place, unit in units]
    whole = UnitCount(words.text("whole"), facts.total, facts.by_mail, facts.on_paper)
    total = Row(("", whole.unit, *_figures(whole)), RowKind.TOTAL)
    return Table(tuple(map(Column, titles, (7, 33, 12, 12, 12, 12, 12), alignments)), (*rows, total))


def _figures(unit: UnitCount) -> tuple[str, ...]:
    counts = unit.total, unit.by_mail, unit.on_paper, unit.total - unit.acknowledged
    return (*map(thousands, counts), percent_of(unit.acknowledged, unit.total))


def _named(people: tuple[Missing, ...], said: str, words: Wording) -> tuple[Block, ...]:
    if not people:
        return ()
    ordered = sorted(people, key=lambda person: (alphabetical_key(person.unit), order_key(person.full_name)))
    rows = [Row((str(n), each.full_name, each.unit, each.reason)) for n, each in enumerate(ordered, start=1)]
    columns = map(Column, words.lines("missing_columns"), (7, 33, 30, 30), ("center", "left", "left", "left"))
    return Paragraph(words.text(said)), Table(tuple(columns), tuple(rows))
