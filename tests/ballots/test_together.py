"""Many numbers looked at together: an outsider among them is found, and what it broke is named as if it were alone."""

import io
import json

import pytest
from gmpy2 import mpz

from ballots import exact, verify
from ballots.ballot import check, check_but_members, seal
from ballots.group import G, P, Q, comb, comb_of_product, is_member, power, powers_of_g, random_scalar
from ballots.proofs.ranges import combed, combed_total, total
from ballots.verify import together
from ballots.verify.together import Together
from tests.ballots.faults import FAULTS
from tests.ballots.faults.in_ballots import with_outsider
from tests.ballots.sealed_world import COUNTS, box, broken, report, written

OUTSIDERS = [P - 1, power(mpz(5), (P - 1) // 3), power(mpz(5), (P - 1) // 6), mpz(2), P - G]
"""Of a small order (2, 3, 6), of a great one, and one of order 2 times a member."""


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every archive were large."""
    monkeypatch.setattr(verify, "LARGE", 0)


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_one_outsider_among_members_is_found_wherever_it_stands(outsider: mpz) -> None:
    members = [powers_of_g(random_scalar()) for _ in range(30)]
    assert not is_member(outsider)
    for place in (0, 15, 30):
        seen = Together()
        seen.add([*members[:place], outsider, *members[place:]])
        assert not seen.are_members()


def test_two_outsiders_whose_product_is_a_member_are_found() -> None:
    for first, second in ((P - 1, P - G), (mpz(2), power(mpz(2), P - 2))):
        assert is_member(first * second % P)
        seen = Together()
        seen.add([first, second])
        assert not seen.are_members()


def test_members_pass_and_so_does_nothing() -> None:
    seen = Together()
    assert seen.are_members()
    seen.add([mpz(1), G, *(powers_of_g(random_scalar()) for _ in range(20))])
    assert seen.are_members()


def test_an_outsider_is_overlooked_once_in_two_to_the_hundred_and_thirtieth(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[mpz] = []
    monkeypatch.setattr(together, "is_member", lambda number: looks.append(number) or True)  # pyright: ignore
    seen = Together()
    seen.add([G])
    assert seen.are_members()
    assert len(looks) == 130
    assert 30 < looks.count(G) < 100
    assert set(looks) == {G, mpz(1)}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("name", list(FAULTS)[::5])
def test_a_large_archive_that_is_broken_names_the_same_rule(name: str) -> None:
    rule, fault = FAULTS[name]
    assert broken(fault()) == rule


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_large_archive_passes_as_a_small_one_does(processes: int) -> None:
    assert report(written(box().finished), processes=processes).result == COUNTS


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("processes", [1, 2])
def test_what_passes_is_gone_through_once(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("each number by itself")

    monkeypatch.setattr("ballots.verify.casting.check", refuse)
    assert report(written(box().finished), processes=processes).result == COUNTS


def test_where_an_archive_is_large_is_counted_in_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = written(box().finished)
    made: list[Together] = []
    monkeypatch.setattr(verify, "Together", lambda: made.append(Together()) or made[-1])  # pyright: ignore
    for large, times in ((len(raw) + 1, 0), (len(raw), 1)):
        monkeypatch.setattr(verify, "LARGE", large)
        assert report(raw).result == COUNTS
        assert len(made) == times


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_an_outsider_whose_proofs_hold_is_found_by_looking_at_it_alone_and_together(
    outsider: mpz, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, raw = box(), with_outsider(outsider)
    while outsider == P - 1 and not _passes_but_members(raw):
        raw = with_outsider(outsider)
    with pytest.raises(exact.Broken, match="ballot-member"):
        check(made.election, raw)
    archive = written([*made.opened, ("Ballot", [raw])])
    for large in (0, len(archive) + 1):
        monkeypatch.setattr(verify, "LARGE", large)
        with pytest.raises(exact.Broken) as refusal:
            verify.examine(io.BytesIO(archive))
        assert (refusal.value.rule, refusal.value.at) == ("ballot-member", "event 8 Ballot")


def _passes_but_members(raw: bytes) -> bool:
    """Of a number of order two every proof holds that has an even challenge."""
    try:
        check_but_members(box().election, raw, _voters(), "ballot")
    except exact.Broken:
        return False
    return True


def _voters() -> list[str]:
    return json.loads(box().credentials)


def test_a_comb_gives_the_powers_that_computing_gives_whatever_the_base() -> None:
    for base in (mpz(1), G, P - 1, mpz(2), powers_of_g(random_scalar())):
        for exponent in (0, 1, 2, (1 << 43) - 1, 1 << 43, Q - 1, Q, random_scalar()):
            assert comb(base)(mpz(exponent)) == power(base, mpz(exponent))


def test_the_comb_of_a_product_is_that_of_what_is_multiplied() -> None:
    bases, exponent = [powers_of_g(random_scalar()) for _ in range(3)], random_scalar()
    product = bases[0] * bases[1] * bases[2] % P
    assert comb_of_product([comb(base) for base in bases])(exponent) == power(product, exponent)


def test_a_ciphertext_and_its_combs_say_the_same() -> None:
    sealed = [sum_ for row in box().tally.sums for sum_ in row]
    for number in (0, 1, 5):
        exponent = random_scalar()
        assert combed(sealed[0]).without(number, exponent) == sealed[0].without(number, exponent)
        together_ = combed_total([combed(each) for each in sealed])
        assert together_.without(number, exponent) == total(sealed).without(number, exponent)
    assert combed(sealed[0]).is_member()


def test_a_seal_of_the_quick_kind_is_still_checked_in_all_else() -> None:
    made = box()
    stranger = seal(made.election, random_scalar(), [[1, 0, 0], [0, 0, 0]])
    with pytest.raises(exact.Broken, match="ballot-credential"):
        check_but_members(made.election, stranger, _voters(), "ballot")
    assert check_but_members(made.election, made.cast[0], _voters(), "x") == check(made.election, made.cast[0])
