"""A paper as a Word file, read back: the words of the HTML in the styles and tables that a clerk edits."""

import dataclasses
import importlib
import inspect
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args
from zipfile import ZipFile

import docx as python_docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given
from hypothesis import settings as properties
from hypothesis import strategies as st

from documents import docx, papers
from documents.docx.blocks import DRAWN
from documents.docx.markup import LANGUAGE
from documents.incoming.resolution_text import read_resolution
from documents.paper import Block, Heading, Paper, Paragraph, content_hash
from documents.papers.reading_list import Reader, signing_list
from documents.papers.resolution import resolution
from tests.documents import samples
from tests.documents.docx_samples import kinds, odd, paper, said_by_html, spoken, table
from tests.documents.test_html import every_shape

EVERY = kinds() | odd()
# The order of children that Word insists on; what is not named here our files do not use.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl pBdr spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs i iCs sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan tcMar vAlign",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "sectPr": "headerReference type pgSz pgMar cols titlePg docGrid",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}


@cache
def opened(name: str) -> Document:
    return python_docx.Document(BytesIO(docx.render(EVERY[name])))


def paragraphs(document: Document) -> list[WordParagraph]:
    """Every paragraph, in tables too, in reading order."""
    return [WordParagraph(each, document) for each in document.element.body.iter(qn("w:p"))]


def line(document: Document, beginning: str) -> WordParagraph:
    return next(each for each in paragraphs(document) if each.text.startswith(beginning))


def said_by_word(document: Document) -> list[str]:
    return spoken([each.text for each in paragraphs(document)])


@pytest.mark.parametrize("name", EVERY)
def test_the_file_says_what_the_page_says_in_the_same_order(name: str) -> None:
    assert said_by_word(opened(name)) == said_by_html(EVERY[name])


@properties(max_examples=40)
@given(st.text(max_size=40))
def test_no_text_is_lost_or_breaks_the_file(typed: str) -> None:
    shown = typed.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    read = [
        said_by_word(python_docx.Document(BytesIO(docx.render(paper(*every_shape(text), subject=text)))))
        for text in (typed, shown)
    ]
    assert read[0] == read[1] == said_by_html(paper(*every_shape(shown), subject=shown))


def test_every_paper_of_the_product_is_among_those_that_are_checked() -> None:
    modules = [importlib.import_module(found.name) for found in walk_packages(papers.__path__, "documents.papers.")]
    members = [member for module in modules for member in inspect.getmembers(module, inspect.isfunction)]
    here = [(name, made) for name, made in members if made.__module__.startswith("documents.papers.")]
    makers = {name for name, made in here if made.__annotations__.get("return") is Paper and name[0] != "_"}
    assert makers == set(kinds())


def test_every_shape_of_block_is_drawn() -> None:
    assert set(DRAWN) == set(get_args(Block))


def test_a_shape_that_is_not_known_is_refused_loudly() -> None:
    @dataclasses.dataclass(frozen=True)
    class Picture:
        shape = "picture"

    with pytest.raises(KeyError, match="Picture"):
        docx.render(paper(Picture()))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EVERY)
def test_every_run_is_vietnamese_in_a_style_of_the_file(name: str) -> None:
    document = opened(name)
    known = {style.style_id for style in document.styles}
    assert {each._p.style for each in paragraphs(document)} <= known
    languages = {run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in document.element.iter(qn("w:r"))}
    assert languages == {LANGUAGE}


@pytest.mark.parametrize("name", EVERY)
def test_the_parts_of_the_file_stand_in_the_order_that_word_insists_on(name: str) -> None:
    document = opened(name)
    roots = document.element, document.styles.element, document.settings.element
    for tag, order in ORDER.items():
        for root in roots:
            for each in [root] if root.tag == qn(f"w:{tag}") else root.iter(qn(f"w:{tag}")):
                places = [order.split().index(child.tag.partition("}")[2]) for child in each]
                assert places == sorted(places), each.xml


@pytest.mark.parametrize("name", EVERY)
def test_no_cell_is_empty_of_paragraphs_and_no_table_ends_the_file_or_touches_another(name: str) -> None:
    body = opened(name).element.body
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    tags = [part.tag.partition("}")[2] for part in body]
    assert "tbl tbl" not in " ".join(tags)
    assert tags[-2:] == ["p", "sectPr"]


def test_the_page_is_a4_with_the_margins_of_the_law_and_its_number_from_the_second_page_on() -> None:
    section = opened("resolution").sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(side.mm) for side in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    number = section.header.paragraphs[0]
    assert number.style.font.size == Pt(14)
    assert number.style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


@pytest.mark.parametrize(
    ("beginning", "sizes", "bold", "italic"),
    [
        ("UBND TỈNH HÀ TĨNH", (12, 13), None, None),
        ("SỞ NGOẠI VỤ", (12, 13), True, None),
        ("CỘNG HÒA XÃ HỘI", (12, 13), True, None),
        ("Độc lập", (13, 14), True, None),
        ("Số: 05/NQ", (13, 13), None, None),
        ("Hà Tĩnh, ngày", (13, 14), None, True),
        ("NGHỊ QUYẾT", (13, 14), True, None),
        ("Hội nghị cán bộ, công chức", (13, 14), True, None),
        ("Căn cứ", (13, 14), None, True),
        ("QUYẾT NGHỊ:", (13, 14), True, None),
        ("Điều 1.", (13, 14), True, None),
        ("Hội nghị thống nhất", (13, 14), None, None),
        ("TM. ĐOÀN CHỦ TỊCH", (13, 14), True, None),
        ("Trần Quốc Việt", (13, 14), True, None),
        ("Nơi nhận:", (12, 12), True, True),
        ("- Lưu:", (11, 11), None, None),
    ],
)
def test_each_part_has_a_style_of_its_own_size(
    beginning: str, sizes: tuple[int, int], bold: bool | None, italic: bool | None
) -> None:
    font = line(opened("resolution"), beginning).style.font
    assert sizes[0] <= font.size.pt <= sizes[1]
    assert (font.bold, font.italic) == (bold, italic)


def test_all_is_times_new_roman() -> None:
    fonts = {
        font
        for part in (opened("resolution").element, opened("resolution").styles.element)
        for fonts in part.iter(qn("w:rFonts"))
        for font in fonts.attrib.values()
    }
    assert fonts == {"Times New Roman"}


def test_body_text_is_justified_with_its_first_line_indented_and_six_points_above() -> None:
    form = line(opened("resolution"), "Hội nghị thống nhất").style.paragraph_format
    assert form.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert form.space_before >= Pt(6)
    assert 1 <= form.line_spacing <= 1.5


def test_a_table_repeats_its_head_and_keeps_the_widths_of_its_columns() -> None:
    listed = opened("signing_list").tables[1]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in listed.rows][:3] == [True, False, False]
    widths = [column.width.mm for column in listed.columns]
    assert widths == pytest.approx([165 * share / 100 for share in (7, 32, 23, 16, 22)], abs=0.1)
    assert sum(widths) == pytest.approx(165, abs=0.1)
    assert listed.rows[2].height > Mm(8.5)
    assert listed.rows[1].height is None
    assert opened("acknowledgement_list").tables[1].rows[2].height is None


def test_the_sum_is_bold_and_figures_are_centred() -> None:
    *_, last = opened("closing_notice").tables[1].rows
    cells = [cell.paragraphs[0] for cell in last.cells]
    assert [cell.runs[0].bold for cell in cells if cell.runs] == [True] * 6
    assert cells[2].alignment is WD_ALIGN_PARAGRAPH.CENTER


def test_what_announces_the_next_block_and_the_last_line_stay_with_what_follows() -> None:
    document = opened("closing_notice")
    for beginning in ("Những người sau đây", "Sở Ngoại vụ thông báo để"):
        assert line(document, beginning).paragraph_format.keep_with_next
    assert line(document, "1. Kết quả chung").style.paragraph_format.keep_with_next
    rows = [row._tr for row in opened("long_table").tables[1].rows]
    held = [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]
    assert held.index(True) == len(rows) - 1


@pytest.mark.parametrize("kept", ["92,9 %", "Điều 51"])
def test_figures_that_belong_together_are_not_parted(kept: str) -> None:
    blocks = Paragraph(f"Đạt {kept}."), Heading(f"Theo {kept}")
    document = python_docx.Document(BytesIO(docx.render(paper(*blocks, table(1)))))
    joined = kept.replace(" ", "\N{NO-BREAK SPACE}")
    assert line(document, "Đạt").text == f"Đạt {joined}."
    assert line(document, "Theo").text == f"Theo {joined}"


def test_the_file_is_named_after_the_paper_and_its_issuer_and_nobody_else() -> None:
    about = opened("resolution").core_properties
    made = EVERY["resolution"]
    assert about.title == f"Nghị quyết 05/NQ-HNCBCC {samples.CONFERENCE}"
    assert (about.author, about.last_modified_by, about.comments) == (samples.AGENCY, "", "")
    assert (about.language, about.identifier) == ("vi-VN", content_hash(made))
    assert about.created.date() == made.letterhead.dated_on
    assert opened("closing_notice").core_properties.created is None


def test_nothing_of_the_template_is_left_in_the_file() -> None:
    with ZipFile(BytesIO(docx.render(EVERY["resolution"]))) as parts:
        assert set(parts.namelist()) == {
            *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
            *("word/document.xml", "word/styles.xml", "word/settings.xml", "word/header1.xml"),
            "word/_rels/document.xml.rels",
        }
        assert not [name for name in parts.namelist() if b"python-docx" in parts.read(name)]
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_paper_is_the_same_bytes_in_another_process_and_another_paper_is_not() -> None:
    program = (
        "import sys; from documents import docx; from documents.papers.resolution import resolution;"
        "from tests.documents import samples;"
        "sys.stdout.buffer.write(docx.render(resolution(samples.resolution_facts())))"
    )
    made = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
    ).stdout
    assert made == docx.render(EVERY["resolution"])
    assert made != docx.render(dataclasses.replace(EVERY["resolution"], subject="Khác"))


def test_what_the_clerk_edits_can_be_read_back_as_a_resolution() -> None:
    facts = samples.resolution_facts()
    read = read_resolution(docx.render(resolution(dataclasses.replace(facts, vote=None))), "nghi-quyet.docx")
    assert [article.heading for article in read.articles] == [article.heading for article in facts.articles]
    assert len(read.bases) == 4


def test_three_thousand_people_are_all_in_the_table() -> None:
    readers = tuple(Reader(f"Lê Văn Người{number}", f"Phòng {number % 60}") for number in range(3000))
    made: Paper = signing_list(dataclasses.replace(samples.reading_list_facts(), readers=readers, units=()))
    with ZipFile(BytesIO(docx.render(made))) as parts:
        assert parts.read("word/document.xml").decode().count("Lê Văn Người") == 3000
