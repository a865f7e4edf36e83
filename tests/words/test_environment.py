"""The one Jinja environment finds the templates from anywhere, escapes pages and refuses what it was not given."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from words.environment import environment, render


def test_the_templates_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert render("papers/resolution/on_behalf_of.jinja") == "TM. Đoàn Chủ tịch"


def test_a_name_that_was_not_given_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError, match="conference"):
        render("papers/resolution/subject.jinja")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("pages/staff/answer.html", "&lt;b&gt;"),
        ("pages/marks.jinja", "&lt;b&gt;"),
        ("mail/invitation/body.html", "&lt;b&gt;"),
        ("mail/invitation/body.txt", "<b>"),
        ("papers/resolution/subject.jinja", "<b>"),
        ("papers/paper.html", "&lt;b&gt;"),
    ],
)
def test_pages_and_letters_in_html_are_escaped_and_plain_text_is_not(template: str, said: str) -> None:
    apart = environment().overlay(loader=DictLoader({template: "{{ name }}"}))
    assert apart.get_template(template).render(name="<b>") == said


def test_a_template_without_a_file_is_escaped() -> None:
    assert environment().from_string("{{ name }}").render(name="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ instant | moment }}", "17:00 thứ Sáu 27/11/2026"),
        ("{{ instant | moment_short }}", "17:00 thứ Sáu 27/11"),
        ("{{ instant | clock_time }}", "17:00"),
        ("{{ instant | local_day | short_date }}", "27/11/2026"),
        ("{{ day | short_date }}, {{ day | long_date }}", "05/3/2026, ngày 05 tháng 3 năm 2026"),
        (
            "{{ share(21, 28) }}, {{ percent_of(21, 28) }}, {{ 21 | share(28) }}",
            "21/28 (75,0 %), 75,0 %, 21/28 (75,0 %)",
        ),
        ("{{ 3000 | thousands }}, {{ 6 | two_digits }}", "3.000, 06"),
        ("{{ 5 | document_number('NQ-HNCBCC') }}", "05/NQ-HNCBCC"),
        ("{{ none | cited }}", "[…]"),
        ("{{ time_left(instant, instant) }}", "vừa hết hạn"),
        ("{{ ' Lê  Hoa ' | clean_name }} {{ 'Đỗ Đức' | folded }}", "Lê Hoa do duc"),
    ],
)
def test_every_template_says_dates_and_figures_in_the_same_words(source: str, said: str) -> None:
    instant = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert environment().from_string(source).render(instant=instant, day=date(2026, 3, 5)) == said


def test_lines_that_hold_only_a_tag_leave_no_blank_line() -> None:
    source = "một\n  {% if true %}\nhai\n  {% endif %}\nba"
    assert environment().from_string(source).render() == "một\nhai\nba"
