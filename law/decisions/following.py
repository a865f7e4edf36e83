"""Carrying out a resolution: when it is checked, until when it is followed, when the owner of an item is reminded."""

from dataclasses import dataclass
from datetime import date, timedelta

from law.decisions import clock
from law.parameters import NotInForce
from law.period import Period
from law.rules import Rules
from law.working_days import count_working_days


@dataclass(frozen=True)
class Check:
    """One check of how a resolution is carried out: by when, and on which day head and union are asked for it."""

    number: int
    due_on: date
    asked_on: date


def counted_from(rules: Rules, adopted_on: date, circulated_until: date) -> date:
    """From which day the following counts: the adoption, or the end of a circulation that came when it was over."""
    return adopted_on if circulated_until < followed_until(rules, adopted_on) else circulated_until


def followed_until(rules: Rules, since: date) -> date:
    """The last day on which a resolution is followed, where no later one takes its place."""
    return _ends(since, rules.period("followed_for"))


def checks(rules: Rules, since: date) -> tuple[Check, ...]:
    """The checks that fall into the time for which a resolution is followed, the first one first."""
    every, lasts = rules.period("checked_every"), rules.period("followed_for")
    ends = [_ends(since, Period(every.length * n, every.unit)) for n in range(1, lasts.length // every.length + 1)]
    before = rules.days("check_asked_before")
    return tuple(Check(n, due_on, _working_days_before(due_on, before)) for n, due_on in enumerate(ends, 1))


def reminded_on(rules: Rules, due_on: date) -> tuple[date, ...]:
    """The days on which the owner of an item is reminded, as the data have them: the earliest first."""
    return tuple(sorted(_working_days_before(due_on, days) for days in rules.numbers("item_reminders")))


def _ends(since: date, period: Period) -> date:
    """The last day of the period; where the holidays of that year are not known, it is not moved off them."""
    try:
        return clock.due(since, period)
    except NotInForce:
        return clock.months_later(since, period.length)


def _working_days_before(day: date, count: int) -> date:
    """So many working days before; plain days where the holidays of that year are not known."""
    try:
        return count_working_days(day, -count)
    except NotInForce:
        return day - timedelta(days=count)
