"""One ballot: sealed by the voter, checked by everyone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gmpy2 import mpz

from ballots.election import Election

Choices = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Ciphertext:
    """What seals one 0 or 1; several multiplied seal their sum."""

    alpha: mpz
    beta: mpz


@dataclass(frozen=True)
class Ballot:
    """A ballot that was checked: whose credential signed it, and what is to be added up, question by question."""

    credential: str
    choices: tuple[tuple[Ciphertext, ...], ...]


def seal(election: Election, private_credential: mpz, choices: Choices) -> bytes:
    """A ballot for these choices: a list of 0 and 1 for each question. Raises ValueError where they are not allowed."""
    raise NotImplementedError


def check(election: Election, raw: bytes, credentials: Collection[str] | None = None) -> Ballot:
    """Every check of one ballot alone; None as `credentials` leaves out whether its credential is on the list.

    Raises `Broken` with a rule that begins with `ballot-`.
    """
    raise NotImplementedError


def tracker(raw: bytes) -> str:
    """What the voter keeps: 43 characters by which the ballot is found in the archive."""
    raise NotImplementedError
