"""The archive of one election: an append-only chain of events, in the `.bel` file that Belenios reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from ballots import exact
from ballots.election import Election
from ballots.exact import Broken, Json, NotExact

BELENIOS, VERSION = "BELENIOS", 1
DATA, EVENT = ".data.json", ".event.json"
BLOCK = 512
LARGEST = 64 * 1024 * 1024
"""Bytes of one record at most; the longest honest one is the list of credentials, 0.6 kB a voter."""


@dataclass(frozen=True)
class Record:
    """One file of the archive; `offset` is where its header begins, when it was read."""

    name: str
    body: bytes
    offset: int = 0

    @property
    def hash(self) -> str:
        """The SHA-256 that stands in the name."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Head:
    """The last event: its height and the SHA-256 of its bytes."""

    height: int
    hash: str


NO_EVENT = Head(-1, "")


def begin(election: Election, trustees: bytes, credentials: bytes, timestamp: int) -> list[Record]:
    """The records of an election that opens; `timestamp` in seconds, a whole hour, stands on every record."""
    header = Record(BELENIOS, exact.compact({"version": VERSION, "timestamp": str(timestamp)}))
    parts = [_data(election.raw), _data(trustees), _data(credentials)]
    hashes = [exact.digest(part.body) for part in parts]
    setup = dict(zip(("election", "trustees", "credentials"), hashes, strict=True))
    return [header, *parts, *_event(NO_EVENT, "Setup", exact.compact(setup))]


def append_ballot(head: Head, raw: bytes) -> list[Record]:
    """The two records of one more ballot: the ballot and its event."""
    return _event(head, "Ballot", raw)


def end_ballots(head: Head) -> list[Record]:
    """The record after which no ballot counts."""
    return _event(head, "EndBallots")


def encrypted_tally(head: Head, tally: bytes, voters: int, weight: int) -> list[Record]:
    """The records of the sealed sum."""
    sized: Json = {
        "num_tallied": voters,
        "total_weight": exact.as_weight(weight),
        "encrypted_tally": exact.digest(tally),
    }
    return [_data(tally), *_event(head, "EncryptedTally", exact.compact(sized))]


def partial_decryption(head: Head, owner: int, payload: bytes) -> list[Record]:
    """The records of one holder's share; `owner` from 1."""
    owned: Json = {"owner": owner, "payload": exact.digest(payload)}
    return [_data(payload), *_event(head, "PartialDecryption", exact.compact(owned))]


def result(head: Head, counts: Sequence[Sequence[int]]) -> list[Record]:
    """The records of the result."""
    return _event(
        head, "Result", exact.compact({"result": [[exact.as_weight(count) for count in each] for each in counts]})
    )


def head_of(records: Sequence[Record]) -> Head:
    """The head of a list of records that ends with an event."""
    said = exact.fields(exact.parse(records[-1].body), ("height", "type"), ("parent", "payload"))
    return Head(exact.whole(said["height"]), exact.digest(records[-1].body))


def spoken(hash_: str) -> str:
    """A hash of 64 hexadecimal digits as eleven groups of four digits, to be read aloud and printed."""
    digits = f"{int(hash_, 16) % 10**44:044}"
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def block(record: Record, timestamp: int) -> bytes:
    """One record as it stands in the file: header, body, padding."""
    return _tar_header(record.name, len(record.body), timestamp) + record.body + bytes(-len(record.body) % BLOCK)


def write(records: Iterable[Record]) -> bytes:
    """A whole file; its first record says the timestamp."""
    first, *rest = records
    timestamp = read_header(first)
    return b"".join(block(record, timestamp) for record in (first, *rest))


def read(stream: BinaryIO) -> Iterator[Record]:
    """The records of a file one after the other, every byte of the headers checked. Raises `Broken` (`file-...`)."""
    timestamp, offset = None, 0
    while header := stream.read(BLOCK):
        at = f"byte {offset}"
        if not offset and not header.startswith(f"{BELENIOS}\0".encode()):
            raise Broken("file-foreign", at)
        record = Record(*_sized_body(stream, header, at), offset)
        if timestamp is None:
            timestamp = read_header(record)
        if header != _tar_header(record.name, len(record.body), timestamp):
            raise Broken("file-header", at)
        yield record
        offset += BLOCK + len(record.body) + -len(record.body) % BLOCK
    if timestamp is None:
        raise Broken("file-empty")


def body_at(stream: BinaryIO, offset: int) -> bytes:
    """A record that was read before, once more; the stream stays where it is."""
    here = stream.tell()
    stream.seek(offset)
    _, body = _sized_body(stream, stream.read(BLOCK), f"byte {offset}")
    stream.seek(here)
    return body


def read_header(first: Record) -> int:
    """The timestamp that the first record says. Raises `Broken` (`file-foreign`, `version`)."""
    if first.name != BELENIOS:
        raise Broken("file-foreign", "record 0")
    with exact.reading("header", "record 0"):
        said = exact.ordered(exact.canonical(first.body), ("version", "timestamp"))
        if exact.whole(said["version"]) != VERSION:
            raise Broken("version", "record 0")
        timestamp = int(exact.natural(said["timestamp"]))
        if timestamp >= 8**11:
            raise NotExact("a time that no record can carry")
    return timestamp


def _data(body: bytes) -> Record:
    return Record(exact.digest(body) + DATA, body)


def _event(parent: Head, kind: str, payload: bytes | None = None) -> list[Record]:
    said: dict[str, Json] = {"parent": parent.hash} if parent.hash else {}
    said |= {"height": parent.height + 1, "type": kind}
    if payload is None:
        body = exact.compact(said)
        return [Record(exact.digest(body) + EVENT, body)]
    body = exact.compact({**said, "payload": exact.digest(payload)})
    return [_data(payload), Record(exact.digest(body) + EVENT, body)]


def _tar_header(name: str, size: int, timestamp: int) -> bytes:
    """The old form of tar: no owner, no magic word, everything else zero."""
    header = bytearray(BLOCK)
    fields = {0: name, 100: "0000644", 108: "0000000", 116: "0000000", 124: f"{size:011o}", 136: f"{timestamp:011o}"}
    for place, text in {**fields, 148: " " * 8, 156: "0"}.items():
        header[place : place + len(text)] = text.encode()
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header)


def _sized_body(stream: BinaryIO, header: bytes, at: str) -> tuple[str, bytes]:
    """Name and body, as far as the header can be made out; whether it is exact is seen by writing it again."""
    if len(header) < BLOCK:
        raise Broken("file-truncated", at)
    try:
        name, size = header[:100].rstrip(b"\0").decode("ascii"), int(header[124:135].decode("ascii"), 8)
    except ValueError as wrong:
        raise Broken("file-header", at) from wrong
    if not 0 < size <= LARGEST:
        raise Broken("file-header", at)
    body = stream.read(size)
    padding = stream.read(-size % BLOCK)
    if len(body) < size or len(padding) < -size % BLOCK:
        raise Broken("file-truncated", at)
    if padding.strip(b"\0"):
        raise Broken("file-padding", at)
    return name, body
