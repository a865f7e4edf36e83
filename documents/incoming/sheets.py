"""A list that somebody handed in, as sheets of text rows: XLSX, XLS, CSV or TSV, told apart by content."""

from documents.incoming.files.delimited import sheet_of_text
from documents.incoming.files.grid import Merge, Row, Sheet
from documents.incoming.files.xls import sheets_of_xls
from documents.incoming.files.xlsx import sheets_of_xlsx
from documents.incoming.guard import Kind, kind_of

__all__ = ["Merge", "Row", "Sheet", "read_sheets"]


def read_sheets(data: bytes, filename: str) -> list[Sheet]:
    """The sheets of the file in its own order; raises Unreadable with what is wrong and what to do."""
    match kind_of(data, filename):
        case Kind.ARCHIVE:
            return sheets_of_xlsx(data, filename)
        case Kind.OLD_WORKBOOK:
            return sheets_of_xls(data, filename)
        case Kind.TEXT:
            return [sheet_of_text(data, filename)]
