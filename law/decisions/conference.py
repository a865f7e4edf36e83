"""The staff conference: who must be there, when it is quorate, when a resolution is adopted."""

from dataclasses import dataclass
from datetime import date

from law.decisions.recurring import last_day, working_days_before
from law.rules import Rule, Rules
from law.threshold import counted, no_more_than


@dataclass(frozen=True)
class Measured:
    """A count set against its threshold: met or not, the smallest number that would do, and the rule."""

    met: bool
    needed: int
    count: int
    of: int
    rule: Rule


def must_be_all_staff(rules: Rules, staff: int) -> bool:
    """True where the conference must be of all staff; False where head and union may agree on delegates."""
    return not rules.threshold("delegates_from").is_met(counted(staff))


def is_optional(rules: Rules, staff: int) -> bool:
    """True where the agency is so small that it holds a conference only if it sees a need."""
    return "optional_up_to" in rules and rules.threshold("optional_up_to").is_met(counted(staff))


def latest_on(rules: Rules, work_year_ends: date) -> date:
    """The last day on which the conference of a work year may be held."""
    return last_day(work_year_ends, rules.period("latest_after_work_year"))


def reminded_on(rules: Rules, latest: date) -> tuple[date, ...]:
    """The days on which those who hold it are reminded of its last day: the earliest first."""
    return tuple(sorted(working_days_before(latest, days) for days in rules.numbers("limit_reminders")))


def quorum(rules: Rules, *, summoned: int, present: int) -> Measured:
    """`summoned` is all staff, or the delegates summoned. Raises Impossible."""
    no_more_than(present, summoned, part_name="Số người có mặt", whole_name="số người được triệu tập")
    return _measured(rules, "quorum", present, summoned)


def resolution(rules: Rules, *, present: int, in_favour: int) -> Measured:
    """Is the resolution adopted by those who attend? Raises Impossible."""
    no_more_than(in_favour, present, part_name="Số người tán thành", whole_name="số người dự")
    return _measured(rules, "resolution_majority", in_favour, present)


def extraordinary(rules: Rules, *, staff: int, requesters: int) -> Measured:
    """Do enough staff ask for an extraordinary conference? Raises Impossible."""
    no_more_than(requesters, staff, part_name="Số người đề nghị", whole_name="tổng số người của cơ quan")
    return _measured(rules, "extraordinary_request", requesters, staff)


def is_by_letter(rules: Rules, *, failed: int) -> bool:
    """True where so many convenings without a quorum let all staff be asked by letter in place of a conference."""
    return "letter_ballot_after" in rules and rules.threshold("letter_ballot_after").is_met(counted(failed))


def letter_ballot(rules: Rules, *, staff: int, in_favour: int) -> Measured:
    """Is the matter carried by the opinion ballots sent in place of a conference? Raises Impossible."""
    no_more_than(in_favour, staff, part_name="Số phiếu tán thành", whole_name="tổng số người của cơ quan")
    return _measured(rules, "letter_ballot_majority", in_favour, staff)


def _measured(rules: Rules, key: str, count: int, of: int) -> Measured:
    threshold = rules.threshold(key)
    return Measured(threshold.is_met(count, of), threshold.smallest_number(of), count, of, rules[key])
