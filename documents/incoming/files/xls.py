"""XLS, the workbook of Excel 97-2003, read in a process of its own whose memory and time the kernel bounds."""

import json
import subprocess
import sys

from documents.incoming.files.archive import bomb, broken
from documents.incoming.files.grid import Merge, Row, Sheet
from documents.incoming.files.xls_child import PASSWORD, TOO_MANY_ROWS
from documents.incoming.files.xlsx import too_many_rows
from documents.incoming.guard import SAVE_AS_XLSX, Unreadable, named

MOST_SECONDS = 60


def sheets_of_xls(data: bytes, filename: str) -> list[Sheet]:
    """All the worksheets with their filled cells; raises Unreadable."""
    command = [sys.executable, "-m", "documents.incoming.files.xls_child"]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise bomb(filename) from error
    if child.returncode == PASSWORD:
        raise Unreadable(f"Tệp {named(filename)} được đặt mật khẩu. {SAVE_AS_XLSX}")
    if child.returncode == TOO_MANY_ROWS:
        raise too_many_rows(filename)
    if child.returncode != 0:
        raise broken(filename)
    return [_sheet(stored) for stored in json.loads(child.stdout)]


def _sheet(stored: dict) -> Sheet:
    rows = [Row(number, {int(column): text for column, text in cells.items()}) for number, cells in stored["rows"]]
    return Sheet(stored["name"], rows, [Merge(*merge) for merge in stored["merges"]], stored["is_hidden"])
