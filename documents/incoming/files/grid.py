"""A sheet as rows of text with the numbers that the spreadsheet shows, whatever format it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_CELLS = 300_000
LONGEST_CELL = 500
MOST_MERGES = 20_000
TALLEST_HEADING = 4
UNCOMPUTED = "="  # the text of a formula that no program has computed yet


class Merge(NamedTuple):
    """A merged range: rows as shown (from 1), columns from 0, all four inside it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as shown, its filled cells by column (from 0), and which of them are formulas."""

    number: int
    cells: dict[int, str]
    formulas: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the name is empty where the format has none."""

    name: str
    rows: list[Row]
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def spread(self, index: int) -> dict[int, str]:
        """The texts of the row at this index, those of merged ranges repeated in every cell of the range."""
        row = self.rows[index]
        texts = dict(row.cells)
        anchors = {other.number: other for other in self.rows[max(0, index - TALLEST_HEADING) : index + 1]}
        for merge in self.merges:
            if merge.top <= row.number <= merge.bottom and merge.top in anchors:
                text = anchors[merge.top].cells.get(merge.left)
                if text:
                    texts |= dict.fromkeys(range(merge.left, min(merge.right, MOST_COLUMNS) + 1), text)
        return texts

    def titled(self) -> frozenset[int]:
        """The rows that one cell runs across, as a title does: three columns or more in one row."""
        return frozenset(
            merge.top for merge in self.merges if merge.top == merge.bottom and merge.right > merge.left + 1
        )

    def filled_down(self, column: int) -> dict[int, int]:
        """For each row inside a range merged downwards in this column: the number of the row that holds its text."""
        ranges = sorted(merge for merge in self.merges if merge.left <= column <= merge.right)
        return dict(self._covered(ranges))

    def _covered(self, ranges: list[Merge]) -> Iterator[tuple[int, int]]:
        numbers = iter(sorted(row.number for row in self.rows))
        number = next(numbers, None)
        for merge in ranges:
            while number is not None and number <= merge.top:
                number = next(numbers, None)
            while number is not None and number <= merge.bottom:
                yield number, merge.top
                number = next(numbers, None)
