"""What lets a person vote: a code on the voter's side, its public half on the list of the election."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from gmpy2 import mpz

from ballots import exact
from ballots.election import BASE58
from ballots.group import Q, powers_of_g

DIGITS, GROUP, CHECK, ROUNDS = 14, 3, 53, 1000
FEWEST_KEY_BYTES = 32


def new_code() -> str:
    """A random code: five groups of three Base58 characters, the last character a check; about 82 bits."""
    return _code_of(secrets.randbelow(len(BASE58) ** DIGITS))


def derive_code(round_key: bytes, entry: str) -> str:
    """The code of one entry of the roll, from the round's own key (32 bytes or more): the same when asked again."""
    if len(round_key) < FEWEST_KEY_BYTES:
        raise ValueError("the key of a round is too short")
    number = hmac.new(round_key, f"danchu/voter-code|{entry}".encode(), hashlib.sha256).hexdigest()
    return _code_of(int(number, 16) % len(BASE58) ** DIGITS)


def is_code(typed: str) -> bool:
    """Is it a code, its dashes and its check character right?"""
    signs = typed.replace("-", "")
    if len(signs) != DIGITS + 1 or not set(signs) <= set(BASE58):
        return False
    number = 0
    for sign in signs[:DIGITS]:
        number = number * len(BASE58) + BASE58.index(sign)
    return typed == _code_of(number)


def private_credential(code: str, uuid: str) -> mpz:
    """The secret exponent of a code in one election. Raises ValueError where it is no code."""
    if not is_code(code):
        raise ValueError("no code")
    return mpz(hashlib.pbkdf2_hmac("sha256", code.encode(), uuid.encode(), ROUNDS, 32).hex(), 16) % Q


def public_credential(code: str, uuid: str) -> str:
    """What is published: the public half, in digits. Raises ValueError where it is no code."""
    return str(powers_of_g(private_credential(code, uuid)))


def credentials_json(public: Iterable[str]) -> bytes:
    """The list that is published, sorted, so that its order says nothing."""
    return exact.compact(sorted(public))


def _code_of(number: int) -> str:
    signs, rest = "", number
    for _ in range(DIGITS):
        rest, digit = divmod(rest, len(BASE58))
        signs = BASE58[digit] + signs
    signs += BASE58[CHECK - number % CHECK]
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))
