"""Report on democracy in the agency for one year (báo cáo kết quả thực hiện dân chủ ở cơ sở)."""

from dataclasses import dataclass
from datetime import date

from documents.paper import Block, Column, Heading, Letterhead, Marks, Paper, Paragraph, Points, Row, Signer, Table
from documents.papers.items_report import ReportedItem, Standing, items_table
from documents.wording import Wording
from words.dates import short_date


@dataclass(frozen=True)
class Appointed:
    """Who was appointed to which post, by which decision, as it was made public."""

    full_name: str
    post: str
    decision: str


@dataclass(frozen=True)
class Asked:
    """One consultation: how many were asked and answered, how many opinions were accepted and explained, the end."""

    draft: str
    asked: int
    answered: int
    accepted: int
    explained: int
    is_issued: bool


@dataclass(frozen=True)
class Held:
    """One meeting that voted: of what, when, how many were summoned and present; never how the ballots fell."""

    subject: str
    held_on: date
    summoned: int
    present: int


@dataclass(frozen=True)
class Disclosed:
    """One content made public: when, until when, by the day of the law or after it."""

    subject: str
    disclosed_on: date
    posted_until: date
    in_time: bool


@dataclass(frozen=True)
class CarriedOut:
    """A resolution, as papers name it, and what became of each of its items."""

    resolution: str
    items: tuple[ReportedItem, ...]

    def count(self, *standings: Standing) -> int:
        """How many items stand so."""
        return sum(1 for item in self.items if item.standing in standings)


@dataclass(frozen=True)
class Written:
    """What was written by hand of one heading: a line each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DemocracyReportFacts:
    """All that the report says. `staff` are headings of personnel, each with its lines; appointments stand after the
    first, which is training."""

    letterhead: Letterhead
    agency: str
    year: int
    items: tuple[CarriedOut, ...]
    staff: tuple[Written, ...]
    appointed: tuple[Appointed, ...]
    money: tuple[Written, ...]
    asked: tuple[Asked, ...]
    held: tuple[Held, ...]
    disclosed: tuple[Disclosed, ...]
    rules: tuple[str, ...]
    petitions: Written
    inspection_board: Written
    signers: tuple[Signer, ...]
    filed_by: str
    citation: str | None = None


def democracy_report(facts: DemocracyReportFacts) -> Paper:
    """The report in the legal layout, its headings in the order of the conference; it opens with the items."""
    words = Wording(
        "democracy_report", agency=facts.agency, year=facts.year, citation=facts.citation, filed_by=facts.filed_by
    )
    titles = iter(map(Heading, words.lines("headings")))
    return Paper(
        kind="democracy_report",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text("subject"),
        blocks=(
            Paragraph(words.text("opening")),
            *(next(titles), *_items(facts, words)),
            *(next(titles), *_staff(facts, words)),
            *(next(titles), *_written(facts.money, words)),
            *(next(titles), *_asked(facts, words)),
            *(next(titles), *_held(facts, words)),
            *(next(titles), *_disclosed(facts, words), *_rules(facts, words)),
            *(next(titles), *_lines(facts.petitions, words)),
            *(next(titles), *_lines(facts.inspection_board, words)),
            Paragraph(words.text("closing")),
        ),
        signers=facts.signers,
        recipients=words.lines("recipients"),
    )


def _written(headings: tuple[Written, ...], words: Wording) -> tuple[Block, ...]:
    return tuple(block for each in headings for block in (Paragraph(each.title + ":"), *_lines(each, words)))


def _lines(written: Written, words: Wording) -> tuple[Block, ...]:
    if not written.lines:
        return (Paragraph(words.text("nothing")),)
    return (Points(tuple(line.rstrip(" .;") + "." for line in written.lines), Marks.DASHES),)


def _table(words: Wording, name: str, widths: tuple[int, ...], rows: list[tuple[str, ...]]) -> tuple[Block, ...]:
    if not rows:
        return (Paragraph(words.text("nothing")),)
    columns = tuple(map(Column, words.lines(f"{name}_columns"), widths))
    return (Table(columns, tuple(Row((str(place), *row)) for place, row in enumerate(rows, 1))),)


def _items(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.items:
        return (Paragraph(words.text("no_items")),)
    of_items = Wording("items_report")
    return tuple(
        block
        for each in facts.items
        for block in (Paragraph(words.text("items", carried=each, **_sums(each))), items_table(each.items, of_items))
    )


def _sums(carried: CarriedOut) -> dict[str, int]:
    under_way = carried.count(Standing.DOING, Standing.AWAITING)
    return {"done": carried.count(Standing.DONE), "under_way": under_way, "overdue": carried.count(Standing.OVERDUE)}


def _staff(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    """In the order in which agencies report it: training, appointments, then the rest."""
    return *_written(facts.staff[:1], words), *_appointed(facts, words), *_written(facts.staff[1:], words)


def _appointed(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    rows = [(each.full_name, each.post, each.decision or "–") for each in facts.appointed]
    return Paragraph(words.text("appointed")), *_table(words, "appointed", (7, 28, 33, 32), rows)


def _asked(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    rows = [
        (
            each.draft,
            f"{each.answered}/{each.asked}",
            str(each.accepted),
            str(each.explained),
            words.text("ended", is_issued=each.is_issued),
        )
        for each in facts.asked
    ]
    return _table(words, "asked", (7, 37, 14, 12, 12, 18), rows)


def _held(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    rows = [(each.subject, short_date(each.held_on), f"{each.present}/{each.summoned}") for each in facts.held]
    return _table(words, "held", (7, 55, 18, 20), rows)


def _disclosed(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    rows = [
        (
            each.subject,
            short_date(each.disclosed_on),
            short_date(each.posted_until),
            words.text("in_time", in_time=each.in_time),
        )
        for each in facts.disclosed
    ]
    return _table(words, "disclosed", (7, 43, 17, 17, 16), rows)


def _rules(facts: DemocracyReportFacts, words: Wording) -> tuple[Block, ...]:
    if not facts.rules:
        return ()
    return Paragraph(words.text("rules")), Points(tuple(facts.rules), Marks.DASHES)
