"""What the thief carried away of one round, and who is who in it: tables, log lines, mails, files as they lay there."""

import hashlib
import json
import re
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Voter:
    """One who has a ballot in the box: by what is it known, and when did the last ballot come among all."""

    entry: int
    height: int
    marks: frozenset[str]


class Loot:
    """One round that was robbed when it was over; `counts` are its published result, an option a number."""

    def __init__(self, folder: Path, uuid: str) -> None:
        self.folder, self.uuid = folder, uuid

    @cached_property
    def tables(self) -> dict[str, Rows]:
        """Every table of every database that lies there, rows in the order of their numbers."""
        found: dict[str, Rows] = {}
        for path in sorted(self.folder.glob("*.db")):
            file = path.name
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as read:
                read.row_factory = sqlite3.Row
                made = "SELECT name, instr(sql, 'WITHOUT ROWID') FROM sqlite_master WHERE type = 'table'"
                for name, is_without in read.execute(made).fetchall():
                    numbered = "*" if is_without else "rowid AS rowid_, *"
                    rows = read.execute(f'SELECT {numbered} FROM "{name}" ORDER BY 1').fetchall()
                    found[f"{file}:{name}"] = [dict(row) for row in rows]
        return found

    def table(self, name: str) -> Rows:
        return self.tables[f"danchu.db:{name}"]

    @cached_property
    def round(self) -> dict[str, Any]:
        return next(row for row in self.table("sealed_round") if row["uuid"] == self.uuid)

    @cached_property
    def options(self) -> list[str]:
        return json.loads(self.round["questions"])[0]["answers"]

    @cached_property
    def counts(self) -> list[int]:
        bodies = [row["body"] for row in self.table("archive_record") if row["body"].startswith(b'{"result"')]
        return json.loads(bodies[-1])["result"][0]

    @cached_property
    def ballots(self) -> dict[int, bytes]:
        """The ballots by their place in the archive."""
        records = self.table("archive_record")
        return {row["height"]: row["body"] for row in records if row["body"].startswith(b'{"election_uuid"')}

    @cached_property
    def voters(self) -> list[Voter]:
        """In the order in which their last ballots came: the archive says it, and whose ballot is whose is known."""
        people = {row["id"]: row for row in self.table("roll_entry")}
        found: list[Voter] = []
        for row in self.table("voter_credential"):
            if row["last_height"] is None:
                continue
            raw, person = self.ballots[row["last_height"]], people[row["roll_entry_id"]]
            digest = hashlib.sha256(raw)
            marks = {row["id"], row["public_half"], digest.hexdigest(), b64encode(digest.digest()).decode().rstrip("=")}
            marks |= {str(person[name]) for name in ("email", "full_name") if person[name]}
            found.append(Voter(row["roll_entry_id"], row["last_height"], frozenset(marks)))
        return sorted(found, key=lambda voter: voter.height)

    @cached_property
    def lines(self) -> list[str]:
        """Every line of every log, and the headers of every mail."""
        found: list[str] = []
        for file in sorted(self.folder.rglob("*")):
            if file.suffix in (".log", ".eml"):
                found += file.read_text(encoding="utf-8", errors="replace").splitlines()
        return found

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file, byte for byte: free pages and journals of databases too."""
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                yield str(file.relative_to(self.folder)), file.read_bytes()

    def whose(self, text: str) -> int | None:
        """The one voter of whom a text speaks."""
        found = {self._by_mark[mark] for mark in re.findall(r"[^\s\",:<>|]+", text) if mark in self._by_mark}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_mark(self) -> dict[str, int]:
        return {mark: voter.entry for voter in self.voters for mark in voter.marks}
