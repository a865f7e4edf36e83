"""Sealed words: nobody can tell whose they are, none is opened below five, all come out."""

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from ballots.exact import Broken, digest
from ballots.group import powers_of_g
from ballots.keys import mix_key
from ballots.mix import LAYER, SIZES, SUITE, check_envelope, pad, peel, published, to_be_signed, unpad, wrap
from ballots.proofs.knowledge import sign
from tests.ballots.sealed_world import CODES, box, ceremony

UUID = "RoundAbcdefghijk"
WORDS = ["Cơ quan nên họp sớm hơn.", "", "Không có ý kiến", "Đề nghị công khai quy hoạch", "", "x"]


def test_hpke_is_that_of_the_rfc() -> None:
    """RFC 9180, A.3.1, the first encryption."""
    secret = ec.derive_private_key(
        int("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2", 16), ec.SECP256R1()
    )
    sealed = bytes.fromhex(
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be86"
        "3c403ce65c9bfcb9382657222d18c45ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac"
        "232e3ab2523f39513434"
    )
    opened = openssl.hpke._decrypt_with_aad(SUITE, sealed, secret, b"Ode on a Grecian Urn", b"Count-0")
    assert opened == b"Beauty is truth, truth beauty"


def enveloped(words: list[str]) -> list[bytes]:
    return [wrap(each, SIZES[0], ceremony().mix_keys, UUID) for each in words]


def peeled(envelopes: list[bytes]) -> list[bytes]:
    for index, code in CODES.items():
        envelopes = list(peel(envelopes, mix_key(ceremony(), code, index), index, UUID).opened)
    return envelopes


def test_what_people_wrote_comes_out_sorted_and_who_wrote_nothing_is_not_seen() -> None:
    envelopes = enveloped(WORDS)
    assert {len(envelope) for envelope in envelopes} == {SIZES[0] + 3 * LAYER}
    assert published(peeled(envelopes)) == sorted(word for word in WORDS if word)


def test_the_order_of_envelopes_changes_nothing() -> None:
    envelopes = enveloped(WORDS)
    assert peeled(envelopes) == peeled(envelopes[::-1])
    first = peel(envelopes, mix_key(ceremony(), CODES[1], 1), 1, UUID).opened
    assert list(first) == sorted(first)


def test_a_copied_envelope_is_dropped() -> None:
    envelopes = enveloped(WORDS)
    assert published(peeled([*envelopes, envelopes[0]])) == sorted(word for word in WORDS if word)


def test_four_envelopes_are_not_opened_and_five_are() -> None:
    envelopes, key = enveloped(WORDS), mix_key(ceremony(), CODES[1], 1)
    assert len(peel(envelopes[:5], key, 1, UUID).opened) == 5
    for few in (envelopes[:4], [*envelopes[:4], envelopes[0]]):
        with pytest.raises(Broken, match="words-few"):
            peel(few, key, 1, UUID)


def test_layers_open_in_their_order_by_their_holder_in_their_round_only() -> None:
    envelopes, key = enveloped(WORDS), mix_key(ceremony(), CODES[1], 1)
    for wrong_key, index, uuid in (
        (mix_key(ceremony(), CODES[2], 2), 2, UUID),
        (key, 2, UUID),
        (key, 1, UUID[::-1]),
    ):
        with pytest.raises(Broken, match="words-open"):
            peel(envelopes, wrong_key, index, uuid)


def test_what_does_not_open_is_named_and_stops_nobody() -> None:
    envelopes, key = enveloped(WORDS), mix_key(ceremony(), CODES[1], 1)
    for bad in (envelopes[5][:-1] + b"x", b"short", b"\0" * len(envelopes[0])):
        layer = peel([*envelopes[:5], bad], key, 1, UUID)
        assert (len(layer.opened), layer.unopened) == (5, (digest(bad),))


def test_like_words_of_two_people_both_come_out() -> None:
    assert published(peeled(enveloped(["Đồng ý", "Đồng ý", "", "", "x"]))) == ["x", "Đồng ý", "Đồng ý"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_words_fit_to_the_last_byte(words: str) -> None:
    size = len(words.encode()) + 4
    assert unpad(pad(words, size)) == words
    assert unpad(pad(words, size + 7)) == words
    with pytest.raises(ValueError, match="too long"):
        pad(words, size - 1)


@pytest.mark.parametrize("padded", [b"", b"\0\0\0\1", b"\0\0\0\0x", b"\xff\xff\xff\xffx", b"\0\0\0\1\xff"])
def test_what_was_padded_in_another_way_is_not_published(padded: bytes) -> None:
    assert published([padded, pad("x", 16)]) == ["x"]


def test_an_envelope_goes_with_the_ballot_of_its_writer() -> None:
    made, [envelope, other] = box(), enveloped(["a", "b"])
    secret, nonce = made.secret(1), made.secret(3)
    credential = str(powers_of_g(secret))
    signature = sign(to_be_signed(UUID, "tracker", envelope), secret, nonce)
    sizes = {"size": SIZES[0], "holders": 3}
    check_envelope(UUID, "tracker", credential, envelope, signature, **sizes)
    for uuid, tracker, sealed in ((UUID[::-1], "tracker", envelope), (UUID, "t", envelope), (UUID, "tracker", other)):
        with pytest.raises(Broken, match="words-signature"):
            check_envelope(uuid, tracker, credential, sealed, signature, **sizes)
    with pytest.raises(Broken, match="words-signature"):
        check_envelope(UUID, "tracker", str(powers_of_g(nonce)), envelope, signature, **sizes)
    with pytest.raises(Broken, match="words-form"):
        check_envelope(UUID, "tracker", credential, envelope[:-1], signature, **sizes)
