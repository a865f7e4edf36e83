"""XLS of Excel 97-2003: read in a process of its own, within its memory."""

import resource
import subprocess
import sys

import pytest

from documents.incoming.guard import Unreadable
from documents.incoming.sheets import read_sheets
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, names, places, read
from tests.incoming.old_workbook import container, far_cell, old_workbook

ROWS = [[str(cell) for cell in row] for row in (HEADINGS, *PEOPLE)]


def test_an_old_workbook_is_read() -> None:
    staff = read(old_workbook([["DANH SÁCH"], [], *ROWS, ["4", "Đỗ Đức", "Văn phòng", "CC", "duc@"]]), filename="a.xls")
    assert names(staff) == [AN[0], BINH[0], CUONG[0]]
    assert [person.row for person in staff.people] == [4, 5, 6]
    assert places(staff.errors) == [(7, "Email")]


def test_an_old_workbook_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_sheets(old_workbook(ROWS, far_cell(65_535, 16_383) + far_cell(65_535, 255)), "a.xls")


@pytest.mark.parametrize("cut", [600, 1_600, 2_000, 3_000])
def test_a_torn_old_workbook_is_refused(cut: int) -> None:
    staff = read(old_workbook(ROWS)[:cut], filename="a.xls")
    assert staff.refused
    assert staff.people == []


def test_an_old_word_file_is_told_from_a_workbook() -> None:
    assert "Word" in (read(container(b"x", "WordDocument"), filename="a.xls").refused or "")


def test_an_encrypted_workbook_is_told_by_its_container() -> None:
    assert "mật khẩu" in (read(container(b"x", "EncryptedPackage"), filename="a.xlsx").refused or "")


def test_a_container_of_something_else_is_refused() -> None:
    assert "không phải bảng tính" in (read(container(b"x", "Thumbnail"), filename="a.xls").refused or "")


def test_the_limits_of_the_process_never_rise_above_those_it_was_started_under() -> None:
    """A limit may always be lowered and, but for the superuser, never raised."""
    program = (
        "import resource\n"
        "from documents.incoming.files.xls_child import LIMITS, _limit\n"
        "resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))\n"
        "for limited, most in LIMITS: _limit(limited, most)\n"
        "print(*resource.getrlimit(resource.RLIMIT_AS), *resource.getrlimit(resource.RLIMIT_CPU))"
    )
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert child.stdout.split() == ["500000000", "500000000", "20", "20"]
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] != 20
