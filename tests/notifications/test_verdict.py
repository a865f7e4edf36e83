"""The rests between attempts, and the pace of letters."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from models import LetterState
from notifications.outbox.pace import WINDOW, Pace
from notifications.outbox.verdict import MINUTE, Tries, judge, relay_rest, rest_after, rested
from notifications.smtp import GREYLIST_WAIT, Delivery, Outcome, Phase

DELIVERIES = st.builds(
    Delivery,
    st.sampled_from(Outcome),
    st.sampled_from(Phase),
    st.sampled_from([None, 250, 421, 450, 550]),
    wait=st.sampled_from([timedelta(0), GREYLIST_WAIT]),
)
TRIES = st.builds(Tries, st.integers(0, 40), st.integers(0, 1), st.booleans())
GREYLISTED = Delivery(Outcome.DEFERRED, Phase.RCPT, 450, wait=GREYLIST_WAIT)
DROPPED = Delivery(Outcome.DEFERRED, Phase.RCPT)
UNSURE = Delivery(Outcome.UNKNOWN, Phase.AFTER_DOT)


def course(*deliveries: Delivery, urgent: bool = False) -> list[tuple[LetterState, timedelta]]:
    tries, passed = Tries(urgent=urgent), []
    for delivery in deliveries:
        verdict = judge(tries, delivery)
        tries = verdict.tries
        passed.append((verdict.state, verdict.rest))
    return passed


def test_a_letter_rests_one_five_fifteen_and_then_sixty_minutes() -> None:
    assert [rest / MINUTE for _, rest in course(*[DROPPED] * 6)] == [1, 5, 15, 60, 60, 60]


def test_a_greylisted_letter_rests_five_minutes_at_first() -> None:
    assert [rest / MINUTE for _, rest in course(*[GREYLISTED] * 4)] == [5, 5, 15, 60]


def test_a_sign_in_code_is_tried_again_in_seconds() -> None:
    rests = course(*[GREYLISTED] * 6, urgent=True)
    assert [rest.total_seconds() for _, rest in rests] == [10, 30, 60, 120, 300, 300]


def test_a_letter_is_given_up_after_a_day_of_rests_and_not_before() -> None:
    states = [state for state, _ in course(*[DROPPED] * 40)]
    last = states.index(LetterState.BOUNCED) + 1
    assert rested(last) >= timedelta(hours=24) > rested(last - 1)
    assert rested(last) == sum((rest for _, rest in course(*[DROPPED] * (last - 1))), timedelta(0))


def test_a_letter_that_the_relay_may_have_had_never_ends_as_bounced_for_want_of_time() -> None:
    assert course(UNSURE, *[DROPPED] * 40)[-1][0] is LetterState.UNKNOWN


def test_an_unknown_end_is_tried_once_more_and_a_sure_one_after_it_stands() -> None:
    assert [state for state, _ in course(UNSURE, UNSURE)] == [LetterState.DEFERRED, LetterState.UNKNOWN]
    assert course(UNSURE, Delivery(Outcome.SENT, Phase.AFTER_DOT, 250))[-1][0] is LetterState.SENT


@given(TRIES, DELIVERIES, st.integers(1, 9))
def test_no_attempt_is_forgotten_and_a_relay_s_trouble_is_no_letter_s_end(
    tries: Tries, delivery: Delivery, failures: int
) -> None:
    verdict = judge(tries, delivery, failures)
    assert verdict.is_end == (verdict.rest == timedelta(0))
    if delivery.concerns_relay:
        assert (verdict.state, verdict.tries) == (LetterState.DEFERRED, tries)
        assert verdict.rest == relay_rest(failures, tries.urgent)
    else:
        assert verdict.tries.attempts == tries.attempts + 1
        assert (verdict.state is LetterState.SENT) == (delivery.outcome is Outcome.SENT)


@given(st.integers(1, 60), st.booleans())
def test_rests_never_get_shorter(attempts: int, urgent: bool) -> None:
    assert rest_after(attempts, urgent) <= rest_after(attempts + 1, urgent)
    assert relay_rest(attempts, urgent) <= relay_rest(attempts + 1, urgent)


@given(st.integers(1, 50), st.lists(st.tuples(st.integers(1, 20), st.floats(0, 200)), max_size=40))
def test_in_no_minute_do_more_letters_go_than_allowed(limit: int, wishes: list[tuple[int, float]]) -> None:
    pace, moment, granted = Pace(limit), 0.0, []
    for wanted, later in wishes:
        moment += later
        granted.append((moment, pace.take(wanted, moment)))
    for begin, _ in granted:
        assert sum(number for at, number in granted if begin <= at < begin + WINDOW) <= limit


def test_room_that_was_not_used_is_there_for_the_next() -> None:
    pace = Pace(10)
    assert pace.take(8, 0) == 8
    pace.give_back(5)
    assert pace.take(10, 1) == 7
    assert pace.take(10, WINDOW) == 3
    assert Pace(0).take(99, 0) == 99


def test_lanes_that_meet_one_trouble_together_rest_once_and_longer_the_next_time() -> None:
    pace = Pace(0)
    for _ in range(5):
        pace.relay_failed(100)
    assert pace.relay_failures == 1
    assert pace.take(1, 159) == 0
    assert pace.take(1, 160) == 1
    pace.relay_failed(160)
    assert pace.take(1, 459) == 0
    pace.relay_works()
    assert pace.take(1, 459) == 1
