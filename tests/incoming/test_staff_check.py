"""`danchu staff check`: its exit codes, its one JSON object, its table."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.staff import app
from documents.incoming.guard import MOST_BYTES
from documents.incoming.people.fields import Category
from models import StaffCategory
from tests.incoming.lists import AN, BINH, HEADINGS, PEOPLE, separated, workbook

WRONG = [4, "Đỗ Đức", "Văn phòng", "VC", "duc@"]


def check(path: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", str(path), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout


def check_json(path: Path, *options: str) -> tuple[int, dict]:
    code, printed = check(path, *options, "--json")
    return code, json.loads(printed.splitlines()[-1])


def saved(folder: Path, data: bytes, name: str = "ds.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_clean_list_ends_with_0(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook([HEADINGS, *PEOPLE]))
    assert check_json(path) == (0, {"accepted": 3, "refused": False, "why": None, "rows": [], "notices": []})


def test_a_list_with_notices_only_is_clean(tmp_path: Path) -> None:
    code, said = check_json(saved(tmp_path, workbook([HEADINGS, [1, *AN[:3]]])))
    assert (code, said["accepted"], said["rows"]) == (0, 1, [])
    assert said["notices"] == [
        {"row": 2, "column": "Email", "note": "Dòng 2, cột Email: không có địa chỉ thư, người này sẽ nhận phiếu in."}
    ]


def test_a_list_with_wrong_rows_ends_with_1(tmp_path: Path) -> None:
    code, said = check_json(saved(tmp_path, workbook([HEADINGS, *PEOPLE, WRONG])))
    assert (code, said["accepted"], said["refused"], said["why"]) == (1, 3, False, None)
    assert said["rows"] == [
        {
            "row": 5,
            "column": "Email",
            "error": 'Dòng 5, cột Email: "duc@" thiếu tên miền. Sửa trong tệp rồi tải lại, hoặc bỏ dòng này.',
        }
    ]


def test_a_refused_file_ends_with_2(tmp_path: Path) -> None:
    code, said = check_json(saved(tmp_path, b"%PDF-1.7"))
    assert (code, said["accepted"], said["refused"], said["rows"], said["notices"]) == (2, 0, True, [], [])
    assert "PDF" in said["why"]


@pytest.mark.parametrize("name", ["none.xlsx", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    code, said = check_json(tmp_path / name)
    assert (code, "Không mở được" in said["why"]) == (2, True)


def test_a_file_too_heavy_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    path = saved(tmp_path, b"")
    with path.open("wb") as heavy:
        heavy.write(b"a")
        heavy.truncate(MOST_BYTES * 1_000)
    code, said = check_json(path)
    assert (code, "nặng quá 10 MB" in said["why"]) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_units_come_from_a_file_with_one_a_line(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, separated([HEADINGS, [1, *AN], [2, *BINH]]), "ds.csv")
    units = saved(tmp_path, "Phòng Lãnh sự\r\n\r\n Thanh tra \r\n".encode(encoding), "units.txt")
    code, said = check_json(path, "--units", str(units))
    assert (code, said["accepted"]) == (1, 1)
    assert [(row["row"], row["column"]) for row in said["rows"]] == [(3, "Đơn vị")]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\x00\x01\xff"])
def test_a_file_of_units_that_says_nothing_is_refused(tmp_path: Path, content: bytes) -> None:
    path, units = saved(tmp_path, workbook([HEADINGS, *PEOPLE])), saved(tmp_path, content, "units.txt")
    code, said = check_json(path, "--units", str(units))
    assert (code, "units.txt" in said["why"]) == (2, True)


def test_people_read_a_table(tmp_path: Path) -> None:
    rows = [HEADINGS, *PEOPLE, WRONG, [5, "[bold]Đỗ Lan", "Văn phòng", "VC"], [6, "Lý Mai", "Văn phòng", "VC"]]
    code, printed = check(saved(tmp_path, workbook([*rows, [7, "Lý Nam", "Văn phòng", "VC"]])))
    assert code == 1
    assert "nhận được 5 người, 2 dòng phải sửa" in printed
    assert "[bold]Đỗ Lan" in printed
    assert "6, 7, 8" in printed
    refused = check(saved(tmp_path, b"", "rong.xlsx"))
    assert refused == (2, 'Không nhận tệp. Tệp "rong.xlsx" rỗng, không có gì để đọc. Kiểm tra lại tệp rồi tải lên.\n')


def test_a_missing_argument_is_explained() -> None:
    assert CliRunner().invoke(app, ["check"]).exit_code == 2
    assert "check" in CliRunner().invoke(app, ["--help"]).stdout


def test_a_list_is_checked_without_loading_what_only_other_commands_need(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook([HEADINGS, *PEOPLE]))
    program = (
        "import atexit, sys\n"
        "heavy = {'prefect', 'sqlalchemy', 'fastapi', 'alembic', 'jinja2', 'rich'}\n"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules))))\n"
        "from cli.main import run\n"
        "run()"
    )
    command = [sys.executable, "-c", program, "staff", "check", str(path), "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert (json.loads(printed[0])["accepted"], printed[1]) == (3, "[]")


def test_a_list_knows_the_categories_of_the_staff_table() -> None:
    assert {each.name: each.value for each in Category} == {each.name: each.value for each in StaffCategory}
