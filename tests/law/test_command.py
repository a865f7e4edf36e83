"""`danchu law show` and `danchu law check`, as a person runs them."""

import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.law import app
from law.parameters import kinds
from law.rules import rules_on
from law.show import in_words, lines
from tests.law.days import TODAY

CASES = """\
- {name: Đủ, rule: conference.quorum, date: 2026-11-24, given: {summoned: 99, present: 66}, expect: {met: true}}
- {name: Thiếu, rule: conference.quorum, date: 2026-11-24, given: {summoned: 99, present: 65}, expect: {met: true}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def cases_in(folder: Path, text: str) -> str:
    file = folder / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_showing_a_kind_prints_value_article_and_certainty() -> None:
    shown = run("show", "conference", "--on", "2026-11-24")

    assert shown.exit_code == 0
    assert "áp dụng cho ngày 24/11/2026" in shown.output
    assert "Số người có mặt để hội nghị hợp lệ: ít nhất 2/3 số người được triệu tập\n" in shown.output
    assert "    điểm c khoản 2 Điều 51 Luật 10/2022/QH15 · [V1] đã đọc nguyên văn\n" in shown.output


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("conference", "resolution_majority", "trên 50 % số người dự"),
        ("conference", "extraordinary_request", "ít nhất 1/3 tổng số cán bộ, công chức, viên chức, người lao động"),
        ("conference", "delegates_from", "ít nhất 100 người"),
        ("conference", "optional_up_to", "không quá 7 người"),
        ("conference", "latest_after_work_year", "3 tháng"),
        ("conference", "held_every", "mỗi năm một lần"),
        ("resolution", "disclosed_within", "5 ngày làm việc"),
        ("resolution", "posted_for", "20 ngày liên tục"),
        ("resolution", "reminders", "2 và 1 ngày làm việc"),
        ("resolution", "shown_after", "ngay khi bắt đầu gửi"),
    ],
)
def test_a_value_reads_as_an_official_would_say_it(kind: str, key: str, words: str) -> None:
    assert in_words(rules_on(kind, TODAY)[key]) == words


@pytest.mark.parametrize("kind", kinds())
def test_everything_that_is_shown_is_composed_vietnamese(kind: str) -> None:
    shown = "\n".join(lines(rules_on(kind, TODAY)))

    assert unicodedata.is_normalized("NFC", shown)
    assert "None" not in shown


def test_showing_a_day_before_the_law_says_so() -> None:
    shown = run("show", "conference", "--on", "2016-02-29")

    assert shown.exit_code == 1
    assert "29/02/2016" in shown.output


def test_showing_wants_a_kind_that_exists_and_a_day() -> None:
    unknown, dateless = run("show", "conferences", "--on", "2026-11-24"), run("show", "conference")

    assert unknown.exit_code == dateless.exit_code == 2
    assert ", ".join(kinds()) in " ".join(unknown.output.split())


def test_checking_prints_what_disagrees_and_then_the_sum(tmp_path: Path) -> None:
    checked = run("check", cases_in(tmp_path, CASES))

    assert checked.exit_code == 1
    first, last = checked.output.splitlines()
    assert first.startswith("Thiếu | cần: met: true | được: met: false, needed: 66 | điểm c khoản 2 Điều 51")
    assert last == "1 of 2"


def test_checking_is_silent_about_what_agrees(tmp_path: Path) -> None:
    checked = run("check", cases_in(tmp_path, "\ufeff" + CASES.splitlines()[0]))

    assert checked.exit_code == 0
    assert checked.output == "1 of 1\n"


@pytest.mark.parametrize("text", ["", "a: b\n", "- [\n", "- 8\n"])
def test_a_file_that_is_no_list_of_cases_ends_with_two(tmp_path: Path, text: str) -> None:
    checked = run("check", cases_in(tmp_path, text))

    assert checked.exit_code == 2
    assert "cases.yaml" in checked.output


def test_a_file_that_cannot_be_opened_or_is_no_text_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF\xff\xfe")

    assert run("check", str(tmp_path / "missing.yaml")).exit_code == 2
    assert run("check", str(tmp_path)).exit_code == 2
    assert "UTF-8" in run("check", str(tmp_path / "scan.pdf")).output
