"""Sealed words: three layers of HPKE, peeled by one holder after the other, so that nobody knows whose is whose."""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from ballots import exact
from ballots.exact import Broken
from ballots.proofs.knowledge import Proof, is_signed

SIZES = (2048, 8192, 32768)
"""Bytes of the padded words of a round: one size a round, so that length says nothing."""
LAYER = 65 + 16
"""Bytes that each layer adds: the sender's point and the tag."""
LENGTH = 4
FEWEST = 5
"""Envelopes below which none is opened."""
CURVE = ec.SECP256R1()
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


def pad(words: str, size: int) -> bytes:
    """Words as exactly `size` bytes: their length, themselves, zeros. Raises ValueError where they do not fit."""
    said = words.encode()
    if len(said) > size - LENGTH:
        raise ValueError("too long")
    return len(said).to_bytes(LENGTH) + said + bytes(size - LENGTH - len(said))


def unpad(padded: bytes) -> str:
    """The words again. Raises ValueError where they were padded in another way."""
    said = padded[LENGTH : LENGTH + int.from_bytes(padded[:LENGTH])].decode()
    if pad(said, len(padded)) != padded:
        raise ValueError("not padded so")
    return said


def wrap(words: str, size: int, public_keys: Sequence[bytes], uuid: str) -> bytes:
    """The envelope of a voter, also of one who says nothing: sealed for the last holder first, for the first outermost.

    `public_keys`: 65 bytes each, by index. Raises ValueError where the words do not fit.
    """
    sealed = pad(words, size)
    for index, key in reversed(list(enumerate(public_keys, 1))):
        sealed = seal_for(key, sealed, uuid, index)
    return sealed


def seal_for(public_key: bytes, words: bytes, uuid: str, index: int) -> bytes:
    """One layer, for holder `index`."""
    return SUITE.encrypt(words, ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public_key), _info(uuid, index))


def to_be_signed(uuid: str, tracker: str, envelope: bytes) -> str:
    """What a voter signs with the private credential, so that the envelope goes with this ballot and no other."""
    return f"danchu/words|{uuid}|{tracker}|{exact.digest(envelope)}"


def check_envelope(
    uuid: str, tracker: str, credential: str, envelope: bytes, signature: Proof, *, size: int, holders: int
) -> None:
    """One size for all, and signed by who signed the ballot. Raises `Broken` (`words-form`, `words-signature`)."""
    if len(envelope) != size + holders * LAYER:
        raise Broken("words-form", tracker)
    with exact.reading("words", tracker):
        public = exact.member(credential)
    if not is_signed(to_be_signed(uuid, tracker, envelope), public, signature):
        raise Broken("words-signature", tracker)


@dataclass(frozen=True)
class Layer:
    """What one holder hands on: what was inside, sorted, so in no order; and the SHA-256 of what did not open."""

    opened: tuple[bytes, ...]
    unopened: tuple[str, ...] = ()


def peel(envelopes: Sequence[bytes], private_key: int, index: int, uuid: str) -> Layer:
    """One holder's work: drops what comes twice and opens a layer of each other.

    What does not open is named by its hash and left behind, so that nobody can stop all words with one bad envelope.
    Raises `Broken`: `words-few` below five different envelopes, `words-open` where none can be opened.
    """
    different = distinct(envelopes)
    key = ec.derive_private_key(private_key, CURVE)
    inside = [(envelope, _peel_one(envelope, key, index, uuid)) for envelope in different]
    opened = sorted(words for _, words in inside if words is not None)
    if not opened:
        raise Broken("words-open", f"holder {index}")
    return Layer(tuple(opened), tuple(sorted(exact.digest(envelope) for envelope, words in inside if words is None)))


def distinct(envelopes: Sequence[bytes]) -> list[bytes]:
    """Each envelope once, sorted: a copy would mark its writer. Raises `Broken` (`words-few`) below five."""
    different = sorted(set(envelopes))
    if len(different) < FEWEST:
        raise Broken("words-few", f"{len(different)} envelopes")
    return different


def check_layer(before: Sequence[bytes], layer: Layer, index: int) -> None:
    """Did holder `index` hand on one for each that came, a layer thinner, but for those named as not opening?

    Raises `Broken`: `words-few`, `words-form` (another size, or not sorted), `words-dropped`.
    """
    at, different = f"holder {index}", distinct(before)
    thinner = len(different[0]) - LAYER
    is_sorted = list(layer.opened) == sorted(layer.opened) and list(layer.unopened) == sorted(set(layer.unopened))
    if not is_sorted or any(len(each) != thinner for each in layer.opened):
        raise Broken("words-form", at)
    known = {exact.digest(envelope) for envelope in different}
    if not known.issuperset(layer.unopened) or len(layer.opened) + len(layer.unopened) != len(different):
        raise Broken("words-dropped", at)


def published(padded: Sequence[bytes]) -> list[str]:
    """What is published in the end: the words of those who said something, sorted.

    What was padded in another way says nothing: its writer cannot stop the others.
    """
    return sorted(words for words in map(_read, padded) if words.strip())


def _read(padded: bytes) -> str:
    try:
        return unpad(padded)
    except ValueError:
        return ""


def _peel_one(envelope: bytes, key: ec.EllipticCurvePrivateKey, index: int, uuid: str) -> bytes | None:
    try:
        return SUITE.decrypt(envelope, key, _info(uuid, index))
    except (InvalidTag, ValueError):
        return None


def _info(uuid: str, index: int) -> bytes:
    return f"danchu/words|{uuid}|{index}".encode()
