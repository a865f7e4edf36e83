"""When a resolution is checked, until when it is followed, when an owner is reminded; with holidays known and not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions import following
from law.rules import rules_on
from law.working_days import count_working_days, is_working_day

RULES = rules_on("resolution", date(2026, 11, 20))
DAYS = st.dates(date(2024, 1, 2), date(2026, 6, 30))


def test_a_year_has_two_checks_half_a_year_apart_each_asked_for_ten_working_days_before() -> None:
    first, second = following.checks(RULES, date(2026, 11, 20))
    assert (first.number, first.due_on) == (1, date(2027, 5, 20))
    assert (second.number, second.due_on) == (2, date(2027, 11, 22))  # 20/11/2027 is a Saturday
    assert first.asked_on == count_working_days(first.due_on, -10)
    assert following.followed_until(RULES, date(2026, 11, 20)) == second.due_on


@given(DAYS)
def test_checks_are_asked_for_before_they_are_due_and_fall_into_the_time_of_following(since: date) -> None:
    checks = following.checks(RULES, since)
    assert [check.number for check in checks] == [1, 2]
    for check in checks:
        assert since < check.asked_on < check.due_on <= following.followed_until(RULES, since)
        assert is_working_day(check.due_on)


def test_where_the_holidays_of_a_year_are_unknown_days_are_counted_plainly() -> None:
    first, second = following.checks(RULES, date(2031, 3, 15))
    assert (first.due_on, second.due_on) == (date(2031, 9, 15), date(2032, 3, 15))
    assert first.asked_on == first.due_on - timedelta(days=10)
    assert following.followed_until(RULES, date(2031, 3, 15)) == date(2032, 3, 15)
    assert following.reminded_on(RULES, date(2031, 3, 15)) == (date(2031, 3, 10), date(2031, 3, 15))


def test_an_owner_is_reminded_five_working_days_before_and_on_the_last_day() -> None:
    assert following.reminded_on(RULES, date(2027, 3, 12)) == (date(2027, 3, 5), date(2027, 3, 12))


@given(DAYS)
def test_the_last_reminder_is_the_last_day_whatever_day_it_is(due_on: date) -> None:
    assert following.reminded_on(RULES, due_on)[-1] == due_on


@pytest.mark.parametrize(
    ("until", "since"),
    [
        (date(2026, 11, 27), date(2026, 11, 20)),
        (date(2027, 11, 21), date(2026, 11, 20)),
        (date(2027, 11, 22), date(2027, 11, 22)),
        (date(2028, 1, 5), date(2028, 1, 5)),
    ],
)
def test_it_counts_from_the_adoption_unless_the_circulation_came_when_it_was_over(until: date, since: date) -> None:
    assert following.counted_from(RULES, date(2026, 11, 20), until) == since
