"""Proofs that a ciphertext holds one of some neighbouring numbers, without saying which."""

from collections.abc import Sequence
from dataclasses import dataclass

from gmpy2 import mpz, powmod_exp_list

from ballots.group import P, Powers, Q, hash_scalar, power, powers_of_g, product, random_scalar
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
    challenges = sum((proof.challenge for proof in proofs), mpz(0)) % Q
    return challenges == hash_scalar(f"{prefix}|", _commitments(key, claims, proofs))


def _commitments(key: Powers, claims: Sequence[Claim], proofs: Sequence[Proof]) -> list[mpz]:
    found: list[mpz] = []
    start = 0
    for claim in claims:
        own = proofs[start : start + len(claim.numbers)]
        start += len(claim.numbers)
        challenges = [proof.challenge for proof in own]
        alphas = powmod_exp_list(claim.ciphertext.alpha, challenges, P)
        betas = powmod_exp_list(claim.ciphertext.beta, challenges, P)
        for number, proof, alpha, beta in zip(claim.numbers, own, alphas, betas, strict=True):
            less = powers_of_g(-proof.challenge * number % Q) if number else 1
            found += [powers_of_g(proof.response) * alpha % P, key(proof.response) * beta % P * less % P]
    return found
