"""Sealed words: three layers of HPKE, peeled by one holder after the other, so that nobody knows whose is whose."""

from collections.abc import Sequence


def pad(words: str, size: int) -> bytes:
    """Words as exactly `size` bytes. Raises ValueError where they do not fit."""
    raise NotImplementedError


def unpad(padded: bytes) -> str:
    """The words again. Raises ValueError."""
    raise NotImplementedError


def wrap(padded: bytes, public_keys: Sequence[bytes], uuid: str) -> bytes:
    """The envelope: sealed for the last holder first, for the first holder outermost. Keys: 65 bytes each, by index."""
    raise NotImplementedError


def peel(envelopes: Sequence[bytes], private_key: int, index: int, uuid: str) -> list[bytes]:
    """One holder's work: opens a layer of each, drops duplicates, and returns them sorted. Raises `Broken`."""
    raise NotImplementedError
