"""The foot of a paper: the recipients beside the one signer, or under the several who sign side by side."""

from collections.abc import Iterator

from docx.shared import Emu, Pt
from docx.text.parfmt import ParagraphFormat

from documents.docx.markup import (
    PRINT_WIDTH,
    Element,
    cell,
    columns,
    element,
    gap,
    keep_with_next,
    paragraph,
    row,
    table,
)
from documents.paper import Form, Paper, Signer, closed_with_marks

NAME_STYLES = {Form.PAGES: "SignerName", Form.SLIP: "SignerNameOnSlip", Form.HALF: "SignerNameOnHalf"}
GRID = 6  # whole for one, two or three in a row
RECIPIENTS_WIDTH = Emu(round(PRINT_WIDTH * 0.6))


def foot(paper: Paper) -> Iterator[Element]:
    """An empty line, the signers and the recipients, all on one page; nothing for a paper without both."""
    if not paper.signers and not paper.recipients:
        return
    yield gap(Pt(14 if paper.form is Form.PAGES else 6))
    yield from _side_by_side(paper) if len(paper.signers) == 1 else _stacked(paper)


def _side_by_side(paper: Paper) -> Iterator[Element]:
    left, right = columns((1, 1))
    signs = [*_on_behalf_of(paper), *_signer(paper.signers[0], NAME_STYLES[paper.form])]
    yield table("HiddenTable", [left, right], [_row([cell(_recipients(paper), left), cell(signs, right)])])
    yield gap(Pt(1))  # a table cannot end a file of Word


def _stacked(paper: Paper) -> Iterator[Element]:
    yield from _on_behalf_of(paper)
    if paper.signers:
        signers = table("HiddenTable", columns((1,) * GRID), map(_row_of_signers, _abreast(paper.signers)))
        keep_with_next(signers)
        yield signers
        yield gap(Pt(2))
    for line in _recipients(paper):
        ParagraphFormat(line).right_indent = Emu(PRINT_WIDTH - RECIPIENTS_WIDTH)
        yield line


def _abreast(signers: tuple[Signer, ...]) -> Iterator[tuple[Signer, ...]]:
    """Two or four in pairs, any other number by threes."""
    most = 2 if len(signers) in (2, 4) else 3
    for start in range(0, len(signers), most):
        yield signers[start : start + most]


def _row_of_signers(signers: tuple[Signer, ...]) -> Element:
    widths = columns((1,) * len(signers))
    spans = GRID // len(signers)
    return _row([cell(_signer(each), width, spans=spans) for each, width in zip(signers, widths, strict=True)])


def _row(cells: list[Element]) -> Element:
    return row(cells, element("cantSplit"))


def _on_behalf_of(paper: Paper) -> Iterator[Element]:
    if paper.on_behalf_of:
        yield paragraph("Signer", paper.on_behalf_of.upper())


def _signer(signer: Signer, name_style: str = "SignerName") -> Iterator[Element]:
    if signer.capacity:
        yield paragraph("Signer", signer.capacity.upper())
    yield paragraph("Signer", signer.post.upper())
    if signer.note:
        yield paragraph("SigningNote", signer.note)
    yield paragraph(name_style, signer.name)


def _recipients(paper: Paper) -> Iterator[Element]:
    if not paper.recipients:
        return
    yield paragraph("RecipientsLabel", "Nơi nhận:")
    *others, last = closed_with_marks(paper.recipients)
    for recipient in others:
        yield paragraph("Recipient", f"- {recipient}", keeps=True)
    yield paragraph("Recipient", f"- {last}")
