"""What every rehearsal promises about mail, pages and Prefect, counted again from what was left outside."""

import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.rehearsal.browser import Log
from cli.rehearsal.cast import Cast
from cli.rehearsal.play import Play
from cli.rehearsal.post import kind_of, text_of
from notifications.sink import KeptMail, read_folder

_ANSWER = re.compile(r"/p/(\d+)-[0-9a-f]+/(?:opinion/)?answer")
_BEGINNINGS = {"html": b"<!", "pdf": b"%PDF-", "docx": b"PK"}


@dataclass(frozen=True)
class Verdict:
    """The report of a rehearsal, and the promises it broke."""

    report: dict[str, Any]
    broken: list[str]


@dataclass(frozen=True)
class Left:
    """What a play left behind in its folder: mail/, papers/, danchu.db, prefect/prefect.db; and what pages said."""

    out: Path
    log: Log
    cast: Cast
    mails: list[KeptMail]

    @classmethod
    def of(cls, out: Path, play: Play) -> "Left":
        return cls(out, play.log, play.cast, read_folder(out / "mail"))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.out / "danchu.db")) as record:
            return record.execute(query).fetchall()

    def paper(self, kind: str) -> str:
        return (self.out / "papers" / f"{kind}.html").read_text(encoding="utf-8")


def reported(left: Left, answers: dict[str, int], seconds: float) -> dict[str, Any]:
    """The report, the same for every kind."""
    queued = {row[0] for row in left.rows("SELECT message_id FROM outbox_message WHERE state <> 'cancelled'")}
    seen = Counter(mail.header("Message-ID") for mail in left.mails)
    number, outcome = left.rows("SELECT id, outcome FROM procedure")[0]
    return {
        "procedure": number,
        "outcome": outcome,
        "steps": [row[0] for row in left.rows("SELECT step FROM step_record ORDER BY id")],
        "mails": {
            "queued": len(queued),
            "sent": len(seen),
            "duplicates": seen.total() - len(seen),
            "lost": len(queued - set(seen)),
        },
        "answers": answers,
        "ballots": {"issued": 0, "returned": 0, "counted": 0},
        "papers": sorted(path.name for path in (left.out / "papers").iterdir()),
        "seconds": round(seconds, 1),
    }


def broken(
    left: Left, play: Play, report: dict[str, Any], once: tuple[str, ...], unsaid: Iterable[str] = ()
) -> list[str]:
    """The promises of every kind that were broken; `once`: kinds of letters that nobody gets twice under two names,
    `unsaid`: words that Prefect must not know beside names, addresses and links."""
    lost, unread = report["mails"]["lost"], _incomplete(left, play)
    promises = {
        f"{lost} letters were lost": lost == 0,
        "a letter came that nobody queued": _came(left.mails) <= _known(left),
        "someone got one message under two Message-IDs": not _twice(left.mails, once),
        "a late answer was taken": play.late_answers == 0,
        "a page answered with a server error": all(e.status < 500 for e in left.log.exchanges),
        "Prefect knows a name, an address, a link or what somebody said": not _leaks(left, unsaid),
        f"papers are missing or empty: {unread}": not unread,
    }
    return [said for said, kept in promises.items() if not kept]


def _came(mails: list[KeptMail]) -> set[str]:
    return {mail.header("Message-ID") for mail in mails}


def _known(left: Left) -> set[str]:
    """All that was ever queued; one cancelled after a relay had said nothing of it may have come."""
    return {row[0] for row in left.rows("SELECT message_id FROM outbox_message")}


def accepted_answers(log: Log) -> set[str]:
    """The people whose answer a page accepted, by the HTTP log alone."""
    posts = [(_ANSWER.fullmatch(e.path), e.status) for e in log.exchanges if e.method == "POST"]
    return {match[1] for match, status in posts if match and status == 303}


def _incomplete(left: Left, play: Play) -> list[str]:
    expected = [(f"{kind}.{ending}", begins) for kind in play.papers for ending, begins in _BEGINNINGS.items()]
    folder = left.out / "papers"
    return [name for name, begins in expected if not _begins(folder / name, begins)]


def _begins(path: Path, begins: bytes) -> bool:
    return path.is_file() and path.read_bytes().startswith(begins)


def _twice(mails: list[KeptMail], once: tuple[str, ...]) -> bool:
    told: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for mail in mails:
        if kind_of(mail) in once:
            told.setdefault((kind_of(mail), mail.recipients), set()).add(mail.header("Message-ID"))
    return any(len(ids) > 1 for ids in told.values())


def _leaks(left: Left, unsaid: Iterable[str]) -> bool:
    known = b"".join(path.read_bytes() for path in (left.out / "prefect").glob("prefect.db*"))
    secrets = [text for person in left.cast.people for text in (person.full_name, person.email) if text]
    tokens = [mark for mail in left.mails for mark in re.findall(r"/p/\d+-([0-9a-f]{32})", text_of(mail))]
    return not tokens or any(form in known for text in [*secrets, *tokens, *unsaid] for form in _forms(text))


def _forms(text: str) -> tuple[bytes, bytes]:
    """A text as it may stand in a database: as it is, or escaped in JSON."""
    return text.encode(), json.dumps(text)[1:-1].encode()


def keep(stage_folder: Path, out: Path) -> None:
    """Copy what the promises are judged by, where `out` is another folder than the stage's own."""
    if out.resolve() == stage_folder.resolve():
        return
    shutil.copytree(stage_folder / "mail", out / "mail", dirs_exist_ok=True)
    shutil.copytree(stage_folder / "prefect", out / "prefect", dirs_exist_ok=True)
    with closing(sqlite3.connect(stage_folder / "danchu.db")) as source:
        with closing(sqlite3.connect(out / "danchu.db")) as copy:
            source.backup(copy)
