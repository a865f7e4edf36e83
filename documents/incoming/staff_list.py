"""A staff list as it was handed in: who can be taken, which rows are wrong and why, or why the file is refused."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from documents.incoming.files.archive import bomb
from documents.incoming.files.grid import Row, Sheet
from documents.incoming.files.old_fonts import refuse_old_font
from documents.incoming.guard import Unreadable, named, quoted
from documents.incoming.people.categories import category_in
from documents.incoming.people.columns import (
    Columns,
    columns_at,
    find_columns,
    holds_two_names,
    is_head_of_figures,
    with_split_name,
)
from documents.incoming.people.fields import Category, Field
from documents.incoming.people.finding import Finding
from documents.incoming.people.person import PeopleReader, Person
from documents.incoming.people.rows import RowKind, counted_in, kind_of_row
from documents.incoming.people.sections import (
    Section,
    Sections,
    is_unit_title,
    labelled_unit,
    section_of,
    titled_category,
)
from documents.incoming.people.table import Table
from documents.incoming.people.units import Units
from documents.incoming.refusals import missing_columns, without_columns, without_headings
from documents.incoming.sheets import read_sheets
from words.names import folded

__all__ = ["Finding", "Person", "StaffList", "as_json", "read_staff_list"]

NAME_BY_EXCEL = re.compile(r"(sheet|trang[ _]?tinh|book|table|bang)[ _]?\d*")


@dataclass(frozen=True)
class StaffList:
    """What one file gives; where `refused` says why the whole file is refused, the rest is empty."""

    people: list[Person] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    refused: str | None = None


def read_staff_list(
    data: bytes,
    filename: str,
    units: Iterable[str] | None = None,
    known_emails: Mapping[str, str] | None = None,
    on: date | None = None,
) -> StaffList:
    """The people of an XLSX, XLS, CSV or TSV file.

    `units`: names of the agency's units, None where they come from the list. `known_emails`: address -> full name of
    the staff on record, whose addresses nobody else may bring. `on`: the day on which ages are judged.
    """
    reader = PeopleReader(Units(units), known_emails or {}, on)
    try:
        _read_sheets(read_sheets(data, filename), filename, reader)
    except Unreadable as refusal:
        return StaffList(refused=refusal.sentence)
    except MemoryError:
        return StaffList(refused=bomb(filename).sentence)
    return StaffList(reader.people, reader.errors, reader.notices, list(reader.units.found))


def as_json(staff: StaffList) -> dict[str, Any]:
    """The form in which `danchu staff check --json` gives the list."""
    return {
        "accepted": len(staff.people),
        "refused": staff.refused is not None,
        "why": staff.refused,
        "rows": [{"row": error.row, "column": error.column, "error": error.sentence} for error in staff.errors],
        "notices": [{"row": note.row, "column": note.column, "note": note.sentence} for note in staff.notices],
    }


def _read_sheets(sheets: list[Sheet], filename: str, reader: PeopleReader) -> None:
    filled = [sheet for sheet in sheets if sheet.rows]
    shown = [sheet for sheet in filled if not sheet.is_hidden] or filled
    if not shown:
        raise Unreadable(f"Tệp {named(filename)} không có ô nào có chữ. Kiểm tra lại tệp rồi tải lên.")
    found = [(sheet, find_columns(sheet)) for sheet in shown]
    complete = _complete(found, reader.units)
    if not complete:
        refuse_old_font(" ".join(map(_texts, shown)), filename)
        headed = next(((sheet, columns) for sheet, columns in found if columns), None)
        if not headed:
            raise without_headings(shown, filename)
        raise without_columns(headed[1], _missing(*headed, reader.units), filename)
    refuse_old_font(" ".join(_names(sheet, columns) for sheet, columns in complete), filename)
    if twice := next((columns for sheet, columns in complete if holds_two_names(columns, sheet.rows)), None):
        raise Unreadable(
            f"Tệp {named(filename)} có hai cột {quoted(twice.label(Field.NAME))} ghi hai tên khác nhau (dòng tiêu đề "
            f"là dòng {twice.last_row}). Để lại một cột họ tên của cán bộ, rồi tải lại."
        )
    if doubled := next((columns for _, columns in complete if columns.is_doubled), None):
        raise Unreadable(
            f"Tệp {named(filename)} có hai bảng đặt cạnh nhau (dòng tiêu đề là dòng {doubled.last_row}). Xếp thành một "
            "bảng, mỗi người một dòng, rồi tải lại."
        )
    has_several = len(filled) > 1
    for sheet, columns in complete:
        _SheetReading(sheet, columns, reader, sheet.name if has_several else "").run()
    if not reader.rows:
        raise Unreadable(f"Tệp {named(filename)} có dòng tiêu đề nhưng không có người nào ở dưới. Điền rồi tải lại.")
    read = {id(sheet) for sheet, _ in complete}
    for sheet in filled:
        if id(sheet) not in read and (not sheet.is_hidden or find_columns(sheet)):
            reader.note(
                sheet.rows[0].number,
                "",
                f"trang tính này {_why_unread(sheet, reader.units)} nên không được đọc.",
                sheet.name,
            )


def _complete(found: list[tuple[Sheet, Columns | None]], units: Units) -> list[tuple[Sheet, Columns]]:
    """The sheets that say all that is needed; where one is named after its unit, so are the others of its kind."""
    missing = [(sheet, columns, _missing(sheet, columns, units)) for sheet, columns in found if columns]
    has_names_of_units = any(
        not lacks and sheet.name and _unit_of_sheet(sheet, columns, units) == sheet.name
        for sheet, columns, lacks in missing
    )
    if has_names_of_units:
        units.are_sheets = True
    return [(sheet, columns) for sheet, columns, _ in missing if not _missing(sheet, columns, units)]


def _why_unread(sheet: Sheet, units: Units) -> str:
    columns = find_columns(sheet)
    if sheet.is_hidden:
        return "đang ẩn"
    if columns and columns.has_name:
        return f"có cột họ tên nhưng thiếu {missing_columns(_missing(sheet, columns, units))}"
    return "không có bảng danh sách"


class _SheetReading:
    """One sheet read from its heading down."""

    def __init__(self, sheet: Sheet, columns: Columns, reader: PeopleReader, shown_name: str) -> None:
        self.sheet, self.reader, self.shown_name = sheet, reader, shown_name
        self.sections = Sections()
        self.after: RowKind | None = None
        self.is_among_figures = False
        self._set_columns(columns)

    def run(self) -> None:
        self.reader.begin_sheet()
        if unit := _unit_of_sheet(self.sheet, self.columns, self.reader.units):
            self.sections.enter(Section("sheet", unit=unit))
        if category := _category_of_sheet(self.sheet, self.columns):
            self.sections.enter(Section("sheet of a category", category=category))
        rows_before = self.reader.rows
        for index, row in enumerate(self.sheet.rows):
            if row.number > self.columns.last_row:
                self._read(index, row, rows_before)

    def _set_columns(self, columns: Columns) -> None:
        self.columns = with_split_name(columns, self.sheet.rows)
        self.table = Table(self.sheet, self.columns)

    def _read(self, index: int, row: Row, rows_before: int) -> None:
        seen = self.table.see(row)
        if not seen.is_person and (self.columns.is_repeated_in(row) or self._begins_anew(index)):
            self.after, self.is_among_figures = None, False
            return
        if is_head_of_figures(self.sheet, index):
            self.is_among_figures = True
            self._note(row, "bảng từ dòng này không có cột họ tên nên không được đọc.")
        if self.is_among_figures:
            return
        if section := section_of(seen, self.reader.units):
            if not self._is_signer(section):
                self.sections.enter(section)
                self.after = None
            return
        kind = kind_of_row(seen, self.after)
        if kind is RowKind.PERSON:
            self.reader.read(seen, self.columns, self.sections, self.shown_name)
            self._note_hidden(row)
        elif kind is RowKind.UNCLEAR:
            self._note(row, f"{quoted(seen.filled[0])} không được hiểu là một người nên không đọc dòng này.")
        elif kind in (RowKind.TOTAL, RowKind.ENDING):
            self.after = kind
            self._compare(row, counted_in(seen), self.reader.rows - rows_before)

    def _begins_anew(self, index: int) -> bool:
        if columns := columns_at(self.sheet, index):
            self._set_columns(columns)
        return columns is not None

    def _is_signer(self, section: Section) -> bool:
        """After a signature "PHÒNG TỔ CHỨC" is who signs, not a title of rows below."""
        return self.after is RowKind.ENDING and section.manner == "unit"

    def _note_hidden(self, row: Row) -> None:
        if row.is_hidden:
            self._note(row, "dòng đang ẩn trong bảng tính nhưng vẫn được đọc. Nếu người này đã nghỉ thì xóa dòng.")

    def _compare(self, row: Row, stated: int | None, read: int) -> None:
        if stated is not None and stated != read:
            self._note(row, f"dòng này ghi {stated} người, danh sách đọc được {read} dòng người. Kiểm tra lại.")

    def _note(self, row: Row, what: str) -> None:
        self.reader.note(row.number, self.columns.label(Field.NAME), what, self.shown_name)


def _missing(sheet: Sheet, columns: Columns, units: Units) -> list[Field]:
    """The needed fields that neither a column nor titles of rows give."""
    missing = [] if columns.has_name else [Field.NAME]
    lacks_unit = Field.UNIT not in columns and not _unit_of_sheet(sheet, columns, units)
    lacks_category = Field.CATEGORY not in columns and not _category_of_sheet(sheet, columns)
    titles = list(_titles(sheet, columns, units)) if lacks_unit or lacks_category else []
    if lacks_unit and not any(title.unit for title in titles):
        missing.append(Field.UNIT)
    if lacks_category and not any(title.category for title in titles):
        missing.append(Field.CATEGORY)
    return missing


def _titles(sheet: Sheet, columns: Columns, units: Units) -> Iterator[Section]:
    table = Table(sheet, columns)
    titles = (section_of(table.see(row), units) for row in sheet.rows if row.number > columns.last_row)
    return (title for title in titles if title)


def _unit_of_sheet(sheet: Sheet, columns: Columns, units: Units) -> str | None:
    """Without a column for it the unit may stand above the headings or be the name of the sheet."""
    if Field.UNIT in columns:
        return None
    above = (text for row in sheet.rows if row.number < columns.last_row for text in row.cells.values())
    for text in above:
        if unit := labelled_unit(text, units):
            return unit
    is_named = units.are_sheets and not NAME_BY_EXCEL.fullmatch(folded(sheet.name))
    is_unit = is_named or units.is_known(sheet.name) or is_unit_title(sheet.name)
    return sheet.name if sheet.name and is_unit else None


def _category_of_sheet(sheet: Sheet, columns: Columns) -> Category | None:
    """Without a column for it the sheets may be named after the categories, or the line above the headings says it."""
    if Field.CATEGORY in columns:
        return None
    above = (text for row in sheet.rows if row.number < columns.last_row for text in row.cells.values())
    return category_in(sheet.name) or next(filter(None, map(titled_category, above)), None)


def _texts(sheet: Sheet) -> str:
    return " ".join(text for row in sheet.rows[:300] for text in row.cells.values())


def _names(sheet: Sheet, columns: Columns) -> str:
    rows = (row for row in sheet.rows[:2_000] if row.number > columns.last_row)
    return " ".join(row.cells.get(place, "") for row in rows for place in columns.name_places())
