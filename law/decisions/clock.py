"""When a period ends: the first day, days off at the end, posting, counting back (law/parameters/clock.yaml)."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from law.period import Period, Unit
from law.rules import Rules, rules_on
from law.threshold import Impossible
from law.working_days import count_working_days, next_working_day, previous_working_day

MONTHS_A_YEAR = 12
KEPT = 64


def due(start: date, period: Period, rules: Rules | None = None) -> date:
    """The last day of a period that runs from `start`, by the conventions of that day unless others are given.

    Raises NotInForce (also where a year's holidays are unknown) and Impossible.
    """
    _check(period)
    rules = rules or _conventions(start)
    first = timedelta(rules.choice("first_day") == "counted")
    if period.unit is Unit.WORKING_DAY:
        return count_working_days(start - first, period.length)
    return _moved(_later(start, period.length, period.unit) - first, _ends(period, rules, "ends_on_day_off"))


def counted_back(end: date, period: Period, rules: Rules | None = None) -> date:
    """The last day on which a thing may be done so that the whole period still lies before `end`; raises as due()."""
    _check(period)
    rules = rules or _conventions(end)
    first = timedelta(rules.choice("first_day") == "counted")
    if period.unit is Unit.WORKING_DAY:
        return count_working_days(end + first, -period.length)
    return _moved(_later(end, -period.length, period.unit) + first, _ends(period, rules, "counted_back_to_day_off"))


@lru_cache(maxsize=KEPT)
def _conventions(day: date) -> Rules:
    return rules_on("clock", day)


def _ends(period: Period, rules: Rules, usually: str) -> str:
    return rules.choice("posting_ends_on_day_off" if period.unit is Unit.CONSECUTIVE_DAY else usually)


def _check(period: Period) -> None:
    if period.length < 1:
        raise Impossible(f"Thời hạn không thể là {period}.")
    if period.unit not in (Unit.DAY, Unit.WORKING_DAY, Unit.CONSECUTIVE_DAY, Unit.MONTH):
        raise TypeError(f"a period in {period.unit} does not end on a day")


def _later(day: date, length: int, unit: Unit) -> date:
    try:
        return months_later(day, length) if unit is Unit.MONTH else day + timedelta(days=length)
    except (OverflowError, ValueError):
        raise Impossible(f"Thời hạn {Period(abs(length), unit)} quá dài.") from None


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that does not have it."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _moved(day: date, how: str) -> date:
    if how == "next_working_day":
        return next_working_day(day)
    return previous_working_day(day) if how == "previous_working_day" else day
