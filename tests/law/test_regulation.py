"""The agency's own rules by the law: who signs which, under which matter staff are asked, when they are reviewed."""

from datetime import date

import pytest

from law.decisions import regulation
from law.decisions.opinion import Way
from law.rules import rules_on
from law.threshold import Impossible
from law.working_days import count_working_days

LAW, DECREE = date(2026, 11, 24), date(2022, 12, 1)
SORTS = ("democracy_rules", "coordination_rules", "spending_rules", "other_rules")


@pytest.mark.parametrize("day", [DECREE, LAW])
@pytest.mark.parametrize("sort", SORTS)
def test_only_rules_of_both_sides_have_two_signers(sort: str, day: date) -> None:
    wanted = ("union", "head") if sort == "coordination_rules" else ("head",)
    assert regulation.signers(rules_on("regulation", day), sort) == wanted


@pytest.mark.parametrize("sort", SORTS)
def test_staff_are_asked_about_every_sort_but_before_the_law_the_conference_adopted_spending(
    sort: str,
) -> None:
    assert regulation.way_of(rules_on("opinion", LAW), sort) is Way.ASKED
    before = Way.CONFERENCE if sort == "spending_rules" else Way.ASKED
    assert regulation.way_of(rules_on("opinion", DECREE), sort) is before


def test_an_unknown_sort_is_refused() -> None:
    with pytest.raises(Impossible):
        regulation.signers(rules_on("regulation", LAW), "parking_rules")


def test_reviews_come_a_year_apart_and_are_asked_for_ten_working_days_before() -> None:
    rules = rules_on("regulation", LAW)
    issued_on = date(2026, 3, 5)
    first, second = (regulation.review(rules, issued_on, number, issued_on) for number in (1, 2))
    assert (first.due_on, second.due_on) == (date(2027, 3, 5), date(2028, 3, 5))
    assert first.asked_on == count_working_days(first.due_on, -10)


@pytest.mark.parametrize(
    ("begun_on", "first_due"), [(date(2026, 3, 5), date(2026, 3, 5)), (date(2026, 3, 6), date(2027, 3, 5))]
)
def test_of_rules_older_than_their_keeping_only_reviews_still_to_come_count(begun_on: date, first_due: date) -> None:
    first = regulation.review(rules_on("regulation", LAW), date(2009, 3, 5), 1, begun_on)
    assert (first.number, first.due_on) == (1, first_due)
