"""The recovery code: a holder's only secret. All else that is a holder's follows from it and from public messages."""

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from gmpy2 import mpz

from ballots.group import Q

BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM, LENGTH, GROUP = 26, 28, 4
SALT = b"danchu/keys/1"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def new_recovery_code() -> str:
    """28 characters in seven groups of four: 130 random bits and two check characters."""
    signs = "".join(secrets.choice(BASE32) for _ in range(RANDOM))
    return in_groups(signs + _check(signs))


def plain_code(typed: str) -> str:
    """The code as it was typed, without dashes and confusions. Raises ValueError where it cannot be one."""
    signs = "".join(typed.split()).upper().translate(READ_AS)
    if len(signs) != LENGTH or not set(signs) <= set(BASE32) or _check(signs[:RANDOM]) != signs[RANDOM:]:
        raise ValueError("no recovery code")
    return signs


def in_groups(plain: str) -> str:
    """A plain code as it is shown."""
    return "-".join(plain[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _check(signs: str) -> str:
    """Two characters of which a wrong code has the right ones once in 1,024 times."""
    bits = int.from_bytes(hashlib.sha256(f"danchu/recovery-check|{signs}".encode()).digest()[:2]) >> 6
    return BASE32[bits >> 5] + BASE32[bits & 31]


def expand(secret: str, info: str) -> mpz:
    """A 512-bit number from a secret text, different for each `info`."""
    expanded = HKDF(SHA256(), 64, SALT, info.encode()).derive(secret.encode())
    return mpz(expanded.hex(), 16)


@dataclass(frozen=True)
class Secrets:
    """What one holder of one ceremony derives from the code. Raises ValueError where it is no code."""

    code: str
    ceremony: str
    index: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", plain_code(self.code))

    def __repr__(self) -> str:
        return f"Secrets(holder {self.index})"

    @property
    def signing(self) -> mpz:
        return self._derive("sign") % Q

    @property
    def encryption(self) -> mpz:
        return self._derive("encrypt") % Q

    @property
    def coefficients(self) -> tuple[mpz, mpz]:
        return self._derive("coefficient", "0") % Q, self._derive("coefficient", "1") % Q

    @property
    def mix(self) -> int:
        """The key for sealed words, a scalar of P-256."""
        return 1 + int(self._derive("mix") % (ORDER_OF_P256 - 1))

    def nonce(self, message: str) -> mpz:
        """The nonce with which this message and no other is signed."""
        return self._derive("nonce", hashlib.sha256(message.encode()).hexdigest()) % Q

    def _derive(self, label: str, text: str = "") -> mpz:
        return expand(self.code, f"{label}|{self.ceremony}|{self.index}|{text}")
