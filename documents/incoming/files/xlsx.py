"""XLSX read part by part. A library would lay out every cell between the first and the last and copy every shared
string, so that a file of 5 kB may ask for 10 GB; this keeps only the filled cells and shares their texts."""

import posixpath
import re
import xml.etree.ElementTree as ET
from functools import lru_cache

from documents.incoming.files.archive import Archive, bomb, broken
from documents.incoming.files.bounded_xml import tree, walk
from documents.incoming.files.grid import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_ROWS,
    UNCOMPUTED,
    Merge,
    Row,
    Sheet,
)
from documents.incoming.files.numbers import day_styles, number_text
from documents.incoming.guard import SAVE_AS_XLSX, SEND_A_TABLE, Unreadable, named

MOST_SHEETS = 500
MOST_STRINGS = 300_000
OTHER_KINDS = (
    ("word/document.xml", f"là văn bản Word, không phải bảng tính. Chép bảng sang Excel rồi lưu. {SEND_A_TABLE}"),
    ("ppt/presentation.xml", f"là tệp trình chiếu PowerPoint. {SEND_A_TABLE}"),
    ("xl/workbook.bin", f"là bảng tính nhị phân (.xlsb). {SAVE_AS_XLSX}"),
    ("content.xml", f"là tệp OpenDocument (.ods, .odt). {SAVE_AS_XLSX}"),
)


def sheets_of_xlsx(data: bytes, filename: str) -> list[Sheet]:
    """All the worksheets with their filled cells; raises Unreadable."""
    archive = Archive(data, filename)
    return _Workbook(archive).sheets()


class _Workbook:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.path = self._path()
        self.targets = self._relations(self.path)
        self.root = self._tree(self.path)
        self.cells_left = MOST_CELLS

    def sheets(self) -> list[Sheet]:
        strings = self._strings()
        days = self._day_styles()
        properties = self.root.find("workbookPr")
        starts_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        sheets = []
        entries = self.root.findall("./sheets/sheet")
        if len(entries) > MOST_SHEETS:
            raise Unreadable(
                f"Tệp {named(self.archive.filename)} có hơn {MOST_SHEETS} trang tính. Chép riêng các trang có danh "
                "sách sang một tệp mới rồi tải lại."
            )
        for entry in entries:
            kind, path = self.targets.get(entry.get("id", ""), ("", ""))
            if kind != "worksheet" or path not in self.archive:
                continue
            listener = _SheetListener(strings, days, starts_1904, self)
            walk(self.archive.chunks(path), listener, self.archive.filename)
            is_hidden = entry.get("state", "visible") != "visible"
            name, hidden = entry.get("name", ""), frozenset(listener.hidden_columns)
            sheets.append(Sheet(name, listener.sorted_rows(), listener.merges, is_hidden, hidden))
        if not sheets:
            raise broken(self.archive.filename)
        return sheets

    def count_cell(self) -> None:
        self.cells_left -= 1
        if self.cells_left < 0:
            raise Unreadable(
                f"Tệp {named(self.archive.filename)} có hơn {MOST_CELLS:_} ô có chữ".replace("_", ".")
                + ". Chép riêng danh sách sang một tệp mới, lưu thành .xlsx rồi tải lại."
            )

    def _path(self) -> str:
        for kind, path in self._relations("").values():
            is_workbook = path.endswith(".xml") and not path.startswith(("word/", "ppt/"))
            if kind == "officeDocument" and is_workbook and path in self.archive:
                return path
        if "xl/workbook.xml" in self.archive:
            return "xl/workbook.xml"
        self._refuse_other_kinds()
        raise broken(self.archive.filename)

    def _refuse_other_kinds(self) -> None:
        for part, what in OTHER_KINDS:
            if part in self.archive:
                raise Unreadable(f"Tệp {named(self.archive.filename)} {what}")
        if "[content_types].xml" not in self.archive:
            raise Unreadable(
                f"Tệp {named(self.archive.filename)} là tệp nén (ZIP). Giải nén rồi tải bảng tính bên trong lên."
            )

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier -> (kind, path in the archive) of what a part refers to."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.archive:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in self._tree(path).iterfind("Relationship")
            if relation.get("TargetMode") != "External"
        }

    def _part(self, kind: str) -> str | None:
        return next((path for other, path in self.targets.values() if other == kind and path in self.archive), None)

    def _strings(self) -> list[str]:
        listener = _StringsListener(self.archive.filename)
        if path := self._part("sharedStrings"):
            walk(self.archive.chunks(path), listener, self.archive.filename)
        return listener.strings

    def _day_styles(self) -> frozenset[int]:
        path = self._part("styles")
        try:
            return day_styles(self._tree(path)) if path else frozenset()
        except ValueError as error:
            raise broken(self.archive.filename) from error

    def _tree(self, path: str) -> ET.Element:
        return tree(self.archive.chunks(path), self.archive.filename)


class _TextCollector:
    """The text of the `t` elements, cut at the longest cell, without the reading aids of East Asian text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.is_open = False

    def begin(self) -> None:
        self.pieces, self.length = [], 0

    def text(self, data: str) -> None:
        if self.is_open and self.length < LONGEST_CELL:
            self.pieces.append(data[:LONGEST_CELL])
            self.length += len(data)

    def whole(self) -> str:
        return unescaped("".join(self.pieces)[:LONGEST_CELL])


class _StringsListener(_TextCollector):
    def __init__(self, filename: str) -> None:
        super().__init__()
        self.filename = filename
        self.strings: list[str] = []
        self.is_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.begin()
        elif name == "rPh":
            self.is_aid = True
        elif name == "t":
            self.is_open = not self.is_aid

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append(self.whole())
            if len(self.strings) > MOST_STRINGS:
                raise bomb(self.filename)
        elif name == "rPh":
            self.is_aid = False
        elif name == "t":
            self.is_open = False


class _SheetListener(_TextCollector):
    def __init__(self, strings: list[str], days: frozenset[int], starts_1904: bool, workbook: _Workbook) -> None:
        super().__init__()
        self.strings, self.days, self.starts_1904, self.workbook = strings, days, starts_1904, workbook
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.number = 0
        self.column = -1
        self.cell: dict[str, str] = {}
        self.cells: dict[int, str] = {}
        self.formulas: set[int] = set()
        self.is_row_hidden = False
        self.hidden_columns: set[int] = set()

    def sorted_rows(self) -> list[Row]:
        return sorted(self.rows, key=lambda row: row.number)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.cell = attributes
            self.column = _column(attributes.get("r", ""), self.column + 1)
            self.begin()
        elif name in ("v", "t"):
            self.is_open = True
        elif name == "f":
            self.formulas.add(self.column)
        elif name == "row":
            self.number = int(attributes.get("r") or self.number + 1)
            if self.number < 1:
                raise ValueError("rows count from 1")
            self.column, self.cells, self.formulas = -1, {}, set()
            self.is_row_hidden = attributes.get("hidden") in ("1", "true")
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hide(int(attributes.get("min") or 1), int(attributes.get("max") or 1))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.is_open = False
        elif name == "c":
            self._keep_cell()
        elif name == "row" and self.cells and any(text.strip() for text in self.cells.values()):
            self._keep_row()

    def _keep_cell(self) -> None:
        if not self.pieces and self.column not in self.formulas:
            return
        text = self._value()
        is_formula = self.column in self.formulas
        if self.column < MOST_COLUMNS and (text.strip() or is_formula):
            self.workbook.count_cell()
            self.cells[self.column] = text

    def _value(self) -> str:
        stored = self.whole()
        kind = self.cell.get("t", "n")
        if kind == "s":
            if stored.startswith("-"):
                raise LookupError("counted from the end")
            return self.strings[int(stored)] if stored else ""
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind == "n":
            if not stored and self.column in self.formulas:
                return UNCOMPUTED
            return number_text(stored, int(self.cell.get("s") or 0) in self.days, self.starts_1904)
        return stored

    def _keep_row(self) -> None:
        self.rows.append(Row(self.number, self.cells, frozenset(self.formulas), self.is_row_hidden))
        if len(self.rows) > MOST_ROWS:
            raise too_many_rows(self.workbook.archive.filename)

    def _hide(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _merge(self, ref: str) -> None:
        match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", ref)
        if match:
            left, top, right, bottom = match.groups()
            self.merges.append(Merge(int(top), _column(left, 0), int(bottom), _column(right, 0)))
        if len(self.merges) > MOST_MERGES:
            raise bomb(self.workbook.archive.filename)


def too_many_rows(filename: str) -> Unreadable:
    """The refusal of a sheet with more filled rows than any agency has people."""
    return Unreadable(
        f"Tệp {named(filename)} có hơn {MOST_ROWS // 1000}.000 dòng có chữ. Chia danh sách thành nhiều tệp, hoặc xóa "
        "những dòng không phải người, rồi tải lại."
    )


def unescaped(text: str) -> str:
    """The text with the escapes of control characters undone; halves of surrogates become the broken mark."""
    if "_x" not in text:
        return text
    opened = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda escape: chr(int(escape[1], 16)), text)
    return re.sub("[\ud800-\udfff]", "\ufffd", opened)


def _column(reference: str, following: int) -> int:
    letters = reference.rstrip("0123456789")
    is_place = letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) < 4
    return _place(letters) if is_place else following


@lru_cache(maxsize=20_000)
def _place(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
