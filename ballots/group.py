"""The group BELENIOS-2048: numbers modulo P whose order is the prime Q, written by G."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from functools import cached_property

from gmpy2 import mpz, powmod

NAME = "BELENIOS-2048"
P = mpz(
    "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c"
    "06e092a495af8d79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d1"
    "07435012768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b4"
    "6b006517d6f6747ebbb29c9ec3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a"
    "0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d70730"
    "1e59e0e6351e051ed9cec4157646e64f",
    16,
)
G = mpz(
    "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31"
    "d9d8976f01d95a1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8"
    "643e673fd9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c"
    "1b9e519edcee8bb0f74b7a1615a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f"
    "22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c0"
    "41e1c91fe3823f4bcf284308f1d7e653",
    16,
)
Q = mpz("adb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491", 16)
WINDOW = 10
"""Bits of an exponent that one look into a table settles."""
MASK = (1 << WINDOW) - 1
TEETH, SPREAD = 6, 43
"""Pieces into which a comb cuts an exponent, and the bits of each."""
BITS = bytes(48) + bytes(range(2)) + bytes(206)
"""The digits 0 and 1, as letters, to the numbers 0 and 1."""


def is_member(number: mpz) -> bool:
    """Is it one of the Q elements of the group? The neutral element 1 is one."""
    return 0 < number < P and powmod(number, Q, P) == 1


def is_scalar(number: mpz) -> bool:
    """Is it an exponent in canonical form, from 0 to Q - 1?"""
    return 0 <= number < Q


def power(base: mpz, exponent: mpz) -> mpz:
    """`base` to a non-negative exponent, modulo P."""
    return powmod(base, exponent, P)


def inverse(number: mpz) -> mpz:
    """The member which times `number` gives 1."""
    return powmod(number, -1, P)


def product(numbers: Iterable[mpz]) -> mpz:
    """All of them multiplied, modulo P; 1 where there are none."""
    result = mpz(1)
    for number in numbers:
        result = result * number % P
    return result


def random_scalar() -> mpz:
    """A uniform secret exponent, from the system's generator."""
    return mpz(secrets.randbelow(int(Q)))


def hash_scalar(prefix: str, elements: Sequence[mpz]) -> mpz:
    """SHA-256 of the prefix followed by the elements, decimal, with commas between them; modulo Q."""
    text = prefix + ",".join(map(str, elements))
    return mpz(hashlib.sha256(text.encode()).hexdigest(), 16) % Q


class Powers:
    """Powers of one base, by a table made at the first use: some six times faster than `power`."""

    def __init__(self, base: mpz) -> None:
        self.base = base

    @cached_property
    def _rows(self) -> list[list[mpz]]:
        rows, base = list[list[mpz]](), self.base
        for _ in range(0, Q.bit_length(), WINDOW):
            row = [mpz(1)]
            for _ in range(1 << WINDOW):
                row.append(row[-1] * base % P)
            base = row.pop()
            rows.append(row)
        return rows

    def __call__(self, exponent: int) -> mpz:
        """The base to an exponent from 0 to Q - 1."""
        result, rest = mpz(1), int(exponent)
        for row in self._rows:
            result = result * row[rest & MASK] % P
            rest >>= WINDOW
        if rest:
            raise ValueError("no exponent of the group")
        return result


class Comb:
    """Powers of one base for the few exponents of one ballot: three cost less than `power` three times.

    An exponent is cut into `TEETH` pieces. `teeth` are base^(2^(SPREAD * piece)); one table has their products for
    every choice of pieces, and each exponent walks it bit by bit.
    """

    def __init__(self, teeth: Sequence[mpz]) -> None:
        self.teeth = teeth

    @cached_property
    def _table(self) -> list[mpz]:
        table = [mpz(1)]
        for tooth in self.teeth:
            table += [tooth, *(tooth * each % P for each in table[1:])]
        return table

    def __call__(self, exponent: mpz) -> mpz:
        """The base to an exponent from 0 to Q, whether or not the base is in the group."""
        bits = f"{exponent:0{TEETH * SPREAD}b}".encode().translate(BITS)
        columns = 0
        for at in range(0, len(bits), SPREAD):
            columns = columns << 1 | int.from_bytes(bits[at : at + SPREAD], "big")
        table, result = self._table, mpz(1)
        for column in columns.to_bytes(SPREAD, "big"):
            result = result * result % P * table[column] % P
        return result


def comb(base: mpz) -> Comb:
    """The comb of a number."""
    teeth = [base]
    while len(teeth) < TEETH:
        teeth.append(powmod(teeth[-1], 1 << SPREAD, P))
    return Comb(teeth)


def comb_of_product(combs: Sequence[Comb]) -> Comb:
    """The comb of what the bases give when they are multiplied, at almost no cost."""
    return Comb([product(teeth) for teeth in zip(*(each.teeth for each in combs), strict=True)])


powers_of_g = Powers(G)
