"""The heading rows of a sheet, found wherever they stand, and what each column under them is for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from documents.incoming.files.grid import Row, Sheet
from documents.incoming.people.fields import (
    Category,
    Field,
    field_of,
    heading_key,
    is_of_others,
    preference,
    ticked_category,
)
from words.names import clean_name

MOST_ROWS_ABOVE = 60
MOST_HEADING_ROWS = 3
SUBHEADINGS = {"nam", "nu", "ngay", "thang", "ngay thang", "ho", "ten", "ho dem", "ho lot", "dem", "lot"} | {
    "ten dem",
    "ten lot",
    "chu dem",
    "chu lot",
}
PARTS_OF_NAME = (Field.FAMILY, Field.MIDDLE, Field.GIVEN)
LONGEST_LABEL = 40


@dataclass(frozen=True)
class Columns:
    """For each field its columns, the preferred first; the headings as typed; the row number of the last heading;
    whether a second table stands beside the first."""

    fields: dict[Field, tuple[int, ...]]
    ticks: dict[int, Category]
    headings: dict[int, str]
    last_row: int
    is_doubled: bool = False

    def __contains__(self, field: Field) -> bool:
        return field in self.fields or (field is Field.CATEGORY and bool(self.ticks))

    @property
    def has_name(self) -> bool:
        return Field.NAME in self.fields or Field.GIVEN in self.fields

    def label(self, field: Field) -> str:
        """The heading of the field's column as the file has it."""
        places = self.fields.get(field) or (tuple(self.ticks) if field is Field.CATEGORY else ())
        if field is Field.NAME and not places:
            places = self.fields.get(Field.GIVEN, ())
        heading = self.headings.get(places[0], "") if places else ""
        return heading if 0 < len(heading) <= LONGEST_LABEL else field.value

    def name_places(self) -> tuple[int, ...]:
        """The columns whose texts, put together, are the full name."""
        parts = (self.fields.get(part, ()) for part in PARTS_OF_NAME)
        return self.fields.get(Field.NAME) or tuple(chain.from_iterable(parts))

    def is_repeated_in(self, row: Row) -> bool:
        """Whether the row says the headings again, as at the top of each printed page."""
        keys = {place: heading_key(text) for place, text in row.cells.items()}
        same = [place for place, key in keys.items() if key and key in heading_key(self.headings.get(place, ""))]
        return len(same) > 1 and any(field_of(row.cells[place]) for place in same)


def find_columns(sheet: Sheet) -> Columns | None:
    """The best heading within the first rows; None where no row names at least a name, or two things we know."""
    return next(iter(sorted(_candidates(sheet), key=lambda found: found[0], reverse=True)), (None, None))[1]


def columns_at(sheet: Sheet, index: int) -> Columns | None:
    """The columns of another table that begins with a heading of its own at this row; None where there is none."""
    columns = _columns(sheet, range(index, index + 1))
    return columns if columns.has_name and len(columns.fields) > 2 else None


def is_head_of_figures(sheet: Sheet, index: int) -> bool:
    """Whether a table of something else than people begins at this row: numbered, of units, without names."""
    cells = sheet.rows[index].cells
    if field_of(cells[min(cells)][:LONGEST_LABEL]) is not Field.NUMBER:
        return False
    columns = _columns(sheet, range(index, index + 1))
    counts = set(cells) - {place for places in columns.fields.values() for place in places}
    return not columns.has_name and {Field.NUMBER, Field.UNIT} <= set(columns.fields) and bool(columns.ticks or counts)


def with_split_name(columns: Columns, rows: Iterable[Row]) -> Columns:
    """The columns where the cell to the right of the name, headed "Tên" or nothing, holds its last word."""
    names = columns.fields.get(Field.NAME, ())
    beside = max(names, default=-1) + 1
    if len(names) != 1 or heading_key(columns.headings.get(beside, "")) not in ("", "ten"):
        return columns
    below = [row.cells for row in rows if row.number > columns.last_row and names[0] in row.cells]
    split = sum(_is_last_word(cells.get(beside, ""), cells[names[0]]) for cells in below)
    if not below or split * 2 < len(below):
        return columns
    return replace(columns, fields={**columns.fields, Field.NAME: (*names, beside)})


def holds_two_names(columns: Columns, rows: Iterable[Row]) -> bool:
    """Whether the last cell under one repeated heading of the name mostly holds a name of its own, not a last word."""
    places = columns.fields.get(Field.NAME, ())
    below = [row.cells for row in rows if row.number > columns.last_row and places and places[0] in row.cells]
    whole = sum(len(cells.get(places[-1], "").split()) > 1 for cells in below)
    return len(places) > 1 and whole * 2 > len(below)


def _is_last_word(text: str, name: str) -> bool:
    word = text.strip()
    return word.isalpha() and len(word) < 10 and not name.casefold().strip().endswith(word.casefold())


def _candidates(sheet: Sheet) -> Iterator[tuple[tuple[int, ...], Columns]]:
    columns = Columns({}, {}, {}, 0)
    for index in range(min(len(sheet.rows), MOST_ROWS_ABOVE)):
        for depth in range(1, MOST_HEADING_ROWS + 1):
            if index + depth > len(sheet.rows) or (depth > 1 and _holds_names(sheet.rows[index + depth - 1], columns)):
                break
            columns = _columns(sheet, range(index, index + depth))
            known = set(columns.fields) - {Field.NUMBER} | ({Field.CATEGORY} if columns.ticks else set())
            if Field.NAME in known or len(known) > 1:
                columns = _with_rows_below(sheet, columns, index, depth)
                yield (len(known), len(columns.ticks), -depth, -index), columns


def _holds_names(row: Row, columns: Columns) -> bool:
    """Whether people stand in this row already, under the headings above it."""
    texts = [row.cells.get(place, "") for place in columns.name_places()]
    return any(text.strip() and not field_of(text) for text in texts)


def _with_rows_below(sheet: Sheet, columns: Columns, index: int, depth: int) -> Columns:
    """The second heading row says Nam and Nữ under "Năm sinh", or the kinds under "Đối tượng"."""
    below = index + depth
    if depth == MOST_HEADING_ROWS or below >= len(sheet.rows) or not _is_subheading(sheet.rows[below], columns):
        return columns
    deeper = _columns(sheet, range(index, below + 1))
    return deeper if set(columns.fields) <= set(deeper.fields) | {Field.CATEGORY} else columns


def _is_subheading(row: Row, columns: Columns) -> bool:
    names = columns.name_places()
    return len(row.cells) > 1 and all(
        heading_key(text) in SUBHEADINGS or field_of(text) or (place not in names and ticked_category(text))
        for place, text in row.cells.items()
    )


def _columns(sheet: Sheet, indexes: range) -> Columns:
    levels = [sheet.spread(index) for index in indexes]
    headings: dict[int, str] = {}
    found: dict[Field, list[int]] = {}
    ticks: dict[int, Category] = {}
    for place in sorted(set().union(*levels)):
        texts = list(dict.fromkeys(clean_name(text) for text in _column_of(levels, place)))
        headings[place] = texts[-1]
        if category := _tick(texts):
            ticks[place] = category
        elif field := _field(texts):
            found.setdefault(field, []).append(place)
    if len(set(ticks.values())) < 2:
        ticks = {}
    if Field.NAME in found:
        found = {field: places for field, places in found.items() if field not in PARTS_OF_NAME}
    found = {field: _shown(places, sheet) for field, places in found.items()}
    fields = {field: _ordered(field, places, headings) for field, places in found.items()}
    return Columns(fields, ticks, headings, sheet.rows[indexes[-1]].number, _is_doubled(found, headings))


def _shown(places: list[int], sheet: Sheet) -> list[int]:
    """A hidden column is read where nothing that shows says the same."""
    return [place for place in places if place not in sheet.hidden_columns] or places


def _column_of(levels: list[dict[int, str]], place: int) -> Iterator[str]:
    """The heading's texts from the top; without merged cells "Năm sinh" still reaches over both Nam and Nữ."""
    lowest = [texts[place] for texts in levels if place in texts][-1]
    is_part = heading_key(lowest) in SUBHEADINGS
    for texts in levels:
        if place in texts:
            yield texts[place]
        elif is_part and (left := [other for other in texts if other < place]):
            yield texts[max(left)]


def _tick(texts: list[str]) -> Category | None:
    return ticked_category(texts[-1]) if len(texts) == 1 or field_of(texts[0]) in (Field.CATEGORY, None) else None


def _field(texts: list[str]) -> Field | None:
    if any(map(is_of_others, texts[:-1])):
        return None
    if len(texts) > 1 and heading_key(texts[-1]) in ("nam", "nu"):
        return Field.BIRTH if field_of(texts[0]) is Field.BIRTH else None
    return field_of(texts[-1]) or field_of(" ".join(texts)) or (field_of(texts[0]) if len(texts) > 1 else None)


def _is_doubled(found: dict[Field, list[int]], headings: dict[int, str]) -> bool:
    """Whether the same heading of the name stands twice, other columns between."""
    places = [place for place in found.get(Field.NAME, ()) if headings[place] == headings[found[Field.NAME][0]]]
    return bool(places) and places[-1] - places[0] + 1 > len(places)


def _ordered(field: Field, places: list[int], headings: dict[int, str]) -> tuple[int, ...]:
    if field is Field.NAME:
        same = [place for place in places if headings[place] == headings[places[0]]]
        return tuple(same) if same[-1] - same[0] + 1 == len(same) else (places[0],)
    if field in PARTS_OF_NAME:
        return (places[0],)
    return tuple(sorted(places, key=lambda place: preference(field, headings[place])))
