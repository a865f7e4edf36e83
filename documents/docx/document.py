"""The paper from head to foot, in the order of the law, as one Word file."""

from collections.abc import Iterator
from itertools import chain

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.parfmt import ParagraphFormat

from documents.docx import file
from documents.docx.blocks import drawn, together
from documents.docx.letterhead import head, part_of, rule
from documents.docx.markup import PRINT_WIDTH, Element, gap, keep_with_next, paragraph
from documents.docx.signatures import foot
from documents.paper import Attached, Form, Paper, closed_with_marks
from documents.room import with_room


@with_room
def render(paper: Paper) -> bytes:
    """The DOCX of the paper, for Word 2013 and later; it holds no clock and no person's name but what the paper says.

    Raises KeyError for a block of a shape that it does not know.
    """
    document = file.blank()
    end = document.element.body.sectPr
    for part in _halves(paper) if paper.form is Form.HALF else _whole(paper):
        end.addprevious(part)
    file.describe(document, paper)
    return file.packed(document)


def _whole(paper: Paper) -> Iterator[Element]:
    yield from _spaced([*_opening(paper), *chain.from_iterable(map(drawn, paper.blocks))], list(foot(paper)))
    if paper.attached:
        yield from _spaced([*_named(paper.attached), *chain.from_iterable(map(drawn, paper.attached.blocks))], [])


def _named(attached: Attached) -> Iterator[Element]:
    """The name of what is attached, at the head of a page."""
    named = paragraph("Title", attached.type_name.upper())
    ParagraphFormat(named).page_break_before = True
    yield named
    yield paragraph("Subtitle", attached.subject, keeps=True)
    yield paragraph("Addressed", attached.under, keeps=True)


def _halves(paper: Paper) -> Iterator[Element]:
    """The paper twice on one sheet, cut along the dashed line between."""
    yield from _whole(paper)
    yield paragraph("CutLine")
    yield from _whole(paper)


def _opening(paper: Paper) -> Iterator[Element]:
    yield head(paper)
    if paper.type_name:
        named = paragraph("Title", paper.type_name.upper())
        if paper.form is not Form.PAGES:
            ParagraphFormat(named).space_before = Pt(2)
        yield named
        yield paragraph("Subtitle", paper.subject, keeps=True)
        ruled = rule(part_of(paper.subject, Pt(14), PRINT_WIDTH), PRINT_WIDTH)
        ParagraphFormat(ruled).space_after = Pt(14 if paper.form is Form.PAGES else 6)
        yield ruled
    yield from _addressed(paper.addressed_to)
    if paper.authority:
        yield paragraph("Authority", paper.authority.upper())
    for basis in closed_with_marks(paper.bases):
        yield paragraph("Basis", together(basis))
    if paper.enacting:
        yield paragraph("Authority", paper.enacting.upper())


def _addressed(to: tuple[str, ...]) -> Iterator[Element]:
    if len(to) == 1:
        yield paragraph("Addressed", f"Kính gửi: {to[0]}")
    elif to:
        yield paragraph("AddressedList", "Kính gửi:")
        lines = [paragraph("Addressee", f"- {addressee}") for addressee in closed_with_marks(to)]
        ParagraphFormat(lines[-1]).space_after = Pt(12)
        yield from lines


def _spaced(body: list[Element], foot: list[Element]) -> Iterator[Element]:
    """Body and foot with room around tables; a line before a table, or before the sign block, stays with it."""
    for part, before in zip(body, [None, *body], strict=False):
        if _is_table(part) and before is not None:
            if _is_table(before):
                yield gap(Pt(8))
            else:
                ParagraphFormat(before).space_after = Pt(8)
                keep_with_next(before)
        yield part
    if foot:
        keep_with_next(_last_row(body[-1]))
        yield from foot
    elif _is_table(body[-1]):
        yield gap(Pt(1))


def _last_row(part: Element) -> Element:
    return part.findall(qn("w:tr"))[-1] if _is_table(part) else part


def _is_table(part: Element) -> bool:
    return bool(part.tag == qn("w:tbl"))
