"""Proofs of knowing a secret exponent: signatures, and the proof that comes with a public key."""

from dataclasses import dataclass

from gmpy2 import mpz

from ballots import exact
from ballots.exact import Json
from ballots.group import P, Q, hash_scalar, power, powers_of_g, random_scalar


@dataclass(frozen=True)
class Proof:
    """A challenge and the response to it."""

    challenge: mpz
    response: mpz

    def as_json(self) -> dict[str, Json]:
        return {"challenge": str(self.challenge), "response": str(self.response)}


def read_proof(value: Json) -> Proof:
    """A proof as it stands in JSON, keys in their order. Raises `NotExact`."""
    found = exact.ordered(value, ("challenge", "response"))
    return Proof(exact.scalar(found["challenge"]), exact.scalar(found["response"]))


def respond(secret: mpz, nonce: mpz, challenge: mpz) -> Proof:
    """The proof that answers a challenge; a nonce serves once."""
    return Proof(challenge, (nonce - secret * challenge) % Q)


def prove(prefix: str, secret: mpz, nonce: mpz | None = None) -> Proof:
    """Proves knowing `secret`, bound to the text of `prefix`; the nonce is random where none is given."""
    nonce = random_scalar() if nonce is None else nonce
    return respond(secret, nonce, hash_scalar(f"{prefix}|", [powers_of_g(nonce)]))


def holds(prefix: str, public: mpz, proof: Proof) -> bool:
    """Does the proof show that its maker knew the exponent of `public`?"""
    commitment = powers_of_g(proof.response) * power(public, proof.challenge) % P
    return proof.challenge == hash_scalar(f"{prefix}|", [commitment])


def sign(message: str, secret: mpz, nonce: mpz) -> Proof:
    """A signature of a message."""
    return prove(f"sigmsg|{message}", secret, nonce)


def is_signed(message: str, public: mpz, signature: Proof) -> bool:
    """Is it this key's signature of this message?"""
    return holds(f"sigmsg|{message}", public, signature)
