"""The people's inspection board of an agency (Ban Thanh tra nhân dân): how many members it may have."""

from law.rules import Rules
from law.threshold import no_more_than


def size_is_allowed(rules: Rules, *, staff: int, members: int) -> bool:
    """May an agency of `staff` people have a board of `members` (0 = none)? Raises Impossible."""
    no_more_than(members, staff, part_name="Số thành viên", whole_name="tổng số người của cơ quan")
    if rules.threshold("none_up_to").is_met(staff):
        return members == 0
    return rules.threshold("least_members").is_met(members) and rules.threshold("most_members").is_met(members)
