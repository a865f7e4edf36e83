"""What lets a person vote: a code on the voter's side, its public half on the list of the election."""

from gmpy2 import mpz


def new_code() -> str:
    """A random code: five groups of three Base58 characters, the last character a check; about 82 bits."""
    raise NotImplementedError


def derive_code(round_key: bytes, entry: str) -> str:
    """The code of one entry of the roll, from the round's own key (32 bytes or more): the same when asked again."""
    raise NotImplementedError


def is_code(typed: str) -> bool:
    """Is it a code, its check character right?"""
    raise NotImplementedError


def private_credential(code: str, uuid: str) -> mpz:
    """The secret exponent of a code in one election. Raises ValueError where it is no code."""
    raise NotImplementedError


def public_credential(code: str, uuid: str) -> str:
    """What is published: the public half, in digits."""
    raise NotImplementedError


def credentials_json(public: list[str]) -> bytes:
    """The list that is published, sorted, so that its order says nothing."""
    raise NotImplementedError
