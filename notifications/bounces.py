"""Reads the mail that comes back: which letter did not arrive, at whose address, and whether that is final."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from enum import StrEnum

from flufl.bounce import all_failures

from notifications.mime import is_address
from notifications.smtp import without_addresses

# It logs each report that it stumbles over, with the text.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)
LIMIT = 262_144
_MACHINES = ("mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "microsoftexchange", "bounce", "mailerdaemon")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_SMTP_CODE = re.compile(r"\b([45])\d\d\b")
# What the standard parser raises on parts nested by the hundred, unknown charsets and broken parameters.
_DAMAGE = (RecursionError, LookupError, TypeError, ValueError, AttributeError)
_NOT_ASCII = re.compile(rb"[^\x00-\x7f]")
_ID = re.compile(r"<[^\s<>@]{1,150}@[^\s<>@]{1,100}>")
_ID_LINE = re.compile(r"^[\s>|]{0,8}Message-I[dD]:\s{0,8}(<[^\s<>@]{1,150}@[^\s<>@]{1,100}>)", re.MULTILINE)


class BounceKind(StrEnum):
    """PERMANENT: the address is wrong or closed (5.x). EXPIRED: the relays gave up (4.x). DELAYED: they still try."""

    PERMANENT = "permanent"
    EXPIRED = "expired"
    DELAYED = "delayed"


@dataclass(frozen=True, repr=False)
class Bounce:
    """One letter that came back. `message_id` (in angle brackets) says which; it or `recipient` may be unknown.

    `status` is the enhanced code (5.1.1), `words` the relay's reason in one line, without addresses.
    """

    kind: BounceKind
    message_id: str | None
    recipient: str | None
    status: str | None
    words: str


def read_bounce(raw: bytes) -> Bounce | None:
    """What a mail in the return box says of a letter of ours, or None where it is no bounce.

    Looks at the first 256 kB only, and never raises, whatever the bytes.
    """
    try:
        message = message_from_bytes(_NOT_ASCII.sub(b"?", raw[:LIMIT]))
        return (_standard(message) or _odd(message)) if _is_from_machine(message) else None
    except _DAMAGE:
        return None


def _is_from_machine(message: Message) -> bool:
    if message.get_content_type() == "multipart/report":
        return "disposition-notification" not in _header(message, "Content-Type").lower()
    if "X-Failed-Recipients" in message:
        return True
    if _header(message, "Auto-Submitted").strip().lower().startswith("auto-replied"):
        return False
    sender = parseaddr(_header(message, "From"))[1].lower()
    return _header(message, "Return-Path").strip() == "<>" or sender.startswith(_MACHINES)


def _parts(message: Message) -> list[Message]:
    """The per-recipient blocks of the delivery report."""
    blocks: list[Message] = []
    for part in message.walk():
        payload = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(payload, list):
            blocks += [each for each in payload if isinstance(each, Message) and ("Status" in each or "Action" in each)]
    return blocks


def _standard(message: Message) -> Bounce | None:
    for block in _parts(message):
        diagnosis = _header(block, "Diagnostic-Code").partition(";")[2].strip()
        found = _STATUS.search(_header(block, "Status")) or _STATUS.search(diagnosis)
        status = found[1] if found else None
        kind = _kind(_header(block, "Action").strip().lower(), status, diagnosis)
        if kind:
            recipient = _recipient(block)
            return Bounce(kind, _original_id(message), recipient, status, without_addresses(diagnosis))
    return None


def _kind(action: str, status: str | None, diagnosis: str) -> BounceKind | None:
    code = _SMTP_CODE.search(diagnosis)
    digit = status[0] if status else code[1] if code else ""
    if action.startswith("delayed") or (not action and digit == "4"):
        return BounceKind.DELAYED
    if action.startswith(("fail", "error")):
        return BounceKind.EXPIRED if digit == "4" else BounceKind.PERMANENT
    return BounceKind.PERMANENT if not action and digit == "5" else None


def _recipient(block: Message) -> str | None:
    for name in ("Original-Recipient", "Final-Recipient"):
        address = _header(block, name).rpartition(";")[2].strip().strip("<>")
        if is_address(address):
            return address
    return None


def _odd(message: Message) -> Bounce | None:
    """A report in some server's own prose."""
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # its heuristics meet bytes that nobody foresaw
        return None
    text = "\n".join(_texts(message))
    found = _STATUS.search(text)
    status = found[1] if found else None
    if permanent:
        kind = BounceKind.EXPIRED if status and status[0] == "4" else BounceKind.PERMANENT
    elif temporary:
        kind = BounceKind.DELAYED
    else:
        return None
    named = [address for address in (each.decode("ascii") for each in permanent or temporary) if is_address(address)]
    reason = next((line for line in text.splitlines() if _STATUS.search(line) or _SMTP_CODE.search(line)), "")
    recipient = named[0] if len(named) == 1 else None
    return Bounce(kind, _original_id(message), recipient, status, without_addresses(reason))


def _original_id(message: Message) -> str | None:
    inner = message.walk()
    next(inner)
    for part in inner:
        if found := _ID.search(_header(part, "Message-ID")):
            return found[0]
    for text in _texts(message):
        if found := _ID_LINE.search(text):
            return found[1]
    thread = _ID.findall(_header(message, "In-Reply-To") + _header(message, "References"))
    return thread[-1] if thread else None


def _texts(message: Message) -> Iterator[str]:
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
        if isinstance(payload, bytes):
            yield payload.decode("utf-8", "replace")


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))
