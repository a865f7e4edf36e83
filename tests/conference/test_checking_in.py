"""Two secretaries check people in: doubles, people taken back, latecomers; quorum is right at every moment."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models.store import database
from procedures.meetings import regime
from procedures.meetings.holding import attending
from procedures.meetings.holding.attendance import attendance
from procedures.refusal import Refusal
from tests import databases
from tests.conferring import Held

SUMMONED, ENOUGH = 99, 66
PLACES = st.integers(0, SUMMONED - 1)
SECRETARIES = st.sampled_from(("hr", "clerk"))


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A conference of 99 whose hour has come; its list stays open."""
    with databases.own_environment():
        databases.fresh("sqlite", tmp_path_factory.mktemp("conference"))
        yield Held(people=SUMMONED).call()
        database.engine().dispose()


def there(held: Held) -> tuple[int, bool]:
    """How many are there, and whether they are enough, as every page reads it."""
    with database.reading() as session:
        meeting = held.meeting
        counted = attendance(session, meeting)
        return counted.present, regime.has_quorum(session, meeting, counted)


def test_quorum_is_right_at_every_moment_whatever_two_secretaries_do(called: Held) -> None:
    people, here = called.voters(), called.here

    class Desks(RuleBasedStateMachine):
        """Two phones at the doors of one hall, beside a list kept by hand."""

        def check(self, secretary: str, place: int, present: bool) -> None:
            attending.check_in(getattr(called.world, secretary), *here, people[place], present)
            (self.by_hand.add if present else self.by_hand.discard)(place)

        @initialize(number=st.integers(ENOUGH - 3, ENOUGH + 2))
        def come(self, number: int) -> None:
            with database.reading() as session:
                rows = {row.entry_id: row.is_present for row in attendance(session, called.meeting).rows}
            self.by_hand = {place for place, entry_id in enumerate(people) if rows[entry_id]}
            for place in range(SUMMONED):
                if (place < number) is not (place in self.by_hand):
                    self.check("clerk" if place % 2 else "hr", place, place < number)

        @rule(secretary=SECRETARIES, place=PLACES)
        def comes(self, secretary: str, place: int) -> None:
            self.check(secretary, place, True)

        @rule(place=PLACES)
        def is_marked_by_both(self, place: int) -> None:
            self.check("hr", place, True)
            self.check("clerk", place, True)

        @rule(secretary=SECRETARIES, place=PLACES)
        def is_taken_back(self, secretary: str, place: int) -> None:
            self.check(secretary, place, False)

        @rule(place=PLACES)
        def is_taken_back_by_both_and_comes_late(self, place: int) -> None:
            self.check("hr", place, False)
            self.check("clerk", place, False)
            self.check("clerk", place, True)

        @invariant()
        def the_number_and_the_quorum_are_right(self) -> None:
            assert there(called) == (len(self.by_hand), len(self.by_hand) >= ENOUGH)

    quiet = settings(max_examples=5, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Desks, settings=quiet)


def test_three_hundred_are_checked_in_by_two_phones_at_once_and_a_latecomer_is_not(any_database: str) -> None:
    held = Held(people=300).call()
    people, wrong, done = held.voters(), [], threading.Event()

    def desk(secretary: str, mine: list[int]) -> None:
        for entry_id in mine:
            attending.check_in(getattr(held.world, secretary), *held.here, entry_id, True)

    def look() -> None:
        last = 0
        while not done.wait(0.05):
            present, is_enough = there(held)
            if present < last or is_enough is not (3 * present >= 2 * len(people)):
                wrong.append((present, is_enough))
            last = present

    halves = (("hr", people[:160]), ("clerk", people[140:299]))
    doors = [threading.Thread(target=desk, args=each) for each in halves]
    watch = threading.Thread(target=look)
    for each in (*doors, watch):
        each.start()
    for each in doors:
        each.join()
    done.set()
    watch.join()
    assert wrong == []
    assert attending.open_meeting(held.world.hr, *held.here).present == 299
    with pytest.raises(Refusal) as late:
        attending.check_in(held.world.clerk, *held.here, people[299], True)
    assert late.value.key == "meeting_opened"
    assert there(held) == (299, True)
