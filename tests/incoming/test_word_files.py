"""Word files as they read with all changes accepted."""

import contextlib
import io
import random
import zipfile

import pytest
from docx import Document

from documents.incoming.guard import Unreadable
from documents.incoming.resolution_text import read_resolution
from documents.incoming.word.numbering import FORMS
from documents.incoming.word.paragraphs import text_of_docx
from tests.incoming.bombs import rewritten
from tests.incoming.lists import workbook
from tests.incoming.old_workbook import container
from tests.incoming.test_damage import DAMAGES
from tests.incoming.word_files import W, paragraph, run, saved, with_body, word

V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
IMAGE = f"<v:imagedata {V}/>"
TRACKED = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'


def texts(data: bytes) -> list[str]:
    return [line.text for line in text_of_docx(data, "nq.docx").lines]


def test_insertions_are_accepted_and_deletions_dropped() -> None:
    inserted, deleted = (
        f"<w:ins {TRACKED}>{run('ba')}</w:ins>",
        f"<w:del {TRACKED}><w:r><w:delText>hai</w:delText></w:r></w:del>",
    )
    moved = f"<w:moveFrom {TRACKED}>{run('cũ')}</w:moveFrom><w:moveTo {TRACKED}>{run(' mới')}</w:moveTo>"
    assert texts(with_body(paragraph(run("Điều "), deleted, inserted, moved))) == ["Điều ba mới"]


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    mark = f"<w:rPr><w:del {TRACKED}/></w:rPr>"
    data = with_body(
        paragraph(run("một "), properties=mark) + paragraph(run("hai")) + paragraph(run("ba"), properties=mark)
    )
    assert texts(data) == ["một hai", "ba"]


def test_hidden_text_is_not_read_whatever_hides_it() -> None:
    document = Document()
    for kind, name in ((1, "Ẩn đoạn"), (2, "Ẩn chữ")):
        document.styles.add_style(name, kind).font.hidden = True
    document.add_paragraph("hiện ").add_run("ẩn 1").font.hidden = True
    document.paragraphs[0].add_run("ẩn 2", style="Ẩn chữ")
    document.paragraphs[0].add_run("vẫn hiện").font.hidden = False
    document.add_paragraph("ẩn 3", style="Ẩn đoạn")
    assert texts(saved(document)) == ["hiện vẫn hiện"]


def test_comments_notes_headers_footers_and_boxes_are_not_read() -> None:
    document = Document()
    marked = document.add_paragraph().add_run("Nội dung")
    document.add_comment(marked, "Ý kiến riêng", "a", "b")
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Chân trang"
    box = f"<w:pict {W}><w:txbxContent>{paragraph(run('Trong hộp'))}</w:txbxContent></w:pict>"
    inner = paragraph(run("Chữ"), f"<w:r>{box}</w:r>", "<w:r><w:instrText>PAGE</w:instrText></w:r>")
    assert texts(saved(document)) == ["Nội dung"]
    assert texts(with_body(inner)) == ["Chữ"]


def test_what_stands_beside_the_text_is_told() -> None:
    document = Document()
    document.add_comment(document.add_paragraph().add_run("Nội dung"), "Ý kiến riêng", "a", "b")
    box = f"<w:pict {W}><w:txbxContent>{paragraph(run('Trong hộp'))}</w:txbxContent></w:pict>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    inner = paragraph(run("Chữ"), f"<w:r>{box}</w:r>", note, f"<w:ins {TRACKED}>{run('thêm')}</w:ins>")
    drawn = paragraph(run("Chữ"), f"<w:r><w:pict {W}>{IMAGE}<v:line {V}/></w:pict></w:r>")
    commented, boxed, pictured = (
        text_of_docx(data, "nq.docx").notes for data in (saved(document), with_body(inner), with_body(drawn))
    )
    assert commented == ["Các ghi chú bên lề (Comments) không được đưa vào."]
    assert [said.split(" ")[0] for said in boxed] == ["Tệp", "Chú", "Chữ"]
    assert pictured == ["Hình ảnh không được đưa vào."]
    assert text_of_docx(with_body(drawn.replace(IMAGE, "")), "nq.docx").notes == []


def test_soft_line_breaks_tabs_and_hyphens_read_as_seen() -> None:
    inner = paragraph(
        "<w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t><w:tab/><w:t>Ba</w:t><w:noBreakHyphen/><w:t>Bốn</w:t></w:r>"
    )
    assert texts(with_body(inner)) == ["Một", "Hai Ba-Bốn"]


def test_links_and_content_controls_are_text() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph(run('Trong khung'))}</w:sdtContent></w:sdt>"
    assert texts(with_body(control + paragraph(f"<w:hyperlink>{run('liên kết')}</w:hyperlink>"))) == [
        "Trong khung",
        "liên kết",
    ]


def test_a_row_of_a_table_is_a_line() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Việc", "Hạn", "Sửa quy chế", ""), strict=True
    ):
        cell.text = text
    assert texts(saved(document)) == ["Việc | Hạn", "Sửa quy chế"]


def numbered(*depths: int) -> str:
    return "".join(
        paragraph(run(f"mục {place}"), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>')
        for place, depth in enumerate(depths)
    )


def with_lists(inner: str, levels: str, override: str = "") -> bytes:
    part = f'<w:numbering {W}><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum><w:num w:numId="7">'
    part += f'<w:abstractNumId w:val="3"/>{override}</w:num></w:numbering>'
    return rewritten(with_body(inner), {"word/numbering.xml": part.encode()})


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    rules = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{rules}</w:lvl>'


def test_automatic_numbers_are_counted_as_word_shows_them() -> None:
    levels = level(0, "decimal", "Điều %1.") + level(1, "decimal", "%1.%2.") + level(2, "lowerLetter", "%3)")
    levels += level(3, "bullet", "")
    assert texts(with_lists(numbered(0, 1, 1, 2, 2, 3, 0, 1), levels)) == [
        "Điều 1. mục 0",
        "1.1. mục 1",
        "1.2. mục 2",
        "a) mục 3",
        "b) mục 4",
        "- mục 5",
        "Điều 2. mục 6",
        "2.1. mục 7",
    ]


def test_automatic_numbers_may_start_elsewhere() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert texts(with_lists(numbered(0, 0), level(0, "upperRoman", "%1."), override)) == ["V. mục 0", "VI. mục 1"]
    assert texts(with_lists(numbered(0, 0), level(0, "upperRoman", "%1.", 9))) == ["IX. mục 0", "X. mục 1"]


@pytest.mark.parametrize(
    ("form", "written"), [("upperRoman", "XIV"), ("lowerRoman", "xiv"), ("lowerLetter", "n"), ("decimalZero", "14")]
)
def test_numbers_are_written_in_their_form(form: str, written: str) -> None:
    assert FORMS[form](14) == written


def test_a_style_may_carry_the_numbers() -> None:
    style = '<w:style w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    data = with_lists(paragraph(run("Một"), properties='<w:pStyle w:val="Dieu"/>'), level(0, "decimal", "Điều %1."))
    assert texts(rewritten(data, {"word/styles.xml": f"<w:styles {W}>{style}</w:styles>".encode()})) == ["Điều 1. Một"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7", "PDF"),
        (workbook([["a"]]), "không phải văn bản Word"),
        (container(b"x", "WordDocument"), "Word đời cũ"),
        (container(b"x", "EncryptedPackage"), "mật khẩu"),
        (word(), "không có nội dung"),
        (rewritten(word("a"), {"word/document.xml": b"<w:document/>"}), "hỏng"),
        (rewritten(word("a"), {"word/document.xml": b"<!DOCTYPE w><w:document/>"}), "DTD"),
        (rewritten(word("a"), {"word/document.xml": [b"<w>", *[b" " * 1_000_000] * 50, b"</w>"]}), "nén quá nhiều"),
        (word(*["a"] * 5_001), "dài quá 5.000 đoạn"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_resolution_is_refused_in_words(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what) as refused:
        read_resolution(data, "nq.docx")
    assert "bảng tính" not in refused.value.sentence


@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_a_damaged_word_file_is_refused_or_read(damage) -> None:
    data = with_lists(numbered(0, 1, 0), level(0, "decimal", "Điều %1.") + level(1, "lowerLetter", "%2)"))
    chance = random.Random(1)
    for _ in range(25):
        with contextlib.suppress(Unreadable):
            assert read_resolution(damage(data, chance), "nq.docx").articles


def test_parts_named_in_capitals_are_found() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("Điều 1. Một"))) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name.upper(), old.read(name))
    assert texts(stored.getvalue()) == ["Điều 1. Một"]
