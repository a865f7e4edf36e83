"""Dates and instants are said as a Vietnamese office writes them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import dates

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
INSTANTS = DAYS.flatmap(lambda day: st.times().map(lambda hour: datetime.combine(day, hour, UTC)))


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 3, 5), "05/3/2026", "ngày 05 tháng 3 năm 2026"),
        (date(2026, 1, 9), "09/01/2026", "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 28), "28/02/2026", "ngày 28 tháng 02 năm 2026"),
        (date(2026, 10, 1), "01/10/2026", "ngày 01 tháng 10 năm 2026"),
        (date(2026, 12, 31), "31/12/2026", "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_the_day_has_two_digits_and_only_the_months_one_and_two_are_padded(day: date, short: str, long: str) -> None:
    assert dates.short_date(day) == short
    assert dates.long_date(day) == long


def test_a_day_that_is_not_known_leaves_room_for_the_clerk() -> None:
    assert dates.long_date(None).split() == ["ngày", "tháng", "năm"]
    assert len(dates.long_date(None)) > len("ngày 05 tháng 3 năm 2026")


@given(DAYS)
def test_a_short_date_reads_back_as_the_same_day(day: date) -> None:
    number, month, year = map(int, dates.short_date(day).split("/"))
    assert date(year, month, number) == day


@pytest.mark.parametrize("said", [dates.short_date, dates.long_date])
def test_an_instant_is_not_taken_for_a_day(said) -> None:
    with pytest.raises(TypeError, match="local_day"):
        said(FRIDAY)
    with pytest.raises(TypeError, match="local_day"):
        dates.at_local(FRIDAY, 8)


def test_an_instant_is_shown_in_vietnam() -> None:
    assert dates.moment(FRIDAY) == "17:00 thứ Sáu 27/11/2026"
    assert dates.moment_short(FRIDAY) == "17:00 thứ Sáu 27/11"
    assert dates.clock_time(FRIDAY) == "17:00"
    assert dates.clock_time(FRIDAY.astimezone(timezone(timedelta(hours=-5)))) == "17:00"
    assert dates.moment(datetime(2026, 3, 5, 1, 7, tzinfo=UTC)) == "08:07 thứ Năm 05/3/2026"


def test_the_week_runs_from_monday_to_sunday() -> None:
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    said = [dates.moment_short(monday + timedelta(days=n)).split(" ", 1)[1].rsplit(" ", 1)[0] for n in range(7)]
    assert said == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


def test_the_evening_in_utc_is_the_next_day_in_vietnam() -> None:
    assert dates.local_day(datetime(2026, 11, 27, 16, 59, tzinfo=UTC)) == date(2026, 11, 27)
    assert dates.local_day(datetime(2026, 11, 27, 17, 0, tzinfo=UTC)) == date(2026, 11, 28)


@given(DAYS, st.integers(0, 23), st.integers(0, 59))
def test_an_hour_of_a_day_in_vietnam_is_an_instant_that_shows_as_that_hour(day: date, hour: int, minute: int) -> None:
    instant = dates.at_local(day, hour, minute)
    assert instant.tzinfo is UTC
    assert dates.local_day(instant) == day
    assert dates.clock_time(instant) == f"{hour:02d}:{minute:02d}"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=4), "còn 2 ngày 4 giờ"),
        (timedelta(days=2, hours=4, minutes=59), "còn 2 ngày 4 giờ"),
        (timedelta(days=2, minutes=59), "còn 2 ngày"),
        (timedelta(days=1), "còn 1 ngày"),
        (timedelta(hours=23, minutes=59), "còn 23 giờ 59 phút"),
        (timedelta(hours=5), "còn 5 giờ"),
        (timedelta(minutes=35), "còn 35 phút"),
        (timedelta(seconds=59), "còn dưới 1 phút"),
        (timedelta(0), "vừa hết hạn"),
        (-timedelta(seconds=59), "vừa hết hạn"),
        (-timedelta(minutes=2), "quá 2 phút"),
        (-timedelta(hours=3, minutes=20), "quá 3 giờ"),
        (-timedelta(days=1, hours=5), "quá 1 ngày"),
    ],
)
def test_time_left_names_at_most_two_units_and_time_past_one(left: timedelta, said: str) -> None:
    assert dates.time_left(FRIDAY, FRIDAY + left) == said


@given(INSTANTS, INSTANTS)
def test_time_is_either_left_or_past(now: datetime, until: datetime) -> None:
    said = dates.time_left(now, until)
    assert said.startswith("còn " if until > now else ("quá ", "vừa "))


@pytest.mark.parametrize("said", [dates.moment, dates.moment_short, dates.clock_time, dates.local_day])
def test_an_instant_without_its_time_zone_is_refused(said) -> None:
    naive = FRIDAY.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        said(naive)
    with pytest.raises(ValueError, match="time zone"):
        dates.time_left(naive, FRIDAY)
    with pytest.raises(ValueError, match="time zone"):
        dates.time_left(FRIDAY, naive)
