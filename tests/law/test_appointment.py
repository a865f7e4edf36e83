"""What follows from a count: bounds on both sides, whoever votes how, in whatever order the votes are written."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.decisions.appointment import HeadState, Meeting, Quorum, Reason, Tally, base_size, decide, meetings, shares
from law.parameters import NotInForce
from law.rules import Rules
from law.threshold import Base, Impossible
from tests.law.appointments import EVERY_MEETING, IDS, NEW, OLD, decided

NAMES = ("An", "Bình", "Cúc", "Dũng")
AT = st.sampled_from(EVERY_MEETING)
REASONS_OF_NOBODY = (Reason.STOP, Reason.NO_QUORUM)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    summoned = draw(st.integers(0, 40))
    excused = draw(st.integers(0, min(summoned, 5)))
    present = draw(st.integers(0, summoned - excused))
    votes, left = {}, present
    for name in (*NAMES, "Người khác"):
        votes[name] = draw(st.integers(0, left))
        left -= votes[name]
    return Tally(summoned, excused, present, votes)


PREVIOUS = st.lists(st.sampled_from(NAMES), unique=True)
HEAD = st.sampled_from(HeadState)


@given(at=AT, tally=tallies(), previous=PREVIOUS, head=HEAD)
def test_only_those_who_may_be_named_are_chosen_each_once(
    at: tuple[Rules, Meeting], tally: Tally, previous: list[str], head: HeadState
) -> None:
    decision = decide(*at, tally, previous, head)

    assert set(decision.chosen) <= set(previous)
    assert len(set(decision.chosen)) == len(decision.chosen)
    assert bool(decision.chosen) == (decision.reason not in REASONS_OF_NOBODY)
    assert decision.ends_the_case == (decision.reason is Reason.STOP)
    votes = [tally.votes[name] for name in decision.chosen]
    assert votes == sorted(votes, reverse=True)


@given(at=AT, tally=tallies(), previous=PREVIOUS, head=HEAD)
def test_every_decision_cites_an_article_in_force_and_says_its_rule(
    at: tuple[Rules, Meeting], tally: Tally, previous: list[str], head: HeadState
) -> None:
    rules, meeting = at
    decision = decide(rules, meeting, tally, previous, head)

    assert decision.article.is_in_force(rules.on)
    assert decision.words.startswith(rules[decision.rule.key].label)
    assert decision.rule.key in {"quorum", *(rule.key for rule in rules if rule.key.startswith(f"{meeting.key}."))}


@given(at=AT, tally=tallies(), previous=PREVIOUS, head=HEAD, random=st.randoms())
def test_the_order_of_votes_and_names_does_not_matter(
    at: tuple[Rules, Meeting], tally: Tally, previous: list[str], head: HeadState, random: Random
) -> None:
    votes = list(tally.votes.items())
    random.shuffle(votes)
    shuffled = Tally(tally.summoned, tally.excused, tally.present, dict(votes))

    assert decide(*at, shuffled, reversed(previous), head) == decide(*at, tally, previous, head)


@given(at=AT, tally=tallies(), previous=PREVIOUS, head=HEAD)
def test_one_more_vote_never_drops_a_person(
    at: tuple[Rules, Meeting], tally: Tally, previous: list[str], head: HeadState
) -> None:
    spare = tally.present - sum(tally.votes.values())
    before = decide(*at, tally, previous, head)
    for name in before.chosen if spare else ():
        more = Tally(tally.summoned, tally.excused, tally.present, {**tally.votes, name: tally.votes[name] + 1})
        assert name in decide(*at, more, previous, head).chosen


@given(at=AT, tally=tallies(), previous=PREVIOUS, head=HEAD)
def test_each_reason_is_what_fractions_say(
    at: tuple[Rules, Meeting], tally: Tally, previous: list[str], head: HeadState
) -> None:
    rules, meeting = at
    decision = decide(rules, meeting, tally, previous, head)
    size = base_size(tally, meeting.base)
    share = {name: Fraction(tally.votes[name], size) if size else Fraction(0) for name in previous}
    above = {name for name in previous if share[name] > Fraction(1, 2)}
    thirty = {name for name in previous if size and share[name] >= Fraction(3, 10)}
    half = {name for name in previous if size and share[name] == Fraction(1, 2)}

    if rules is OLD and tally.present < Fraction(2, 3) * tally.summoned:
        expected = (Reason.NO_QUORUM, set())
    elif not previous or not size:
        expected = (Reason.STOP, set())
    elif meeting.passes is None:
        expected = (Reason.CONSULTATIVE if meeting.has_ballot else Reason.NO_BALLOT, set(previous))
    elif above:
        expected = (Reason.MAJORITY, above)
    elif meeting.carries and thirty:
        expected = (Reason.THIRTY_PERCENT, thirty)
    elif meeting.is_final and len(half) == 2:
        waits = head is HeadState.PRESENT
        expected = (Reason.HEAD_DECIDES if waits else Reason.AUTHORITY_DECIDES, half)
    else:
        expected = (Reason.STOP, set())

    assert (decision.reason, set(decision.chosen)) == expected
    assert len(above) <= 1


@given(tally=tallies(), previous=PREVIOUS)
def test_a_deciding_ballot_wants_two_thirds_of_all_the_leadership(tally: Tally, previous: list[str]) -> None:
    decision = decide(OLD, 3, tally, previous, differs=True)

    enough = {name for name in tally.votes if 3 * tally.votes[name] >= 2 * tally.summoned > 0}
    if tally.present * 3 < tally.summoned * 2:
        assert decision.reason is Reason.NO_QUORUM
    else:
        assert decision.reason is (Reason.TWO_THIRDS if enough else Reason.STOP)
        assert set(decision.chosen) == enough
        assert decision.rule.key == "leadership_second.passes_if_differs"


@given(tally=tallies())
def test_shares_are_exact_on_each_base(tally: Tally) -> None:
    for name, share in shares(tally).items():
        votes, net = tally.votes[name], tally.summoned - tally.excused
        assert share.summoned == (Fraction(votes, tally.summoned) if tally.summoned else None)
        assert share.summoned_net == (Fraction(votes, net) if net else None)
        assert share.present == (Fraction(votes, tally.present) if tally.present else None)
        assert share.returned is None


def test_shares_of_the_ballots_returned_where_they_were_counted() -> None:
    counted = shares(Tally(10, 1, 8, {"An": 3, "Bình": 2}, returned=6))

    assert counted["An"].returned == Fraction(1, 2)
    assert counted["An"].summoned_net == Fraction(1, 3)
    assert counted["Bình"].present == Fraction(1, 4)
    assert shares(Tally(1, 0, 1, {"An": 0}, returned=0))["An"].returned is None


@pytest.mark.parametrize(
    ("base", "size"), [(Base.SUMMONED, 10), (Base.SUMMONED_NET, 8), (Base.PRESENT, 7), (Base.RETURNED, 6)]
)
def test_each_base_is_its_own_number(base: Base, size: int) -> None:
    assert base_size(Tally(10, 2, 7, {"An": 6}, returned=6), base) == size


def test_a_base_that_was_not_counted_is_refused() -> None:
    with pytest.raises(Impossible, match="Chưa có số"):
        base_size(Tally(10, 2, 7), Base.RETURNED)
    with pytest.raises(Impossible, match="Chưa có số"):
        base_size(Tally(10, 2, 7), Base.STAFF)


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ((3, 4, 0), "vắng mặt"),
        ((3, 1, 3), "có mặt"),
        ((-1, 0, 0), "-1"),
        ((3, -1, 3), "-1"),
        ((3, 0, -1), "-1"),
    ],
)
def test_attendance_that_cannot_be_is_refused(numbers: tuple[int, int, int], why: str) -> None:
    with pytest.raises(Impossible, match=why):
        Tally(*numbers)


@pytest.mark.parametrize(
    ("votes", "returned"), [({"An": 4}, None), ({"An": 2, "Bình": 2}, None), ({"An": -1}, None), ({"An": 3}, 2)]
)
def test_votes_that_cannot_be_are_refused(votes: dict[str, int], returned: int | None) -> None:
    with pytest.raises(Impossible):
        Tally(5, 0, 3, votes, returned)
    with pytest.raises(Impossible):
        Tally(5, 0, 3, {}, returned=4)


@pytest.mark.parametrize(
    ("rules", "step", "numbers", "votes", "key"),
    [
        (NEW, 1, (3, 0, 3), {"An": 2}, "leadership.passes"),
        (NEW, 1, (4, 0, 4), {"An": 2}, "leadership.carries"),
        (NEW, 1, (4, 0, 4), {"An": 1}, "leadership.carries"),
        (NEW, 3, (4, 0, 4), {"An": 1}, "key_cadres.passes"),
        (NEW, 4, (4, 0, 4), {"An": 2, "Bình": 2}, "leadership_final.tie_settled_by"),
        (NEW, 4, (4, 0, 4), {"An": 2}, "leadership_final.passes"),
        (OLD, 1, (3, 0, 3), {"An": 0}, "leadership.ballot"),
        (OLD, 4, (3, 0, 3), {"An": 3}, "key_cadres.ballot"),
        (OLD, 2, (3, 0, 1), {"An": 1}, "quorum"),
    ],
)
def test_a_decision_names_the_rule_that_made_it(
    rules: Rules, step: int, numbers: tuple[int, int, int], votes: dict[str, int], key: str
) -> None:
    assert decided(rules, step, numbers, votes).rule.key == key


@pytest.mark.parametrize(("head", "waits"), [("present", "head"), ("vacant", "authority"), ("concerned", "authority")])
def test_a_tie_waits_for_the_head_or_the_authority(head: str, waits: str) -> None:
    tied = decide(NEW, 4, Tally(2, 0, 2, {"An": 1, "Bình": 1}), ("An", "Bình"), head)

    assert tied.waits_for == waits
    assert not tied.ends_the_case
    assert tied.rule.key == f"leadership_final.tie_{'settled_by' if waits == 'head' else 'without_head'}"
    assert decided(NEW, 4, (2, 0, 2), {"An": 2}).waits_for is None


def test_a_decision_says_what_shares_were_taken_of() -> None:
    net, present = decided(NEW, 1, (10, 1, 8), {"An": 8}), decided(NEW, 3, (10, 1, 8), {"An": 8})

    assert (net.base, net.base_size, net.quorum) == (Base.SUMMONED_NET, 9, Quorum.NOT_REQUIRED)
    assert (present.base, present.base_size) == (Base.PRESENT, 8)
    assert decided(OLD, 2, (10, 1, 8), {"An": 8}).base_size == 10
    assert decided(OLD, 4, (10, 1, 8), {"An": 8}).base is Base.SUMMONED
    assert net.meeting == meetings(NEW)[0]


@pytest.mark.parametrize(("rules", "meeting"), EVERY_MEETING, ids=IDS)
def test_a_meeting_may_be_asked_for_by_its_step(rules: Rules, meeting: Meeting) -> None:
    tally = Tally(3, 0, 3, {"An": 2})

    assert decide(rules, meeting.step, tally, ("An",)) == decide(rules, meeting, tally, ("An",))


@pytest.mark.parametrize(("rules", "step"), [(OLD, 6), (NEW, 5), (OLD, 0), (NEW, 0), (NEW, -1)])
def test_a_step_that_the_regime_does_not_have_is_not_in_force(rules: Rules, step: int) -> None:
    with pytest.raises(NotInForce, match=f"bước {step}"):
        decide(rules, step, Tally(3, 0, 3), ("An",))


def test_names_and_words_that_cannot_be_are_refused() -> None:
    with pytest.raises(Impossible, match="hai lần"):
        decide(NEW, 1, Tally(3, 0, 3), ("An", "An"))
    with pytest.raises(Impossible, match="absent"):
        decide(NEW, 1, Tally(3, 0, 3), ("An",), "absent")
    with pytest.raises(Impossible, match="không giới thiệu người khác"):
        decide(OLD, 2, Tally(3, 0, 3), ("An",), differs=True)
