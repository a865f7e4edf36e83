"""Thresholds are exact on both sides of their limit, for every size of agency."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions import conference
from law.decisions.inspection_board import size_is_allowed
from law.rules import rules_on
from law.threshold import Base, Comparison, Impossible, Strictness, Threshold, no_more_than
from tests.law.days import TODAY

SHARES = st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100)
SIZES = st.integers(min_value=1, max_value=3000)
LOWER = st.sampled_from([Strictness.AT_LEAST, Strictness.MORE_THAN])


@given(share=SHARES, strictness=LOWER, of=SIZES)
def test_the_smallest_number_meets_the_law_and_one_less_does_not(
    share: Fraction, strictness: Strictness, of: int
) -> None:
    threshold = Threshold(share, strictness, Base.STAFF)
    needed = threshold.smallest_number(of)

    assert threshold.is_met(needed, of)
    assert not threshold.is_met(needed - 1, of)


@given(share=SHARES, strictness=LOWER, of=SIZES, count=SIZES)
def test_one_more_person_never_hurts(share: Fraction, strictness: Strictness, of: int, count: int) -> None:
    threshold = Threshold(share, strictness, Base.STAFF)

    assert threshold.is_met(count + 1, of) >= threshold.is_met(count, of)


@given(share=SHARES, of=SIZES, count=SIZES)
def test_at_least_and_more_than_differ_exactly_at_the_limit(share: Fraction, of: int, count: int) -> None:
    at_least = Threshold(share, Strictness.AT_LEAST, Base.STAFF)
    more_than = Threshold(share, Strictness.MORE_THAN, Base.STAFF)
    exactly = count * share.denominator == share.numerator * of

    assert (at_least.is_met(count, of) != more_than.is_met(count, of)) == exactly
    assert (at_least.compare(count, of) is Comparison.EXACTLY) == exactly


@given(limit=SIZES)
def test_an_upper_limit_is_met_up_to_the_limit(limit: int) -> None:
    threshold = Threshold(Fraction(limit), Strictness.AT_MOST)

    assert threshold.is_met(limit - 1)
    assert threshold.is_met(limit)
    assert not threshold.is_met(limit + 1)


def test_half_of_twenty_is_neither_above_nor_below() -> None:
    half = Threshold(Fraction(1, 2), Strictness.MORE_THAN, Base.SUMMONED)

    assert [half.compare(count, 20) for count in (9, 10, 11)] == [
        Comparison.BELOW,
        Comparison.EXACTLY,
        Comparison.ABOVE,
    ]


def test_a_share_that_no_decimal_can_write_is_exact() -> None:
    third = Threshold(Fraction(1, 3), Strictness.AT_LEAST, Base.STAFF)

    assert third.is_met(10**15, 3 * 10**15)
    assert not third.is_met(10**15 - 1, 3 * 10**15)


@pytest.mark.parametrize("strictness", list(Strictness))
def test_a_share_of_nobody_is_never_met(strictness: Strictness) -> None:
    assert not Threshold(Fraction(2, 3), strictness, Base.STAFF).is_met(0, 0)


def test_a_share_wants_its_base_and_a_plain_number_wants_none() -> None:
    with pytest.raises(TypeError):
        Threshold(Fraction(1, 2), Strictness.AT_LEAST, Base.STAFF).is_met(3)
    with pytest.raises(TypeError):
        Threshold(Fraction(100), Strictness.AT_LEAST).is_met(3, 5)
    with pytest.raises(TypeError):
        Threshold(Fraction(9), Strictness.AT_MOST).smallest_number()


def test_people_are_not_counted_below_nought() -> None:
    with pytest.raises(Impossible, match="-1"):
        Threshold(Fraction(1, 2), Strictness.AT_LEAST, Base.STAFF).is_met(-1, 3)
    with pytest.raises(Impossible):
        Threshold(Fraction(1, 2), Strictness.AT_LEAST, Base.STAFF).is_met(0, -3)


def test_a_part_may_equal_its_whole_but_not_exceed_it() -> None:
    no_more_than(3, 3, part_name="phần", whole_name="cả")
    with pytest.raises(Impossible, match=r"phần \(4\) không thể nhiều hơn cả \(3\)"):
        no_more_than(4, 3, part_name="phần", whole_name="cả")


@given(summoned=SIZES)
def test_a_conference_is_quorate_from_two_thirds_on(summoned: int) -> None:
    rules = rules_on("conference", TODAY)
    needed = conference.quorum(rules, summoned=summoned, present=0).needed

    assert needed * 3 >= summoned * 2 > (needed - 1) * 3
    assert conference.quorum(rules, summoned=summoned, present=needed).met
    assert not conference.quorum(rules, summoned=summoned, present=needed - 1).met


@given(present=SIZES)
def test_a_resolution_wants_more_than_half_of_those_present(present: int) -> None:
    rules = rules_on("conference", TODAY)
    needed = conference.resolution(rules, present=present, in_favour=0).needed

    assert needed * 2 > present >= (needed - 1) * 2
    assert conference.resolution(rules, present=present, in_favour=needed).met
    assert not conference.resolution(rules, present=present, in_favour=needed - 1).met


@pytest.mark.parametrize(("staff", "optional"), [(7, True), (8, False)])
def test_a_conference_is_optional_up_to_seven(staff: int, optional: bool) -> None:
    assert conference.is_optional(rules_on("conference", TODAY), staff) is optional


@given(staff=SIZES, members=st.integers(min_value=0, max_value=12))
def test_a_board_is_allowed_only_where_the_law_has_one(staff: int, members: int) -> None:
    rules = rules_on("inspection_board", TODAY)

    if members > staff:
        with pytest.raises(Impossible):
            size_is_allowed(rules, staff=staff, members=members)
    else:
        assert size_is_allowed(rules, staff=staff, members=members) == (
            members == 0 if staff <= 7 else members in range(3, 10)
        )
