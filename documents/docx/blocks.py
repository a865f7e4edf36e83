"""The body of a paper: each block as paragraphs and ruled tables of Word."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Length, Mm, Pt
from docx.text.parfmt import ParagraphFormat

from documents.docx.markup import Element, cell, columns, element, paragraph, row, table, twips
from documents.html import together
from documents.paper import Article, Block, Column, Heading, Paragraph, Points, Row, RowKind, Table

CENTER = WD_ALIGN_PARAGRAPH.CENTER
ALIGNMENTS = {"left": None, "center": CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT, "box": CENTER}
ACROSS = {RowKind.GROUP: "TableGroup", RowKind.NOTE: "TableNote"}  # the style of a row that is one cell
ROOM_TO_SIGN = Emu(Mm(8.5) + Pt(5))  # of the row, with the room above and below a line
LONGEST_UNPARTED = 1500  # letters in a cell; a row with more may be higher than a page, which Word may not show whole


def drawn(block: Block) -> Iterator[Element]:
    """The block as Word shows it; raises KeyError for a shape that it does not know."""
    yield from DRAWN[type(block)](block)


def _line(text: str, lead: str = "") -> Element:
    return paragraph("BodyLine", together(text), lead=lead, keeps=text.endswith(":"))


def _paragraph(block: Paragraph) -> Iterator[Element]:
    yield _line(block.text)


def _heading(block: Heading) -> Iterator[Element]:
    yield paragraph("Heading1", together(block.text))


def _points(block: Points) -> Iterator[Element]:
    yield from map(_line, block.lines())


def _article(block: Article) -> Iterator[Element]:
    number, parts = f"Điều {block.number}.", block.paragraphs
    if block.heading or not parts:
        yield paragraph("Heading1", f"{number} {together(block.heading)}".strip())
    elif isinstance(parts[0], Paragraph):
        yield _line(parts[0].text, lead=f"{number} ")
        parts = parts[1:]
    for part in parts:
        yield from drawn(part)


def _table(block: Table) -> Iterator[Element]:
    widths = columns([column.width for column in block.columns])
    rows = (_row(each, block, widths) for each in block.rows)
    yield table("RuledTable", widths, [_titles(block.columns, widths), *rows])


def _titles(titled: tuple[Column, ...], widths: list[Length]) -> Element:
    cells = [
        cell([paragraph("TableHead", column.title)], width, _close_sides(), _middle())
        for column, width in zip(titled, widths, strict=True)
    ]
    return row(cells, element("cantSplit"), element("tblHeader"))


def _row(given: Row, block: Table, widths: list[Length]) -> Element:
    if given.kind in ACROSS:
        whole = Emu(sum(widths))
        return row(
            [cell([paragraph(ACROSS[given.kind], together(given.cells[0]))], whole, _middle(), spans=len(widths))],
            element("cantSplit"),
        )
    cells = [
        cell([_cell_line(text, column.align, given.kind)], width, _middle())
        for text, column, width in zip(given.cells, block.columns, widths, strict=True)
    ]
    return row(cells, *_row_properties(given, block.roomy))


def _row_properties(given: Row, roomy: bool) -> Iterator[Element]:
    if max(map(len, given.cells)) <= LONGEST_UNPARTED:
        yield element("cantSplit")
    if roomy:
        yield element("trHeight", val=twips(ROOM_TO_SIGN), hRule="atLeast")


def _cell_line(text: str, align: str, kind: RowKind) -> Element:
    said = together(text)
    is_total = kind is RowKind.TOTAL
    style = "TickBox" if align == "box" else "TableCell"
    made = paragraph(style, "" if is_total else said, lead=said if is_total else "")
    ParagraphFormat(made).alignment = ALIGNMENTS[align]
    return made


def _middle() -> Element:
    return element("vAlign", val="center")


def _close_sides() -> Element:
    return element("tcMar", *(element(side, w=twips(Pt(1)), type="dxa") for side in ("left", "right")))


DRAWN: Mapping[type, Callable[[Any], Iterator[Element]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Points: _points,
    Article: _article,
    Table: _table,
}
