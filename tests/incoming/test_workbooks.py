"""XLSX as we read it beside XLSX as a library reads it: the same cells, and what the library does not say."""

import io
import zipfile
from datetime import date, timedelta

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from documents.incoming.files.grid import Row
from documents.incoming.files.numbers import number_text
from documents.incoming.sheets import read_sheets
from tests.incoming.bombs import rewritten
from tests.incoming.lists import HEADINGS, PEOPLE, Formula, Page, read, workbook

DAYS = st.dates(date(1950, 1, 1), date(2050, 1, 1))
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20).filter(str.strip)
CELLS = st.one_of(st.none(), TEXTS, st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6, width=32), DAYS, st.booleans())


def as_text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return number_text(repr(value), False, False) if isinstance(value, float) else str(value)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8))
def test_the_cells_are_those_that_a_library_finds(rows: list[list[object]]) -> None:
    data = workbook(rows)
    ours = {row.number: row.cells for row in read_sheets(data, "a.xlsx")[0].rows}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    theirs = {}
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = {place: as_text(value) for place, value in enumerate(values)}
        if filled := {place: text for place, text in cells.items() if text.strip()}:
            theirs[number] = filled
    assert ours == theirs


def test_rows_say_which_cells_are_formulas_and_which_rows_are_hidden() -> None:
    page = Page([["a", Formula("=1+1", 2)], ["b"]], hidden_rows=[2])
    rows = read_sheets(workbook(page), "a.xlsx")[0].rows
    assert rows == [Row(1, {0: "a", 1: "2"}, frozenset({1})), Row(2, {0: "b"}, is_hidden=True)]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    for options in ({}, {"date_1904": True}):
        stored = io.BytesIO()
        with xlsxwriter.Workbook(stored, options) as book:
            book.add_worksheet().write_datetime(0, 0, date(1985, 3, 2), book.add_format({"num_format": 'd "ngày" m'}))
        assert read_sheets(stored.getvalue(), "a.xlsx")[0].rows[0].cells == {0: "02/03/1985"}


def test_a_year_typed_into_a_cell_made_for_days_stays_a_year() -> None:
    assert number_text("1985", True, False) == "1985"
    assert number_text("31108", True, False) == f"{date(1985, 3, 2):%d/%m/%Y}"
    assert number_text("31108", False, False) == "31108"
    assert number_text("nan", True, False) == "nan"


def test_merged_ranges_cover_the_rows_below_their_first() -> None:
    sheet = read_sheets(workbook(Page([["a", "x"], ["", "y"], ["", "z"], ["b", "w"]], merged=["A1:A3"])), "a.xlsx")[0]
    assert sheet.filled_down(0) == {2: 1, 3: 1}
    assert sheet.filled_down(1) == {}
    assert sheet.spread(1) == {0: "a", 1: "y"}


def test_every_day_of_a_century_comes_back() -> None:
    first = date(1940, 1, 1)
    for days in range(0, 36_500, 97):
        day = first + timedelta(days=days)
        serial = (day - date(1899, 12, 30)).days
        assert number_text(str(serial), True, False) == f"{day:%d/%m/%Y}"


def test_a_text_counted_from_the_end_of_the_shared_ones_is_damage() -> None:
    data = workbook([HEADINGS, *PEOPLE])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        cells = archive.read("xl/worksheets/sheet1.xml")
    damaged = rewritten(data, {"xl/worksheets/sheet1.xml": cells.replace(b"<v>1</v>", b"<v>-1</v>", 1)})
    assert "bị hỏng" in (read(damaged).refused or "")
