"""What an uploaded file is, told from its first bytes, and the refusal of what cannot be read."""

import enum
import re

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE


class Unreadable(Exception):
    """The file is refused whole; `sentence` says in Vietnamese what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Kind(enum.StrEnum):
    """What the first bytes say, whatever the name of the file says."""

    ARCHIVE = "archive"  # XLSX, DOCX and all that is a zip inside
    OLD_WORKBOOK = "xls"
    TEXT = "text"


SAVE_AS_XLSX = "Mở tệp, chọn Lưu thành (Save As) loại Excel Workbook (.xlsx), rồi tải lại."
SEND_A_TABLE = "Mở tệp bằng Excel, lưu danh sách thành bảng tính .xlsx hoặc CSV, rồi tải lại."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FOREIGN = (
    (b"%PDF", "là tệp PDF"),
    (b"\x89PNG", "là ảnh PNG"),
    (b"\xff\xd8\xff", "là ảnh JPEG"),
    (b"GIF8", "là ảnh GIF"),
    (b"II*\x00", "là ảnh TIFF"),
    (b"MM\x00*", "là ảnh TIFF"),
    (b"RIFF", "là tệp ảnh hoặc âm thanh"),
    (b"{\\rtf", "là tệp RTF của Word"),
    (b"Rar!", "là tệp nén RAR"),
    (b"7z\xbc\xaf", "là tệp nén 7-Zip"),
    (b"\x1f\x8b", "là tệp nén GZIP"),
    (b"MZ", "là chương trình Windows"),
    (b"\x7fELF", "là chương trình máy tính"),
    (b"SQLite format 3", "là tệp cơ sở dữ liệu"),
)
OLE_STREAMS = (
    ("EncryptedPackage", "được đặt mật khẩu nên không đọc được.", "Mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."),
    ("WordDocument", "là tệp Word đời cũ (.doc).", None),
    ("PowerPoint Document", "là tệp trình chiếu PowerPoint.", None),
)


def kind_of(data: bytes, filename: str, remedy: str = SEND_A_TABLE) -> Kind:
    """The kind of file by its content; raises Unreadable, with `remedy`, for what is empty, too heavy or foreign."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"Tệp {named(filename)} rỗng, không có gì để đọc. Kiểm tra lại tệp rồi tải lên.")
    if len(data) > MOST_BYTES:
        raise too_heavy(filename)
    for magic, what in FOREIGN:
        if data.startswith(magic):
            raise Unreadable(f"Tệp {named(filename)} thực ra {what}. {remedy}")
    if data.startswith(b"PK"):
        return Kind.ARCHIVE
    if data.startswith(OLE):
        return _kind_of_ole(data, filename, remedy)
    _refuse_markup(data, filename, remedy)
    return Kind.TEXT


def too_heavy(filename: str) -> Unreadable:
    """The refusal of a file over MOST_BYTES, for callers that stop reading before they have it whole."""
    most = MOST_BYTES // MEGABYTE
    return Unreadable(
        f"Tệp {named(filename)} nặng quá {most} MB. Bỏ ảnh và những trang không cần, lưu lại rồi tải lên."
    )


def named(filename: str) -> str:
    """The name of the file in quotation marks, shortened, safe to print."""
    return quoted(re.split(r"[\\/]", filename)[-1] or "không tên", most=60)


def quoted(text: str, most: int = 40) -> str:
    """The text in quotation marks on one line, shortened, with a mark in place of what cannot be seen."""
    visible = "".join(character if character.isprintable() else "·" for character in text[: most * 2])
    visible = " ".join(visible.split())
    return f'"{visible}"' if len(visible) <= most else f'"{visible[: most - 1]}…"'


def _kind_of_ole(data: bytes, filename: str, remedy: str) -> Kind:
    for stream, what, own_remedy in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise Unreadable(f"Tệp {named(filename)} {what} {own_remedy or remedy}")
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return Kind.OLD_WORKBOOK
    raise Unreadable(f"Tệp {named(filename)} không phải bảng tính đọc được. {remedy}")


def _refuse_markup(data: bytes, filename: str, remedy: str) -> None:
    """Many programs save a web page or XML under the name .xls, and Excel opens it without a word."""
    start = data[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if re.match(rb"<(!--|(!doctype|html|head|body|table|meta|style|div|tr|td|p|br)\b)", start):
        raise Unreadable(f"Tệp {named(filename)} thực ra là trang web (HTML). {remedy}")
    if start.startswith((b"mime-version:", b"content-type:")):
        raise Unreadable(f"Tệp {named(filename)} thực ra là trang web đóng gói (MHTML). {remedy}")
    if start.startswith((b"<?xml", b"<?mso", b"<workbook")):
        raise Unreadable(f"Tệp {named(filename)} thực ra là tệp XML. {remedy}")
