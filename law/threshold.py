"""A legal threshold ("ít nhất 2/3 số người được triệu tập") and the exact comparison of a count with it."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from math import ceil, floor


class Impossible(ValueError):
    """Numbers that cannot be true together (more present than summoned); the message is a Vietnamese sentence."""


class Strictness(StrEnum):
    """How the limit itself counts: it is enough, it is not enough, it is the most."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"


class Base(StrEnum):
    """The number that a share is taken of."""

    STAFF = "staff"
    SUMMONED = "summoned"
    SUMMONED_NET = "summoned_net"
    PRESENT = "present"
    RETURNED = "returned"
    PERIOD = "period"


class Comparison(Enum):
    """Where a count stands beside the limit; EXACTLY is its own case because the law may leave it to a person."""

    BELOW = -1
    EXACTLY = 0
    ABOVE = 1


@dataclass(frozen=True)
class Threshold:
    """A limit: a share of a base, or a plain number of people where `base` is None."""

    limit: Fraction
    strictness: Strictness
    base: Base | None = None

    def mark(self, of: int | None = None) -> Fraction:
        """The limit as a number: the share of `of`, or the plain number."""
        if (self.base is None) != (of is None):
            raise TypeError("a share needs its base, a plain number takes none")
        return self.limit if of is None else self.limit * counted(of)

    def compare(self, count: int, of: int | None = None) -> Comparison:
        """Is the count below, exactly at, or above the limit?"""
        mark = self.mark(of)
        return Comparison((counted(count) > mark) - (count < mark))

    def is_met(self, count: int, of: int | None = None) -> bool:
        """Does the count satisfy the law? A share of nobody is never met."""
        compared = self.compare(count, of)
        if self.base is not None and of == 0:
            return False
        if self.strictness is Strictness.AT_MOST:
            return compared is not Comparison.ABOVE
        if self.strictness is Strictness.MORE_THAN:
            return compared is Comparison.ABOVE
        return compared is not Comparison.BELOW

    def smallest_number(self, of: int | None = None) -> int:
        """The smallest count that meets the law ("cần ít nhất 66 người"); 1 where the base is nobody."""
        mark = self.mark(of)
        if self.strictness is Strictness.AT_MOST:
            raise TypeError("an upper limit has no smallest number")
        if self.strictness is Strictness.MORE_THAN:
            return floor(mark) + 1
        return max(1, ceil(mark))


def counted(number: int) -> int:
    """The number itself, if it can be a count of people. Raises Impossible."""
    if number < 0:
        raise Impossible(f"Số người không thể là {number}.")
    return number


def no_more_than(part: int, whole: int, *, part_name: str, whole_name: str) -> None:
    """Raises Impossible where a part is larger than the whole it belongs to."""
    if counted(part) > counted(whole):
        raise Impossible(f"{part_name} ({part}) không thể nhiều hơn {whole_name} ({whole}).")
