"""Files refused whole: each with a sentence that says what it is and what to do."""

import io
import zipfile

import pytest

from documents.incoming.guard import MOST_BYTES, Unreadable, kind_of, quoted
from documents.incoming.sheets import read_sheets
from tests.incoming import bombs
from tests.incoming.lists import AN, HEADINGS, PEOPLE, read, separated, workbook

WORKBOOK = workbook([HEADINGS, *PEOPLE])


def zipped(*names: str) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name in names:
            archive.writestr(name, b"<a/>")
    return stored.getvalue()


def encrypted_member() -> bytes:
    data = bytearray(zipped("xl/workbook.xml"))
    data[data.rindex(b"PK\1\2") + 8] |= 1
    return bytes(data)


REFUSED = [
    (b"", "rỗng"),
    (b"\xef\xbb\xbf \r\n", "rỗng"),
    (b"\x00" * 500, "rỗng"),
    (b"%PDF-1.7\n...", "PDF"),
    (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "ảnh PNG"),
    (b"\xff\xd8\xff\xe0JFIF", "ảnh JPEG"),
    (b"GIF89a", "ảnh GIF"),
    (b"{\\rtf1\\ansi}", "RTF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"<html><table><tr><td>A</td></tr></table></html>", "trang web"),
    (b"<!-- saved by a program -->\n<html><table>", "trang web"),
    (b"<tr><td>A</td></tr>", "trang web"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
    ("\ufeff<!DOCTYPE html>".encode("utf-16-le"), "trang web"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML"),
    (zipped("word/document.xml", "[Content_Types].xml"), "văn bản Word"),
    (zipped("ppt/presentation.xml"), "PowerPoint"),
    (zipped("xl/workbook.bin"), ".xlsb"),
    (zipped("content.xml", "mimetype"), "OpenDocument"),
    (zipped("danh-sach.xlsx"), "ZIP"),
    (zipped("[Content_Types].xml"), "hỏng"),
    (encrypted_member(), "mật khẩu"),
    (WORKBOOK[: len(WORKBOOK) // 2], "hỏng"),
    (WORKBOOK[:100], "hỏng"),
    (b"PK\x03\x04", "hỏng"),
    (bombs.rewritten(WORKBOOK, {}, dropped=[bombs.SHEET]), "hỏng"),
    (bombs.rewritten(WORKBOOK, {bombs.SHEET: b"<worksheet><sheetData>"}), "hỏng"),
    (bombs.rewritten(WORKBOOK, {bombs.STRINGS: b"<sst/>"}), "hỏng"),
    (workbook([]), "không có ô nào"),
    (workbook([["Danh sách cán bộ"]]), "không có dòng tiêu đề"),
    (workbook(PEOPLE), "không có dòng tiêu đề"),
    (workbook([HEADINGS]), "không có người nào"),
    (workbook([HEADINGS, [1], [2], ["Tổng cộng: 0 người"]]), "không có người nào"),
    (workbook([["Họ và tên", "Email"], [AN[0], AN[3]]]), "thiếu cột Đơn vị và cột Đối tượng"),
    (workbook([["Họ và tên", "Đơn vị", "Email"], [AN[0], AN[1], AN[3]]]), "thiếu cột Đối tượng"),
    (workbook([["Họ và tên", "Đối tượng"], [AN[0], AN[2]]]), "thiếu cột Đơn vị"),
    (workbook([["Đơn vị", "Đối tượng", "Email"], AN[1:]]), "thiếu cột Họ và tên"),
    (workbook([["Họ và tên", "Chức vụ, đơn vị công tác", "Đối tượng"], [AN[0], "Trưởng phòng", "CC"]]), "tách đơn vị"),
    (workbook([[*HEADINGS, *HEADINGS], [*PEOPLE[0], *PEOPLE[1]]]), "hai bảng đặt cạnh nhau"),
    (workbook([["Họ và tên"], [AN[0]]]), "thiếu cột Đơn vị và cột Đối tượng"),
    (b"Kinh gui cac dong chi,\nxin gui danh sach sau.\n", "không có dòng tiêu đề"),
    (b"Ho ten\x00\x01\x02\x03,\xff\xfe\x00abcdefghij,klmnopqrst", "không phải văn bản"),
    (separated([HEADINGS]), "không có người nào"),
    (b"a" * (MOST_BYTES + 1), "nặng quá 10 MB"),
]


@pytest.mark.parametrize(("data", "what"), REFUSED, ids=[f"{place} {what}" for place, (_, what) in enumerate(REFUSED)])
def test_a_file_that_is_no_list_is_refused_in_words(data: bytes, what: str) -> None:
    staff = read(data)
    assert what in (staff.refused or "")
    assert (staff.people, staff.errors, staff.notices) == ([], [], [])
    assert '"danh-sach.xlsx"' in (staff.refused or "")


OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAIN = 'xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"'


def relation(kind: str, target: str) -> str:
    return f'<Relationships><Relationship Id="a" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'


def test_a_workbook_of_another_program_is_read() -> None:
    """Parts named otherwise, prefixed elements, cells without places, texts inside the cells."""
    rows = "".join(
        "<x:row>" + "".join(f'<x:c t="inlineStr"><x:is><x:t>{cell}</x:t></x:is></x:c>' for cell in row) + "</x:row>"
        for row in [HEADINGS, *PEOPLE]
    )
    parts = {
        "_rels/.rels": relation("officeDocument", "/Book.xml"),
        "_rels/Book.xml.rels": relation("worksheet", "a/b.xml"),
        "Book.xml": f'<x:workbook {MAIN}><x:sheets><x:sheet name="DS" r:id="a"/></x:sheets></x:workbook>',
        "a\\B.xml": f"<x:worksheet {MAIN}><x:sheetData>{rows}</x:sheetData></x:worksheet>",
    }
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert len(read(stored.getvalue()).people) == 3


def test_texts_of_several_fonts_are_one_text_and_reading_aids_are_not_read() -> None:
    strings = "<sst><si><r><t>Nguyễn </t></r><r><rPr/><t>Văn An</t></r><rPh><t>x</t></rPh></si></sst>"
    sheet = '<worksheet><sheetData><row r="7"><c r="C7" t="s"><v>0</v></c></row></sheetData></worksheet>'
    data = bombs.rewritten(WORKBOOK, {bombs.STRINGS: strings.encode(), bombs.SHEET: sheet.encode()})
    (read_sheet,) = read_sheets(data, "a.xlsx")
    assert [(row.number, row.cells) for row in read_sheet.rows] == [(7, {2: "Nguyễn Văn An"})]


def test_two_parts_of_one_name_are_refused() -> None:
    stored = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(stored, "a") as archive:
        archive.writestr(bombs.SHEET.upper(), b"<worksheet/>")
    with pytest.raises(Unreadable, match="hỏng"):
        read_sheets(stored.getvalue(), "a.xlsx")


def test_what_cannot_be_seen_is_marked_in_quotations() -> None:
    assert quoted("a\x1b[31m\u202eb") == '"a·[31m·b"'
    assert quoted("dài " * 40).endswith('…"')
    assert len(quoted("x" * 10_000)) == 42


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x1b[2J.xlsx", "x" * 500, ""])
def test_the_name_of_the_file_is_shown_safely(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        kind_of(b"", name)
    assert refused.value.sentence.isprintable()
    assert "/" not in refused.value.sentence
    assert len(refused.value.sentence) < 200
