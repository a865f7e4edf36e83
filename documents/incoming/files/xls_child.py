"""The process that opens one XLS from its standard input and writes its filled cells as JSON, within hard limits."""

import io
import json
import resource
import sys
from datetime import date, datetime
from typing import Any

from documents.incoming.files.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from documents.incoming.files.numbers import YEARS, number_text

MOST_MEMORY = 700_000_000
MOST_CPU_SECONDS = 20
LIMITS = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_CPU_SECONDS), (resource.RLIMIT_CORE, 0))
BROKEN, PASSWORD, TOO_MANY_ROWS = 3, 4, 5


def main() -> int:
    """The exit code: 0 with the sheets on standard output, or one of those above."""
    for limited, most in LIMITS:
        _limit(limited, most)
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as workbook:
            sheets = [_sheet(workbook, place) for place in range(len(workbook.sheet_names))]
    except python_calamine.PasswordError:
        return PASSWORD
    except (python_calamine.CalamineError, MemoryError, ValueError, OSError):
        return BROKEN
    if any(len(sheet["rows"]) > MOST_ROWS for sheet in sheets):
        return TOO_MANY_ROWS
    sys.stdout.write(json.dumps(sheets))
    return 0


def _limit(limited: int, most: int) -> None:
    """Never above the limit that this process was started under."""
    _, hard = resource.getrlimit(limited)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limited, (most, most))


def _sheet(workbook: Any, place: int) -> dict[str, Any]:
    about = workbook.sheets_metadata[place]
    sheet = workbook.get_sheet_by_index(place)
    top, left = sheet.start or (0, 0)
    rows = []
    for number, values in enumerate(sheet.iter_rows(), start=top + 1):
        texts = {left + column: _text(value) for column, value in enumerate(values[:MOST_COLUMNS])}
        if filled := {column: text for column, text in texts.items() if text.strip()}:
            rows.append((number, filled))
        if len(rows) > MOST_ROWS:
            break
    merges = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    is_hidden = not str(about.visible).endswith("Visible") or "Hidden" in str(about.visible)
    return {"name": about.name, "rows": rows, "merges": merges, "is_hidden": is_hidden}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(repr(value), False, False)
    if isinstance(value, date | datetime):
        return _day(value)
    return str(value)[:LONGEST_CELL]


def _day(value: date) -> str:
    """A year typed into a cell made for days comes out as a day of 1905, as in the sheet."""
    serial = (value if not isinstance(value, datetime) else value.date()) - date(1899, 12, 30)
    return str(serial.days) if serial.days in YEARS else f"{value:%d/%m/%Y}"


if __name__ == "__main__":
    sys.exit(main())
