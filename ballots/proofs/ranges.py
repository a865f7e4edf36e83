"""Proofs that a ciphertext holds one of some neighbouring numbers, without saying which."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gmpy2 import mpz

from ballots.group import (
    Comb,
    P,
    Powers,
    Q,
    comb,
    comb_of_product,
    hash_scalar,
    inverse,
    power,
    powers_of_g,
    product,
    random_scalar,
)
from ballots.proofs.knowledge import Proof, respond


@dataclass(frozen=True)
class Ciphertext:
    """What seals one number; several multiplied seal their sum."""

    alpha: mpz
    beta: mpz

    def __str__(self) -> str:
        return f"{self.alpha},{self.beta}"

    def without(self, number: int, exponent: mpz) -> tuple[mpz, mpz]:
        """Both halves, `number` taken out of it, to an exponent."""
        return power(self.alpha, exponent), power(self.beta * _g_to_minus(number) % P, exponent)


@dataclass(frozen=True)
class Combed:
    """A ciphertext of which several powers are wanted."""

    alpha: Comb
    beta: Comb

    def is_member(self) -> bool:
        """Are both halves in the group?"""
        return self.alpha(Q) == self.beta(Q) == 1

    def without(self, number: int, exponent: mpz) -> tuple[mpz, mpz]:
        """As of the ciphertext itself."""
        beta = self.beta(exponent)
        return self.alpha(exponent), beta * powers_of_g(-number * exponent % Q) % P if number else beta


NOTHING = Ciphertext(mpz(1), mpz(1))
"""The sum of no ciphertexts."""


@dataclass(frozen=True)
class Claim:
    """That `ciphertext` holds one of these numbers."""

    ciphertext: Ciphertext | Combed
    numbers: Sequence[int]


def encrypt(key: Powers, number: int, secret: mpz) -> Ciphertext:
    """Seals a number under a public key with a secret exponent that serves once."""
    return Ciphertext(powers_of_g(secret), key(secret) * power(powers_of_g.base, mpz(number)) % P)


def total(ciphertexts: Sequence[Ciphertext]) -> Ciphertext:
    """What seals the sum of the numbers."""
    return Ciphertext(product(each.alpha for each in ciphertexts), product(each.beta for each in ciphertexts))


def combed(sealed: Ciphertext) -> Combed:
    """A ciphertext with its combs."""
    return Combed(comb(sealed.alpha), comb(sealed.beta))


def combed_total(sealed: Sequence[Combed]) -> Combed:
    """What seals the sum of the numbers, its combs made from theirs."""
    return Combed(comb_of_product([each.alpha for each in sealed]), comb_of_product([each.beta for each in sealed]))


def prove_one(key: Powers, prefix: str, claims: Sequence[Claim], true: int, secret: mpz) -> list[Proof]:
    """Proves that one of the claims is true, one proof for each number of each.

    True is the number at place `true` among all of them; its ciphertext was made with `secret`.
    """
    proofs = [Proof(random_scalar(), random_scalar()) for claim in claims for _ in claim.numbers]
    commitments = _commitments(key, claims, proofs)
    nonce = random_scalar()
    commitments[2 * true : 2 * true + 2] = [powers_of_g(nonce), key(nonce)]
    others = sum((proof.challenge for at, proof in enumerate(proofs) if at != true), mpz(0))
    proofs[true] = respond(secret, nonce, (hash_scalar(f"{prefix}|", commitments) - others) % Q)
    return proofs


def one_holds(key: Powers, prefix: str, claims: Sequence[Claim], proofs: Sequence[Proof]) -> bool:
    """Do the proofs show that one of the claims is true? There must be one for each number of each claim."""
    challenges = sum((proof.challenge for proof in proofs), mpz(0)) % Q
    return challenges == hash_scalar(f"{prefix}|", _commitments(key, claims, proofs))


def _commitments(key: Powers, claims: Sequence[Claim], proofs: Sequence[Proof]) -> list[mpz]:
    found: list[mpz] = []
    numbers = [(claim.ciphertext, number) for claim in claims for number in claim.numbers]
    for (sealed, number), proof in zip(numbers, proofs, strict=True):
        alpha, beta = sealed.without(number, proof.challenge)
        found += [powers_of_g(proof.response) * alpha % P, key(proof.response) * beta % P]
    return found


@cache
def _g_to_minus(number: int) -> mpz:
    return power(inverse(powers_of_g.base), mpz(number))
