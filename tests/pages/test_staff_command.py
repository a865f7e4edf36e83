"""`danchu staff import`: the same list, from the machine itself."""

import json
from pathlib import Path

from sqlmodel import col, select
from typer.testing import CliRunner

from cli.main import app
from models import AuditEvent, StaffMember
from models.store import database
from tests.pages.lists import csv, of_the_world
from tests.world import World


def names() -> set[str]:
    with database.reading() as session:
        return set(session.exec(select(StaffMember.full_name).where(col(StaffMember.left_on).is_(None))).all())


def run(file: Path, *options: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["staff", "import", str(file), *options], input=typed)
    return result.exit_code, result.output


def test_a_list_is_taken_after_a_yes(small_world: World, tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(csv(*of_the_world()[:7], "Lê Thị Hoa,Văn phòng,Công chức,,,"))
    code, said = run(file, typed="n\n")
    assert (code, "Lê Thị Hoa" in names()) == (2, False)
    assert "1 người không có trong tệp, ghi là đã rời cơ quan: Nguyễn Thị Số 7." in said
    assert run(file, typed="y\n")[0] == 0
    assert "Lê Thị Hoa" in names()
    assert "Nguyễn Thị Số 7" not in names()
    with database.reading() as session:
        assert session.exec(select(AuditEvent.actor).where(AuditEvent.name == "StaffListTaken")).one() == "operator"


def test_the_absent_may_be_kept(small_world: World, tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(csv(*of_the_world()[:3]))
    code, said = run(file, "--yes", "--keep-absent", "--json")
    assert code == 0
    assert json.loads(said.splitlines()[-1])["taken"] == {"added": 0, "changed": 0, "left": 0}
    assert len(names()) == 8


def test_wrong_rows_are_told_and_dismiss_nobody(small_world: World, tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(csv("Lê Thị Hoa,Văn phòng,Công chức,hoa@,,", "Vũ Văn Nam,Văn phòng,Công chức,,,"))
    code, said = run(file, "--yes", "--json")
    found = json.loads(said.splitlines()[-1])
    assert (code, found["accepted"], len(found["rows"])) == (1, 1, 1)
    assert found["taken"] == {"added": 1, "changed": 0, "left": 0}
    assert names() >= {"Vũ Văn Nam", "Nguyễn Thị Số 7"}


def test_a_file_that_is_no_list_changes_nothing(small_world: World, tmp_path: Path) -> None:
    file = tmp_path / "ds.csv"
    file.write_bytes(b"%PDF-1.7")
    assert run(file, "--yes")[0] == 2
    assert run(tmp_path / "khong-co.csv", "--yes", "--json")[0] == 2
    assert len(names()) == 8
