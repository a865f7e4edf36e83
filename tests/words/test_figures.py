"""Figures are exact, rounded half up, and written with a decimal comma."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import figures


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (21, 28, "21/28 (75,0 %)"),
        (1, 3, "1/3 (33,3 %)"),
        (2, 3, "2/3 (66,7 %)"),
        (1, 7, "1/7 (14,3 %)"),
        (28, 28, "28/28 (100,0 %)"),
        (0, 28, "0/28 (0,0 %)"),
        (1, 2000, "1/2.000 (0,1 %)"),  # 0.05 goes up
        (2999, 3000, "2.999/3.000 (100,0 %)"),
        (0, 0, "0/0"),
    ],
)
def test_a_share_names_part_whole_and_percentage(part: int, whole: int, said: str) -> None:
    assert figures.share(part, whole) == said


def test_a_share_of_nothing_has_no_percentage() -> None:
    assert figures.percent_of(0, 0) == "–"
    assert figures.percent_of(21, 28) == "75,0 %"


@pytest.mark.parametrize(
    ("share", "places", "said"),
    [
        (Fraction(1, 8), 1, "12,5 %"),
        (Fraction(1, 8), 0, "13 %"),
        (Fraction(1, 3), 2, "33,33 %"),
        (Fraction(2, 3), 2, "66,67 %"),
        (Fraction(12345, 10), 1, "123.450,0 %"),
        (Fraction(1005, 100_000), 2, "1,01 %"),  # the half that floats round down
    ],
)
def test_a_percentage_is_rounded_half_up(share: Fraction, places: int, said: str) -> None:
    assert figures.percent(share, places) == said


@given(st.fractions(min_value=0, max_value=1000, max_denominator=5000), st.integers(0, 4))
def test_rounding_is_that_of_exact_decimals(number: Fraction, places: int) -> None:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    wanted = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    said = figures.decimal(number, places).replace(".", "").replace(",", ".")
    assert Decimal(said) == wanted


def test_a_share_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        figures.percent(Fraction(-1, 2))


@pytest.mark.parametrize(
    ("number", "dotted", "padded"),
    [
        (0, "0", "0"),
        (6, "6", "06"),
        (9, "9", "09"),
        (10, "10", "10"),
        (3000, "3.000", "3.000"),
        (1234567,) + ("1.234.567",) * 2,
    ],
)
def test_thousands_are_dotted_and_small_counts_padded_in_prose(number: int, dotted: str, padded: str) -> None:
    assert figures.thousands(number) == dotted
    assert figures.two_digits(number) == padded


def test_three_thirds_add_up_to_a_hundred() -> None:
    assert figures.shares_to_hundred([1, 1, 1]) == ["33,34 %", "33,33 %", "33,33 %"]
    assert figures.shares_to_hundred([2, 1]) == ["66,67 %", "33,33 %"]
    assert figures.shares_to_hundred([0, 0]) == ["0,00 %", "0,00 %"]
    assert figures.shares_to_hundred([]) == []


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=40).filter(any))
def test_shares_add_up_to_a_hundred_and_none_is_off_by_a_hundredth(counts: list[int]) -> None:
    shares = [Decimal(said.removesuffix(" %").replace(",", ".")) for said in figures.shares_to_hundred(counts)]
    assert sum(shares) == 100
    for count, said in zip(counts, shares, strict=True):
        assert abs(Fraction(said) - Fraction(100 * count, sum(counts))) < Fraction(1, 100)
