"""Counts and shares in Vietnamese figures: decimal comma, thousand dots, half up; exact fractions, never floats."""

from collections.abc import Sequence
from fractions import Fraction


def thousands(number: int) -> str:
    """`3.000`: dots every three figures."""
    return f"{number:,}".replace(",", ".")


def two_digits(number: int) -> str:
    """`06` as official prose writes a small count; `28`, `3.000` as they are."""
    return f"{number:02d}" if 0 < number < 10 else thousands(number)


def decimal(number: Fraction, places: int = 1) -> str:
    """`75,0`: rounded half up to so many places. Raises ValueError below zero."""
    if number < 0:
        raise ValueError(f"a share is never below zero: {number}")
    scale = 10**places
    units = (number * scale + Fraction(1, 2)).__floor__()
    whole, rest = divmod(units, scale)
    return f"{thousands(whole)},{rest:0{places}d}" if places else thousands(whole)


def percent(share: Fraction, places: int = 1) -> str:
    """`75,0 %` for three quarters. Raises ValueError below zero."""
    return f"{decimal(share * 100, places)} %"


def percent_of(part: int, whole: int, places: int = 1) -> str:
    """`75,0 %` for 21 of 28; an en dash where there is nothing to take a share of."""
    return percent(Fraction(part, whole), places) if whole else "–"


def share(part: int, whole: int) -> str:
    """`21/28 (75,0 %)`; `0/0` without a percentage. Raises ValueError for a part below zero."""
    figures = f"{thousands(part)}/{thousands(whole)}"
    return f"{figures} ({percent(Fraction(part, whole))})" if whole else figures


def shares_to_hundred(counts: Sequence[int]) -> list[str]:
    """Each count's share of their sum, with two decimals, made to add up to exactly 100 %.

    What rounding down leaves goes to the largest remainders, the earlier first. All `0,00 %` where nothing was counted.
    """
    total = sum(counts)
    if not total:
        return [percent(Fraction(0), 2) for _ in counts]
    hundredths = [divmod(count * 10_000, total) for count in counts]
    missing = 10_000 - sum(units for units, _ in hundredths)
    by_remainder = sorted(range(len(counts)), key=lambda place: -hundredths[place][1])
    rounded_up = set(by_remainder[:missing])
    return [percent(Fraction(units + (place in rounded_up), 10_000), 2) for place, (units, _) in enumerate(hundredths)]
