"""The letters of a rehearsed appointment as their readers keep them: each once, with its link, code and calendar."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from cli.rehearsal.post import PATIENCE, kind_of, text_of
from notifications.sink import KeptMail, read_mail

SUMMONS, REMINDER, MOVED = "meeting_summons", "meeting_reminder", "meeting_moved"
_LINK = re.compile(r"https?://\S+/p/([1-9][0-9]*)-[0-9a-f]{32}")
_CODE = re.compile(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b")
_STARTS = re.compile(r"^DTSTART;TZID=[^:\r\n]*:(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """One letter: `entry` is the number in its link, `starts` what its calendar file says, "" where there is none."""

    id: str
    kind: str
    to: tuple[str, ...]
    text: str
    link: str
    entry: int
    code: str
    starts: str


def letter_of(mail: KeptMail) -> Letter:
    """A kept mail as its reader reads it."""
    text, message = text_of(mail), mail.message
    link, code = _LINK.search(text), _CODE.search(text)
    return Letter(
        id=mail.header("Message-ID"),
        kind=kind_of(mail),
        to=mail.recipients,
        text=text,
        link=link[0] if link else "",
        entry=int(link[1]) if link else 0,
        code=code[1] if code else "",
        starts=_starts(message),
    )


def _starts(message: EmailMessage) -> str:
    """The hour in the calendar file that a letter carries."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            found = _STARTS.search(content.decode() if isinstance(content, bytes) else "")
            return found[1] if found else ""
    return ""


class Inbox:
    """Reads the sink's folder; each mail is opened once, one that came twice is one letter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, Letter] = {}

    def letters(self, *kinds: str) -> list[Letter]:
        """Every letter of these kinds, in the order of arrival."""
        for path in sorted(self.folder.glob("*.eml")):
            if path.name not in self._known:
                self._known[path.name] = letter_of(read_mail(path))
        once = {letter.id: letter for letter in self._known.values() if letter.kind in kinds}
        return list(once.values())

    def number(self, *kinds: str) -> Counter[str]:
        """How many letters of these kinds each address has."""
        return Counter(address for letter in self.letters(*kinds) for address in letter.to)

    async def wait(self, kind: str, wanted: Mapping[str, int]) -> None:
        """Wait until each address has so many letters of a kind; raises TimeoutError after ten minutes."""
        async with asyncio.timeout(PATIENCE):
            while any(self.number(kind)[address] < number for address, number in wanted.items()):
                await asyncio.sleep(0.25)

    async def summons(self, starts: str, entries: Iterable[int], kind: str = SUMMONS) -> dict[int, Letter]:
        """Wait until each of these people is summoned to the meeting of this hour, or moved to it; returns by entry."""
        wanted = set(entries)
        async with asyncio.timeout(PATIENCE):
            while True:
                found = {letter.entry: letter for letter in self.letters(kind) if letter.starts == starts}
                if wanted <= set(found):
                    return found
                await asyncio.sleep(0.25)
