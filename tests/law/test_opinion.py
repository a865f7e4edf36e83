"""Before the head decides: each side of every boundary of the table, the union's remark, the counts and the clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions import disclosure, opinion
from law.decisions.opinion import Standing, Way
from law.rules import rules_on
from law.threshold import Impossible
from law.working_days import is_working_day
from tests.law.days import KNOWN_DAYS, TODAY

RULES = rules_on("opinion", TODAY)
MATTERS = st.sampled_from(RULES.names("matters"))
SOME = st.integers(min_value=1, max_value=500)


@given(comments=SOME, opinions=SOME)
def test_a_table_is_complete_exactly_when_nothing_is_left(comments: int, opinions: int) -> None:
    opinions = min(comments, opinions)

    assert opinion.table(comments=comments, merged=comments, opinions=opinions, answered=opinions).is_complete
    one_unanswered = opinion.table(comments=comments, merged=comments, opinions=opinions, answered=opinions - 1)
    assert (one_unanswered.unmerged, one_unanswered.unanswered, one_unanswered.is_complete) == (0, 1, False)
    one_unmerged = opinion.table(comments=comments + 1, merged=comments, opinions=opinions, answered=opinions)
    assert (one_unmerged.unmerged, one_unmerged.unanswered, one_unmerged.is_complete) == (1, 0, False)


@given(comments=SOME)
def test_numbers_that_cannot_be_a_table_are_refused(comments: int) -> None:
    for wrong in (
        {"comments": comments, "merged": comments + 1, "opinions": 1, "answered": 1},
        {"comments": comments, "merged": comments, "opinions": comments + 1, "answered": 1},
        {"comments": comments, "merged": comments, "opinions": comments, "answered": comments + 1},
        {"comments": comments, "merged": comments, "opinions": 0, "answered": 0},
    ):
        with pytest.raises(Impossible):
            opinion.table(**wrong)


@given(matter=MATTERS, closed=st.booleans(), complete=st.booleans(), remarked=st.booleans())
def test_the_head_decides_only_when_nothing_stands_before(
    matter: str, closed: bool, complete: bool, remarked: bool
) -> None:
    found = opinion.standing(RULES, matter, closed=closed, complete=complete, remarked=remarked)

    needs_union = matter == "democracy_rules"
    assert (found is Standing.MAY_BE_DECIDED) == (closed and complete and (remarked or not needs_union))
    assert opinion.must_union_remark(RULES, matter) is needs_union
    assert opinion.way(RULES, matter) is Way.ASKED


def test_the_first_thing_that_stands_before_a_decision_is_named() -> None:
    def named(*, closed: bool, complete: bool) -> Standing:
        return opinion.standing(RULES, "democracy_rules", closed=closed, complete=complete, remarked=False)

    assert named(closed=False, complete=False) is Standing.STILL_ASKING
    assert named(closed=True, complete=False) is Standing.UNANSWERED
    assert named(closed=True, complete=True) is Standing.UNION_AWAITED


def test_a_matter_of_the_conference_is_never_decided_after_asking_alone() -> None:
    decree = rules_on("opinion", date(2023, 6, 30))

    found = opinion.standing(decree, "spending_rules", closed=True, complete=True, remarked=True)
    assert found is Standing.CONFERENCE
    assert opinion.standing(decree, "reports", closed=True, complete=True, remarked=True) is Standing.MAY_BE_DECIDED


@pytest.mark.parametrize("word", ["parking", "silence", "matters", ""])
def test_only_a_matter_of_the_list_can_be_asked_about(word: str) -> None:
    with pytest.raises(Impossible, match=f'Không có nội dung "{word}"'):
        opinion.must_union_remark(RULES, word)


@given(agreed=st.integers(0, 500), commented=st.integers(0, 500), silent=st.integers(0, 500))
def test_silence_is_counted_apart_and_never_as_agreement(agreed: int, commented: int, silent: int) -> None:
    found = opinion.counts(asked=agreed + commented + silent, agreed=agreed, commented=commented)

    assert (found.agreed, found.answered, found.silent) == (agreed, agreed + commented, silent)
    with pytest.raises(Impossible, match="số người được hỏi"):
        opinion.counts(asked=agreed + commented, agreed=agreed, commented=commented + 1)
    with pytest.raises(Impossible):
        opinion.counts(asked=agreed + 1, agreed=agreed + 1, commented=-1)


@given(decided_on=KNOWN_DAYS)
def test_what_is_decided_is_disclosed_on_the_fifth_working_day_at_the_latest(decided_on: date) -> None:
    last = disclosure.due(RULES, decided_on)
    between = [decided_on + timedelta(days) for days in range(1, (last - decided_on).days + 1)]

    assert sum(is_working_day(day) for day in between) == 5
    assert not disclosure.is_late(RULES, decided_on=decided_on, disclosed_on=last)
    assert disclosure.is_late(RULES, decided_on=decided_on, disclosed_on=last + timedelta(1))


@given(posted_on=KNOWN_DAYS)
def test_what_is_posted_stays_twenty_days_running(posted_on: date) -> None:
    assert disclosure.posted_until(RULES, posted_on) == posted_on + timedelta(20)
    assert disclosure.posted_until(rules_on("disclosure", date(2020, 6, 1)), posted_on) == posted_on + timedelta(30)
