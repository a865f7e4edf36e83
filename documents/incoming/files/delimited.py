"""CSV and TSV: the separator found by what gives even rows, the rows numbered as a spreadsheet would show them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from documents.incoming.files.grid import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Sheet
from documents.incoming.files.plain_text import decoded
from documents.incoming.files.xlsx import too_many_rows
from documents.incoming.guard import Unreadable, named

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
LONGEST_LINE = 100_000


def sheet_of_text(data: bytes, filename: str) -> Sheet:
    """The one sheet of a CSV or TSV file; raises Unreadable."""
    text = decoded(data, filename)
    if stated := re.match(r"sep=([,;|\t])\r?\n", text):
        text = text[stated.end() :]  # Excel takes this line as an instruction and does not show it
    if max(map(len, io.StringIO(text))) > LONGEST_LINE:
        raise Unreadable(f"Tệp {named(filename)} có dòng dài bất thường. Lưu danh sách thành .xlsx rồi tải lại.")
    separator = stated[1] if stated else _separator(text)
    try:
        return Sheet("", list(_rows(text, separator, filename)))
    except csv.Error as error:
        raise Unreadable(
            f"Tệp {named(filename)} không đọc được như CSV. Mở bằng Excel, lưu thành .xlsx rồi tải lại."
        ) from error


def _rows(text: str, separator: str, filename: str) -> Iterator[Row]:
    cells_left = MOST_CELLS
    kept = 0
    for number, fields in enumerate(_fields(text, separator, filename), start=1):
        cells = {place: value[:LONGEST_CELL] for place, value in enumerate(fields[:MOST_COLUMNS]) if value.strip()}
        if cells:
            kept += 1
            cells_left -= len(cells)
            yield Row(number, cells)
        if kept > MOST_ROWS or cells_left < 0:
            raise too_many_rows(filename)


def _fields(text: str, separator: str, filename: str) -> Iterator[list[str]]:
    """A quotation mark that is never closed swallows the rest of the list: only the strict reader tells of it."""
    strict = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for _ in strict:
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Unreadable(
                f"Tệp {named(filename)} có dấu ngoặc kép mở ra mà không đóng, gần dòng {strict.line_num}. Bỏ dấu đó "
                "trong tệp rồi tải lại."
            ) from error
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    return max(SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many cells stand in the rows of the commonest width, for the first rows of the file."""
    widths = Counter[int]()
    try:
        for place, fields in enumerate(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)):
            if place == SAMPLE_ROWS:
                break
            widths[len(fields)] += 1
    except csv.Error:
        return 0, 0
    return max(((width - 1) * rows, width) for width, rows in widths.items()) if widths else (0, 0)
