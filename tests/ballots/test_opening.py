"""Opening: two of three open, one does not, nobody below five voters, and a wrong share is named."""

import io

import pytest
from gmpy2 import mpz

from ballots.exact import Broken
from ballots.group import G, power
from ballots.keys import read_ceremony, share
from ballots.keys.trustees import read_trustees
from ballots.opening import open_share
from ballots.tally import add_up, check_share, counted, opened, read_partial, result
from tests.ballots.sealed_world import (
    CODES,
    COUNTS,
    END,
    Step,
    box,
    ceremony,
    false_factor,
    open_share_of,
    written,
)


def opens(steps: list[Step], owner: int = 1, code: str = CODES[1], holder: int = 1) -> tuple[bytes, bytes]:
    return open_share(io.BytesIO(written(steps)), owner, share(ceremony(), code, holder))


@pytest.mark.parametrize("owners", [(1, 2), (1, 3), (2, 3), (1, 2, 3)])
def test_any_two_holders_find_what_the_voters_chose(owners: tuple[int, ...]) -> None:
    partials = {owner: open_share_of(owner)[0] for owner in owners}
    assert result(box().election, ceremony().trustees, box().tally, partials) == COUNTS


@pytest.mark.parametrize("owner", [1, 2, 3])
def test_one_holder_finds_nothing(owner: int) -> None:
    with pytest.raises(Broken, match="decryption-missing"):
        result(box().election, ceremony().trustees, box().tally, {owner: open_share_of(owner)[0]})


def test_the_code_and_what_was_said_in_public_are_enough_to_open_again() -> None:
    held = read_ceremony(ceremony().id, list(ceremony().messages))
    again = open_share(io.BytesIO(written(box().closed)), 2, share(held, CODES[2], 2))
    check_share(box().election, held.trustees, 2, box().tally, *again)
    partials = {2: again[0], 3: open_share_of(3)[0]}
    assert result(box().election, held.trustees, box().tally, partials) == COUNTS


def test_four_voters_are_never_opened_and_five_are() -> None:
    ballots = box().opened
    assert opens([*ballots[:6], END])
    for steps in (ballots[:5], [*ballots[:5], ballots[7]]):
        with pytest.raises(Broken, match="too-few"):
            opens([*steps, END])


def test_nothing_is_opened_while_ballots_may_come_or_after_the_result() -> None:
    for steps in (box().opened, box().finished):
        with pytest.raises(Broken, match="stage"):
            opens(steps)
    for steps in (box().closed, box().summed, box().shared):
        assert opens(steps)


def test_nothing_is_opened_of_an_archive_that_breaks_a_rule() -> None:
    steps = [*box().closed, ("EncryptedTally", [b"[]", b"{}"])]
    with pytest.raises(Broken, match="tally-form"):
        opens(steps)


def test_a_share_opens_under_its_own_number_only() -> None:
    for owner in (0, 2, 4):
        with pytest.raises(Broken, match="decryption-owner"):
            opens(box().closed, owner)


@pytest.mark.parametrize("owner", [1, 2, 3])
def test_an_honest_share_passes_its_checks(owner: int) -> None:
    check_share(box().election, ceremony().trustees, owner, box().tally, *open_share_of(owner))


def test_a_wrong_factor_passes_the_ordinary_proof_but_not_the_strong_one_and_its_holder_is_named() -> None:
    partial, strong = false_factor(1), open_share_of(1)[1]
    with pytest.raises(Broken, match="strong-proof") as refusal:
        check_share(box().election, ceremony().trustees, 1, box().tally, partial, strong)
    assert refusal.value.at == "owner 1"
    with pytest.raises(Broken, match="decryption-factor"):
        result(box().election, ceremony().trustees, box().tally, {1: partial, 3: open_share_of(3)[0]})


def test_a_share_of_another_holder_is_refused() -> None:
    partial, strong = open_share_of(1)
    for owner, rule in ((2, "decryption-proof"), (0, "decryption-owner"), (4, "decryption-owner")):
        with pytest.raises(Broken, match=rule):
            check_share(box().election, ceremony().trustees, owner, box().tally, partial, strong)
    with pytest.raises(Broken, match="strong-proof"):
        check_share(box().election, ceremony().trustees, 1, box().tally, partial, open_share_of(2)[1])


@pytest.mark.parametrize("strong", [b"", b"{}", b'{"owner":1,"proofs":[]}', b'{"owner": 1,"proofs":[]}', b"\xff"])
def test_a_strong_proof_in_another_form_is_refused(strong: bytes) -> None:
    with pytest.raises(Broken, match="strong-proof-form"):
        check_share(box().election, ceremony().trustees, 1, box().tally, open_share_of(1)[0], strong)


def test_shares_that_contradict_each_other_open_nothing() -> None:
    trustees = read_trustees(ceremony().trustees)
    partials = {owner: read_partial(box().election, open_share_of(owner)[0]) for owner in (1, 2, 3)}
    assert opened(trustees, box().tally, partials) == [[power(G, mpz(count)) for count in row] for row in COUNTS]
    wrong = partials | {3: read_partial(box().election, false_factor(3))}
    with pytest.raises(Broken, match="decryption-factor"):
        opened(trustees, box().tally, wrong)


def test_a_count_is_found_by_counting_up_to_what_there_can_be() -> None:
    assert counted(mpz(1), 0) == 0
    assert counted(power(G, mpz(6)), 6) == 6
    with pytest.raises(Broken, match="decryption-factor"):
        counted(power(G, mpz(7)), 6)


def test_only_the_last_ballot_of_a_voter_is_added() -> None:
    made = box()
    assert add_up(made.election, made.checked(made.cast)) == made.tally
    assert (made.tally.voters, made.tally.weight) == (6, 6)
    without = add_up(made.election, made.checked(made.cast[1:]))
    assert without.sums == made.tally.sums
    assert add_up(made.election, []).as_json().count(b'{"alpha":"1","beta":"1"}') == 6


def test_a_weight_is_a_ballot_cast_as_often() -> None:
    (ballot, _), *_ = box().checked(box().cast[:1])
    weighted = add_up(box().election, [(ballot, 3)])
    assert (weighted.voters, weighted.weight) == (1, 3)
    assert weighted.sums[0][0].alpha == power(ballot.choices[0][0].alpha, mpz(3))
