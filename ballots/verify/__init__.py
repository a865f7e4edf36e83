"""Checks a whole archive: every byte, every proof, every sum. One path for all who check."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class Report:
    """What an archive is that keeps every rule: how far it has come, and its result where it has one."""

    stage: str
    ballots: int
    counted: int
    result: list[list[int]] | None


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
    raise NotImplementedError
