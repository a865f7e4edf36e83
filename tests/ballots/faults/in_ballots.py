"""Ballots that must not count."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

import pytest
from gmpy2 import mpz

from ballots import exact
from ballots.ballot import seal
from ballots.credentials import new_code, private_credential
from ballots.election import Election
from ballots.group import G, P, Powers, Q
from ballots.proofs.ranges import Ciphertext, encrypt
from ballots.tally import add_up
from tests.ballots.faults.register import breaks
from tests.ballots.sealed_world import END, ballot, box, resigned, summed, written

Change = Callable[[dict[str, Any]], None]


@breaks("ballot-twice")
def an_old_ballot_again_after_the_second_one() -> bytes:
    made = box()
    tally = add_up(made.election, made.checked([*made.cast, made.cast[0]]))
    return written([*made.opened, ballot(made.cast[0]), END, summed(tally.as_json(), 6, 6)])


@breaks("ballot-credential")
def a_ballot_of_nobody() -> bytes:
    secret = private_credential(new_code(), box().election.uuid)
    return written([*box().opened, ballot(seal(box().election, secret, [[1, 0, 0], [0, 0, 0]]))])


@breaks("ballot-election")
def a_ballot_of_another_election() -> bytes:
    other = replace(box().election, raw=box().election.raw + b" ")
    return written([*box().opened, ballot(seal(other, box().secret(1), [[1, 0, 0], [0, 0, 0]]))])


def _with_last_ballot(change: Change, sign: bool = True) -> bytes:
    """The last ballot, of voter 1, changed, and signed again by its voter where `sign` says so."""
    said = json.loads(box().cast[-1])
    change(said)
    raw = exact.compact(said)
    return written([*box().opened[:-1], ballot(resigned(raw, box().secret(0)) if sign else raw)])


@breaks("ballot-signature")
def a_ballot_with_the_signature_of_another_voter() -> bytes:
    made = box()
    return written([*made.opened[:-1], ballot(resigned(made.cast[-1], made.secret(2)))])


@breaks("ballot-signature")
def a_signature_of_another_ballot() -> bytes:
    return _with_last_ballot(lambda said: said.update(signature=json.loads(box().cast[0])["signature"]), sign=False)


@breaks("ballot-individual-proof")
def an_answer_counted_for_another() -> bytes:
    return _with_last_ballot(lambda said: said["answers"][0]["choices"].reverse())


@breaks("ballot-overall-proof")
def two_votes_where_one_is_allowed() -> bytes:
    def change(said: dict[str, Any]) -> None:
        double = seal(_loose(), box().secret(0), [[1, 1, 0], [0, 0, 0]])
        said["answers"][0] = json.loads(double)["answers"][0]

    return _with_last_ballot(change)


def _loose() -> Election:
    """The election as a cheat would like it: up to three answers, under the same hash."""
    election = box().election
    first, second = election.questions
    return replace(election, questions=(replace(first, maximum=2, minimum=2), second))


@breaks("ballot-overall-proof")
def a_borrowed_overall_proof() -> bytes:
    other = json.loads(box().cast[2])["answers"][1]["overall_proof"]
    return _with_last_ballot(lambda said: said["answers"][1].update(overall_proof=other))


def _in_first_answer(said: dict[str, Any], **fields: str) -> None:
    said["answers"][0]["choices"][0].update(fields)


@breaks("ballot-member")
def a_ciphertext_outside_the_group() -> bytes:
    return _with_last_ballot(lambda said: _in_first_answer(said, alpha=str(P - 1)))


@breaks("ballot-member")
def a_ciphertext_of_zero() -> bytes:
    return _with_last_ballot(lambda said: _in_first_answer(said, beta="0"))


@breaks("ballot-member")
def a_ciphertext_that_hides_nothing() -> bytes:
    return _with_last_ballot(lambda said: _in_first_answer(said, alpha="1", beta=str(G)))


@breaks("ballot-member")
def a_ciphertext_above_the_modulus() -> bytes:
    alpha = json.loads(box().cast[-1])["answers"][0]["choices"][0]["alpha"]
    return _with_last_ballot(lambda said: _in_first_answer(said, alpha=str(mpz(alpha) + P)))


def with_outsider(outsider: mpz) -> bytes:
    """The second voter's ballot, its first ciphertext not in the group, sealed as if it were."""
    made, factors = box(), chain([outsider], repeat(1))

    def encrypted(key: Powers, number: int, secret: mpz) -> Ciphertext:
        sealed = encrypt(key, number, secret)
        return Ciphertext(sealed.alpha * next(factors) % P, sealed.beta)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ballots.ballot.encrypt", encrypted)
        return seal(made.election, made.secret(1), [[1, 0, 0], [0, 0, 0]])


def _first_proof(said: dict[str, Any]) -> dict[str, str]:
    return said["answers"][0]["individual_proofs"][0][0]


@breaks("ballot-scalar")
def a_response_above_the_order() -> bytes:
    def change(said: dict[str, Any]) -> None:
        proof = _first_proof(said)
        proof["response"] = str(mpz(proof["response"]) + Q)

    return _with_last_ballot(change)


@breaks("ballot-form")
def a_number_with_a_leading_zero() -> bytes:
    def change(said: dict[str, Any]) -> None:
        _first_proof(said)["challenge"] = "0" + _first_proof(said)["challenge"]

    return _with_last_ballot(change)


@breaks("ballot-form")
def one_more_key_inside_an_answer() -> bytes:
    return _with_last_ballot(lambda said: said["answers"][0].update(note="An"))


@breaks("ballot-form")
def keys_in_another_order_inside_an_answer() -> bytes:
    def change(said: dict[str, Any]) -> None:
        said["answers"][0] = dict(reversed(said["answers"][0].items()))

    return _with_last_ballot(change)


@breaks("ballot-form")
def a_space_in_a_ballot() -> bytes:
    return written([*box().opened[:-1], ballot(box().cast[-1].replace(b":", b": ", 1))])


@breaks("ballot-form")
def a_key_that_stands_twice() -> bytes:
    raw = box().cast[-1]
    return written([*box().opened[:-1], ballot(raw.replace(b'{"alpha"', b'{"alpha":"7","alpha"', 1))])


@breaks("ballot-form")
def an_answer_too_few() -> bytes:
    return _with_last_ballot(lambda said: said["answers"].pop())


@breaks("ballot-form")
def a_proof_too_few() -> bytes:
    return _with_last_ballot(lambda said: said["answers"][0]["individual_proofs"].pop())


@breaks("ballot-form")
def a_blank_proof_nobody_asked_for() -> bytes:
    return _with_last_ballot(lambda said: said["answers"][0].update(blank_proof=[]))
