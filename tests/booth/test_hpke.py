"""Sealing for one reader, and sealed words in their layers: the vectors of RFC 9180, and Python's own."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ballots import exact, mix

RFC_9180_A3 = {
    "seed_of_sender": "4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e",
    "seed_of_receiver": "668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550",
    "info": "4f6465206f6e2061204772656369616e2055726e",
    "additional": "436f756e742d30",
    "plain": "4265617574792069732074727574682c20747275746820626561757479",
}
ENCAPSULATED = (
    "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bf"
    "cb9382657222d18c4"
)
CIPHERTEXT = "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434"
VECTOR = """async (given) => {
  const hex = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, numbers.fromHex(text)]));
  const sender = await p256.deriveKeyPair(hex.seed_of_sender);
  const receiver = await p256.deriveKeyPair(hex.seed_of_receiver);
  const sealed = await hpke.sealTo(receiver.publicKey, hex.info, hex.additional, hex.plain, sender);
  const opened = await hpke.openWith(receiver, hex.info, hex.additional, sealed);
  return [numbers.toHex(sealed), numbers.toHex(opened)];
}"""
FRESH = """async ([scalar, text]) => {
  const pair = await p256.keyPair(BigInt(scalar));
  const sealed = await hpke.sealTo(pair.publicKey, encode("info"), encode("aad"), encode(text));
  const again = await hpke.sealTo(pair.publicKey, encode("info"), encode("aad"), encode(text));
  const opened = await hpke.openWith(pair, encode("info"), encode("aad"), sealed);
  sealed[sealed.length - 1] ^= 1;
  const tried = (info, bytes) => hpke.openWith(pair, encode(info), encode("aad"), bytes);
  const altered = await tried("info", sealed).then(() => "opened", () => "refused");
  const other = await tried("other", again).then(() => "opened", () => "refused");
  const isFresh = numbers.toHex(sealed.slice(0, 65)) !== numbers.toHex(again.slice(0, 65));
  return [new TextDecoder().decode(opened), sealed.length - text.length, altered, other, isFresh];
}"""


def test_sealing_gives_the_vector_of_rfc_9180_and_opens_it(js):
    assert js(VECTOR, RFC_9180_A3) == [ENCAPSULATED + CIPHERTEXT, RFC_9180_A3["plain"]]


def test_what_is_sealed_opens_and_what_is_altered_does_not(js):
    assert js(FRESH, ["123456789", "phieu"]) == ["phieu", 81, "refused", "refused", True]


@pytest.mark.parametrize("scalar", [1, 2, 3, 2**128 + 7, 2**255 - 19])
def test_a_secret_number_has_the_public_point_that_python_finds(scalar, js):
    public = ec.derive_private_key(scalar, ec.SECP256R1()).public_key()
    wanted = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()
    made = js("async (scalar) => numbers.toHex((await p256.keyPair(BigInt(scalar))).publicKey)", str(scalar))
    assert made == wanted


WRAP = """async ({words, size, keys, uuid}) =>
  numbers.toHex(await envelopes.wrap(words, size, keys.map(numbers.fromHex), uuid))"""
PEEL = """async ({given, scalar, index, uuid}) => {
  try {
    const pair = await p256.keyPair(BigInt(scalar));
    const { opened, unopened } = await envelopes.peel(given.map(numbers.fromHex), pair, index, uuid);
    return [opened.map(numbers.toHex), unopened];
  } catch (error) {
    return error.rule;
  }
}"""
SCALARS, ROUND = (11, 22, 33), "RoundAbcdefghijk"
SAID = ["", "Đề nghị công khai tiêu chí.", "Đồng ý", "Ý kiến 😀", "a" * 2044]


def public_keys() -> list[bytes]:
    points = [ec.derive_private_key(scalar, ec.SECP256R1()).public_key() for scalar in SCALARS]
    return [point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint) for point in points]


def wrapped_by_the_browser(js, words: str) -> bytes:
    keys = [key.hex() for key in public_keys()]
    return bytes.fromhex(js(WRAP, {"words": words, "size": 2048, "keys": keys, "uuid": ROUND}))


def test_python_peels_what_the_browser_wrapped(js):
    layer = [wrapped_by_the_browser(js, words) for words in SAID]
    assert {len(envelope) for envelope in layer} == {2048 + 3 * mix.LAYER}
    for index, scalar in enumerate(SCALARS, 1):
        layer = list(mix.peel(layer, scalar, index, ROUND).opened)
    assert mix.published(layer) == sorted(words for words in SAID if words)


def test_the_browser_peels_what_python_wrapped_in_an_order_that_says_nothing(js):
    given = [mix.wrap(words, 2048, public_keys(), ROUND) for words in SAID]
    for index, scalar in enumerate(SCALARS, 1):
        wanted = [envelope.hex() for envelope in mix.peel(given, scalar, index, ROUND).opened]
        hexadecimal = [envelope.hex() for envelope in reversed(given)]
        asked = {"given": hexadecimal, "scalar": str(scalar), "index": index, "uuid": ROUND}
        assert js(PEEL, asked) == [wanted, []]
        given = [bytes.fromhex(envelope) for envelope in wanted]
    published = js("(given) => envelopes.published(given.map(numbers.fromHex))", [each.hex() for each in given])
    assert published == sorted(words for words in SAID if words)


def test_copies_of_one_envelope_are_not_five_and_a_strange_one_is_named(js):
    one = mix.wrap("", 2048, public_keys(), ROUND).hex()
    asked = {"scalar": "11", "index": 1, "uuid": ROUND}
    assert js(PEEL, {"given": [one] * 9, **asked}) == "words-few"
    others = [mix.wrap("", 2048, public_keys(), ROUND).hex() for _ in range(5)]
    strange = bytes.fromhex("04" + "0" * 300)
    opened, unopened = js(PEEL, {"given": [*others, strange.hex()], **asked})
    assert (len(opened), unopened) == (5, [exact.digest(strange)])
    assert js(PEEL, {"given": others, **asked, "scalar": "12"}) == "words-open"


def test_words_that_do_not_fit_are_not_sealed(js):
    with pytest.raises(Exception, match="RangeError"):
        wrapped_by_the_browser(js, "a" * 2045)
