"""The paragraphs of a draft (dự thảo) out of a Word file, a text file, or what was typed, and what was left out."""

import re
from dataclasses import dataclass, field

from documents.incoming.files.old_fonts import refuse_old_font
from documents.incoming.files.plain_text import decoded
from documents.incoming.guard import OLE, Unreadable, kind_of, named
from documents.incoming.word.paragraphs import SAVE_AS_DOCX, text_of_docx
from documents.incoming.word.parts import HEAD, RULE
from words.names import clean_name

LONGEST_TEXT = 500_000
LINES_OF_A_HEAD = 12
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
KEPT = "Phần ký, nơi nhận, phụ lục nếu có vẫn còn trong ô. Xóa những đoạn không cần hỏi."


@dataclass(frozen=True)
class DraftText:
    """What the file says, a paragraph an item, and in `notes` what to look at before it goes out."""

    paragraphs: list[str]
    notes: list[str] = field(default_factory=list)


def read_draft(data: bytes, filename: str) -> DraftText:
    """The paragraphs of a DOCX, with their automatic numbers, or of a text file; raises Unreadable."""
    beside: list[str] = []
    if data.startswith((b"PK", OLE)):
        read = text_of_docx(data, filename)
        lines, beside = [clean_name(line.text) for line in read.lines], read.notes
    else:
        kind_of(data, filename, SAVE_AS_DOCX)
        lines = paragraphs_of(decoded(data, filename)[:LONGEST_TEXT])
    refuse_old_font(" ".join(lines), filename)
    found = [line for line in lines if line and not RULE.fullmatch(line)]
    heads = {place for place, line in enumerate(found[:LINES_OF_A_HEAD]) if any(map(HEAD.match, line.split(" | ")))}
    paragraphs = [line for place, line in enumerate(found) if place not in heads]
    if not paragraphs:
        raise Unreadable(f"Tệp {named(filename)} không có chữ nào. {SAVE_AS_DOCX}")
    left_out = [f"Không đưa {len(heads)} dòng đầu văn bản (quốc hiệu, số, ngày) vào ô."] if heads else []
    return DraftText(paragraphs, [*left_out, *beside, KEPT])


def paragraphs_of(text: str) -> list[str]:
    """A blank line ends a paragraph; a text without any has a paragraph a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = BLANK_LINE.split(lines) if BLANK_LINE.search(lines) else lines.split("\n")
    return [paragraph for part in parts if (paragraph := clean_name(part))]


def typed(paragraphs: list[str]) -> str:
    """Paragraphs as one text that is read back the same."""
    return "\n\n".join(paragraphs)
