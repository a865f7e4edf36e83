"""Files that would cost memory: each is read in a process of little memory, and either refused or read."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.incoming.guard import Unreadable
from documents.incoming.sheets import read_sheets
from tests.incoming import bombs
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, names, read

MEASURED = """
import re, resource, sys
from documents.incoming.staff_list import read_staff_list
resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
for path in sys.argv[1:]:
    staff = read_staff_list(open(path, "rb").read(), path)
    most = int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) // 1024
    print(len(staff.people), bool(staff.refused), most < 200)
"""
READ_ANYWAY = {bombs.two_far_cells: "3 False True"}


def test_files_that_would_fill_the_memory_cost_less_than_200_megabytes(tmp_path: Path) -> None:
    paths = [tmp_path / bomb.__name__ for bomb in bombs.BOMBS]
    for bomb, path in zip(bombs.BOMBS, paths, strict=True):
        path.write_bytes(bomb())
    command = [sys.executable, "-c", MEASURED, *map(str, paths)]
    child = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, PYTHONPATH="."))
    results = dict(zip((bomb.__name__ for bomb in bombs.BOMBS), child.stdout.splitlines(), strict=False))
    assert results == {bomb.__name__: READ_ANYWAY.get(bomb, "0 True True") for bomb in bombs.BOMBS}, child.stderr


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    data = bombs.spaces(300)
    assert len(data) < 400_000
    with pytest.raises(Unreadable, match="nén quá nhiều"):
        read_sheets(data, "a.xlsx")


def test_a_part_that_is_much_packed_but_small_is_read() -> None:
    assert "không có ô nào" in (read(bombs.spaces(3)).refused or "")


@pytest.mark.parametrize("bomb", [bombs.laughs, bombs.outside_entity])
def test_document_types_and_entities_are_refused(bomb: Callable[[], bytes]) -> None:
    with pytest.raises(Unreadable, match="DTD"):
        read_sheets(bomb(), "a.xlsx")


@pytest.mark.parametrize("sign", [".", "(", "<@", "ngày tháng năm ", ": ", "đ/c ", "&#", "?a", "tổng ", "nguyễn "])
def test_a_cell_without_end_makes_nobody_and_keeps_nobody_from_being_read(sign: str) -> None:
    endless = sign * 5_000
    rows = [row for n in range(9) for row in ([n, *[endless] * 4], ["", endless])]
    assert names(read([HEADINGS, *PEOPLE[:2], *rows, PEOPLE[2]])) == [AN[0], BINH[0], CUONG[0]]
