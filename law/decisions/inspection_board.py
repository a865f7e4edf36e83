"""The people's inspection board (Ban Thanh tra nhân dân): its size, who may be a member, who is elected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from law.decisions.clock import months_later
from law.rules import Rules
from law.threshold import counted, no_more_than


def size_is_allowed(rules: Rules, *, staff: int, members: int) -> bool:
    """May an agency of `staff` people have a board of `members` (0 = none)? Raises Impossible."""
    no_more_than(members, staff, part_name="Số thành viên", whole_name="tổng số người của cơ quan")
    if is_without(rules, staff):
        return members == 0
    if "sizes" in rules and members not in rules.numbers("sizes"):
        return False
    return rules.threshold("least_members").is_met(members) and rules.threshold("most_members").is_met(members)


def is_without(rules: Rules, staff: int) -> bool:
    """True where an agency of so many people has no board."""
    return "none_up_to" in rules and rules.threshold("none_up_to").is_met(counted(staff))


def may_be_member(rules: Rules, positions: Iterable[str]) -> bool:
    """May someone who holds these positions be a member?"""
    return set(positions).isdisjoint(rules.names("not_members"))


def term_until(rules: Rules, elected_on: date) -> date:
    """The last day of the term of a board that was elected on a day."""
    return months_later(elected_on, rules.period("term").length)


def fills_seats(rules: Rules, members: int) -> bool:
    """Whether so many are fewer than a whole board, and so can only fill seats of one."""
    return not rules.threshold("least_members").is_met(members)


@dataclass(frozen=True)
class Elected:
    """Who is elected, the most votes first; `tied` are those whom equal votes keep from the seats that are left.

    `needed` is the smallest number of votes that would do.
    """

    chosen: tuple[int, ...]
    tied: tuple[int, ...]
    needed: int


def elected(conference: Rules, *, present: int, seats: int, votes: Mapping[int, int]) -> Elected:
    """Who of those on the ballot is elected, by the majority with which the conference decides. Raises Impossible."""
    for number in votes.values():
        no_more_than(number, present, part_name="Số phiếu", whole_name="số người dự")
    majority = conference.threshold("resolution_majority")
    enough = sorted((who for who in votes if majority.is_met(votes[who], present)), key=lambda who: -votes[who])
    needed = majority.smallest_number(present)
    if len(enough) <= seats:
        return Elected(tuple(enough), (), needed)
    last = votes[enough[seats]]
    above = tuple(who for who in enough[:seats] if votes[who] > last)
    tied = tuple(who for who in enough if votes[who] == last) if len(above) < seats else ()
    return Elected(above, tied, needed)
