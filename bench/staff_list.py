"""How fast a staff list is read, checked and taken in, beside a library that only reads its cells, and in how much
memory the command does it."""

import io
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import python_calamine

from bench import agency
from bench.table import Table
from cli import sample
from cli.people import listed_of
from documents.incoming.staff_list import StaffList, read_staff_list
from models.store.database import reading
from procedures import people
from settings import ROOT
from tests.incoming import bombs
from tests.incoming.lists import workbook

FEW, MANY = 1_000, 10_000
HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Loại", "Thư điện tử"]
ON = date(2026, 11, 24)
BOMBS = (bombs.many_lines, bombs.commas, bombs.many_strings, bombs.many_cells)
# What a child of ours has used at most begins with what we use: only the kernel's word on the new program counts.
COMMAND = """
import atexit, re, sys
most = lambda: re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
atexit.register(lambda: print(most(), file=sys.stderr))
from cli.main import run
run()
"""


def measure(folder: Path) -> Table:
    """Reading is measured three times and the best counts: what else the machine does only ever adds."""
    table = Table(
        f"6. Staff list: {MANY:,} people", "the same XLSX by python-calamine, its cells only, nothing checked"
    )
    few, many = _listed(FEW), _listed(MANY)
    book = _as_xlsx(many)
    bare = _best(lambda: _cells(book))
    checked = _best(lambda: _checked(book, "a.xlsx"))
    separated = _best(lambda: _checked(sample.as_csv(many), "a.csv"))
    table.add("cells only", bare, "s", 1)
    table.add("XLSX read and checked", checked, "s", checked / bare, "<= 40")
    table.add("CSV read and checked", separated, "s", separated / bare, "<= 40")
    small = _best(lambda: _checked(_as_xlsx(few), "a.xlsx"))
    growth = checked / small * FEW / MANY
    table.add(f"a person among {MANY:,} against {FEW:,}", checked / MANY * 1e6, "us", growth, "<= 1.5")
    _add_the_command(table, folder, book)
    _add_the_taking(table, folder, book, bare)
    return table


def _listed(number: int) -> list[sample.Person]:
    return sample.people(number, without_mail=number // 50)


def _as_xlsx(listed: list[sample.Person]) -> bytes:
    rows = [[n, p.full_name, p.birth_year, p.position, p.unit, p.category, p.email] for n, p in enumerate(listed, 1)]
    return workbook([HEADINGS, *rows])


def _cells(book: bytes) -> int:
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    return sum(len(row) for row in sheet.to_python())


def _checked(content: bytes, name: str) -> StaffList:
    found = read_staff_list(content, name, on=ON)
    if found.refused or found.errors:
        raise RuntimeError(f"{name}: {found.refused or found.errors[0].sentence}")
    return found


def _best(work: Callable[[], object], times: int = 3) -> float:
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def _add_the_command(table: Table, folder: Path, book: bytes) -> None:
    """`danchu staff check` from its start to its end, beside a Python that starts and ends."""
    nothing = _best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    for what, content in (("one person", _as_xlsx(_listed(1))), (f"{MANY:,} people", book)):
        seconds, memory = _command(folder / "list.xlsx", content)
        table.add(f"danchu staff check, {what}", seconds, "s", seconds / nothing)
        table.add("  its memory at most", memory, "MiB", None, "<= 120")
    worst = max(_command(folder / "bomb", bomb())[1] for bomb in BOMBS)
    table.add("  of a file made to fill the memory", worst, "MiB", None, "<= 200")
    table.notes.append("the command's ratio is to `python -c pass`")


def _command(file: Path, content: bytes) -> tuple[float, float]:
    """Seconds and greatest memory in MiB of `danchu staff check`."""
    file.write_bytes(content)
    begun = time.perf_counter()
    command = [sys.executable, "-c", COMMAND, "staff", "check", str(file), "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    return time.perf_counter() - begun, int(done.stderr.split()[-1]) / 1024


def _add_the_taking(table: Table, folder: Path, book: bytes, bare: float) -> None:
    """Into an agency without people, then the same list again."""
    agency.fresh(folder / "agency")
    listed = listed_of(_checked(book, "a.xlsx"))
    for what in ("taken into an empty agency", "taken again, nothing changed"):
        begun = time.perf_counter()
        with reading() as session:
            agreed = people.compared(session, listed).fingerprint
        people.take_list(None, listed, agreed, leave=True)
        spent = time.perf_counter() - begun
        table.add(what, spent, "s", spent / bare)
