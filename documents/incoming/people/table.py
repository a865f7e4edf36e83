"""The rows of one sheet seen through its headings: for each row the texts that we need, and no others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.incoming.files.grid import UNCOMPUTED, Row, Sheet
from documents.incoming.people.categories import LABELS, category_in, is_mark
from documents.incoming.people.cells import bare, is_blank
from documents.incoming.people.columns import Columns
from documents.incoming.people.fields import Field
from documents.incoming.people.finding import listed

COUNT = re.compile(r"\d{1,4}( (người|đồng chí|đ/c|cán bộ))?")
ORDINAL = re.compile(r"\d{1,5}[.)]?")
ORDINAL_OF_COLUMN = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?")


@dataclass(frozen=True, slots=True)
class Seen:
    """One row: the texts by field (empty where there is none) and all its texts from the left."""

    row: Row
    texts: dict[Field, str]
    filled: tuple[str, ...]
    is_name_formula: bool
    is_continued: bool
    is_titled: bool = False

    def __getitem__(self, field: Field) -> str:
        return self.texts.get(field, "")

    @property
    def is_person(self) -> bool:
        """Whether a name stands beside something that only people have."""
        return bool(self[Field.NAME]) and (category_in(self[Field.CATEGORY]) is not None or "@" in self[Field.EMAIL])

    @property
    def is_numbered(self) -> bool:
        return ORDINAL.fullmatch(self[Field.NUMBER]) is not None

    @property
    def is_numbers_of_columns(self) -> bool:
        """The row (1) (2) (3) under the headings."""
        return len(self.filled) > 2 and all(map(ORDINAL_OF_COLUMN.fullmatch, self.filled))

    @property
    def is_explained(self) -> bool:
        """The row under the headings that explains each in brackets: "(viết hoa)", "(CC/VC/NLĐ)"."""
        return len(self.filled) > 1 and all(text[0] == "(" and text[-1] == ")" for text in self.filled)

    @property
    def known(self) -> list[Field]:
        """The fields beside name and number that say something."""
        return [
            field
            for field, text in self.texts.items()
            if field not in (Field.NUMBER, Field.NAME) and not is_blank(text) and not _is_count(field, text)
        ]


def _is_count(field: Field, text: str) -> bool:
    return COUNT.fullmatch(text) is not None and not (field is Field.BIRTH and len(text) == 4)


class Table:
    """A sheet from one heading down."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self.columns = columns
        self._by_number = {row.number: row for row in sheet.rows}
        places = [*columns.fields.get(Field.UNIT, ()), *columns.fields.get(Field.CATEGORY, ()), *columns.ticks]
        self._merged = {place: sheet.filled_down(place) for place in places} if sheet.merges else {}
        names = columns.name_places()
        self._titled = sheet.titled()
        self._merged_names = sheet.filled_down(names[0]) if names and sheet.merges else {}

    def see(self, row: Row) -> Seen:
        """The row through the headings."""
        names = self.columns.name_places()
        texts = {field: self._first(row, places) for field, places in self.columns.fields.items()}
        texts[Field.NAME] = " ".join(filter(None, (bare(row.cells.get(place, "")) for place in names)))
        texts[Field.CATEGORY] = texts.get(Field.CATEGORY) or self._ticked(row)
        filled = tuple(filter(None, (bare(row.cells[place]) for place in sorted(row.cells))))
        if texts.get(Field.NUMBER) == UNCOMPUTED:
            texts[Field.NUMBER], filled = "", filled[1:]
        is_formula = any(place in row.formulas for place in names)
        is_continued = row.number in self._merged_names and not texts[Field.NAME]
        return Seen(row, texts, filled, is_formula, is_continued, row.number in self._titled)

    def _first(self, row: Row, places: tuple[int, ...]) -> str:
        texts = [text for text in self._texts(row, places) if text]
        return next((text for text in texts if not is_blank(text)), texts[0] if texts else "")

    def _texts(self, row: Row, places: tuple[int, ...]) -> Iterator[str]:
        for place in places:
            holder = self._by_number.get(self._merged.get(place, {}).get(row.number, -1), row)
            yield bare(row.cells.get(place, "") or holder.cells.get(place, ""))

    def _ticked(self, row: Row) -> str:
        ticks = self.columns.ticks
        marked = [LABELS[ticks[place]] for place in ticks if is_mark(self._first(row, (place,)), ticks[place])]
        return listed(marked)
