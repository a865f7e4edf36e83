"""The sum of the sealed ballots, a holder's share in opening it, and the result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from gmpy2 import mpz

from ballots.ballot import Ballot, Ciphertext
from ballots.election import Election

FEWEST = 5
"""Distinct voters below whom nothing is ever opened."""


@dataclass(frozen=True)
class Tally:
    """The sealed sum: of how many voters, of what weight in all, and its ciphertexts."""

    voters: int
    weight: int
    sums: tuple[tuple[Ciphertext, ...], ...]

    def as_json(self) -> bytes:
        raise NotImplementedError


def add_up(election: Election, ballots: Iterable[tuple[Ballot, int]]) -> Tally:
    """The sum of ballots with their weights; the caller gives the last ballot of each voter only."""
    raise NotImplementedError


def open_share(archive: BinaryIO, owner: int, share: mpz) -> tuple[bytes, bytes]:
    """A holder's partial decryption with its ordinary proof, and the strong proof that stands beside the archive.

    Verifies the whole archive first and adds it up itself: no sum is taken from anyone. Raises `Broken`, `too-few`
    below five distinct voters.
    """
    raise NotImplementedError


def check_strong(election: Election, verification_key: mpz, tally: Tally, partial: bytes, strong: bytes) -> None:
    """Raises `Broken` with the rule `strong-proof`: then that holder's share is wrong, and the holder is named."""
    raise NotImplementedError


def combine(election: Election, trustees: bytes, tally: Tally, partials: Mapping[int, bytes]) -> list[list[int]]:
    """The result, from enough partial decryptions by their owners. Raises `Broken`."""
    raise NotImplementedError


def counted(element: mpz, most: int) -> int:
    """The number of which `element` is the power of G, by counting up to `most`. Raises `Broken` beyond."""
    raise NotImplementedError


Counts = Sequence[Sequence[int]]
