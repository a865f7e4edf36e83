"""Telling everyone: until when a decision must be disclosed, and how long what is posted stays."""

from datetime import date

from law.decisions import clock
from law.rules import Rules


def due(rules: Rules, decided_on: date) -> date:
    """The last day on which what was decided on a day may be disclosed. Raises NotInForce, as clock.due()."""
    return clock.due(decided_on, rules.period("disclosed_within"))


def is_late(rules: Rules, *, decided_on: date, disclosed_on: date) -> bool:
    """Was it disclosed after its last day? Raises NotInForce."""
    return disclosed_on > due(rules, decided_on)


def posted_until(rules: Rules, posted_on: date) -> date:
    """The last day on which what was posted on a day must still be there. Raises NotInForce."""
    return clock.due(posted_on, rules.period("posted_for"))
