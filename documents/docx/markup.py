"""The few elements of WordprocessingML that papers are made of: paragraphs, tables of fixed widths, cells."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Length, Mm
from docx.text.paragraph import Paragraph as Proxy
from docx.text.parfmt import ParagraphFormat

Element = BaseOxmlElement
LANGUAGE = "vi-VN"
PRINT_WIDTH = Mm(210 - 30 - 15)
NOT_IN_XML = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """`w:tag` with these children and `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def printable(text: str) -> str:
    """The text without the two characters of Unicode that no XML may hold."""
    return text.translate(NOT_IN_XML)


def twips(length: Length) -> int:
    """A length in twentieths of a point, as tables and borders count."""
    return round(length.pt * 20)


def paragraph(style: str, text: str = "", *, lead: str = "", keeps: bool = False) -> Element:
    """A paragraph of this style; `lead` is bold before the text, `keeps` holds it on the page of the next one."""
    made = element("p")
    proxy = Proxy(made, None)  # type: ignore[arg-type]  # a style is set by its id, which asks no part
    made.style = style
    for words, is_bold in ((lead, True), (text, None)):
        if words:
            run = proxy.add_run(printable(words))
            run.bold = is_bold
            run._r.get_or_add_rPr().append(element("lang", val=LANGUAGE))
    if keeps:
        keep_with_next(made)
    return made


def keep_with_next(part: Element) -> None:
    """Hold each paragraph of this part, itself or a row's or a table's, on the page of what follows."""
    for each in part.iter(qn("w:p")):
        ParagraphFormat(each).keep_with_next = True


def gap(height: Length) -> Element:
    """An empty line of this height, between two tables that Word would make one, or before the sign block."""
    made = paragraph("Gap", keeps=True)
    ParagraphFormat(made).line_spacing = height
    return made


def columns(shares: Sequence[int]) -> list[Length]:
    """The widths of columns that share the print width in this proportion; they add up to it exactly."""
    edges = [Emu(PRINT_WIDTH * share // sum(shares)) for share in accumulate(shares, initial=0)]
    return [Emu(right - left) for left, right in pairwise(edges)]


def table(style: str, widths: Sequence[Length], rows: Iterable[Element]) -> Element:
    """A table as wide as its columns, which no content widens."""
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=style),
            element("tblW", w=twips(Emu(sum(widths))), type="dxa"),
            element("tblLayout", type="fixed"),
        ),
        element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths)),
        *rows,
    )


def row(cells: Iterable[Element], *properties: Element) -> Element:
    """A row of cells; without the property `cantSplit` a page may end inside it."""
    return element("tr", element("trPr", *properties), *cells)


def cell(content: Iterable[Element], width: Length, *properties: Element, spans: int = 1) -> Element:
    """A cell of this width over so many columns; what holds no paragraph gets an empty one, as Word wants it."""
    span = (element("gridSpan", val=spans),) if spans > 1 else ()
    given = element("tcPr", element("tcW", w=twips(width), type="dxa"), *span, *properties)
    return element("tc", given, *(list(content) or [paragraph("Normal")]))
