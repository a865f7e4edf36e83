"""The browser and Python make and accept each other's ballots, and refuse the same broken ones."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from ballots import credentials
from ballots.ballot import Ballot, check, seal, tracker
from ballots.election import Election
from ballots.exact import Broken, compact
from tests.booth.conftest import Js
from tests.booth.elections import random_choices, random_election

ELECTIONS = 60
"""`python -m bench.both_ways` tries 1,000."""
SEAL = """async ({raw, code, choices}) => {
  const read = await election.Election.read(encode(raw));
  const secret = await credentials.privateCredential(code, read.uuid);
  const sealed = await ballot.seal(read, secret, choices);
  return {text: new TextDecoder().decode(sealed), tracker: await ballot.tracker(sealed)};
}"""
CHECK = """async ({raw, sealed, listed}) => {
  const read = await election.Election.read(encode(raw));
  try {
    const {credential, pairs} = await ballot.check(read, encode(sealed), new Set(listed));
    return {credential, pairs: pairs.map((row) => row.map((pair) => pair.map(String)))};
  } catch (error) {
    if (!(error instanceof numbers.Broken)) throw error;
    return {rule: error.rule};
  }
}"""


def sealed_sums(ballot: Ballot) -> list[list[list[str]]]:
    """The ciphertexts of a ballot that Python checked, as the browser gives them."""
    return [[[str(each.alpha), str(each.beta)] for each in answer] for answer in ballot.choices]


def both_ways(js: Js, random: Random) -> None:
    """One random election: each side seals a ballot that the other accepts, to the same sums."""
    election = random_election(random)
    code, choices = credentials.new_code(), random_choices(random, election)
    public = credentials.public_credential(code, election.uuid)
    raw = election.raw.decode()

    made = js(SEAL, {"raw": raw, "code": code, "choices": choices})
    assert check(election, made["text"].encode(), {public}).credential == public
    assert made["tracker"] == tracker(made["text"].encode())

    own = seal(election, credentials.private_credential(code, election.uuid), choices)
    found = js(CHECK, {"raw": raw, "sealed": own.decode(), "listed": [public]})
    assert found == {"credential": public, "pairs": sealed_sums(check(election, own, {public}))}


@pytest.mark.parametrize("seed", range(ELECTIONS))
def test_each_side_accepts_what_the_other_sealed(seed, js):
    both_ways(js, Random(seed))


def _swap_answers(ballot: dict[str, Any]) -> None:
    choices = ballot["answers"][0]["choices"]
    choices[0], choices[1] = choices[1], choices[0]


def _set(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(ballot: dict[str, Any]) -> None:
        place: Any = ballot
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


BREAKS: dict[str, Callable[[dict[str, Any]], None]] = {
    "another election": _set("election_uuid", value="11111111111111"),
    "another fingerprint": _set("election_hash", value="A" * 43),
    "a stranger's credential": _set("credential", value="4"),
    "answers swapped": _swap_answers,
    "a key too many": _set("answers", 0, "blank_proof", value=[]),
    "no answer": _set("answers", value=[]),
    "outside the group": _set("answers", 0, "choices", 0, "alpha", value="2"),
    "the neutral element": _set("answers", 0, "choices", 0, "beta", value="1"),
    "a leading zero": _set("answers", 0, "choices", 0, "alpha", value="04"),
    "a sign": _set("answers", 0, "choices", 0, "alpha", value="-4"),
    "hexadecimal": _set("answers", 0, "choices", 0, "alpha", value="0x4"),
    "a number for a string": _set("answers", 0, "choices", 0, "alpha", value=4),
    "a challenge beyond the order": _set("answers", 0, "overall_proof", 0, "challenge", value="9" * 78),
    "a proof that proves nothing": _set("answers", 0, "individual_proofs", 1, 0, "response", value="5"),
    "an overall proof that proves nothing": _set("answers", 0, "overall_proof", 0, "response", value="5"),
    "a signature that signs nothing": _set("signature", "proof", "response", value="5"),
    "another hash": _set("signature", "hash", value="A" * 43),
    "a list for an object": _set("signature", value=[]),
}


@pytest.fixture(scope="module")
def honest() -> tuple[Election, str, str]:
    """An election, a public credential, and an honest ballot of it."""
    random = Random("honest")
    election = random_election(random)
    while len(election.questions[0].answers) < 2:
        election = random_election(random)
    code = credentials.new_code()
    sealed = seal(election, credentials.private_credential(code, election.uuid), random_choices(random, election))
    return election, credentials.public_credential(code, election.uuid), sealed.decode()


def both_refuse(js, election: Election, sealed: str, listed: list[str]) -> str:
    """The rule by which both sides refuse a ballot."""
    with pytest.raises(Broken) as refused:
        check(election, sealed.encode(), set(listed))
    found = js(CHECK, {"raw": election.raw.decode(), "sealed": sealed, "listed": listed})
    assert found == {"rule": refused.value.rule}
    return refused.value.rule


@pytest.mark.parametrize("name", BREAKS)
def test_both_sides_refuse_a_broken_ballot_by_the_same_rule(name, js, honest):
    election, public, sealed = honest
    broken = json.loads(sealed)
    BREAKS[name](broken)
    assert both_refuse(js, election, compact(broken).decode(), [public]).startswith("ballot")


@pytest.mark.parametrize("again", [" ", "\n", "\ufeff"])
def test_both_sides_refuse_a_byte_too_many(again, js, honest):
    election, public, sealed = honest
    assert both_refuse(js, election, sealed + again, [public]) == "ballot-form"


def test_both_sides_refuse_a_credential_that_is_not_on_the_list(js, honest):
    election, _, sealed = honest
    assert both_refuse(js, election, sealed, ["5"]) == "ballot-credential"


def test_the_browser_seals_nothing_that_the_question_does_not_allow(js, honest):
    election, _, _ = honest
    for choices in ([], [[2, 0]], [[1] * 99]):
        with pytest.raises(Exception, match="RangeError"):
            js(SEAL, {"raw": election.raw.decode(), "code": "x", "choices": choices})
