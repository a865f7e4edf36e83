"""Separated texts in the encodings and with the separators, quotation marks and fonts that offices have."""

import unicodedata

from documents.incoming.files.old_fonts import TCVN3
from tests.incoming.families.case import case, refused
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, separated

ROWS = [HEADINGS, *PEOPLE]
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
BACK = {letter: stored for stored, letter in TCVN3.items()}
VNI = [
    ["STT", "Hoï vaø teân", "Ñôn vò", "Ñoái töôïng", "Email"],
    [1, "Nguyeãn Vaên An", "Phoøng Laõnh söï", "Coâng chöùc", AN[3]],
    [2, "Traàn Thò Bình", "Vaên phoøng", "Vieân chöùc", BINH[3]],
]
TWO_LINES = '1,"Nguyễn\r\nVăn An",Phòng Lãnh sự,Công chức,an@x.vn\r\n2,Trần Thị Bình,,Viên chức,b@x.vn\r\n'


def cp1258(text: str) -> bytes:
    """Vietnamese Windows: the tone after the letter, as a character of its own."""
    stored = ""
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        stored += plain + "".join(part for part in parts if part in TONES)
    return stored.encode("cp1258")


def text(separator: str = ",", encoding: str = "utf-8", rows: object = ROWS, **more: str) -> bytes:
    return separated(rows, separator, encoding, **more)  # pyright: ignore


def tcvn3(shown: object) -> str:
    return "".join(BACK.get(character, character) for character in str(shown))


def csv(sentence: str, content: object, accepted: int = 3, **expected: object) -> object:
    return case(sentence, content, accepted, filename="danh-sach.csv", **expected)  # pyright: ignore


def bad_csv(sentence: str, content: object, why: str) -> object:
    return refused(sentence, content, why, filename="danh-sach.csv")


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TEXTS = (
    *(csv(f"{encoding}, separated by {mark!r}", text(mark, encoding)) for encoding in ENCODINGS for mark in ";,\t"),
    csv("separated by a bar", text("|")),
    csv("Vietnamese Windows (cp1258)", cp1258(text(";").decode())),
    csv("letters taken apart (NFD)", unicodedata.normalize("NFD", text().decode()).encode()),
    csv("letters taken apart in UTF-16", unicodedata.normalize("NFD", text("\t").decode()).encode("utf-16")),
    *(csv(f"lines end in {end!r}", text(line_end=end)) for end in ("\n", "\r\n", "\r")),
    csv("the first line tells Excel the separator", b"sep=;\r\n" + text(";")),
    csv(
        "every cell in quotation marks",
        "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in ROWS).encode("utf-8-sig"),
    ),
    csv(
        "commas, semicolons and quotation marks within cells",
        text(
            rows=[HEADINGS, [1, "Nguyễn Văn An", 'Phòng "Một cửa"; Hành chính, Tổ chức', "CC", "a@x.vn"], *PEOPLE[1:]]
        ),
    ),
    csv(
        "line breaks within cells count as one row",
        (",".join(HEADINGS) + "\r\n" + TWO_LINES).encode(),
        1,
        errors=((3, "Đơn vị"),),
    ),
    csv("tabs within cells", text(rows=[HEADINGS, [1, "Nguyễn Văn\tAn", *AN[1:]], *PEOPLE[1:]])),
    csv(
        "blank lines count as rows",
        text(rows=[[], ["DANH SÁCH"], [], HEADINGS, PEOPLE[0], [], [2, *BINH[:3], "binh@"], PEOPLE[2]]),
        2,
        errors=((7, "Email"),),
    ),
    csv("empty columns at the right", text(rows=[[*row, "", "", ""] for row in ROWS])),
    csv(
        "rows shorter and longer than the headings",
        text(rows=[HEADINGS, PEOPLE[0], PEOPLE[1][:4], [*PEOPLE[2], "", "thừa"]]),
        notices=((3, "Email"),),
    ),
    csv(
        "titles of units in one cell of a text",
        text(
            rows=[
                ["STT", "Họ và tên", "Đối tượng", "Email"],
                ["I. Phòng Lãnh sự", "", "", ""],
                [1, AN[0], *AN[2:]],
                ["II. Văn phòng", "", "", ""],
                [1, BINH[0], *BINH[2:]],
                [2, CUONG[0], *CUONG[2:]],
            ]
        ),
    ),
    csv("a formula in a text", text(rows=[HEADINGS, [1, "=1+1", *AN[1:]], *PEOPLE[1:]]), 2, errors=((2, "Họ và tên"),)),
    csv(
        "a control character in a name",
        text().replace(b"Nguy\xe1\xbb\x85n V", b"Nguy\xe1\xbb\x85n\x07 V"),
        2,
        errors=((2, "Họ và tên"),),
    ),
    csv(
        "a zero byte in a name",
        text().replace(b"Nguy\xe1\xbb\x85n V", b"Nguy\xe1\xbb\x85n\x00 V"),
        2,
        errors=((2, "Họ và tên"),),
    ),
    csv("nothing at the end of the last line but a mark of end of file", text() + b"\r\n\x1a"),
    bad_csv("nothing", b"", "rỗng"),
    bad_csv("nothing but a mark of order", b"\xef\xbb\xbf", "rỗng"),
    bad_csv("nothing but blank lines", b" \r\n\r\n\t\r\n", "rỗng"),
    bad_csv("only separators", b";;;;\r\n;;;;\r\n", "không có ô nào"),
    bad_csv("one line of prose", "Kính gửi các đồng chí danh sách".encode(), "dòng tiêu đề"),
    bad_csv(
        "a quotation mark that is never closed", text().replace(b"Tr\xe1\xba\xa7n", b'"Tr\xe1\xba\xa7n', 1), "ngoặc kép"
    ),
    bad_csv("torn UTF-8", text()[:-1].replace("Bình".encode(), "Bình".encode()[:-3]), "hỏng ở dòng 3"),
    bad_csv("TCVN3", separated([[tcvn3(cell) for cell in row] for row in ROWS], encoding="latin-1"), "TCVN3"),
    refused("TCVN3 in a workbook", [[tcvn3(cell) for cell in row] for row in ROWS], "TCVN3"),
    bad_csv("VNI", separated(VNI, encoding="latin-1"), "VNI"),
    refused("VNI in a workbook", VNI, "VNI"),
    bad_csv(
        "UTF-8 read as Windows and stored again",
        text().decode("cp1252", "replace").replace("\ufffd", "").encode(),
        "đọc nhầm",
    ),
    case(
        "one name in TCVN3 among names in Unicode",
        [HEADINGS, [1, tcvn3("Nguyễn Văn Đức"), *AN[1:]], *PEOPLE[1:]],
        2,
        errors=((2, "Họ và tên"),),
    ),
)
