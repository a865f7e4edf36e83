"""Proofs that a ciphertext holds one of some neighbouring numbers, without saying which."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gmpy2 import mpz

from ballots.exact import NotMember
from ballots.group import P, Powers, Q, hash_scalar, inverse, power, powers, powers_of_g, product, random_scalar
from ballots.proofs.knowledge import Proof, respond


@dataclass(frozen=True)
class Ciphertext:
    """What seals one number; several multiplied seal their sum."""

    alpha: mpz
    beta: mpz

    def __str__(self) -> str:
        return f"{self.alpha},{self.beta}"


NOTHING = Ciphertext(mpz(1), mpz(1))
"""The sum of no ciphertexts."""


@dataclass(frozen=True)
class Claim:
    """That `ciphertext` holds one of these numbers."""

    ciphertext: Ciphertext
    numbers: Sequence[int]


def encrypt(key: Powers, number: int, secret: mpz) -> Ciphertext:
    """Seals a number under a public key with a secret exponent that serves once."""
    return Ciphertext(powers_of_g(secret), key(secret) * power(powers_of_g.base, mpz(number)) % P)


def total(ciphertexts: Sequence[Ciphertext]) -> Ciphertext:
    """What seals the sum of the numbers."""
    return Ciphertext(product(each.alpha for each in ciphertexts), product(each.beta for each in ciphertexts))


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
    return _adds_up(prefix, _commitments(key, claims, proofs), proofs)


def new_bit_holds(key: Powers, prefix: str, sealed: Ciphertext, proofs: Sequence[Proof]) -> bool:
    """Do the proofs show that a ciphertext never seen before holds 0 or 1? Raises `NotMember`."""
    exponents = [Q, *(proof.challenge for proof in proofs)]
    (alpha_to_q, *alphas), (beta_to_q, *betas) = powers(sealed.alpha, exponents), powers(sealed.beta, exponents)
    if (alpha_to_q, beta_to_q) != (1, 1):
        raise NotMember("a ciphertext outside the group")
    found: list[mpz] = []
    for number, (proof, alpha, beta) in enumerate(zip(proofs, alphas, betas, strict=True)):
        minus = powers_of_g(-proof.challenge % Q) if number else 1
        found += [powers_of_g(proof.response) * alpha % P, key(proof.response) * beta % P * minus % P]
    return _adds_up(prefix, found, proofs)


def _adds_up(prefix: str, commitments: Sequence[mpz], proofs: Sequence[Proof]) -> bool:
    challenges = sum((proof.challenge for proof in proofs), mpz(0)) % Q
    return challenges == hash_scalar(f"{prefix}|", commitments)


def _commitments(key: Powers, claims: Sequence[Claim], proofs: Sequence[Proof]) -> list[mpz]:
    found: list[mpz] = []
    numbers = [(claim.ciphertext, number) for claim in claims for number in claim.numbers]
    for (sealed, number), proof in zip(numbers, proofs, strict=True):
        beta = sealed.beta * _g_to_minus(number) % P
        found.append(powers_of_g(proof.response) * power(sealed.alpha, proof.challenge) % P)
        found.append(key(proof.response) * power(beta, proof.challenge) % P)
    return found


@cache
def _g_to_minus(number: int) -> mpz:
    return power(inverse(powers_of_g.base), mpz(number))
