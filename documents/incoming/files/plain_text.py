"""Bytes typed in some program of some age, read as text: UTF-8, UTF-16, or Vietnamese Windows (cp1258)."""

import codecs
import unicodedata

from documents.incoming.files.old_fonts import vietnamese_share
from documents.incoming.guard import Unreadable, named

MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

MOST_ZEROS = 100  # one in so many bytes: fewer are slips in a text, to be told of where they stand
END_OF_FILE = "\x1a"  # what DOS put behind the last line


def decoded(data: bytes, filename: str) -> str:
    """The text in NFC; raises Unreadable for bytes that are no text or text with a torn part."""
    encoding = _encoding_by_mark(data) or _encoding_by_zeros(data)
    if encoding is None and data.count(0) * MOST_ZEROS > len(data):
        raise Unreadable(f"Tệp {named(filename)} không phải văn bản đọc được. Lưu lại thành CSV UTF-8 rồi tải lên.")
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        text = _single_bytes(data) if encoding is None and not _is_torn_utf8(data) else None
        if text is None:
            raise _torn(data, error, filename) from error
    return unicodedata.normalize("NFC", text.rstrip(END_OF_FILE))


def _encoding_by_mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS_OF_ORDER if data.startswith(mark)), None)


def _encoding_by_zeros(data: bytes) -> str | None:
    """UTF-16 without its mark shows by the zero half of each space, figure and plain letter."""
    start = data[:4000]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) * 4 > len(zeros):
            return encoding
    return None


def _is_torn_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - wrong
    return right > 2 * wrong


def _single_bytes(data: bytes) -> str:
    """cp1258 where that gives Vietnamese words; else each byte as it is, for the old fonts to be recognised."""
    raw = data.decode("latin-1")
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return raw
    return text if vietnamese_share(text) > 0.6 else raw


def _torn(data: bytes, error: UnicodeDecodeError, filename: str) -> Unreadable:
    line = data.count(b"\n", 0, error.start) + 1
    return Unreadable(
        f"Tệp {named(filename)} có chữ bị hỏng ở dòng {line}. Mở tệp, lưu lại thành CSV UTF-8 rồi tải lên."
    )
