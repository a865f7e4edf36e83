"""The text of a resolution (nghị quyết) out of a Word file or typed text: its title, bases and articles."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from documents.incoming.files.old_fonts import refuse_old_font
from documents.incoming.files.plain_text import decoded
from documents.incoming.guard import OLE, Unreadable, kind_of, named
from documents.incoming.word.articles import ArticleText, articles_of
from documents.incoming.word.paragraphs import SAVE_AS_DOCX, Line, text_of_docx
from documents.incoming.word.parts import body_of, opening_of

__all__ = ["ArticleText", "ResolutionText", "articles_from_text", "read_resolution", "resolution_from_text"]

LONGEST_TEXT = 500_000
LETTERED = re.compile(r"[a-zđ]\s*[.)]")
SPEAKS_OF_AN_ARTICLE = re.compile(r"Điều \d+ (của|tại|và|khoản|Luật|Nghị|Quy|Thông|Bộ)\b")


@dataclass(frozen=True)
class ResolutionText:
    """What the text says, and in `notes` what HR should look at before it goes out."""

    title: str
    bases: list[str] = field(default_factory=list)
    articles: list[ArticleText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_resolution(data: bytes, filename: str) -> ResolutionText:
    """The text of a DOCX or of a plain text file; raises Unreadable where there is none to read."""
    beside: list[str] = []
    if data.startswith((b"PK", OLE)):
        read = text_of_docx(data, filename)
        lines, beside = read.lines, read.notes
    else:
        kind_of(data, filename, SAVE_AS_DOCX)
        lines = _lines(decoded(data, filename)[:LONGEST_TEXT])
    found = _resolution(lines, filename)
    if not found.articles:
        raise Unreadable(f"Tệp {named(filename)} không có nội dung nghị quyết. {SAVE_AS_DOCX}")
    return replace(found, notes=[*beside, *found.notes])


def resolution_from_text(text: str) -> ResolutionText:
    """The same out of what was typed or pasted into a page; raises Unreadable for letters of an old font."""
    return _resolution(_lines(text[:LONGEST_TEXT]), "dán vào ô")


def articles_from_text(text: str) -> list[ArticleText]:
    """The articles alone; a text without "Điều" gives one for each numbered part, or a single one."""
    return resolution_from_text(text).articles


def _resolution(lines: list[Line], filename: str) -> ResolutionText:
    refuse_old_font(" ".join(line.text for line in lines), filename)
    clean = [Line(text, line.is_bold, line.is_in_table) for line in lines if (text := _clean(line.text))]
    body = body_of(clean)
    title, bases, start = opening_of(body)
    articles, notes = articles_of(body[start:])
    return ResolutionText(title, bases, articles, notes)


def _lines(text: str) -> list[Line]:
    """A line that begins in a small letter, or speaks of an article, goes on a line that does not end."""
    lines: list[str] = [""]
    for line in map(str.strip, text.splitlines()):
        if lines[-1] and lines[-1][-1] not in ".;:!?" and _goes_on(line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return [Line(line) for line in lines]


def _goes_on(line: str) -> bool:
    return (line[:1].islower() and not LETTERED.match(line)) or SPEAKS_OF_AN_ARTICLE.match(line) is not None


def _clean(text: str) -> str:
    """In NFC, one space between words, without what cannot be seen."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))
    return "".join(character for character in spaced if unicodedata.category(character)[0] != "C").strip()
