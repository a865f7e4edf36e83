"""A paper as one whole HTML document in the legal layout, for the screen, for the printer and for documents/pdf.py."""

import re
from pathlib import Path

from markupsafe import Markup

from documents.paper import Paper, closed_with_marks
from words.document_number import document_number
from words.environment import render as render_template

STYLESHEET = Path(__file__).with_name("paper.css")
PARTED = re.compile(r"(?<=\d) (?=%)|(?<=Điều) (?=\d)")


def render(paper: Paper, *, stylesheet_href: str | None = None) -> str:
    """The whole document; every text is escaped.

    With `stylesheet_href` it links the stylesheet and carries no style of its own, as `style-src 'self'` wants it;
    without, the stylesheet is inside and the document stands alone.
    """
    document = render_template(
        "papers/paper.html",
        paper=paper,
        title=title(paper),
        stylesheet_href=stylesheet_href,
        stylesheet=Markup("") if stylesheet_href else _stylesheet(),
        together=together,
        closed_with_marks=closed_with_marks,
    )
    return document.lstrip()


def title(paper: Paper) -> str:
    """The paper's name on one line, as `NGHỊ QUYẾT 05/NQ-HNCBCC Hội nghị cán bộ, công chức năm 2026`."""
    head = paper.letterhead
    number = document_number(head.number, head.symbol) if head.number and head.symbol else ""
    return " ".join(filter(None, (paper.type_name, number, paper.subject)))


def _stylesheet() -> Markup:
    return Markup(STYLESHEET.read_text(encoding="utf-8"))  # noqa: S704 (our own file, no text of a paper)


def together(text: str) -> str:
    """The text with no line end inside `92,9 %` or `Điều 51`."""
    return PARTED.sub("\N{NO-BREAK SPACE}", text)
