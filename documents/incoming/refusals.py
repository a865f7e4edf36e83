"""The refusal of a file in which no table of people was found: what is missing, in which row, what to do."""

from collections.abc import Iterable

from documents.incoming.files.delimited import SEPARATORS
from documents.incoming.files.grid import Sheet
from documents.incoming.guard import Unreadable, named, quoted
from documents.incoming.people.columns import Columns
from documents.incoming.people.fields import Field, holds_unit_too
from documents.incoming.people.finding import listed

NEEDED = "Họ và tên, Đơn vị, Đối tượng (công chức, viên chức, người lao động) và, nếu có, Email"
MISSING_LABELS = {
    Field.NAME: "Họ và tên",
    Field.UNIT: "Đơn vị",
    Field.CATEGORY: "Đối tượng (công chức, viên chức, người lao động)",
}
SEPARATORS_OF_A_ROW = 3


def without_headings(sheets: list[Sheet], filename: str) -> Unreadable:
    """The refusal of a file in which no row of headings was found."""
    if any(map(_is_unsplit, sheets)):
        return Unreadable(
            f"Tệp {named(filename)} dồn cả dòng vào một ô, chưa tách thành cột. Trong Excel chọn cột đó, dùng Dữ liệu "
            "> Chuyển văn bản thành cột (Data > Text to Columns), lưu thành .xlsx rồi tải lại."
        )
    return Unreadable(
        f"Tệp {named(filename)} không có dòng tiêu đề đọc được. Thêm một dòng tiêu đề với các cột {NEEDED}, rồi "
        "tải lại."
    )


def without_columns(columns: Columns, missing: Iterable[Field], filename: str) -> Unreadable:
    """The refusal of a file whose headings lack fields that a person needs."""
    lacks = missing_columns(missing)
    return Unreadable(
        f"Tệp {named(filename)} thiếu {lacks} (dòng tiêu đề là dòng {columns.last_row}).{_joined(columns)} Thêm vào "
        "rồi tải lại."
    )


def missing_columns(missing: Iterable[Field]) -> str:
    """The missing fields as columns in a sentence."""
    return listed([f"cột {MISSING_LABELS[field]}" for field in missing])


def _is_unsplit(sheet: Sheet) -> bool:
    """Whether most rows are one cell with the separators of a text in it."""
    unsplit = sum(len(row.cells) == 1 and _is_separated(next(iter(row.cells.values()))) for row in sheet.rows)
    return unsplit > 1 and unsplit * 2 > len(sheet.rows)


def _is_separated(text: str) -> bool:
    return any(text.count(separator) >= SEPARATORS_OF_A_ROW for separator in SEPARATORS)


def _joined(columns: Columns) -> str:
    label = columns.label(Field.POSITION)
    if Field.UNIT in columns or Field.POSITION not in columns or not holds_unit_too(label):
        return ""
    return f" Cột {quoted(label)} gộp hai nội dung: tách đơn vị sang một cột riêng."
