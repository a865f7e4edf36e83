"""The inspection board is elected: who may stand, how many, who has the majority, what a tie does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from law.decisions.inspection_board import elected
from law.rules import rules_on
from law.threshold import Impossible
from models import Conclusion, Position
from models.store import database
from procedures import bodies
from procedures.conference import running
from procedures.conference.steps import wait_for_count, wait_for_minutes
from procedures.countersigning import signing
from procedures.engine import Waiting
from procedures.meetings.finding import FIRST
from procedures.meetings.tallying import correcting, counting
from procedures.refusal import Refusal
from tests.conference.electing import STANDING, Electing
from tests.world import SCAN

TODAY = rules_on("conference", date(2026, 11, 30))


@pytest.fixture
def held(sqlite: None) -> Electing:
    return Electing()


def refused(do: object, *args: object) -> str:
    with pytest.raises(Refusal) as refusal:
        do(*args)  # pyright: ignore
    return refusal.value.key


@pytest.mark.parametrize(
    ("seats", "key"), [(2, "board_size"), (10, "board_size"), (0, "board_size"), (29, "board_size")]
)
def test_a_board_has_as_many_members_as_the_law_lets_it(held: Electing, seats: int, key: str) -> None:
    held.draft()
    assert refused(held.name, seats, *STANDING) == key


def test_head_deputies_and_chief_accountant_do_not_stand(held: Electing) -> None:
    held.draft()
    for place, position in ((10, Position.HEAD), (11, Position.DEPUTY_HEAD)):
        bodies.set_positions(held.world.hr, held.member(place), [position])
        assert refused(held.name, 3, place, *STANDING) == "board_ineligible"
    held.name(3, 12, *STANDING)


def test_fewer_candidates_than_seats_and_no_tellers_keep_the_draft_from_opening(held: Electing) -> None:
    held.draft()
    held.name(4, 6, 7, 8)
    assert held.lacking() == ["board_candidates", "tellers"]
    held.name(3, *STANDING)
    assert held.lacking() == ["tellers"]
    held.tellers()
    assert held.lacking() == []
    held.name(0)
    assert held.lacking() == []


def test_whoever_has_the_majority_is_elected_the_most_votes_first(held: Electing) -> None:
    held.voting()
    with pytest.raises(Waiting, match="count"):
        wait_for_count(held.number, FIRST)
    held.enter(15, 11, 10, 12)
    wait_for_count(held.number, FIRST)
    held.conclude()
    assert held.elected() == [(15, True, False), (12, True, False), (11, True, False), (10, False, False)]
    held.sign(f"meeting_minutes-{FIRST}")
    with pytest.raises(Waiting, match="minutes_signature"):
        wait_for_minutes(held.number, FIRST)
    held.sign(f"counting_minutes-{FIRST}")
    wait_for_minutes(held.number, FIRST)


def test_a_ballot_names_no_more_than_there_are_seats(held: Electing) -> None:
    held.voting()
    count = held.count(20, 20, 20, 1)
    assert refused(counting.enter, held.union, *held.here, held.post(), count, SCAN) == "count_votes"
    held.enter(20, 20, 20, 0)


def test_a_tie_for_the_last_seat_elects_neither(held: Electing) -> None:
    held.voting()
    held.enter(15, 14, 11, 11)
    held.conclude()
    assert held.elected() == [(15, True, False), (14, True, False), (11, False, True), (11, False, True)]


def test_a_corrected_count_elects_anew_and_the_first_word_stays(held: Electing) -> None:
    held.voting()
    held.enter(15, 11, 10, 12)
    held.conclude()
    right = held.count(15, 10, 11, 12)
    act = correcting.correct_count(held.world.hr, *held.here, held.post(), right, "Đọc nhầm hai dòng.", SCAN)
    signing.sign(held.union, act)
    assert held.elected() == [(15, True, False), (12, True, False), (11, True, False), (10, False, False)]
    with database.reading() as session:
        rows = session.exec(select(Conclusion).where(Conclusion.post_id == held.post())).all()
    assert [row.revision for row in rows] == [1, 2]
    assert rows[0].chosen != rows[1].chosen


def test_without_a_quorum_nobody_is_elected(held: Electing) -> None:
    held.voting(present=18)
    for verb in (running.note_course, running.note_count, running.conclude):
        verb(held.number, FIRST)
    assert held.elected() == []


@given(
    present=st.integers(1, 60),
    seats=st.integers(1, 5),
    shares=st.lists(st.integers(0, 60), min_size=1, max_size=9),
)
def test_the_elected_have_the_majority_and_more_votes_than_all_others(
    present: int, seats: int, shares: list[int]
) -> None:
    votes = {number: min(share, present) for number, share in enumerate(shares)}
    found = elected(TODAY, present=present, seats=seats, votes=votes)
    assert len(found.chosen) <= seats
    assert all(2 * votes[who] > present for who in (*found.chosen, *found.tied))
    others = [votes[who] for who in votes if who not in found.chosen and 2 * votes[who] > present]
    assert all(votes[who] > most for who in found.chosen for most in others)
    left = seats - len(found.chosen)
    assert bool(found.tied) is (len(found.tied) > left > 0)
    assert bool(found.tied) or left == 0 or not others


def test_nobody_has_more_votes_than_there_are_people() -> None:
    with pytest.raises(Impossible):
        elected(TODAY, present=3, seats=1, votes={1: 4})
