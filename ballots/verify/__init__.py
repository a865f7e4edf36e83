"""Checks a whole archive: every byte, every proof, every sum. One path for all who check."""

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from ballots.archive import read, spoken
from ballots.election import Election
from ballots.exact import Broken
from ballots.keys.trustees import Trustees
from ballots.tally import Counts, Tally
from ballots.verify.casting import Casting
from ballots.verify.chain import CLOSED, STAGES, Event, events
from ballots.verify.counting import Opening
from ballots.verify.setup import Setup, read_setup
from ballots.verify.together import Together

__all__ = ["STAGES", "Examined", "Report", "compare", "examine", "verify"]

LARGE = 2 * 1024 * 1024
"""Bytes of an archive, some 250 ballots, from which on it pays to look at all ciphertexts together."""


@dataclass(frozen=True)
class Report:
    """What an archive is that keeps every rule: how far it has come, and its result where it has one.

    `ballots` were cast, `counted` of them are the last of their voters.
    """

    stage: str
    ballots: int
    counted: int
    result: Counts | None


@dataclass(frozen=True)
class Examined:
    """The report, with what was read and recomputed on the way."""

    report: Report
    election: Election
    trustees: Trustees
    credentials: int
    tally: Tally
    head: str
    head_at_close: str | None


def verify(
    archive: Path | BinaryIO,
    *,
    roll: int | None = None,
    head_at_close: str | None = None,
    head: str | None = None,
    stage: str | None = None,
    processes: int = 1,
) -> Report:
    """Raises `Broken` with the first rule that is not kept, and where.

    `roll`: how many credentials there must be; the heads: 64 hexadecimal digits, or eleven groups of four digits;
    `stage`: open, closed, encrypted_tally, partial or result.
    """
    found = examine(archive, processes=processes)
    compare(found, roll=roll, head_at_close=head_at_close, head=head, stage=stage)
    return found.report


def compare(
    found: Examined,
    *,
    roll: int | None = None,
    head_at_close: str | None = None,
    head: str | None = None,
    stage: str | None = None,
) -> None:
    """Is it the archive that was expected? Arguments as for `verify`. Raises `Broken`."""
    if roll is not None and roll != found.credentials:
        raise Broken("roll", f"{found.credentials} credentials")
    if head_at_close is not None and not _is_head(head_at_close, found.head_at_close):
        raise Broken("head-at-close", "EndBallots")
    if head is not None and not _is_head(head, found.head):
        raise Broken("head", "the last event")
    if stage is not None and stage != found.report.stage:
        raise Broken("stage", found.report.stage)


def examine(archive: Path | BinaryIO, *, processes: int = 1) -> Examined:
    """Every check that needs nothing but the archive. Raises `Broken`.

    A large archive is first gone through with all ciphertexts looked at together. That can only pass it: what does not
    pass is gone through once more, each number looked at by itself, and that names the first rule that is broken.
    """
    with _seekable(archive) as stream:
        if stream.seek(0, SEEK_END) >= LARGE:
            with suppress(Broken):
                return _examine(stream, processes, Together())
        return _examine(stream, processes, None)


def _examine(stream: BinaryIO, processes: int, together: Together | None) -> Examined:
    stream.seek(0)
    walk = events(read(stream))
    first = next(walk)
    setup = read_setup(first, together)
    casting = Casting(setup, stream, processes, together)
    try:
        found = _walk(first, walk, setup, casting)
    finally:
        casting.stop()
    if together and not together.are_members():
        raise Broken("ballot-member", "one of all")
    return found


def _walk(first: Event, walk: Iterator[Event], setup: Setup, casting: Casting) -> Examined:
    last, head_at_close = first, None
    opening: Opening | None = None
    for last in walk:
        if last.kind == "Ballot":
            casting.cast(last)
            continue
        if opening is None:
            casting.finish()
            opening = Opening(setup, casting.adding.tally)
        if last.stage == CLOSED:
            head_at_close = last.hash
        elif last.kind == "EncryptedTally":
            opening.check_tally(last)
        elif last.kind == "PartialDecryption":
            opening.check_share(last)
        else:
            opening.check_result(last)
    casting.finish()
    if opening:
        opening.check_unfinished(last)
    tally = casting.adding.tally
    report = Report(last.stage, casting.ballots, tally.voters, opening.result if opening else None)
    return Examined(report, setup.election, setup.trustees, len(setup.voters), tally, last.hash, head_at_close)


def _is_head(said: str, hash_: str | None) -> bool:
    """Is it this hash, in hexadecimal or as it is read aloud?"""
    if hash_ is None:
        return False
    plain = "".join(said.split()).lower()
    return plain in (hash_, "".join(spoken(hash_).split()))


@contextmanager
def _seekable(archive: Path | BinaryIO) -> Generator[BinaryIO]:
    if isinstance(archive, Path):
        with archive.open("rb") as opened, _seekable(opened) as stream:
            yield stream
    elif archive.seekable():
        yield archive
    else:
        with tempfile.TemporaryFile() as stream:
            shutil.copyfileobj(archive, stream)
            yield stream
