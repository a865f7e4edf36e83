"""Carrying out a resolution: when it is checked, until when it is followed, when the owner of an item is reminded."""

from datetime import date

from law.decisions.recurring import Turn, last_day, turn, working_days_before
from law.rules import Rules


def counted_from(rules: Rules, adopted_on: date, circulated_until: date) -> date:
    """From which day the following counts: the adoption, or the end of a circulation that came when it was over."""
    return adopted_on if circulated_until < followed_until(rules, adopted_on) else circulated_until


def followed_until(rules: Rules, since: date) -> date:
    """The last day on which a resolution is followed, where no later one takes its place."""
    return last_day(since, rules.period("followed_for"))


def checks(rules: Rules, since: date) -> tuple[Turn, ...]:
    """The checks that fall into the time for which a resolution is followed, the first one first."""
    every, lasts = rules.period("checked_every"), rules.period("followed_for")
    before = rules.days("check_asked_before")
    return tuple(turn(since, every, number, before) for number in range(1, lasts.length // every.length + 1))


def reminded_on(rules: Rules, due_on: date) -> tuple[date, ...]:
    """The days on which the owner of an item is reminded, as the data have them: the earliest first."""
    return tuple(sorted(working_days_before(due_on, days) for days in rules.numbers("item_reminders")))
