"""What a file is whatever it is called: other kinds, damaged, protected, enormous."""

import io
import zipfile
from datetime import date

import xlsxwriter

from tests.incoming import bombs
from tests.incoming.bombs import SHEET, STRINGS, plain, rewritten
from tests.incoming.families.case import case, refused
from tests.incoming.lists import HEADINGS, PEOPLE, Page, separated, workbook
from tests.incoming.old_workbook import container, old_workbook
from tests.incoming.word_files import word

TEXTS = [[str(cell) for cell in row] for row in (HEADINGS, *PEOPLE)]
ROWS = [HEADINGS, *PEOPLE]
OFFICE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
END = b"</sheetData>"


def sheet(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(SHEET)


def with_sheet(old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    """The good list with a piece of its sheet replaced."""
    data = data or plain()
    assert old in sheet(data)
    return rewritten(data, {SHEET: sheet(data).replace(old, new)})


def formatted_to_the_last_row() -> bytes:
    """Three people, and a cell with a style in each of 1,048,576 rows."""
    rows = (b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(5, 1_048_577))
    before, _, after = sheet(plain()).partition(END)
    blocks = iter(lambda: b"".join(row for row, _ in zip(rows, range(10_000), strict=False)), b"")
    return rewritten(plain(), {SHEET: [before, *blocks, END + after]})


def formatted_to_the_last_column() -> bytes:
    """Three people, each in a row of 16,384 cells with a style."""
    blank = "".join(f'<c r="{_letters(column)}9" s="1"/>' for column in range(16_384)).encode()
    return with_sheet(
        END, b"".join(b'<row r="%d">%s</row>' % (n, blank.replace(b'9"', b'%d"' % n)) for n in range(5, 15)) + END
    )


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def many(people: int) -> list[list[object]]:
    rows = [
        [n, f"Nguyễn Văn {_letters(n)}".title(), f"Phòng {n % 40}a", "Công chức", f"n{n}@x.vn"]
        for n in range(1, people + 1)
    ]
    return [HEADINGS, *rows]


def of_1904() -> bytes:
    stored = io.BytesIO()
    with xlsxwriter.Workbook(stored, {"date_1904": True}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for place, heading in enumerate([*HEADINGS, "Ngày sinh"]):
            page.write(0, place, heading)
        for row, cells in enumerate(PEOPLE, start=1):
            for place, cell in enumerate(cells):
                page.write(row, place, cell)
            page.write_datetime(row, len(HEADINGS), date(1960, 1, 1), day)
    return stored.getvalue()


def inline() -> bytes:
    """Texts that stand in the cells themselves, in pieces of different fonts, without any shared ones."""
    rows = b"".join(b"<row>" + b"".join(_cell(str(cell)) for cell in row) + b"</row>" for row in ROWS)
    data = b"<worksheet " + OFFICE + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return rewritten(plain(), {SHEET: data}, dropped=[STRINGS])


def _cell(text: str) -> bytes:
    half, kept = len(text) // 2, ' xml:space="preserve"'
    pieces = "".join(f"<r><t{kept}>{piece}</t></r>" for piece in (text[:half], text[half:]))
    return f'<c t="inlineStr"><is>{pieces}</is></c>'.encode()


def opened_by_other_programs() -> bytes:
    """Names with a prefix, as some programs write them, and a document that refers to its parts from the root."""
    data = sheet(plain())
    for name in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
        for end in (b" ", b">", b"/"):
            data = data.replace(b"<%s%s" % (name, end), b"<x:%s%s" % (name, end))
        data = data.replace(b"</%s>" % name, b"</x:%s>" % name)
    return rewritten(plain(), {SHEET: data.replace(b"xmlns=", b"xmlns:x=", 1)})


def uncomputed(column: str, data: bytes | None = None) -> bytes:
    """A cell of the first person made a formula whose value was never computed, as programs without Excel leave it."""
    data = data or plain()
    before, _, rest = sheet(data).partition(b'<c r="%s2"' % column.encode())
    after = rest[rest.index(b"</c>") + 4 :]
    return rewritten(data, {SHEET: before + b'<c r="%s2"><f>Nguon!B2</f><v></v></c>' % column.encode() + after})


def macros() -> bytes:
    return rewritten(plain(), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Sub AutoOpen()" * 40})


def zipped(**parts: bytes) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stored.getvalue()


def xls(sentence: str, content: object, accepted: int = 3, **expected: object) -> object:
    return case(sentence, content, accepted, filename="danh-sach.xls", **expected)  # pyright: ignore


READ = (
    xls("a workbook of Excel 97", lambda: old_workbook(TEXTS)),
    xls(
        "a workbook of Excel 97 with a wrong address",
        lambda: old_workbook([*TEXTS, ["4", "Đỗ Đức", "Văn phòng", "CC", "duc@"]]),
        errors=((5, "Email"),),
    ),
    xls("a text that is called a workbook", separated(ROWS, "\t", "utf-16")),
    case("a text that is called a workbook of today", separated(ROWS)),
    case("a workbook that is called a text", ROWS, filename="danh-sach.csv"),
    case("a workbook without an ending", ROWS, filename="danh-sach"),
    case("a workbook with macros, which are not run", macros, filename="danh-sach.xlsm"),
    case("texts within the cells", inline),
    case("a hundred blank sheets before the list", lambda: workbook(*[Page([], f"S{n}") for n in range(99)], ROWS)),
    case("elements with a prefix", opened_by_other_programs),
    case("days that count from 1904", of_1904),
    case("rows and cells that do not say where they stand", lambda: with_sheet(b' r="', b' q="')),
    case("ten thousand people", lambda: workbook(many(10_000)), 10_000),
    case("ten thousand people in a text", lambda: separated(many(10_000), ";", "utf-8-sig"), 10_000, filename="a.csv"),
    case("rows formatted to the last of the sheet", formatted_to_the_last_row),
    case("columns formatted to the last of the sheet", formatted_to_the_last_column),
    case("a sheet that says it uses every cell", lambda: with_sheet(b'ref="A1:E4"', b'ref="A1:XFD1048576"')),
    case("a cell in the last row and column", bombs.two_far_cells),
    case(
        "pictures of twenty megabytes", lambda: rewritten(plain(), {"xl/media/image1.png": bytes(range(256)) * 4_000})
    ),
    case("a name whose formula was never computed", lambda: uncomputed("B"), 2, errors=((2, "Họ và tên"),)),
    case("a unit whose formula was never computed", lambda: uncomputed("C"), 2, errors=((2, "Đơn vị"),)),
    case("a category whose formula was never computed", lambda: uncomputed("D"), 2, errors=((2, "Đối tượng"),)),
    case("an address whose formula was never computed", lambda: uncomputed("E"), 2, errors=((2, "Email"),)),
    case("a number whose formula was never computed", lambda: uncomputed("A")),
)

REFUSED = (
    refused("a workbook under a password", container(b"x", "EncryptedPackage"), "mật khẩu"),
    refused(
        "a zip under a password",
        lambda: (
            bytes(plain())
            .replace(b"PK\1\2\x14\0\x14\0\0", b"PK\1\2\x14\0\x14\0\1")
            .replace(b"PK\1\2\x14\x03\x14\0\0", b"PK\1\2\x14\x03\x14\0\1")
        ),
        "mật khẩu",
    ),
    refused("a Word file", lambda: word("DANH SÁCH"), "Word"),
    refused("a Word file of long ago", container(b"x", "WordDocument"), "Word"),
    refused(
        "a sheet of OpenDocument",
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<x/>"),
        "OpenDocument",
    ),
    refused("a binary workbook", zipped(xl__workbook_bin=b"\x83\x01", _Content_Types__xml=b"<x/>"), ".xlsb"),
    refused("slides", zipped(ppt__presentation_xml=b"<x/>"), "PowerPoint"),
    refused("a zip of lists", zipped(a_csv=separated(ROWS)), "ZIP"),
    refused("a scan", b"%PDF-1.7\n", "PDF"),
    refused("a photograph", b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
    refused("a web page called a workbook", b"<html><body><table><tr><td>STT</td></tr></table></body></html>", "HTML"),
    refused("a sheet in XML", b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', "XML"),
    refused("an archive of another kind", b"Rar!\x1a\x07\x01\x00" + bytes(50), "RAR"),
    refused("bytes by chance", bytes(range(256)) * 9, "Tệp"),
    refused("an empty workbook", [[]], "không có ô nào"),
    refused(
        "pictures only", lambda: rewritten(workbook([[]]), {"xl/media/image1.png": b"\x89PNG" * 99}), "không có ô nào"
    ),
    *(
        refused(f"a workbook cut after {share} %", lambda share=share: plain()[: len(plain()) * share // 100], "Tệp")
        for share in (1, 30, 60, 90, 99)
    ),
    refused(
        "more sheets than any agency has units",
        lambda: workbook(*[Page([], f"S{n}") for n in range(500)], ROWS),
        "500 trang tính",
    ),
    refused("a row whose number is below the first", lambda: with_sheet(b'<row r="3"', b'<row r="-3"'), "hỏng"),
    refused("a workbook without its sheet", lambda: rewritten(plain(), {}, dropped=[SHEET]), "hỏng"),
    refused("a sheet whose XML breaks off", lambda: rewritten(plain(), {SHEET: sheet(plain())[:-40]}), "hỏng"),
    refused("more than twenty thousand people", lambda: separated(many(20_001)), "20.000 dòng"),
    refused("more than ten megabytes", lambda: bytes(10_000_001).replace(b"\0", b"a"), "10 MB"),
    *(refused(f"a bomb: {bomb.__name__}", bomb, "Tệp") for bomb in bombs.BOMBS if bomb is not bombs.two_far_cells),
)

FILES = (*READ, *REFUSED)
