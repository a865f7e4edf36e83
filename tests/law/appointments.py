"""Days and short ways that the tests of appointments share."""

from collections.abc import Iterable, Mapping
from datetime import date

from law.decisions.appointment import Decision, Meeting, Tally, decide, meetings
from law.rules import Rules, rules_on

FIVE, FOUR, LAST_OF_FIVE = date(2025, 7, 1), date(2026, 8, 1), date(2026, 7, 31)
OLD, NEW = rules_on("appointment", LAST_OF_FIVE), rules_on("appointment", FOUR)
EVERY_MEETING = [(rules, meeting) for rules in (OLD, NEW) for meeting in meetings(rules)]
IDS = [f"{meeting.step} of {len(meetings(rules))}" for rules, meeting in EVERY_MEETING]


def meeting(rules: Rules, key: str) -> Meeting:
    (found,) = [each for each in meetings(rules) if each.key == key]
    return found


def decided(
    rules: Rules, step: int, numbers: tuple[int, int, int], votes: Mapping[str, int], names: Iterable[str] | None = None
) -> Decision:
    """`numbers` are summoned, excused, present; the names are those with votes unless others are given."""
    return decide(rules, step, Tally(*numbers, votes=votes), votes if names is None else names)
