"""The two clocks of an appointment: the authority's answer, and the end of the whole procedure."""

from dataclasses import dataclass
from datetime import date

from law.decisions import clock
from law.period import Period
from law.rules import Rules


@dataclass(frozen=True)
class Clock:
    """`due` is the last day, `alert_on` the day on which so much of it has passed that people are told."""

    due: date
    alert_on: date

    def is_late(self, day: date) -> bool:
        """Is the day after the last one?"""
        return day > self.due


def policy_clock(rules: Rules, received_on: date) -> Clock:
    """By when the authority decides on a proposal that it received on a day; runs only where one was submitted.

    Raises NotInForce, as clock.due().
    """
    return _clock(rules, received_on, "policy_answered_within")


def completion_clock(rules: Rules, agreed_on: date) -> Clock:
    """By when the procedure ends after the written agreement of a day. Raises NotInForce, as clock.due()."""
    return _clock(rules, agreed_on, "completed_within")


def _clock(rules: Rules, start: date, key: str) -> Clock:
    whole = rules.period(key)
    part = rules.threshold("alerted_at").smallest_number(whole.length)
    return Clock(clock.due(start, whole), clock.due(start, Period(part, whole.unit)))
