"""Text files in the encodings and separators that Vietnamese offices have, and text of the fonts of the nineties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.incoming.files.old_fonts import TCVN3, old_font, vietnamese_share
from documents.incoming.files.plain_text import decoded
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, names, places, read, separated

THREE = [AN[0], BINH[0], CUONG[0]]
ROWS = [HEADINGS, *PEOPLE]


def cp1258(text: str) -> bytes:
    """Vietnamese Windows writes the tone after the letter, as a character of its own."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    import unicodedata

    stored = ""
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        marks = "".join(part for part in parts if part in tones)
        stored += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + marks
    return stored.encode("cp1258")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_separated_file_is_read_in_every_unicode(encoding: str, separator: str) -> None:
    staff = read(separated(ROWS, separator, encoding), filename="a.csv")
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_will_do(line_end: str) -> None:
    assert names(read(separated(ROWS, line_end=line_end), filename="a.csv")) == THREE


def test_vietnamese_windows_is_read() -> None:
    text = separated([*ROWS, [4, "Đặng Thị Mỹ Hạnh", "Phòng Hợp tác quốc tế", "CC", "h@x.vn"]], ";").decode()
    staff = read(cp1258(text), filename="a.csv")
    assert (names(staff), staff.errors) == ([*THREE, "Đặng Thị Mỹ Hạnh"], [])


@given(st.text(alphabet="aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđĐ ;,\n", max_size=40))
def test_vietnamese_windows_gives_back_the_letters(letters: str) -> None:
    text = "Nguyễn Văn Đức; Trần Thị Thủy; Phạm Hồng Phước; Lê Hữu Nghĩa; " * 5 + letters
    assert decoded(cp1258(text), "a.csv") == text


def test_decomposed_letters_are_put_together() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", separated(ROWS).decode())
    staff = read(text.encode(), filename="a.csv")
    assert (names(staff), staff.people[0].unit, staff.errors) == (THREE, AN[1], [])


def test_the_line_that_tells_excel_the_separator_counts_for_nothing() -> None:
    staff = read(b"sep=;\r\n" + separated(ROWS, ";"), filename="a.csv")
    assert [person.row for person in staff.people] == [2, 3, 4]


def test_commas_inside_cells_do_not_mislead() -> None:
    rows = [
        HEADINGS,
        *([place, person[0], "Phòng Hành chính, Tổ chức", *person[2:]] for place, person in enumerate((AN, BINH))),
    ]
    for separator in (",", ";"):
        staff = read(separated(rows, separator), filename="a.csv")
        assert [person.unit for person in staff.people] == ["Phòng Hành chính, Tổ chức"] * 2


def test_a_quotation_mark_that_is_never_closed_is_refused_before_it_swallows_people() -> None:
    data = separated(ROWS).replace(b"Tr\xe1\xba\xa7n", b'"Tr\xe1\xba\xa7n', 1)
    refused = read(data, filename="a.csv").refused or ""
    assert "dấu ngoặc kép" in refused


def test_torn_utf8_is_refused_with_its_line() -> None:
    data = separated(ROWS)
    torn = data.replace("Bình".encode(), "Bình".encode()[:-3])
    assert "dòng 3" in (read(torn, filename="a.csv").refused or "")


def in_tcvn3(text: str) -> str:
    back = {letter: stored for stored, letter in TCVN3.items()}
    return "".join(back.get(character, character) for character in text)


VNI = [
    ["STT", "Hoï vaø teân", "Ñôn vò", "Ñoái töôïng", "Email"],
    [1, "Nguyeãn Vaên An", "Phoøng Laõnh söï", "Coâng chöùc", AN[3]],
    [2, "Traàn Thò Bình", "Vaên phoøng", "Vieân chöùc", BINH[3]],
]


def test_a_list_in_the_tcvn3_fonts_is_refused_as_a_workbook_and_as_text() -> None:
    rows = [[in_tcvn3(str(cell)) for cell in row] for row in ROWS]
    half = [HEADINGS, *rows[1:]]
    for data in (rows, half, separated(rows, encoding="latin-1"), separated(half, encoding="utf-8")):
        assert "TCVN3" in (read(data).refused or "")


def test_a_list_in_the_vni_fonts_is_refused_as_a_workbook_and_as_text() -> None:
    for data in (VNI, separated(VNI, encoding="latin-1"), [HEADINGS, *VNI[1:]]):
        assert "VNI" in (read(data).refused or "")


def test_utf8_read_in_the_wrong_encoding_is_refused() -> None:
    rows = [[str(cell).encode().decode("cp1252", "ignore") for cell in row] for row in ROWS]
    assert "UTF-8 bị đọc nhầm" in (read(rows).refused or "")


def test_one_old_row_in_a_good_list_is_an_error_of_that_row() -> None:
    more = [[4, "Đỗ Đức", "Văn phòng", "CC", ""], [5, in_tcvn3("Phạm Hồng Thủy"), "Văn phòng", "CC", ""]]
    staff = read([*ROWS, *more])
    assert (len(staff.people), places(staff.errors)) == (4, [(6, "Họ và tên")])


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn An Trần Thị Bình Lê Đức Huỳnh Thuý Quyên Khuất Duy Nghĩa Đoàn Nguyễn Uyên Khương Giếng Huế Xoáy",
        "H'Hen Niê Y Bhăm Êban Ksor Phước Kpă Klơng Rơ Châm Đắk Lắk Krông Nô",
        "Müller François José Noël Gómez Ångström",
        "NGUYỄN THỊ ÁNH TUYẾT ĐẶNG QUỐC VƯỢNG",
        "plain ascii only",
        "",
    ],
)
def test_good_text_is_not_taken_for_an_old_font(text: str) -> None:
    assert old_font(text) is None


def test_vietnamese_syllables_are_told_from_others() -> None:
    assert vietnamese_share("Nguyễn Thị Ánh Tuyết quý giá khuỷu tay rượu thuở huệ") == 1
    assert vietnamese_share("NguyÔn ThÞ ¸nh TuyÕt") == 0
