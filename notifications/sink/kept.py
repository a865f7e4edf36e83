"""The mails that the sink has accepted: in memory, or as .eml files numbered in the order of their arrival."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default as parsing
from pathlib import Path


@dataclass(frozen=True, repr=False)
class KeptMail:
    """One accepted mail: its place in the order of arrival, its envelope, its bytes as they came."""

    number: int
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail taken apart. For names and subjects use `header`: this parser adds spaces to long names."""
        return message_from_bytes(self.raw, policy=parsing)

    def header(self, name: str) -> str:
        """A header as its reader sees it, or the empty string."""
        return str(make_header(decode_header(str(message_from_bytes(self.raw)[name] or ""))))


class Store:
    """Where kept mails go. A mail in a folder is whole there, under its own name, before `keep` returns."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._memory: list[KeptMail] = []
        self._last = 0
        self.kept = 0
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            self._last = max((_number(path) for path in _files(folder)), default=0)

    def keep(self, sender: str, recipients: Sequence[str], raw: bytes) -> None:
        """Keep one mail; raises OSError where the folder cannot be written, and then nothing was kept."""
        mail = KeptMail(self._last + 1, sender, tuple(recipients), raw)
        if self.folder:
            _write(self.folder, mail)
        else:
            self._memory.append(mail)
        self._last += 1
        self.kept += 1

    def mails(self) -> list[KeptMail]:
        """Every mail kept, in the order of arrival."""
        return read_folder(self.folder) if self.folder else list(self._memory)


def read_folder(folder: Path) -> list[KeptMail]:
    """The mails of a folder that a sink has filled, or is filling, in the order of arrival."""
    return [read_mail(path) for path in sorted(_files(folder), key=_number)]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.eml") if path.stem.isdecimal())


def _number(path: Path) -> int:
    return int(path.stem)


def _write(folder: Path, mail: KeptMail) -> None:
    envelope = [f"Return-Path: <{mail.sender}>", *(f"Delivered-To: {each}" for each in mail.recipients)]
    part = folder / f".{mail.number:08d}.part"
    part.write_bytes("".join(f"{line}\r\n" for line in envelope).encode() + mail.raw)
    target = folder / f"{mail.number:08d}.eml"
    try:
        os.link(part, target)  # unlike a rename, never overwrites
    finally:
        part.unlink()


def read_mail(path: Path) -> KeptMail:
    """One mail that a sink has kept as a file."""
    sender, raw = "", path.read_bytes()
    recipients: list[str] = []
    while raw.startswith((b"Return-Path: ", b"Delivered-To: ")):
        line, _, raw = raw.partition(b"\r\n")
        name, _, value = line.decode().partition(": ")
        if name == "Return-Path":
            sender = value.strip("<>")
        else:
            recipients.append(value)
    return KeptMail(_number(path), sender, tuple(recipients), raw)
