"""The chain of events: every record is used, every hash is right, every event has its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ballots import exact
from ballots.archive import BELENIOS, DATA, EVENT, Record
from ballots.exact import Broken, Json

OPEN, CLOSED, SUMMED, PARTIAL, RESULT = STAGES = ("open", "closed", "encrypted_tally", "partial", "result")
PARTS = {"Setup": 4, "Ballot": 1, "EndBallots": 0, "EncryptedTally": 2, "PartialDecryption": 2, "Result": 1}
"""How many data records stand before each event; the last is its payload."""
NEXT = {
    ("", "Setup"): OPEN,
    (OPEN, "Ballot"): OPEN,
    (OPEN, "EndBallots"): CLOSED,
    (CLOSED, "EncryptedTally"): SUMMED,
    (SUMMED, "PartialDecryption"): PARTIAL,
    (PARTIAL, "PartialDecryption"): PARTIAL,
    (PARTIAL, "Result"): RESULT,
}
WITHOUT_PAYLOAD = ("EndBallots", "EndShuffles")
_NAME = re.compile(rf"[0-9a-f]{{64}}(?:{re.escape(DATA)}|{re.escape(EVENT)})")


@dataclass(frozen=True)
class Event:
    """One event, the data records before it, and how far the election has come with it."""

    kind: str
    hash: str
    parts: tuple[Record, ...]
    stage: str
    at: str

    @property
    def payload(self) -> bytes:
        return self.parts[-1].body


def events(records: Iterable[Record]) -> Iterator[Event]:
    """The events of an archive, one after the other. Raises `Broken` (`record-...`, `event-...`)."""
    parts: list[Record] = []
    parent, height, stage = "", 0, ""
    for number, record in enumerate(records):
        at = f"record {number}"
        if number == 0 and record.name == BELENIOS:
            continue
        if not _NAME.fullmatch(record.name):
            raise Broken("record-name", at)
        if not record.name.startswith(exact.digest(record.body)):
            raise Broken("record-hash", at)
        if record.name.endswith(DATA):
            parts.append(record)
            continue
        kind = _check_event(record, parts, parent, height, at)
        at = f"event {height} {kind}"
        if (stage, kind) not in NEXT:
            raise Broken("event-order", at)
        stage = NEXT[stage, kind]
        if len(parts) != PARTS[kind]:
            raise Broken("record-stray", at)
        parent = exact.digest(record.body)
        yield Event(kind, parent, tuple(parts), stage, at)
        parts, height = [], height + 1
    if parts or not stage:
        raise Broken("record-stray" if parts else "event-order", "the end")


def _check_event(record: Record, parts: list[Record], parent: str, height: int, at: str) -> str:
    """The kind of an event that follows its parent and points at the data record before it."""
    with exact.reading("event", at):
        said = exact.canonical(record.body)
        kind = exact.text(said.get("type")) if isinstance(said, dict) else ""
        wanted: dict[str, Json] = {"parent": parent} if parent else {}
        keys = [*wanted, "height", "type", *([] if kind in WITHOUT_PAYLOAD else ["payload"])]
        found = exact.ordered(said, keys)
        if exact.whole(found["height"]) != height:
            raise Broken("event-height", at)
    if parent and found["parent"] != parent:
        raise Broken("event-parent", at)
    if "payload" in found and (not parts or found["payload"] != parts[-1].hash):
        raise Broken("event-payload", at)
    return kind
