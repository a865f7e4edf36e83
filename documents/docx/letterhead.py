"""The head of a paper in two parts without rules: the issuer with number and mark, the State with place and day."""

from collections.abc import Iterator

from docx.shared import Emu, Length, Mm, Pt
from docx.text.parfmt import ParagraphFormat

from documents.docx.markup import Element, cell, columns, element, paragraph, row, table
from documents.paper import Form, Letterhead, Paper
from words.dates import long_date
from words.document_number import document_number

ISSUER_WIDTH, STATE_WIDTH = columns((40, 60))
STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_LENGTH = Mm(60.5)
PART = 2 / 5
CAPITAL, SMALL, NARROW = 0.7, 0.49, 0.28  # mean widths of bold letters, in sizes of the font


def head(paper: Paper) -> Element:
    """The table of two invisible cells."""
    sides = [cell(_issuer(paper), ISSUER_WIDTH), cell(_state(paper.letterhead), STATE_WIDTH)]
    return table("HiddenTable", [ISSUER_WIDTH, STATE_WIDTH], [row(sides, element("cantSplit"))])


def rule(length: Length, column: Length) -> Element:
    """A rule of this length in the middle of its column."""
    return _inset(paragraph("Rule", keeps=True), length, column)


def length_of(text: str, size: Length) -> Length:
    """About how long a bold line is: within a tenth for names of agencies, which is all that a rule needs."""
    ems = sum(NARROW if not letter.isalnum() else CAPITAL if letter.isupper() else SMALL for letter in text)
    return Emu(round(ems * size))


def part_of(text: str, size: Length, column: Length) -> Length:
    """Two fifths of a bold line; of the longest of its lines where its column is too narrow for it."""
    return Emu(round(PART * max(_lines(text, size, column))))


def _lines(text: str, size: Length, column: Length) -> Iterator[Length]:
    line = ""
    for word in text.split():
        if line and length_of(f"{line} {word}", size) > column:
            yield length_of(line, size)
            line = word
        else:
            line = f"{line} {word}".lstrip()
    yield Emu(min(length_of(line, size), column))


def _inset(line: Element, length: Length, column: Length) -> Element:
    form = ParagraphFormat(line)
    form.left_indent = form.right_indent = Emu(max(0, column - length) // 2)
    return line


def _issuer(paper: Paper) -> Iterator[Element]:
    letterhead = paper.letterhead
    if letterhead.governing_body:
        yield paragraph("GoverningBody", letterhead.governing_body.upper())
    issuer = letterhead.issuer.upper()
    yield paragraph("Issuer", issuer)
    yield rule(part_of(issuer, Pt(13), ISSUER_WIDTH), ISSUER_WIDTH)
    if letterhead.symbol:
        yield paragraph("Number", f"Số: {document_number(letterhead.number, letterhead.symbol)}")
    if not paper.type_name:
        yield paragraph("LetterSubject", f"V/v {paper.subject}")
    if paper.stamp_room:
        yield paragraph("StampRoom" if paper.form is not Form.HALF else "StampRoomOnHalf", paper.stamp_room)
    if paper.mark:
        mark = paper.mark.upper()
        # The frame of a paragraph stands outside its words, where the cell would cut it off.
        framed = min(length_of(mark, Pt(13)) + Mm(6), ISSUER_WIDTH - Mm(4))
        yield _inset(paragraph("Mark", mark), Emu(framed), ISSUER_WIDTH)


def _state(letterhead: Letterhead) -> Iterator[Element]:
    yield paragraph("StateName", STATE_NAME)
    yield paragraph("Motto", MOTTO)
    yield rule(MOTTO_LENGTH, STATE_WIDTH)
    if letterhead.place:
        yield paragraph("Dated", f"{letterhead.place}, {long_date(letterhead.dated_on)}")
