"""What people type: voters' codes and holders' recovery codes, the same to the browser and to Python."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ballots import credentials, keys

FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
VOTER = "(typed) => credentials.fault(typed)"
RECOVERY = "(typed) => recovery.fault(typed)"


@pytest.mark.parametrize(
    ("password", "salt", "rounds", "first"),
    [
        ("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
        ("Password", "NaCl", 80_000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"),
    ],
)
def test_stretching_gives_the_vectors_of_rfc_7914(password, salt, rounds, first, js):
    made = js("async ([p, s, r]) => numbers.toHex(await credentials.stretched(p, s, r))", [password, salt, rounds])
    assert made == first


def test_a_voters_code_makes_the_same_credential_on_both_sides(js):
    code, uuid = credentials.new_code(), "4fRz7mWq2Lk9Xa"
    made = js("async ([c, u]) => `${await credentials.privateCredential(c, u)}`", [code, uuid])
    assert made == str(credentials.private_credential(code, uuid))


def test_a_voters_code_may_be_typed_without_dashes_or_with_spaces_or_as_the_whole_link(js):
    code = credentials.new_code()
    link = f"https://danchu.example/b/4fRz7mWq2Lk9Xa#{code}"
    for typed in (code, code.replace("-", ""), f" {code.replace('-', ' ')} ", link):
        assert js(VOTER, typed) is None
        assert js("(typed) => credentials.grouped(typed)", typed) == code


@FEW
@given(place=st.integers(0, 14), shift=st.integers(1, 57))
def test_one_wrong_character_of_a_voters_code_is_caught_as_python_catches_it(js, place, shift):
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    characters = list(credentials.new_code().replace("-", ""))
    characters[place] = alphabet[(alphabet.index(characters[place]) + shift) % 58]
    typed = "-".join("".join(characters[at : at + 3]) for at in range(0, 15, 3))
    assert (js(VOTER, typed) is None) == credentials.is_code(typed)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("", "length"), ("3Fk", "length"), ("0" * 15, "character"), ("3Fk-9aQ-Tz7-uWe-2Rl", "character")],
)
def test_what_is_wrong_with_a_voters_code_is_named(typed, kind, js):
    assert js(VOTER, typed)["kind"] == kind


def test_each_side_accepts_the_recovery_codes_of_the_other(js):
    made = js("async () => recovery.grouped(await recovery.fresh())")
    assert keys.plain_code(made) == made.replace("-", "")
    assert js(RECOVERY, keys.new_recovery_code()) is None


def test_a_recovery_code_forgives_small_letters_and_confusions(js):
    code = keys.new_recovery_code()
    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert js(RECOVERY, typed) is None
    assert js("(typed) => recovery.grouped(typed)", typed) == code


@FEW
@given(place=st.integers(0, 27), shift=st.integers(1, 31))
def test_one_wrong_character_of_a_recovery_code_is_caught_as_python_catches_it(js, place, shift):
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    characters = list(keys.new_recovery_code().replace("-", ""))
    characters[place] = alphabet[(alphabet.index(characters[place]) + shift) % 32]
    typed = "".join(characters)
    try:
        keys.plain_code(typed)
        is_right = True
    except ValueError:
        is_right = False
    assert (js(RECOVERY, typed) is None) == is_right


def test_recovery_codes_do_not_repeat(js):
    made = js("async () => Promise.all(Array.from({length: 200}, () => recovery.fresh()))")
    assert len(set(made)) == 200
