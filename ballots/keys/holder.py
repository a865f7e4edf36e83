"""What a holder does with the code: speaks in the ceremony, and finds the own share again from what was said."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from gmpy2 import mpz

from ballots import exact
from ballots.exact import Broken
from ballots.group import NAME, P, Q, power, powers_of_g
from ballots.keys.ceremony import Ceremony, Message, to_be_signed
from ballots.keys.messages import (
    HOLDERS,
    INDEXES,
    THRESHOLD,
    Dealing,
    Introduction,
    Key,
    TypedBack,
)
from ballots.keys.recovery import Secrets, expand
from ballots.keys.trustees import Signed, certs_message, context, read_trustees
from ballots.proofs.knowledge import Proof, prove, sign


def say(ceremony: Ceremony, code: str, index: int) -> Message | None:
    """What holder `index` says in the round under way: the same again when asked again. None after having spoken.

    Raises ValueError where it is no code, `Broken` where it is not this holder's code (`ceremony-code`) or another
    holder's share is wrong (`ceremony-share`).
    """
    holder = Secrets(code, ceremony.id, index)
    _refuse_stranger(ceremony, holder)
    if index not in ceremony.waits_for:
        return None
    body = (_introduce, _deal, _show_key, _confirm)[ceremony.round - 1](ceremony, holder)
    message: Message = {"ceremony": ceremony.id, "round": ceremony.round, "index": index, "body": body.as_json()}
    return {**message, "signature": _signed(holder, to_be_signed(message)).as_json()}


def share(ceremony: Ceremony, code: str, index: int) -> mpz:
    """Holder `index`'s share of the private key, from the code and what was said. Raises as `say` does."""
    holder = Secrets(code, ceremony.id, index)
    _refuse_stranger(ceremony, holder)
    return sum((_received(ceremony, holder, sender) for sender in INDEXES), mpz(0)) % Q


def mix_key(ceremony: Ceremony, code: str, index: int) -> int:
    """Holder `index`'s private key for sealed words. Raises as `say` does."""
    holder = Secrets(code, ceremony.id, index)
    _refuse_stranger(ceremony, holder)
    return holder.mix


def signed(ceremony: Ceremony, code: str, index: int, message: str) -> Proof:
    """Holder `index`'s signature of a message: the same again when asked again. Raises as `say` does."""
    holder = Secrets(code, ceremony.id, index)
    _refuse_stranger(ceremony, holder)
    return _signed(holder, message)


def _refuse_stranger(ceremony: Ceremony, holder: Secrets) -> None:
    own = ceremony.said_in(Introduction).get(holder.index)
    if own is not None and own != _introduce(ceremony, holder):
        raise Broken("ceremony-code", f"holder {holder.index}")


def _signed(holder: Secrets, message: str) -> Proof:
    return sign(message, holder.signing, holder.nonce(message))


def _introduce(_: Ceremony, holder: Secrets) -> Introduction:
    verification, encryption = powers_of_g(holder.signing), powers_of_g(holder.encryption)
    keys = {"verification": str(verification), "encryption": str(encryption)}
    message = exact.compact({"context": context(HOLDERS, THRESHOLD, holder.index), **keys}).decode()
    private = ec.derive_private_key(holder.mix, ec.SECP256R1())
    mix = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Introduction(Signed(message, _signed(holder, message)), verification, encryption, mix)


def _deal(ceremony: Ceremony, holder: Secrets) -> Dealing:
    first, second = holder.coefficients
    powers = (powers_of_g(first), powers_of_g(second))
    message = exact.compact({"coefexps": [str(each) for each in powers]}).decode()
    introductions = ceremony.said_in(Introduction)
    certs = [each.cert for each in introductions.values()]
    shares = [
        (first + second * receiver + _pad(holder, introductions[receiver], holder.index, receiver)) % Q
        for receiver in INDEXES
    ]
    seen = _signed(holder, certs_message(certs, powers))
    return Dealing(Signed(message, _signed(holder, message)), powers, seen, tuple(shares))


def _show_key(ceremony: Ceremony, holder: Secrets) -> Key:
    own = share(ceremony, holder.code, holder.index)
    key = powers_of_g(own)
    about = f"pok|{NAME}|{key}"
    return Key(key, prove(about, own, holder.nonce(about)), _signed(holder, str(key)))


def _confirm(ceremony: Ceremony, holder: Secrets) -> TypedBack:
    """The trustees hold the own certificate: it was compared with the code before."""
    read_trustees(ceremony.trustees)
    if powers_of_g(share(ceremony, holder.code, holder.index)) != ceremony.verification_key(holder.index):
        raise Broken("ceremony-key", f"holder {holder.index}")
    return TypedBack(exact.digest(ceremony.trustees))


def _received(ceremony: Ceremony, holder: Secrets, sender: int) -> mpz:
    """The share that `sender` dealt to this holder, opened and checked."""
    dealing, introduction = ceremony.said_in(Dealing)[sender], ceremony.said_in(Introduction)[sender]
    sealed = dealing.shares[holder.index - 1]
    opened = (sealed - _pad(holder, introduction, sender, holder.index)) % Q
    constant, slope = dealing.powers
    if powers_of_g(opened) != constant * power(slope, mpz(holder.index)) % P:
        raise Broken("ceremony-share", f"holder {sender}")
    return opened


def _pad(holder: Secrets, other: Introduction, sender: int, receiver: int) -> mpz:
    """What hides a share on its way, known to sender and receiver alone."""
    agreed = power(other.encryption, holder.encryption)
    return expand(str(agreed), f"share|{holder.ceremony}|{sender}|{receiver}") % Q
