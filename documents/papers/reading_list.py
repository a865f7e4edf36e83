"""Who read a document: the list to sign on paper (danh sách ký nhận) and the final list of who acknowledged it how."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from documents.paper import Column, Letterhead, Paper, Paragraph, Row, RowKind, Signer, Table
from documents.wording import Wording
from words.names import alphabetical_key, order_key


class Means(StrEnum):
    """How a person acknowledged: by the link in a letter, or by signing on paper."""

    MAIL = "mail"
    PAPER = "paper"


@dataclass(frozen=True)
class Acknowledgement:
    """How and at which instant (UTC) a person acknowledged the document."""

    means: Means
    at: datetime


@dataclass(frozen=True)
class Reader:
    """A person whom the document was circulated to; `acknowledged` is None until the person did."""

    full_name: str
    unit: str
    position: str = ""
    acknowledged: Acknowledgement | None = None


@dataclass(frozen=True)
class ReadingListFacts:
    """The document, its readers and, in the agency's own order, its units; units not named follow by the alphabet.

    `until` is the instant (UTC) by which the list goes back to `collector`, or as of which the final list stands.
    """

    letterhead: Letterhead
    document: str
    readers: tuple[Reader, ...]
    signers: tuple[Signer, ...]
    collector: str
    until: datetime
    units: tuple[str, ...] = ()


def signing_list(facts: ReadingListFacts) -> Paper:
    """The list that people without mail sign after reading, by unit, in the order of Vietnamese names."""
    return _list(facts, _words(facts), "signing", (7, 32, 23, 16, 22), lambda _: ("", ""))


def acknowledgement_list(facts: ReadingListFacts) -> Paper:
    """The final list: who acknowledged, how and when, and who did not, by unit."""
    words = _words(facts)

    def how_and_when(reader: Reader) -> tuple[str, ...]:
        return words.text("means", given=reader.acknowledged), words.text("time", given=reader.acknowledged)

    return _list(facts, words, "final", (7, 30, 20, 22, 21), how_and_when)


def _words(facts: ReadingListFacts) -> Wording:
    means = [reader.acknowledged.means for reader in facts.readers if reader.acknowledged]
    return Wording(
        "reading_list",
        document=facts.document,
        collector=facts.collector,
        until=facts.until,
        total=len(facts.readers),
        units=len({reader.unit for reader in facts.readers}),
        by_mail=means.count(Means.MAIL),
        on_paper=means.count(Means.PAPER),
    )


def _list(
    facts: ReadingListFacts,
    words: Wording,
    variant: str,
    widths: tuple[int, ...],
    last_cells: Callable[[Reader], tuple[str, ...]],
) -> Paper:
    titles, subject = words.lines(f"{variant}_columns"), f"{variant}_subject"
    alignments = ("center", "left", "left", "center", "center")
    table = Table(
        columns=tuple(map(Column, titles, widths, alignments)),
        rows=tuple(_rows(facts, words, last_cells)),
        roomy=variant == "signing",
    )
    return Paper(
        kind=f"{variant}_reading_list",
        letterhead=facts.letterhead,
        type_name=words.text("type_name"),
        subject=words.text(subject),
        blocks=(
            *map(Paragraph, words.paragraphs(f"{variant}_opening")),
            table,
            *map(Paragraph, words.paragraphs(f"{variant}_closing")),
        ),
        signers=facts.signers,
    )


def _rows(facts: ReadingListFacts, words: Wording, last_cells: Callable[[Reader], tuple[str, ...]]) -> Iterator[Row]:
    numbered = 0
    for unit, members in _by_unit(facts):
        yield Row((words.text("unit", unit=unit, members=len(members)),), RowKind.GROUP)
        for reader in members:
            numbered += 1
            yield Row((str(numbered), reader.full_name, reader.position, *last_cells(reader)))


def _by_unit(facts: ReadingListFacts) -> Iterator[tuple[str, list[Reader]]]:
    places = {unit: place for place, unit in enumerate(facts.units)}

    def unit_key(unit: str) -> tuple[int, tuple[object, ...]]:
        return places.get(unit, len(places)), alphabetical_key(unit)

    ordered = sorted(facts.readers, key=lambda reader: (unit_key(reader.unit), order_key(reader.full_name)))
    for unit, members in groupby(ordered, key=lambda reader: reader.unit):
        yield unit, list(members)
