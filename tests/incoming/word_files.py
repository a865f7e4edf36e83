"""Word files built in code, with what Word keeps beside the text that one reads."""

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as Made
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs: str, also: Callable[[Made], object] | None = None) -> bytes:
    """A DOCX of these paragraphs; **text** stands in bold, a line end is a soft line break."""
    document = Document()
    for text in paragraphs:
        is_bold = text.startswith("**")
        document.add_paragraph().add_run(text.strip("*")).bold = is_bold
    if also:
        also(document)
    return saved(document)


def saved(document: Made) -> bytes:
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def with_body(inner: str) -> bytes:
    """A DOCX whose body is this XML."""
    document = Document()
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{inner}</w:body>"):
        body.insert(len(body) - 1, element)
    return saved(document)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"
