"""Turns a letter into the bytes that SMTP carries: ASCII, Vietnamese intact, the same bytes each time."""

import hashlib
import re
from base64 import b64encode, encodebytes
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

import css_inline

from notifications.letter import Attachment, Letter

SMALL = 20_000
_WORD = "=?utf-8?b?{}?="
_WORD_BYTES = 45
_LINE = 76
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]{1,60}")
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


class UnsendableLetter(ValueError):
    """The letter can never be sent as it is: a malformed address, or a control character in a header."""


def build(letter: Letter, sent_at: datetime) -> bytes:
    """The letter as CRLF-terminated lines of ASCII, dated `sent_at` (an aware instant).

    Raises UnsendableLetter where a header would carry a line break, another control character or a bad address.
    """
    headers = [
        _mailbox("From", letter.sender_name, letter.sender_address),
        _mailbox("To", letter.to_name, letter.to_address),
        f"Subject: {_encoded('Subject', letter.subject)}",
        f"Date: {format_datetime(sent_at)}",
        f"Message-ID: {_message_id(letter.message_id)}",
    ]
    if letter.reply_to:
        headers.append(_mailbox("Reply-To", *letter.reply_to))
    if letter.references:
        earlier = [_message_id(each) for each in letter.references.split(" ")]
        headers += [f"In-Reply-To: {earlier[-1]}", "References: " + "\r\n ".join(earlier)]
    headers += ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: OOF, AutoReply", "MIME-Version: 1.0"]
    return ("\r\n".join(headers) + "\r\n" + _body(letter)).encode("ascii")


def is_small(raw: bytes) -> bool:
    """True where the built letter is under 20 kB: some gateways cut longer ones, and phones load them slowly."""
    return len(raw) < SMALL


def is_address(address: str) -> bool:
    """True where SMTP without extensions can carry the address."""
    return len(address) <= 254 and _ADDRESS.fullmatch(address) is not None


def _body(letter: Letter) -> str:
    plain = _part("text/plain; charset=utf-8", _lines(letter.text))
    html = _part("text/html; charset=utf-8", _lines(_inlined(letter.html)))
    words = _multipart("alternative", letter, [plain, html])
    if not letter.attachments:
        return words
    return _multipart("mixed", letter, [words, *(_attached(each) for each in letter.attachments)])


def _part(content_type: str, content: bytes, *headers: str) -> str:
    head = [f"Content-Type: {content_type}", *headers, "Content-Transfer-Encoding: base64", "", ""]
    return "\r\n".join(head) + encodebytes(content).decode("ascii").replace("\n", "\r\n")


def _multipart(subtype: str, letter: Letter, parts: list[str]) -> str:
    # No line of base64 holds "=_": the boundary cannot occur in a part, and need not be random.
    boundary = "=_" + hashlib.sha256(f"{subtype} {letter.message_id}".encode()).hexdigest()[:32]
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'
    return head + "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"


def _attached(attachment: Attachment) -> str:
    disposition = f"Content-Disposition: attachment;\r\n {_filename(_fit(attachment.filename))}"
    return _part(_fit(attachment.content_type), attachment.content, disposition)


def _filename(name: str) -> str:
    """As every gateway reads it where the name is plain, else as RFC 2231 writes other letters."""
    return f'filename="{name}"' if _PLAIN_NAME.fullmatch(name) else f"filename*=utf-8''{quote(name, safe='')}"


def _inlined(html: str) -> str:
    return _INLINER.inline(html) if "<style" in html else html


def _lines(text: str) -> bytes:
    return _LINE_END.sub("\r\n", text).encode("utf-8", "replace")


def _mailbox(header: str, name: str, address: str) -> str:
    if not is_address(address):
        raise UnsendableLetter(f"{header}: malformed address")
    return f"{header}: {_encoded(header, name)}\r\n <{address}>" if name else f"{header}: <{address}>"


@lru_cache(maxsize=512)
def _encoded(header: str, value: str) -> str:
    """The value as encoded words of whole characters, each at most 75 long, each on a line of at most 76."""
    rest, words = _fit(value).encode(), []
    size = (_LINE - len(header) - 2 - len(_WORD) + 2) // 4 * 3
    while rest:
        end = min(size, len(rest))
        while end < len(rest) and rest[end] & 0xC0 == 0x80:
            end -= 1
        words.append(_WORD.format(b64encode(rest[:end]).decode("ascii")))
        rest, size = rest[end:], _WORD_BYTES
    return "\r\n ".join(words)


def _message_id(value: str) -> str:
    if not _MESSAGE_ID.fullmatch(value):
        raise UnsendableLetter("malformed Message-ID")
    return value


def _fit(value: str) -> str:
    if _UNFIT.search(value):
        raise UnsendableLetter("control character in a header")
    return value
