"""What was counted at a meeting, and the exact share of every name on each base that people ask about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from law.threshold import Base, Impossible, counted, no_more_than


class HeadState(StrEnum):
    """The head of the agency: in office, the post vacant, or one of the two who are tied."""

    PRESENT = "present"
    VACANT = "vacant"
    CONCERNED = "concerned"


@dataclass(frozen=True)
class Tally:
    """The count of one post at one meeting: `votes` by name, `excused` by approved force majeure.

    Raises Impossible for numbers that cannot be true together.
    """

    summoned: int
    excused: int
    present: int
    votes: Mapping[str, int] = field(default_factory=dict[str, int])
    returned: int | None = None

    def __post_init__(self) -> None:
        no_more_than(self.excused, self.summoned, part_name="Số người vắng mặt", whole_name="số người được triệu tập")
        there = self.summoned - self.excused
        no_more_than(self.present, there, part_name="Số người có mặt", whole_name="số người được triệu tập còn lại")
        cast = sum(counted(votes) for votes in self.votes.values())
        if self.returned is None:
            no_more_than(cast, self.present, part_name="Tổng số phiếu", whole_name="số người có mặt")
        else:
            no_more_than(self.returned, self.present, part_name="Số phiếu thu về", whole_name="số người có mặt")
            no_more_than(cast, self.returned, part_name="Tổng số phiếu", whole_name="số phiếu thu về")


@dataclass(frozen=True)
class Shares:
    """The share of one name on each base; None of a base of nought, or where returned ballots were not counted."""

    summoned: Fraction | None
    summoned_net: Fraction | None
    present: Fraction | None
    returned: Fraction | None


def base_size(tally: Tally, base: Base) -> int:
    """How many people, or ballots, a base is. Raises Impossible for a base that the tally does not know."""
    sizes = {
        Base.SUMMONED: tally.summoned,
        Base.SUMMONED_NET: tally.summoned - tally.excused,
        Base.PRESENT: tally.present,
        Base.RETURNED: tally.returned,
    }
    size = sizes.get(base)
    if size is None:
        raise Impossible("Chưa có số để tính tỷ lệ.")
    return size


def shares(tally: Tally) -> dict[str, Shares]:
    """The shares by name, as exact fractions."""
    return {name: _shares(votes, tally) for name, votes in tally.votes.items()}


def _shares(votes: int, tally: Tally) -> Shares:
    net, returned = tally.summoned - tally.excused, tally.returned or 0
    return Shares(_of(votes, tally.summoned), _of(votes, net), _of(votes, tally.present), _of(votes, returned))


def _of(votes: int, base: int) -> Fraction | None:
    return Fraction(votes, base) if base else None
