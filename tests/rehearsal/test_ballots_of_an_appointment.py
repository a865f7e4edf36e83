"""Ballots of a rehearsed meeting: counted by the play itself; the law makes of them what is aimed at."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.rehearsal.appointment.ballots import (
    AGAINST,
    AGREEING,
    BLANK,
    INTRODUCING,
    LINES,
    NOT_RETURNED,
    OTHER,
    SPOILT,
    Counted,
    counted,
    filled,
    misread,
)
from law.decisions.appointment import Decision, Meeting, Reason, Tally, decide, meetings
from law.rules import Rules, rules_on
from procedures.meetings.tallying.count import Count, checked, differing

OLD, NEW = rules_on("appointment", date(2026, 7, 31)), rules_on("appointment", date(2026, 8, 1))
NAMES = ("6", "7")
BALLOTS = st.lists(st.sampled_from([*NAMES, AGAINST, BLANK, SPOILT, OTHER, NOT_RETURNED]), max_size=40)


def at(rules: Rules, key: str) -> Meeting:
    return next(meeting for meeting in meetings(rules) if meeting.key == key)


def sheet(count: Counted) -> Count:
    """The same as the product keeps it."""
    lines = {line: getattr(count, line) for line in LINES}
    return Count(**lines, votes={int(name): votes for name, votes in count.votes})


@given(BALLOTS)
def test_every_count_of_ballots_is_one_that_a_teller_may_enter(ballots: list[str]) -> None:
    count = counted(ballots, NAMES)
    assert checked(sheet(count), len(ballots), map(int, NAMES)) == sheet(count)
    assert count.returned == len(ballots) - ballots.count(NOT_RETURNED)
    assert count.others == ballots.count(OTHER)


@given(BALLOTS)
def test_a_miscount_is_one_that_a_teller_may_enter_and_differs_where_there_is_anything_to_count(
    ballots: list[str],
) -> None:
    count = counted(ballots, NAMES)
    wrong = misread(count)
    assert checked(sheet(wrong), len(ballots), map(int, NAMES)) == sheet(wrong)
    assert bool(differing(sheet(count), sheet(wrong))) is (count.valid + count.blank > 0)


@pytest.mark.parametrize("voters", [4, 7, 28, 61])
@pytest.mark.parametrize(
    ("rules", "key", "aim"),
    [
        (NEW, "leadership", Reason.MAJORITY),
        (NEW, "leadership_extended", Reason.THIRTY_PERCENT),
        (NEW, "key_cadres", Reason.MAJORITY),
        (NEW, "key_cadres", Reason.STOP),
        (NEW, "leadership_final", Reason.STOP),
        (OLD, "leadership_second", Reason.THIRTY_PERCENT),
        (OLD, "key_cadres", Reason.CONSULTATIVE),
    ],
)
def test_the_law_makes_of_the_ballots_what_is_aimed_at(rules: Rules, key: str, aim: Reason, voters: int) -> None:
    decision = made(rules, key, aim, voters)
    assert decision.reason is aim
    if aim is Reason.THIRTY_PERCENT:
        assert set(decision.chosen) == set(NAMES)


@pytest.mark.parametrize("voters", [4, 28])
def test_two_are_tied_where_the_ballots_are_to_be(voters: int) -> None:
    assert made(OLD, "leadership_final", Reason.HEAD_DECIDES, voters).reason is Reason.HEAD_DECIDES


def made(rules: Rules, key: str, aim: Reason, voters: int) -> Decision:
    """What the law makes of ballots drawn for an aim, everyone there."""

    def by_law(count: Counted) -> Decision:
        return decide(rules, meeting, Tally(voters, 0, voters, dict(count.votes), count.returned), NAMES)

    meeting, chance = at(rules, key), random.Random(f"{key} {voters}")
    ballots = filled(chance, voters, NAMES, aim, by_law, AGREEING if meeting.ballot == "voting" else INTRODUCING)
    assert len(ballots) == voters
    return by_law(counted(ballots, NAMES))


def test_the_same_seed_fills_the_same_ballots() -> None:
    def by_law(count: Counted) -> Decision:
        return decide(NEW, at(NEW, "key_cadres"), Tally(30, 0, 30, dict(count.votes), count.returned), NAMES)

    one, other = (filled(random.Random(9), 30, NAMES, Reason.MAJORITY, by_law, INTRODUCING) for _ in range(2))
    assert one == other
