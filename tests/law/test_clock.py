"""Periods end where the law says, whatever lies between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions.clock import counted_back, due
from law.parameters import NotInForce
from law.period import Period, Unit
from law.rules import Rules, rules_on
from law.threshold import Impossible
from law.working_days import NoCalendar, is_working_day, next_working_day, previous_working_day
from tests.law.days import KNOWN_DAYS

SHORT = st.integers(min_value=1, max_value=40)


def working(count: int) -> Period:
    return Period(count, Unit.WORKING_DAY)


def calendar_days(count: int) -> Period:
    return Period(count, Unit.DAY)


@given(start=KNOWN_DAYS, count=SHORT)
def test_a_period_of_working_days_has_that_many_and_ends_on_one(start: date, count: int) -> None:
    last = due(start, working(count))
    between = [start + timedelta(days) for days in range(1, (last - start).days + 1)]

    assert is_working_day(last)
    assert sum(is_working_day(day) for day in between) == count


@given(start=KNOWN_DAYS, count=SHORT)
def test_a_day_more_ends_later(start: date, count: int) -> None:
    assert due(start, working(count + 1)) > due(start, working(count))
    assert due(start, calendar_days(count + 1)) >= due(start, calendar_days(count))


@given(start=KNOWN_DAYS, count=SHORT)
def test_a_period_of_days_never_ends_on_a_day_off_nor_too_early(start: date, count: int) -> None:
    last = due(start, calendar_days(count))

    assert is_working_day(last)
    assert last >= start + timedelta(count)
    assert not any(is_working_day(start + timedelta(days)) for days in range(count, (last - start).days))


@given(start=KNOWN_DAYS, count=SHORT)
def test_posting_runs_its_days_without_a_break(start: date, count: int) -> None:
    assert due(start, Period(count, Unit.CONSECUTIVE_DAY)) == start + timedelta(count)


@given(end=KNOWN_DAYS, count=SHORT)
def test_counting_back_onto_days_off_ends_on_the_working_day_after_them(end: date, count: int) -> None:
    last = counted_back(end, calendar_days(count))

    assert is_working_day(last)
    assert (end - last).days <= count
    assert not any(is_working_day(end - timedelta(days)) for days in range((end - last).days + 1, count + 1))
    assert counted_back(end, Period(count, Unit.CONSECUTIVE_DAY)) == end - timedelta(count)


@given(end=KNOWN_DAYS.filter(is_working_day), count=SHORT)
def test_counting_working_days_back_is_the_mirror_of_counting_them_forward(end: date, count: int) -> None:
    assert due(counted_back(end, working(count)), working(count)) == end


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2025, 8, 30), 6, date(2026, 3, 2)),  # 28/02/2026 là thứ Bảy
        (date(2027, 8, 31), 3, date(2027, 11, 30)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 10, 26), 1, date(2026, 11, 26)),
        (date(2026, 10, 24), 1, date(2026, 11, 25)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2025, 12, 15), 12, date(2026, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: date, months: int, last: date) -> None:
    assert due(start, Period(months, Unit.MONTH)) == last


def test_months_are_counted_back_over_new_year() -> None:
    assert counted_back(date(2027, 1, 31), Period(2, Unit.MONTH)) == date(2026, 11, 30)


def test_a_period_without_a_day_or_beyond_the_calendar_is_impossible() -> None:
    with pytest.raises(Impossible, match="0 ngày làm việc"):
        due(date(2026, 3, 9), working(0))
    with pytest.raises(Impossible, match="quá dài"):
        counted_back(date(2026, 3, 9), Period(30_000, Unit.MONTH))


def conventions(**changed: str) -> Rules:
    frozen = rules_on("clock", date(2026, 3, 9)).frozen()
    for key, choice in changed.items():
        frozen["values"][key]["choice"] = choice
    return Rules.thaw(frozen)


def test_a_lawyer_may_count_the_first_day() -> None:
    monday, counted = date(2026, 3, 9), conventions(first_day="counted")

    assert due(monday, working(5), counted) == date(2026, 3, 13)
    assert due(monday, calendar_days(4), counted) == date(2026, 3, 12)
    assert counted_back(date(2026, 3, 13), working(5), counted) == monday
    assert counted_back(date(2026, 3, 12), calendar_days(4), counted) == monday


def test_a_lawyer_may_move_the_end_of_a_period_otherwise() -> None:
    saturday, sunday = date(2026, 3, 14), date(2026, 3, 15)
    other = conventions(
        ends_on_day_off="same_day",
        counted_back_to_day_off="previous_working_day",
        posting_ends_on_day_off="previous_working_day",
    )

    assert due(date(2026, 3, 9), calendar_days(5), other) == saturday
    assert counted_back(date(2026, 3, 20), calendar_days(5), other) == date(2026, 3, 13)
    assert due(date(2026, 3, 10), Period(5, Unit.CONSECUTIVE_DAY), other) == sunday - timedelta(2)


def test_hours_do_not_end_on_a_day() -> None:
    with pytest.raises(TypeError):
        due(date(2026, 3, 9), Period(24, Unit.HOUR))


def test_a_year_without_its_holidays_is_refused_in_words() -> None:
    with pytest.raises(NoCalendar, match=r"Ngày nghỉ lễ, tết năm 2028.*01/01/2028"):
        due(date(2027, 12, 31), working(1))
    with pytest.raises(NotInForce, match="Cách tính thời hạn"):
        due(date(2016, 12, 31), working(1))


def test_the_nearest_working_day_may_be_the_day_itself() -> None:
    swapped_saturday, plain_saturday = date(2026, 8, 22), date(2026, 8, 15)

    assert next_working_day(swapped_saturday) == previous_working_day(swapped_saturday) == swapped_saturday
    assert next_working_day(plain_saturday) == date(2026, 8, 17)
    assert previous_working_day(plain_saturday) == date(2026, 8, 14)
