"""The yearly files hold the holidays of the Labour Code, and every swap has its Saturday."""

from datetime import date

import pytest

from law.reading import BadData, read_text
from law.working_days import SATURDAY, calendar_of, is_working_day, parse_year, years

GOOD = """\
sources:
  tb: {cites: Thông báo, certainty: V2}
days_off:
  2026-08-31: {label: Nghỉ hoán đổi, source: tb}
working_days:
  2026-08-22: {label: Làm bù, instead_of: 2026-08-31, source: tb}
"""


def test_the_years_that_agencies_work_in_are_there() -> None:
    assert years() == (2024, 2025, 2026, 2027)


@pytest.mark.parametrize("year", years())
def test_every_year_has_the_holidays_of_the_law(year: int) -> None:
    off = calendar_of(year).days_off
    tet = [special for special in off.values() if special.label.startswith("Tết Âm lịch")]

    assert len(tet) == 5
    assert all(date(year, month, day) in off for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)))
    assert (date(year, 9, 1) in off) != (date(year, 9, 3) in off)
    assert sum(special.label.startswith("Giỗ Tổ") for special in off.values()) == 1
    assert (date(year, 11, 24) in off) == (year >= 2026)


@pytest.mark.parametrize("year", years())
def test_a_holiday_on_a_weekend_is_made_up_for(year: int) -> None:
    off = calendar_of(year).days_off.values()
    on_weekends = [special for special in off if special.day.weekday() >= SATURDAY]
    made_up = [special for special in off if special.label.startswith("Nghỉ bù")]

    assert len(on_weekends) == len(made_up)


@pytest.mark.parametrize("year", years())
def test_every_swap_exchanges_a_weekday_for_a_weekend_day(year: int) -> None:
    calendar = calendar_of(year)
    swapped_off = {special.day for special in calendar.days_off.values() if special.label == "Nghỉ hoán đổi"}

    assert {special.instead_of for special in calendar.working_days.values()} == swapped_off
    assert all(day.weekday() < SATURDAY for day in swapped_off)
    assert all(is_working_day(day) for day in calendar.working_days)


@pytest.mark.parametrize(
    ("year", "worked"),
    [(2024, 251), (2025, 250), (2026, 249), (2027, 249)],
)
def test_the_number_of_working_days_of_the_year_is_known(year: int, worked: int) -> None:
    days = (date.fromordinal(at) for at in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))

    assert sum(is_working_day(day) for day in days) == worked


def test_every_special_day_names_the_text_that_made_it() -> None:
    for year in years():
        calendar = calendar_of(year)
        for special in (*calendar.days_off.values(), *calendar.working_days.values()):
            assert special.source
            assert special.certainty


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("2026-08-31: {label", "2027-08-31: {label", 4, "không thuộc năm 2026"),
        ("2026-08-31: {label", "2026-08-32: {label", 4, "không có ngày 2026-08-32"),
        ("đổi, source: tb", "đổi, source: tx", 4, 'không có nguồn "tx"'),
        ("2026-08-22:", "2026-08-21:", 6, "phải là thứ Bảy hoặc Chủ nhật"),
        ("instead_of: 2026-08-31", "instead_of: 2026-08-30", 6, "instead_of"),
        ("working_days:", "workingdays:", 5, 'có phải "working_days" không'),
        ("certainty: V2", "certainty: V9", 2, 'không có từ "V9"'),
    ],
)
def test_a_mistake_in_a_year_is_refused_with_its_line(right: str, wrong: str, line: int, said: str) -> None:
    assert right in GOOD
    parse_year(2026, read_text(GOOD, "2026.yaml"))
    with pytest.raises(BadData, match=f"^2026.yaml, dòng {line}, ") as refused:
        parse_year(2026, read_text(GOOD.replace(right, wrong), "2026.yaml"))
    assert said in str(refused.value)
