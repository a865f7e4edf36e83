"""Sums, shares and results that are not those of the ballots."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ballots import exact
from tests.ballots.faults.register import breaks
from tests.ballots.sealed_world import (
    COUNTS,
    Step,
    box,
    counted,
    false_factor,
    open_share_of,
    shared,
    summed,
    written,
)


def _with_sum(tally: bytes | None = None, voters: int = 6, weight: int = 6) -> bytes:
    return written([*box().closed, summed(tally or box().tally.as_json(), voters, weight)])


def _with_result(counts: Sequence[Sequence[int | str]]) -> bytes:
    return written([*box().shared, counted(counts)])


def _with_shares(*shares: Step) -> bytes:
    return written([*box().summed, *shares])


@breaks("tally-sum")
def a_sum_that_is_garbage() -> bytes:
    return _with_sum(tally=b"[]")


@breaks("tally-sum")
def a_sum_without_the_last_ballot() -> bytes:
    made = box()
    sums = made.tally.sums
    return _with_sum(tally=replace(made.tally, sums=(sums[0][::-1], sums[1])).as_json())


@breaks("tally-sum")
def a_sum_written_with_a_space() -> bytes:
    return _with_sum(tally=box().tally.as_json() + b" ")


@breaks("tally-voters")
def fifty_voters_more() -> bytes:
    return _with_sum(voters=56)


@breaks("tally-weight")
def more_weight_than_there_is() -> bytes:
    return _with_sum(weight=7)


@breaks("tally-form")
def a_number_of_voters_as_text() -> bytes:
    kind, (sums, sized) = box().summed[-1]
    return written([*box().closed, (kind, [sums, sized.replace(b"6", b'"6"', 1)])])


@breaks("tally-part")
def a_sum_that_points_elsewhere() -> bytes:
    kind, (_, sized) = box().summed[-1]
    return written([*box().closed, (kind, [b"[]", sized])])


def _changed(raw: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(raw)
    change(said)
    return exact.compact(said)


@breaks("decryption-proof")
def a_share_with_proofs_in_another_order() -> bytes:
    raw = _changed(box().partials[1], lambda said: said["decryption_proofs"][0].reverse())
    return _with_shares(shared(1, raw))


@breaks("decryption-proof")
def a_share_given_as_that_of_another() -> bytes:
    return _with_shares(shared(2, box().partials[1]))


@breaks("decryption-form")
def a_share_with_a_factor_too_few() -> bytes:
    return _with_shares(shared(1, _changed(box().partials[1], lambda said: said["decryption_factors"][0].pop())))


@breaks("decryption-member")
def a_factor_outside_the_group() -> bytes:
    raw = _changed(box().partials[1], lambda said: said["decryption_factors"][0].__setitem__(0, "2"))
    return _with_shares(shared(1, raw))


@breaks("decryption-part")
def a_share_that_points_elsewhere() -> bytes:
    kind, (_, owned) = shared(1, box().partials[1])
    return _with_shares((kind, [box().partials[3], owned]))


@breaks("decryption-owner")
def a_share_of_a_fourth_holder() -> bytes:
    return _with_shares(shared(4, box().partials[1]))


@breaks("decryption-owner")
def a_share_of_a_holder_of_number_zero() -> bytes:
    return _with_shares(shared(0, box().partials[1]))


@breaks("decryption-twice")
def a_holder_who_opens_twice_with_fresh_proofs() -> bytes:
    first, *rest = box().shared[len(box().summed) :]
    return written([*box().summed, first, shared(1, open_share_of(1)[0]), *rest, counted(COUNTS)])


@breaks("decryption-missing")
def a_result_after_one_share() -> bytes:
    return written([*box().shared[:-1], counted(COUNTS)])


@breaks("decryption-factor")
def a_wrong_factor_with_a_right_proof() -> bytes:
    return _with_shares(shared(1, false_factor(1)), shared(3, box().partials[3]))


@breaks("decryption-factor")
def a_wrong_third_factor_that_the_result_does_not_need() -> bytes:
    shares = (shared(1, box().partials[1]), shared(2, open_share_of(2)[0]), shared(3, false_factor(3)))
    return written([*box().summed, *shares, counted(COUNTS)])


@breaks("result-range")
def a_wrong_factor_and_a_result_of_77_digits() -> bytes:
    shares = (shared(1, false_factor(1)), shared(3, box().partials[3]))
    return written([*box().summed, *shares, counted([["7" * 77, 2, 2], [2, 1, 2]])])


@breaks("result-value")
def two_votes_moved_in_the_result() -> bytes:
    return _with_result([[0, 4, 2], [2, 1, 2]])


@breaks("result-range")
def more_votes_than_voters() -> bytes:
    return _with_result([[7, 0, 0], [2, 1, 2]])


@breaks("result-sum")
def fewer_votes_than_everyone_gave() -> bytes:
    return _with_result([[2, 2, 1], [2, 1, 2]])


@breaks("result-sum")
def more_votes_than_everyone_could_give() -> bytes:
    return _with_result([[2, 2, 2], [6, 6, 1]])


@breaks("result-form")
def a_result_in_words() -> bytes:
    return _with_result([["2", 2, 2], [2, 1, 2]])


@breaks("result-form")
def a_negative_result() -> bytes:
    return _with_result([[-1, 5, 2], [2, 1, 2]])


@breaks("result-form")
def a_result_with_an_answer_too_few() -> bytes:
    return _with_result([[2, 4], [2, 1, 2]])
