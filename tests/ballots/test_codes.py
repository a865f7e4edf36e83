"""Codes of voters and recovery codes: what is typed is checked, what is derived is always the same."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.credentials import (
    credentials_json,
    derive_code,
    is_code,
    new_code,
    private_credential,
    public_credential,
)
from ballots.election import BASE58, new_uuid
from ballots.group import Q, is_member, powers_of_g
from ballots.keys import new_recovery_code, plain_code
from ballots.keys.recovery import BASE32, Secrets, in_groups
from tests.ballots.sealed_world import CODES, ROUND_KEY

RFC_7914 = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
"""PBKDF2-HMAC-SHA256 of "passwd", "salt", one round: the first 32 bytes of section 11."""


def test_a_code_is_five_groups_of_three_characters_that_are_not_confused() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert is_code(code)
        assert [len(group) for group in code.split("-")] == [3] * 5
        assert set(code) <= {*BASE58, "-"}


@given(st.binary(min_size=32, max_size=64), st.text(max_size=20))
def test_the_code_of_an_entry_is_the_same_when_asked_again_and_another_for_another_entry(
    key: bytes, entry: str
) -> None:
    code = derive_code(key, entry)
    assert is_code(code)
    assert derive_code(key, entry) == code
    assert derive_code(key, entry + "x") != code
    assert derive_code(key + b"x", entry) != code


def test_the_derived_code_is_what_the_formats_say() -> None:
    digest = hashlib.new("sha256", bytes(byte ^ 0x5C for byte in ROUND_KEY.ljust(64, b"\0")))
    inner = hashlib.new("sha256", bytes(byte ^ 0x36 for byte in ROUND_KEY.ljust(64, b"\0")) + b"danchu/voter-code|7")
    digest.update(inner.digest())
    number = int(digest.hexdigest(), 16) % 58**14
    signs = "".join(BASE58[number // 58**place % 58] for place in range(13, -1, -1)) + BASE58[53 - number % 53]
    assert derive_code(ROUND_KEY, "7").replace("-", "") == signs


def test_a_short_key_derives_no_codes() -> None:
    with pytest.raises(ValueError, match="too short"):
        derive_code(bytes(31), "1")
    assert derive_code(bytes(32), "1")


@given(st.integers(0, 14), st.sampled_from(BASE58))
def test_one_wrong_character_of_a_code_is_noticed_but_for_the_few_that_the_check_cannot_tell(
    at: int, sign: str
) -> None:
    code = derive_code(ROUND_KEY, "1")
    signs = code.replace("-", "")
    typed = signs[:at] + sign + signs[at + 1 :]
    grouped = "-".join(typed[place : place + 3] for place in range(0, 15, 3))
    told_apart = at == 14 or (BASE58.index(sign) - BASE58.index(signs[at])) % 53
    assert is_code(grouped) == (typed == signs or not told_apart)


@pytest.mark.parametrize("typed", ["", "---", "0" * 15, "abc", "111-111-111-111-11l", "1" * 400])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert not is_code(typed)
    with pytest.raises(ValueError, match="no code"):
        private_credential(typed, new_uuid())


def test_a_code_without_its_dashes_is_not_taken_for_it() -> None:
    assert not is_code(new_code().replace("-", ""))


def test_pbkdf2_is_that_of_the_rfc() -> None:
    assert hashlib.pbkdf2_hmac("sha256", b"passwd", b"salt", 1, 32).hex() == RFC_7914


def test_a_credential_belongs_to_one_election() -> None:
    code, uuid = new_code(), new_uuid()
    secret = private_credential(code, uuid)
    expected = int.from_bytes(hashlib.pbkdf2_hmac("sha256", code.encode(), uuid.encode(), 1000, 32)) % int(Q)
    assert secret == expected
    assert public_credential(code, uuid) == str(powers_of_g(secret))
    assert is_member(powers_of_g(secret))
    assert private_credential(code, new_uuid()) != secret


def test_the_published_list_is_sorted_so_that_its_order_says_nothing() -> None:
    assert credentials_json(["30", "4", "100"]) == b'["100","30","4"]'


def test_a_recovery_code_is_seven_groups_of_four_and_is_read_however_it_is_typed() -> None:
    code = new_recovery_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert in_groups(plain_code(code)) == code
    typed = f" {code.lower().replace('-', '  ')}\n"
    assert plain_code(typed) == plain_code(code)
    assert plain_code(CODES[1].replace("0", "o").replace("1", "l")) == plain_code(CODES[1])
    assert plain_code(CODES[1].replace("1", "i")) == plain_code(CODES[1])
    assert len({new_recovery_code() for _ in range(50)}) == 50


@given(st.sampled_from(sorted(CODES.values())), st.integers(0, 27), st.sampled_from(BASE32))
def test_a_wrong_character_of_a_recovery_code_is_noticed_nearly_always(code: str, at: int, sign: str) -> None:
    signs = plain_code(code)
    typed = signs[:at] + sign + signs[at + 1 :]
    if typed[26:] != signs[26:] and at >= 26:
        with pytest.raises(ValueError, match="no recovery code"):
            plain_code(typed)
    elif typed == signs:
        assert plain_code(typed) == signs


def test_of_many_mistyped_recovery_codes_hardly_one_passes() -> None:
    signs, passed = plain_code(CODES[2]), 0
    for at in range(26):
        for sign in BASE32:
            try:
                plain_code(signs[:at] + sign + signs[at + 1 :])
                passed += sign != signs[at]
            except ValueError:
                continue
    assert passed <= 8


@pytest.mark.parametrize("typed", ["", "0" * 27, "0" * 29, CODES[1][:-1], CODES[1] + "0", CODES[1].replace("0", "U")])
def test_what_is_no_recovery_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no recovery code"):
        plain_code(typed)


def test_everything_of_a_holder_follows_from_the_code_and_differs_by_ceremony_and_place() -> None:
    holders = [Secrets(CODES[1], "Aaaaaaaaaaaaaa", 1), Secrets(CODES[1], "Aaaaaaaaaaaaaa", 2)]
    holders += [Secrets(CODES[1], "Bbbbbbbbbbbbbb", 1), Secrets(CODES[2], "Aaaaaaaaaaaaaa", 1)]
    secrets = [
        secret
        for holder in holders
        for secret in (holder.signing, holder.encryption, *holder.coefficients, holder.mix, holder.nonce("M"))
    ]
    assert len(set(secrets)) == len(secrets)
    again = Secrets(CODES[1].lower(), "Aaaaaaaaaaaaaa", 1)
    assert (again.signing, again.mix, again.nonce("M")) == (holders[0].signing, holders[0].mix, holders[0].nonce("M"))
    assert again.nonce("N") != again.nonce("M")


def test_a_holders_secrets_are_not_printed() -> None:
    assert plain_code(CODES[1]) not in repr(Secrets(CODES[1], "Aaaaaaaaaaaaaa", 1))
