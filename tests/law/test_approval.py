"""Votes on one person: above, at and below the mark, and the article of each result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions.approval import Approval, key_cadres, leadership, present_agency
from law.decisions.confidence import Consequence, level
from law.parameters import NotInForce
from law.rules import rules_on
from law.threshold import Impossible
from tests.law.appointments import FOUR, LAST_OF_FIVE
from tests.law.days import TODAY

COUNTS = st.integers(0, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
AGAIN, LONGER = rules_on("reappointment", FOUR), rules_on("extension", FOUR)
FROM_ELSEWHERE, POLL = rules_on("appointment_external", LAST_OF_FIVE), rules_on("confidence_poll", TODAY)


def by_fractions(agree: int, of: int, below: Approval) -> Approval:
    if of and agree * 2 == of:
        return Approval.HEAD_DECIDES
    return Approval.PASS if agree * 2 > of else below


@given(COUNTS)
def test_a_vote_on_one_person_passes_above_half_and_goes_to_the_head_at_half(count: tuple[int, int]) -> None:
    agree, of = count
    for rules in (AGAIN, LONGER):
        approved = leadership(rules, agree=agree, of=of)
        assert approved.result is by_fractions(agree, of, Approval.AUTHORITY_DECIDES)
        assert (approved.agree, approved.of) == count
        assert approved.article.is_in_force(FOUR)
    assert key_cadres(AGAIN, agree=agree, of=of).result is by_fractions(agree, of, Approval.AUTHORITY_DECIDES)
    elsewhere = present_agency(FROM_ELSEWHERE, summoned=of, agree=agree)
    assert elsewhere.result is by_fractions(agree, of, Approval.FAIL)
    assert elsewhere.article.cited == "khoản 3 Điều 33 NĐ 170/2025"


@pytest.mark.parametrize(("agree", "key"), [(3, "leadership"), (2, "leadership_at_the_mark"), (1, "leadership_below")])
def test_a_result_names_the_rule_that_made_it(agree: int, key: str) -> None:
    assert leadership(LONGER, agree=agree, of=4).rule.key == key


def test_a_vote_that_cannot_be_or_is_not_held_any_more_is_refused() -> None:
    with pytest.raises(Impossible):
        leadership(LONGER, agree=5, of=4)
    with pytest.raises(NotInForce):
        present_agency(rules_on("appointment_external", FOUR), summoned=4, agree=5)


@given(COUNTS)
def test_low_confidence_is_counted_on_the_ballots_returned(count: tuple[int, int]) -> None:
    low, returned = count
    found = level(POLL, returned=returned, low=low)
    expected = Consequence.KEEP
    if low * 2 > returned:
        expected = Consequence.OUT_OF_PLANNING
    if returned and low * 3 >= returned * 2:
        expected = Consequence.REMOVE

    assert found.consequence is expected
    assert found.texts_differ == (returned > 0 and low * 3 == returned * 2)
    assert found.article is found.rule.article
    assert found.rule.key == ("remove" if expected is Consequence.REMOVE else "out_of_planning")


def test_before_the_decree_spoke_of_two_thirds_there_was_one_text() -> None:
    before = level(rules_on("confidence_poll", LAST_OF_FIVE), returned=3, low=2)

    assert before.consequence is Consequence.REMOVE
    assert not before.texts_differ
    with pytest.raises(Impossible):
        level(POLL, returned=3, low=4)
