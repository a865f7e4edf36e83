"""The mailboxes of a rehearsal: what has arrived for whom, and the links and codes in it."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from notifications.sink import KeptMail, read_mail

_LINK = re.compile(r"https?://\S+/p/[1-9][0-9]*-[0-9a-f]{32}")
_SIX = re.compile(r"(?<!\d)(\d{6})(?!\d)")
PATIENCE = 600


@dataclass(frozen=True)
class Arrived:
    """A mail as it was sorted on arrival: its kind (the first word of its Message-ID), for whom, its text."""

    kind: str
    recipients: tuple[str, ...]
    text: str

    @property
    def link(self) -> str:
        """The personal link; empty in a mail without one."""
        found = _LINK.search(self.text)
        return found[0] if found else ""


class Post:
    """Reads the sink's folder as each recipient reads the own mailbox; each mail is opened once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sorted: dict[str, Arrived] = {}

    def all(self) -> list[Arrived]:
        for path in sorted(self.folder.glob("*.eml")):
            if path.name not in self._sorted:
                mail = read_mail(path)
                self._sorted[path.name] = Arrived(kind_of(mail), mail.recipients, text_of(mail))
        return list(self._sorted.values())

    def of(self, kind: str, address: str | None = None) -> list[Arrived]:
        """Mails of a kind, to one address or to anyone, in the order of arrival."""
        return [mail for mail in self.all() if mail.kind == kind and (address is None or address in mail.recipients)]

    async def wait(self, kind: str, addresses: Iterable[str]) -> None:
        """Wait until each address has a mail of a kind; raises TimeoutError after ten minutes."""
        wanted = set(addresses)
        async with asyncio.timeout(PATIENCE):
            while wanted - {address for mail in self.of(kind) for address in mail.recipients}:
                await asyncio.sleep(0.25)

    async def wait_for(self, words: str, addresses: Iterable[str]) -> None:
        """Wait until each address has a mail that holds these words; raises TimeoutError after ten minutes."""
        wanted = set(addresses)
        async with asyncio.timeout(PATIENCE):
            while wanted - {each for mail in self.all() if words in mail.text for each in mail.recipients}:
                await asyncio.sleep(0.25)

    def link(self, address: str, kind: str, at: int = -1) -> str:
        """The personal link in the newest mail of a kind, or in another by its place among them."""
        return self.of(kind, address)[at].link

    async def code(self, address: str, known: int) -> str:
        """The sign-in code in the first mail of its kind after `known` of them."""
        async with asyncio.timeout(PATIENCE):
            while len(found := self.of("sign_in_code", address)) <= known:
                await asyncio.sleep(0.1)
        return _SIX.search(found[-1].text)[1]  # pyright: ignore


def kind_of(mail: KeptMail) -> str:
    return mail.header("Message-ID").strip("<>").partition(".")[0]


def text_of(mail: KeptMail) -> str:
    part = mail.message.get_body(("plain",))
    return part.get_content() if part else ""
