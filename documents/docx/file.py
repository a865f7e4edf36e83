"""The file around a paper: an empty A4 document without any trace of whoever made it, packed the same way each time."""

from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.rel import Relationships
from docx.section import Section
from docx.shared import Mm

from documents.docx import styles
from documents.docx.markup import LANGUAGE, element, printable
from documents.html import title
from documents.paper import Paper, content_hash

OF_THE_PACKAGE = {RELATION.OFFICE_DOCUMENT, RELATION.CORE_PROPERTIES}
OF_THE_DOCUMENT = {RELATION.STYLES, RELATION.SETTINGS}
LONGEST_PROPERTY = 255
WORD_2013 = 15


def blank() -> Document:
    """An A4 page with the margins of the law, our styles, and the page number from the second page on."""
    return docx.Document(BytesIO(_blank()))


@cache
def _blank() -> bytes:
    document = docx.Document()
    _keep_only(document.part.package.rels, OF_THE_PACKAGE)
    _keep_only(document.part.rels, OF_THE_DOCUMENT)
    styles.define(document)
    _set_up(document)
    _lay_out(document.sections[0])
    return packed(document)


def describe(document: Document, paper: Paper) -> None:
    """Name the file after the paper: its title, its issuer as author, its content hash."""
    properties = document.part.package.part_related_by(RELATION.CORE_PROPERTIES).element
    for left_by_python_docx in list(properties):
        properties.remove(left_by_python_docx)
    about = document.core_properties
    about.title = printable(title(paper))[:LONGEST_PROPERTY]
    about.author = printable(paper.letterhead.issuer)[:LONGEST_PROPERTY]
    about.language, about.identifier = LANGUAGE, content_hash(paper)
    if paper.letterhead.dated_on:
        about.created = datetime.combine(paper.letterhead.dated_on, time(), UTC)


def packed(document: Document) -> bytes:
    """The bytes of the file, with no time of day in them."""
    loose, firm = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as source, ZipFile(firm, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return firm.getvalue()


def _keep_only(relations: Relationships, kept: set[str]) -> None:
    for number in [number for number, relation in relations.items() if relation.reltype not in kept]:
        del relations[number]


def _set_up(document: Document) -> None:
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    word = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": WORD_2013}
    settings.extend(
        (
            element("zoom", percent=100),
            element("defaultTabStop", val=720),
            element("characterSpacingControl", val="doNotCompress"),
            element("compat", element("compatSetting", **word)),
            element("themeFontLang", val=LANGUAGE),
            element("decimalSymbol", val=","),
            element("listSeparator", val=";"),
        )
    )


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(7), Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "Header"
    number._p.append(element("fldSimple", element("r", element("t")), instr="PAGE"))
