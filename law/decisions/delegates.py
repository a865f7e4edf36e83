"""Delegates to a staff conference: how many each unit elects, in proportion to its people."""

from collections.abc import Mapping
from fractions import Fraction

from law.threshold import counted, no_more_than


def seats(people: Mapping[int, int], total: int) -> dict[int, int]:
    """How many of `total` delegates each unit elects: its whole quota, the rest to the largest remainders.

    Equal remainders go to the larger unit, then to the one that stands first. Raises Impossible where more are to be
    elected than there are people.
    """
    everyone = sum(map(counted, people.values()))
    no_more_than(total, everyone, part_name="Số đại biểu", whole_name="số người của các đơn vị")
    if not everyone:
        return dict.fromkeys(people, 0)
    quotas = {unit: Fraction(number * total, everyone) for unit, number in people.items()}
    found = {unit: quota.numerator // quota.denominator for unit, quota in quotas.items()}
    by_remainder = sorted(people, key=lambda unit: (found[unit] - quotas[unit], -people[unit]))
    for unit in by_remainder[: total - sum(found.values())]:
        found[unit] += 1
    return found
