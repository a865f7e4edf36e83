"""What comes again: the turns of a duty that the law wants every so many months, each with its day and its asking."""

from dataclasses import dataclass
from datetime import date, timedelta

from law.decisions import clock
from law.parameters import NotInForce
from law.period import Period
from law.working_days import count_working_days


@dataclass(frozen=True)
class Turn:
    """One turn of a duty that comes again: by when, and on which day those who do it are asked."""

    number: int
    due_on: date
    asked_on: date


def turn(since: date, every: Period, number: int, asked_before: int) -> Turn:
    """The turn of a number, counted from a day; it is asked for so many working days before its last day."""
    due_on = last_day(since, Period(every.length * number, every.unit))
    return Turn(number, due_on, working_days_before(due_on, asked_before))


def last_day(since: date, months: Period) -> date:
    """The last day of so many months; where the holidays of that year are not known, it is not moved off them."""
    try:
        return clock.due(since, months)
    except NotInForce:
        return clock.months_later(since, months.length)


def working_days_before(day: date, count: int) -> date:
    """So many working days before; plain days where the holidays of that year are not known."""
    try:
        return count_working_days(day, -count)
    except NotInForce:
        return day - timedelta(days=count)
