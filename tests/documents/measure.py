"""What a PDF looks like to a ruler: words with their places in millimetres, and the fonts and sizes they stand in."""

import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

XHTML = "{http://www.w3.org/1999/xhtml}"
MM = 25.4 / 72


@dataclass(frozen=True)
class Word:
    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def words(pdf: bytes) -> list[Word]:
    """Every word, in reading order; places in mm from the upper left corner of its page."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        seen = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True).stdout
    pages = ElementTree.fromstring(seen).iter(f"{XHTML}page")
    return [
        Word(number, word.text or "", *(float(word.attrib[edge]) * MM for edge in ("xMin", "yMin", "xMax", "yMax")))
        for number, page in enumerate(pages, 1)
        for word in page.iter(f"{XHTML}word")
    ]


def text(pdf: bytes) -> str:
    """All the text, one space between words."""
    return " ".join(word.text.replace("\N{NO-BREAK SPACE}", " ") for word in words(pdf))


def text_by_page(pdf: bytes) -> list[str]:
    """The text of each page from its top to its bottom, line by line."""
    downwards = sorted(words(pdf), key=lambda word: (word.page, round(word.bottom), word.left))
    return [" ".join(word.text for word in page) for _, page in groupby(downwards, key=lambda word: word.page)]


def styled(pdf: bytes) -> list[tuple[str, str, float]]:
    """Each run of text with its font, without the subset's mark, and its size in points."""
    runs: list[tuple[str, str, float]] = []

    def visit(run: str, matrix: list[float], _text: list[float], font: DictionaryObject | None, size: float) -> None:
        if run.strip() and font is not None:
            name = str(font["/BaseFont"]).rpartition("+")[2]
            runs.append((run.strip(), name, round(size * abs(_text[3] * matrix[3]), 1)))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return runs


def embedded_fonts(pdf: bytes) -> dict[str, bool]:
    """The names of the fonts used, without the subset's mark, and whether each is embedded."""
    fonts: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            made = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(made["/BaseFont"]).rpartition("+")[2]] = "/FontFile2" in made["/FontDescriptor"].get_object()
    return fonts


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    top: float

    @property
    def length(self) -> float:
        return self.right - self.left


def rules_on_page_one(pdf: bytes) -> list[Rule]:
    """The ruled lines, in mm: WeasyPrint draws each as a path of four corners in pixels of 1/96 inch."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    corners: list[list[float]] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"m", b"l"):
            corners.append([float(number) * 25.4 / 96 for number in operands])
    paths = [corners[start : start + 4] for start in range(0, len(corners), 4)]
    return [Rule(min(x for x, _ in path), max(x for x, _ in path), min(y for _, y in path)) for path in paths]
