"""The archive of one election: an append-only chain of events, in the `.bel` file that Belenios reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from ballots.election import Election


@dataclass(frozen=True)
class Record:
    """One file of the archive."""

    name: str
    body: bytes


@dataclass(frozen=True)
class Head:
    """The last event: its height and the SHA-256 of its bytes."""

    height: int
    hash: str


def begin(election: Election, trustees: bytes, credentials: bytes, timestamp: int) -> list[Record]:
    """The records of an election that opens; `timestamp` in seconds, a whole hour, stands on every record."""
    raise NotImplementedError


def append_ballot(head: Head, raw: bytes) -> list[Record]:
    """The two records of one more ballot: the ballot and its event."""
    raise NotImplementedError


def end_ballots(head: Head) -> list[Record]:
    """The record after which no ballot counts."""
    raise NotImplementedError


def encrypted_tally(head: Head, tally: bytes, voters: int, weight: int) -> list[Record]:
    """The records of the sealed sum."""
    raise NotImplementedError


def partial_decryption(head: Head, owner: int, payload: bytes) -> list[Record]:
    """The records of one holder's share; `owner` from 1."""
    raise NotImplementedError


def result(head: Head, counts: Sequence[Sequence[int]]) -> list[Record]:
    """The records of the result."""
    raise NotImplementedError


def head(records: Iterable[Record]) -> Head:
    """The head of a list of records that ends with an event."""
    raise NotImplementedError


def block(record: Record, timestamp: int) -> bytes:
    """One record as it stands in the file: header, body, padding."""
    raise NotImplementedError


def write(records: Iterable[Record]) -> bytes:
    """A whole file; its first record says the timestamp."""
    raise NotImplementedError


def read(stream: BinaryIO) -> Iterator[Record]:
    """The records of a file one after the other, every byte of the headers checked. Raises `Broken`."""
    raise NotImplementedError


def spoken(hash_: str) -> str:
    """A hash as eleven groups of four digits, to be read aloud and printed."""
    raise NotImplementedError
