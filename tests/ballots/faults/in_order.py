"""Events in an order that would change what counts."""

from ballots.ballot import seal
from tests.ballots.faults.register import breaks
from tests.ballots.sealed_world import COUNTS, END, ballot, box, counted, written


@breaks("event-order")
def end_in_the_middle_so_that_later_ballots_do_not_count() -> bytes:
    opened = box().opened
    return written([*opened[:4], END, *opened[4:]])


@breaks("event-order")
def end_in_the_middle_of_a_finished_round() -> bytes:
    steps = box().finished
    return written([*steps[:4], END, *steps[4:]])


@breaks("event-order")
def ended_twice() -> bytes:
    return written([*box().closed, END])


@breaks("event-order")
def never_ended() -> bytes:
    return written([step for step in box().finished if step != END])


@breaks("event-order")
def never_added_up() -> bytes:
    return written([step for step in box().finished if step[0] != "EncryptedTally"])


@breaks("event-order")
def added_up_twice() -> bytes:
    steps = box().summed
    return written([*steps, steps[-1], *box().finished[len(steps) :]])


@breaks("event-order")
def a_share_before_the_sum() -> bytes:
    steps = box().finished
    at = len(box().closed)
    return written([*steps[:at], steps[at + 1], steps[at], *steps[at + 2 :]])


@breaks("event-order")
def a_false_result_before_the_shares() -> bytes:
    return written([*box().summed, counted([[6, 0, 0], [2, 1, 2]])])


@breaks("event-order")
def a_false_result_before_the_true_one() -> bytes:
    return written([*box().summed, counted([[6, 0, 0], [2, 1, 2]]), *box().finished[len(box().summed) :]])


@breaks("event-order")
def a_second_result() -> bytes:
    return written([*box().finished, counted(COUNTS)])


@breaks("event-order")
def a_ballot_after_the_result() -> bytes:
    return written([*box().finished, ballot(seal(box().election, box().secret(1), [[1, 0, 0], [0, 0, 0]]))])


@breaks("event-order")
def an_end_of_shuffles() -> bytes:
    return written([*box().summed, ("EndShuffles", []), *box().finished[len(box().summed) :]])


@breaks("event-order")
def two_setups() -> bytes:
    return written([box().setup, *box().opened])


@breaks("event-order")
def a_ballot_first() -> bytes:
    return written(box().opened[1:])
