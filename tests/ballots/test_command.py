"""`danchu ballots verify`: a sentence for people, one JSON object for programs, and never a trace."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ballots.archive import head_of
from cli.ballots import app
from tests.ballots.faults import FAULTS
from tests.ballots.sealed_world import COUNTS, box, records, written


def verified(archive: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["verify", str(archive), *options])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    archive = tmp_path / "round.bel"
    archive.write_bytes(written(box().finished))
    return archive


def test_a_right_archive_is_told_in_words_with_its_result(finished: Path) -> None:
    code, said = verified(finished)
    assert code == 0
    assert said.startswith("ĐÚNG. Hội nghị “cán bộ chủ chốt”: đã có kết quả.")
    assert "6 mã, 7 lá phiếu, 6 người bỏ phiếu." in said
    assert "  Trần Văn Bình: 2\n" in said


def test_a_right_archive_is_one_object_for_programs(finished: Path) -> None:
    hashes = [head_of(records(steps)).hash for steps in (box().closed, box().finished)]
    options = ["--roll", "6", "--head-at-close", hashes[0], "--head", hashes[1], "--stage", "result", "--json"]
    code, said = verified(finished, *options)
    assert code == 0
    assert json.loads(said.splitlines()[-1]) == {"stage": "result", "ballots": 7, "counted": 6, "result": COUNTS}


def test_an_unfinished_archive_has_no_result(tmp_path: Path) -> None:
    archive = tmp_path / "round.bel"
    archive.write_bytes(written(box().opened))
    assert json.loads(verified(archive, "--json")[1]) == {"stage": "open", "ballots": 7, "counted": 6, "result": None}
    assert "đang bỏ phiếu" in verified(archive)[1]


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--roll", "7"], "roll"),
        (["--head", "0" * 64], "head"),
        (["--head-at-close", "0000 " * 11], "head-at-close"),
        (["--stage", "open"], "stage"),
    ],
)
def test_an_archive_that_is_not_the_expected_one_is_refused(finished: Path, options: list[str], rule: str) -> None:
    code, said = verified(finished, *options, "--json")
    assert code == 1
    assert json.loads(said)["failed"] == rule


def test_a_stage_that_does_not_exist_is_a_mistake_of_the_caller(finished: Path) -> None:
    assert verified(finished, "--stage", "later")[0] == 2


@pytest.mark.parametrize("name", ["a_zip", "nothing", "a_file_cut_short", "a_ballot_of_nobody", "ended_twice"])
def test_a_broken_archive_gets_a_sentence_and_its_rule(tmp_path: Path, name: str) -> None:
    rule, fault = FAULTS[name]
    archive = tmp_path / "round.bel"
    archive.write_bytes(fault())
    code, said = verified(archive)
    assert code == 1
    assert said.startswith("KHÔNG ĐÚNG. ")
    assert f"Quy tắc: {rule}; ở: " in said
    failed = json.loads(verified(archive, "--json")[1])
    assert failed["failed"] == rule
    assert set(failed) == {"failed", "at"}


def test_what_cannot_be_opened_gets_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.bel"):
        assert json.loads(verified(path, "--json")[1])["failed"] == "file-unreadable"
        assert "Không mở hoặc không đọc được tệp" in verified(path)[1]


def test_a_huge_file_of_nothing_is_refused_at_once(tmp_path: Path) -> None:
    archive = tmp_path / "round.bel"
    archive.touch()
    os.truncate(archive, 1 << 40)
    assert json.loads(verified(archive, "--json")[1])["failed"] == "file-foreign"
