"""Proofs that a factor was made from a ciphertext with the private half of a known key."""

from gmpy2 import mpz

from ballots.group import P, hash_scalar, power, powers_of_g, random_scalar
from ballots.proofs.knowledge import Proof, respond


def ordinary(fingerprint: str, key: mpz) -> str:
    """What Belenios hashes: neither the ciphertext nor the factor, so a wrong factor can carry a right proof."""
    return f"decrypt|{fingerprint}|{key}"


def strong(fingerprint: str, key: mpz, alpha: mpz, factor: mpz) -> str:
    """What nobody can satisfy with a wrong factor."""
    return f"danchu/strong|{fingerprint}|{key}|{alpha},{factor}"


def prove_factor(prefix: str, alpha: mpz, secret: mpz) -> Proof:
    """Proves that the factor of `alpha` was made with `secret`."""
    nonce = random_scalar()
    return respond(secret, nonce, hash_scalar(f"{prefix}|", [powers_of_g(nonce), power(alpha, nonce)]))


def is_proved(prefix: str, key: mpz, alpha: mpz, factor: mpz, proof: Proof) -> bool:
    """Does the proof show that one exponent makes `key` from G and `factor` from `alpha`?"""
    first = powers_of_g(proof.response) * power(key, proof.challenge) % P
    second = power(alpha, proof.response) * power(factor, proof.challenge) % P
    return proof.challenge == hash_scalar(f"{prefix}|", [first, second])
