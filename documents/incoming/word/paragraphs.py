"""The paragraphs of a DOCX as they read with all changes accepted: no deletions, comments, hidden text or notes."""

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from documents.incoming.files.archive import Archive, broken
from documents.incoming.files.bounded_xml import tree
from documents.incoming.guard import Kind, Unreadable, kind_of, named
from documents.incoming.word.beside import notes_beside
from documents.incoming.word.numbering import Numbering, numbering_of

DOCUMENT = "word/document.xml"
SAVE_AS_DOCX = "Mở tệp, chọn Lưu thành (Save As) loại Word Document (.docx), rồi tải lại; hoặc chép chữ rồi dán vào ô."
DROPPED = {"del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "instrText", "delText", "delInstrText"}
SPACES = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
MOST_PARAGRAPHS = 5_000
MOST_STYLES_DEEP = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document: its text with the automatic number before it, and whether it stands in bold."""

    text: str
    is_bold: bool = False
    is_in_table: bool = False


@dataclass(frozen=True, slots=True)
class WordText:
    """The lines of the body, rows of tables as lines with " | " between cells; in `notes` what stands beside them."""

    lines: list[Line]
    notes: list[str]


def text_of_docx(data: bytes, filename: str) -> WordText:
    """What a Word file says; raises Unreadable."""
    if kind_of(data, filename, SAVE_AS_DOCX) is not Kind.ARCHIVE:
        raise Unreadable(f"Tệp {named(filename)} không phải văn bản Word (.docx). {SAVE_AS_DOCX}")
    archive = Archive(data, filename)
    if DOCUMENT not in archive:
        raise Unreadable(f"Tệp {named(filename)} không phải văn bản Word (.docx). {SAVE_AS_DOCX}")
    reading = _Document(archive)
    body = reading.root.find("body")
    if body is None:
        raise broken(filename)
    return WordText([line for line in reading.lines(body) if line.text.strip()], notes_beside(reading.root))


class _Document:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.root = self._tree(DOCUMENT)
        self.numbering: Numbering = numbering_of(self._optional("word/numbering.xml"))
        styles = self._optional("word/styles.xml")
        found = styles.iterfind("style") if styles is not None else ()
        self.styles = {style.get("styleId", ""): style for style in found}
        self.count = 0

    def lines(self, parent: ET.Element) -> Iterator[Line]:
        """A deleted end of a paragraph joins it with the one below."""
        joined, is_joined_bold = "", True
        for block in parent:
            if block.tag == "p":
                text, is_bold = self._paragraph(block)
                if block.find("pPr/rPr/del") is not None:
                    joined, is_joined_bold = joined + text, is_joined_bold and is_bold
                    continue
                yield from (Line(part, is_bold and is_joined_bold) for part in (joined + text).split("\n"))
                joined, is_joined_bold = "", True
            elif block.tag == "tbl":
                yield from self._table(block)
            elif block.tag not in DROPPED:
                yield from self.lines(block)
        if joined:
            yield Line(joined, is_joined_bold)

    def _table(self, table: ET.Element) -> Iterator[Line]:
        for row in _inside(table, "tr"):
            if row.find("trPr/del") is None:
                cells = [" ".join(line.text for line in self.lines(cell)).strip() for cell in _inside(row, "tc")]
                yield Line(" | ".join(filter(None, cells)), is_in_table=True)

    def _paragraph(self, paragraph: ET.Element) -> tuple[str, bool]:
        self.count += 1
        if self.count > MOST_PARAGRAPHS:
            raise Unreadable(
                f"Tệp {named(self.archive.filename)} dài quá {MOST_PARAGRAPHS:_} đoạn".replace("_", ".")
                + ". Chỉ gửi riêng văn bản cần dùng."
            )
        runs = list(self._runs(paragraph, self._is_hidden_by_style(paragraph)))
        text = "".join(run for run, _ in runs)
        is_bold = bool(text.strip()) and all(bold for run, bold in runs if run.strip())
        mark = self._mark(paragraph) if text.strip() else ""
        return (f"{mark} {text.lstrip()}" if mark else text), is_bold or self._is_bold_by_style(paragraph)

    def _runs(self, parent: ET.Element, is_hidden: bool) -> Iterator[tuple[str, bool]]:
        for child in parent:
            if child.tag == "r":
                if not is_hidden and not self._is_hidden(child):
                    yield self._text(child), _is_on(child.find("rPr"), "b")
            elif child.tag not in DROPPED and child.tag not in ("pPr", "p", "tbl"):
                yield from self._runs(child, is_hidden)

    def _text(self, run: ET.Element) -> str:
        pieces = (child.text or "" if child.tag == "t" else SPACES.get(child.tag, "") for child in run)
        return "".join(pieces)

    def _is_hidden(self, run: ET.Element) -> bool:
        properties = run.find("rPr")
        if _is_on(properties, "vanish") or _is_on(properties, "specVanish"):
            return True
        named_style = properties.find("rStyle") if properties is not None else None
        return named_style is not None and self._has(named_style.get("val", ""), "vanish")

    def _is_hidden_by_style(self, paragraph: ET.Element) -> bool:
        return self._has(_style_of(paragraph), "vanish")

    def _is_bold_by_style(self, paragraph: ET.Element) -> bool:
        return self._has(_style_of(paragraph), "b")

    def _has(self, style: str, property_name: str) -> bool:
        return any(_is_on(other.find("rPr"), property_name) for other in self._with_parents(style))

    def _mark(self, paragraph: ET.Element) -> str:
        places = [paragraph.find("pPr/numPr"), *(s.find("pPr/numPr") for s in self._with_parents(_style_of(paragraph)))]
        number = next((found for place in places if place is not None and (found := _value(place, "numId"))), "")
        depth = next((found for place in places if place is not None and (found := _value(place, "ilvl"))), "0")
        return self.numbering.next_mark(number, int(depth) if depth.isdigit() else 0) if number else ""

    def _with_parents(self, style: str) -> Iterator[ET.Element]:
        for _ in range(MOST_STYLES_DEEP):
            found = self.styles.get(style)
            if found is None:
                return
            yield found
            style = _value(found, "basedOn")

    def _optional(self, path: str) -> ET.Element | None:
        return self._tree(path) if path in self.archive else None

    def _tree(self, path: str) -> ET.Element:
        return tree(self.archive.chunks(posixpath.normpath(path)), self.archive.filename)


def _inside(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """The children of that name, also those inside content controls and insertions, not those deeper."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _inside(child, name)


def _value(parent: ET.Element, name: str) -> str:
    child = parent.find(name)
    return child.get("val", "") if child is not None else ""


def _style_of(paragraph: ET.Element) -> str:
    properties = paragraph.find("pPr")
    return _value(properties, "pStyle") if properties is not None else ""


def _is_on(properties: ET.Element | None, name: str) -> bool:
    found = properties.find(name) if properties is not None else None
    return found is not None and found.get("val", "1") not in ("0", "false", "off")
