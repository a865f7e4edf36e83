"""Staff lists built in code, as agencies make them, and what reading one must give."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from documents.incoming.staff_list import StaffList, read_staff_list

TODAY = date(2026, 11, 24)
HEADINGS = ["STT", "Họ và tên", "Đơn vị", "Đối tượng", "Email"]
AN = ["Nguyễn Văn An", "Phòng Lãnh sự", "Công chức", "an@songoaivu.gov.vn"]
BINH = ["Trần Thị Bình", "Văn phòng", "Viên chức", "binh@songoaivu.gov.vn"]
CUONG = ["Lê Quốc Cường", "Văn phòng", "Người lao động", "cuong@songoaivu.gov.vn"]
PEOPLE = [[place, *person] for place, person in enumerate((AN, BINH, CUONG), start=1)]
Cells = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Formula:
    """A cell that is a formula, with the value that Excel last computed."""

    text: str
    value: Any = ""


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook."""

    rows: Cells
    name: str = "Sheet1"
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    is_hidden: bool = False


def workbook(*pages: Page | Cells) -> bytes:
    """An XLSX with these sheets; bare rows make a sheet of their own."""
    stored = io.BytesIO()
    with xlsxwriter.Workbook(stored, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, given in enumerate(pages, start=1):
            page = given if isinstance(given, Page) else Page(given, f"Sheet{place}")
            sheet = book.add_worksheet(page.name)
            for ref in page.merged:
                sheet.merge_range(ref, "")
            for row, cells in enumerate(page.rows):
                for column, cell in enumerate(cells):
                    _write(sheet, row, column, cell, day)
            for row in page.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
            for columns in page.hidden_columns:
                sheet.set_column(columns, None, None, {"hidden": True})
            if page.is_hidden:
                sheet.hide()
    return stored.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.text, None, cell.value)
    elif isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None and cell != "":
        sheet.write(row, column, cell)


def separated(rows: Cells, separator: str = ",", encoding: str = "utf-8", line_end: str = "\r\n") -> bytes:
    """A CSV with these rows, quoted where a cell needs it."""
    return line_end.join(separator.join(_quoted(str(cell), separator) for cell in row) for row in rows).encode(encoding)


def _quoted(text: str, separator: str) -> str:
    needs_it = any(character in text for character in (separator, '"', "\n"))
    return '"' + text.replace('"', '""') + '"' if needs_it else text


def read(data: bytes | Cells, units: set[str] | None = None, filename: str = "danh-sach.xlsx") -> StaffList:
    """What the list gives on the day of these tests."""
    stored = data if isinstance(data, bytes) else workbook(data)
    return read_staff_list(stored, filename, units, on=TODAY)


def names(staff: StaffList) -> list[str]:
    """The full names taken, in order."""
    return [person.full_name for person in staff.people]


def places(findings: Sequence[Any]) -> list[tuple[int, str]]:
    """Where the errors or notices stand."""
    return [(finding.row, finding.column) for finding in findings]
