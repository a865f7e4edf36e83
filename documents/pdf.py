"""A paper as PDF: WeasyPrint over the same HTML, Tinos embedded, nothing fetched, same bytes for the same content."""

import logging
import threading
from functools import cache
from pathlib import Path
from typing import NoReturn

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from documents import html
from documents.paper import Paper, content_hash
from documents.room import with_room

logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of every rule that is for screens alone

ELEMENTS = Path(__file__).with_name("elements.css")

# To find how narrow a ruled line may be, WeasyPrint would set it again letter by letter: a fifth of the whole work.
NOT_BY_LETTER = ".ruled b { overflow-wrap: break-word; }"


class Thread(threading.local):
    """The fonts that a thread has looked up, kept from paper to paper: Pango's map of them is for one thread."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()


_THREAD = Thread()


class PaperDocument(HTML):
    """The HTML of a paper under a short sheet.

    The library's sheet knows all of HTML, and to ask every element for the marks, notes and quotes that papers never
    have takes a fifth of the whole work; the PDF is the same byte for byte.
    """

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_elements()]


class FetchRefused(RuntimeError):
    """A paper asked for a file or an address; papers carry all they need."""


class NothingFetched(URLFetcher):
    """Refuses every address, files and data too. WeasyPrint leaves out what was refused and goes on."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> NoReturn:
        """Raises FetchRefused, always."""
        raise FetchRefused(f"papers fetch nothing: {url}")


@with_room
def render(paper: Paper) -> bytes:
    """The PDF (1.7) of the paper: a quarter of a second, and seven more for every thousand rows of a table."""
    bare = html.render(paper).replace(_style_text(), "")
    document = PaperDocument(string=bare, url_fetcher=NothingFetched())
    pdf: bytes = document.write_pdf(
        stylesheets=[_style()],
        font_config=_THREAD.fonts,
        pdf_identifier=content_hash(paper)[:32].encode(),
        presentational_hints=True,
    )
    return pdf


@cache
def _style() -> CSS:
    """The stylesheet of papers, read once a process, for print alone."""
    return CSS(string=_style_text() + NOT_BY_LETTER, url_fetcher=NothingFetched())


@cache
def _elements() -> CSS:
    """What the elements of papers are before their stylesheet speaks."""
    return CSS(string=ELEMENTS.read_text(encoding="utf-8"), url_fetcher=NothingFetched())


@cache
def _style_text() -> str:
    return html.STYLESHEET.read_text(encoding="utf-8")
