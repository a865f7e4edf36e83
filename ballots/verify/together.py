"""Whether many numbers are all in the group, by one look at random products of them."""

import secrets
from collections.abc import Iterable

from gmpy2 import mpz

from ballots.group import P, is_member

ROWS, BITS = 13, 10
"""Random bits of a number: `ROWS` times as many as choose its place in a row, one of 2^BITS."""


class Together:
    """Numbers that are looked at together, in memory that does not grow with them.

    Each is multiplied into one random place of every row. Of a row `BITS` products are then looked at: of the places
    whose number has this bit. Each product holds every number with chance 1/2, independently, and two products that
    differ by an outsider alone are not both in the group; so an outsider is overlooked with chance 2^-130 at most.
    """

    def __init__(self) -> None:
        self._rows = [[mpz(1)] * (1 << BITS) for _ in range(ROWS)]

    def add(self, numbers: Iterable[mpz]) -> None:
        """Takes numbers in, from 1 to P - 1."""
        for number in numbers:
            drawn = secrets.randbits(ROWS * BITS)
            for row in self._rows:
                place = drawn & (1 << BITS) - 1
                row[place] = row[place] * number % P
                drawn >>= BITS

    def are_members(self) -> bool:
        """Are all of them in the group?"""
        return all(is_member(found) for row in self._rows for found in _products(row))


def _products(row: list[mpz]) -> Iterable[mpz]:
    """For each bit, the product of the places that have it."""
    while len(row) > 1:
        half = len(row) // 2
        found = mpz(1)
        for each in row[half:]:
            found = found * each % P
        yield found
        row = [low * high % P for low, high in zip(row[:half], row[half:], strict=True)]
