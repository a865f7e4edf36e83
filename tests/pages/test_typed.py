"""What people type: days, times, numbers, the articles of a resolution."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ResolutionArticle
from web import typed
from web.hr.drafts import articles
from words.dates import short_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/3/2026", date(2026, 3, 5)),
        ("5-3-2026", date(2026, 3, 5)),
        (" 29.2.2024 ", date(2024, 2, 29)),
        ("2026-03-05", date(2026, 3, 5)),
        ("", None),
    ],
)
def test_a_day_is_read_day_first(text: str, day: date | None) -> None:
    assert typed.day(text) == day


@pytest.mark.parametrize("text", ["31/2/2026", "03/2026", "5/3/26", "hôm nay", "05/13/2026", "1/1/0001", "1/1/9999"])
def test_a_day_that_is_none_says_so(text: str) -> None:
    with pytest.raises(typed.Unclear, match=r"\.$"):
        typed.day(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_reads_back_as_it_is_printed(day: date) -> None:
    assert typed.day(short_date(day)) == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("17:00", time(17)),
        ("8:05", time(8, 5)),
        ("17:00:30", time(17, 0, 30)),
        ("17h", time(17)),
        ("17h30", time(17, 30)),
    ],
)
def test_a_time_of_day_has_24_hours_and_may_have_seconds(text: str, clock: time) -> None:
    assert typed.clock(text) == clock


@pytest.mark.parametrize("text", ["24:00", "17:60", "5 giờ chiều", "17:0", "::"])
def test_a_time_that_is_none_says_so(text: str) -> None:
    with pytest.raises(typed.Unclear):
        typed.clock(text)


def test_an_instant_is_of_vietnam_and_needs_both_parts() -> None:
    assert typed.instant("27/11/2026", "17:00") == datetime(2026, 11, 27, 10, tzinfo=UTC)
    assert typed.instant("", "") is None
    for day, clock in (("27/11/2026", ""), ("", "17:00")):
        with pytest.raises(typed.Unclear):
            typed.instant(day, clock)


@given(st.integers(1_000_000_000, 4_000_000_000))
def test_an_instant_reads_back_to_the_second(second: int) -> None:
    at = datetime.fromtimestamp(second, UTC)
    assert typed.instant(*typed.as_typed(at)) == at


@pytest.mark.parametrize(("text", "number"), [("28", 28), ("3.000", 3000), ("1 200", 1200), ("", None), ("007", 7)])
def test_a_number_may_have_dots_between_thousands(text: str, number: int | None) -> None:
    assert typed.whole(text) == number


@pytest.mark.parametrize("text", ["-1", "2,5", "3.00", "một", "9" * 5000, "0" * 20, "٣"])
def test_what_is_no_number_says_so(text: str) -> None:
    with pytest.raises(typed.Unclear):
        typed.whole(text)


def test_articles_are_read_with_headings_and_paragraphs() -> None:
    text = "Điều 1. Thông qua các báo cáo\nHội nghị thông qua.\n\n- Một việc\nĐiều 2: Thi hành ngay."
    assert articles.read(text) == [
        ("Thông qua các báo cáo", ["Hội nghị thông qua.", "- Một việc"]),
        ("", ["Thi hành ngay."]),
    ]


@pytest.mark.parametrize("text", ["Hội nghị thông qua.", "Điều 1. A\nb\nĐiều 3. C\nd", "Điều 2. A"])
def test_a_broken_numbering_names_the_line(text: str) -> None:
    with pytest.raises(typed.Unclear, match=r"^Dòng \d+"):
        articles.read(text)


def test_a_reference_to_a_law_inside_a_paragraph_is_no_article() -> None:
    text = "Điều 1. Căn cứ\nThực hiện theo\nĐiều 51 của quy chế này.\nĐiều 2. Thi hành\nNgay."
    assert [heading for heading, _ in articles.read(text)] == ["Căn cứ", "Thi hành"]


lines = st.text("abc đươ,;-", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.one_of(st.just(""), lines), st.lists(lines, min_size=1, max_size=4)), max_size=5))
def test_articles_read_back_as_they_are_written(made: list[tuple[str, list[str]]]) -> None:
    clean = articles.read(articles.written(_rows(made)))
    assert articles.read(articles.written(_rows(clean))) == clean
    assert len(clean) == len(made)


def _rows(made: list[tuple[str, list[str]]]) -> list[ResolutionArticle]:
    return [
        ResolutionArticle(procedure_id=1, number=number, heading=heading, paragraphs=paragraphs)
        for number, (heading, paragraphs) in enumerate(made, start=1)
    ]
