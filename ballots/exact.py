"""Reads JSON strictly, and says which rule is broken and where: two readings of one byte are a way to cheat."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

from gmpy2 import mpz

from ballots.group import P, is_member, is_scalar

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Read = TypeVar("Read")

_NATURAL = re.compile(r"0|[1-9][0-9]{0,699}")


class Broken(Exception):
    """Something does not keep a rule. `rule` is the rule's key in `rules.yaml`, `at` says where."""

    def __init__(self, rule: str, at: str = "") -> None:
        super().__init__(rule, at)
        self.rule, self.at = rule, at

    def __str__(self) -> str:
        return f"{self.rule} ({self.at})" if self.at else self.rule


class NotExact(ValueError):
    """Text that is not the JSON which was asked for; `kind` is the end of the rule that it breaks."""

    kind = "form"


class NotMember(NotExact):
    """A number that is not in the group, or is 1 where that is not allowed."""

    kind = "member"


class NotScalar(NotExact):
    """An exponent that is not below Q."""

    kind = "scalar"


@contextmanager
def reading(what: str, at: str = "") -> Generator[None]:
    """Turns what is not exact into the rule `<what>-form`, `<what>-member` or `<what>-scalar`."""
    try:
        yield
    except NotExact as wrong:
        raise Broken(f"{what}-{wrong.kind}", at) from wrong


def compact(value: object) -> bytes:
    """The one way to write a value: compact, keys in the order given, letters not escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def parse(raw: bytes) -> Json:
    """Strict JSON: UTF-8, no key twice, whole numbers only. Raises `NotExact`."""
    try:
        return json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_refused,
            parse_constant=_refused,
            parse_int=_small,
        )
    except (ValueError, RecursionError) as wrong:
        raise NotExact(str(wrong)) from wrong


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotExact("a key stands twice")
    return found


def _refused(text: str) -> Json:
    raise NotExact(f"{text} is no whole number")


def _small(text: str) -> int:
    if len(text) > 18 or text == "-0":
        raise NotExact(f"{text[:20]} is no small whole number")
    return int(text)


def fields(value: Json, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Json]:
    """An object with exactly these keys, in any order."""
    if not isinstance(value, dict) or not set(needed) <= value.keys() <= {*needed, *optional}:
        raise NotExact(f"not an object with {', '.join(needed)}")
    return value


def ordered(value: Json, keys: Sequence[str]) -> dict[str, Json]:
    """An object with exactly these keys, in this order."""
    if not isinstance(value, dict) or tuple(value) != tuple(keys):
        raise NotExact(f"not an object with {', '.join(keys)} in this order")
    return value


def canonical(raw: bytes) -> Json:
    """Strict JSON in the one way to write it: compact, letters not escaped."""
    value = parse(raw)
    try:
        written = compact(value)
    except UnicodeEncodeError as wrong:
        raise NotExact("half a letter") from wrong
    if written != raw:
        raise NotExact("not written in the one way")
    return value


def text(value: Json) -> str:
    """A string that UTF-8 can hold."""
    if not isinstance(value, str):
        raise NotExact("not a text")
    try:
        value.encode()
    except UnicodeEncodeError as wrong:
        raise NotExact("half a letter") from wrong
    return value


def whole(value: Json) -> int:
    """A small whole number, not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise NotExact("not a whole number")
    return value


def items(value: Json, read: Callable[[Json], Read], count: int | None = None) -> list[Read]:
    """A list, of this length where one is asked for, each item read."""
    if not isinstance(value, list) or (count is not None and len(value) != count):
        raise NotExact("not a list of the right length")
    return [read(item) for item in value]


def natural(value: Json) -> mpz:
    """A big number: a string of digits, no sign, no leading zero."""
    if not isinstance(value, str) or not _NATURAL.fullmatch(value):
        raise NotExact("not a number in digits")
    return mpz(value)


def scalar(value: Json) -> mpz:
    """An exponent, below Q."""
    number = natural(value)
    if not is_scalar(number):
        raise NotScalar("not below the order of the group")
    return number


def element(value: Json) -> mpz:
    """An element of the group; 1 is one."""
    number = natural(value)
    if not is_member(number):
        raise NotMember("not in the group")
    return number


def member(value: Json) -> mpz:
    """An element of the group other than 1: a key or a ciphertext of 1 would hide nothing."""
    number = element(value)
    if number == 1:
        raise NotMember("the neutral element")
    return number


def residue(value: Json) -> mpz:
    """A number from 2 to P - 1; whether it is in the group is seen together with its proof."""
    number = natural(value)
    if not 1 < number < P:
        raise NotMember("not in the group, or the neutral element")
    return number


def weight(value: Json) -> int:
    """A count of weights: from 2^30 on it stands in JSON as a text of digits, below as a number."""
    number = int(natural(value)) if isinstance(value, str) else whole(value)
    if as_weight(number) != value:
        raise NotExact("a count in the wrong form")
    return number


def as_weight(number: int) -> Json:
    """A count of weights as it is written."""
    return number if number < 1 << 30 else str(number)


def digest(raw: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def short_digest(raw: bytes) -> str:
    """SHA-256 in Base64 without padding: 43 characters."""
    return b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
