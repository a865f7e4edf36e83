"""Names, addresses, categories, units and years in cells: what is cleaned, what is doubted, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.incoming.people import emails, names
from documents.incoming.people.categories import category_in, category_of
from documents.incoming.people.finding import Wrong
from tests.incoming.lists import AN, BINH, HEADINGS, PEOPLE, Formula, places, read, separated, workbook
from tests.incoming.lists import names as names_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Nguyễn   Văn An ", "Nguyễn Văn An"),
        ("Nguyễn\u00a0Văn\u200bAn", "Nguyễn VănAn"),
        ("\ufeffNguyễn Văn An\u200b", "Nguyễn Văn An"),
        ("Nguyễn\nVăn\tAn", "Nguyễn Văn An"),
        ("Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An"),
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y Bhăm-Niê Kđăm", "Y Bhăm-Niê Kđăm"),
        ("Nguyễn Thị Hà (B)", "Nguyễn Thị Hà (B)"),
        ("Nguyễn Văn An (*)", "Nguyễn Văn An"),
        ("Nguyễn Văn An;", "Nguyễn Văn An"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Bà: Huỳnh Ngọc Yến", "Huỳnh Ngọc Yến"),
        ("Ông. Lò Văn Páo", "Lò Văn Páo"),
        ("Đ/c Trần Thị Bình", "Trần Thị Bình"),
        ("Ông Thị Lan", "Ông Thị Lan"),
        ("Đoàn Thị Điểm", "Đoàn Thị Điểm"),
        ("'Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_a_name_is_cleaned(typed: str, name: str) -> None:
    assert names_of(read([HEADINGS, [1, typed, *AN[1:]]])) == [name]


@pytest.mark.parametrize(
    "typed",
    [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://x.vn")',
        "+84912345678",
        "-Nguyễn Văn An",
        "@SUM(A1)",
        " =1+1",
        "\u200b=1+1",
        "'=1+1",
        "＝1+1",
        "|calc",
        "<b>Nguyễn Văn An</b>",
        "Nguyễn <script>alert(1)</script>",
        "Nguyễn &amp; Văn An",
        "{{ 7*7 }}",
        "[img]x[/img]",
        "Nguyễn\x07Văn An",
        "Nguyễn\u202eVăn An",
        "Nguyễn Văn An \ue000",
        "Nguyễn V\ufffdn An",
        "Nguy?n V?n An",
        "an@songoaivu.gov.vn",
        "12345",
        "0912345678",
        "...,",
        "Nguyễn Văn Аn",
        "阮文安",
        "Nguyễn Văn An 🙂",
        "Nguyễn Văn An, Trưởng phòng",
        "Nguyễn Văn An/Trần Thị Bình",
        "Ng\u0337\u0336\u0335uyễn Văn An",
        "Nguyễn " * 30,
        "#REF!",
        "TRUE",
        "NguyÔn V¨n An",
        "Nguyeãn Vaên An",
    ],
)
def test_a_name_that_is_no_plain_text_is_an_error(typed: str) -> None:
    staff = read([HEADINGS, [1, typed, *AN[1:]], PEOPLE[1], PEOPLE[2], [4, "Đỗ Đức", *BINH[1:3]]])
    assert places(staff.errors) == [(2, "Họ và tên")]
    assert len(staff.people) == 3


@pytest.mark.parametrize(
    "cell", [Formula('=CONCAT("Nguyễn"," An")', "Nguyễn An"), Formula("=B9"), Formula("=1+1", "2")]
)
def test_a_name_computed_by_a_formula_is_an_error_whatever_it_shows(cell: Formula) -> None:
    staff = read([HEADINGS, [1, cell, *AN[1:]], PEOPLE[1]])
    assert places(staff.errors) == [(2, "Họ và tên")]
    assert "công thức" in staff.errors[0].what


def test_a_formula_elsewhere_gives_the_value_it_shows() -> None:
    unit = Formula("=VLOOKUP(A1,B:C,2)", "Văn phòng")
    staff = read([HEADINGS, [Formula("=ROW()-1", 1), AN[0], unit, AN[2], Formula('=LOWER("AN@X.VN")', "an@x.vn")]])
    assert [(person.unit, person.email) for person in staff.people] == [("Văn phòng", "an@x.vn")]


def test_formulas_typed_as_text_in_a_separated_file_are_errors() -> None:
    staff = read(separated([HEADINGS, [1, '=HYPERLINK("http://x","y")', *AN[1:]], PEOPLE[1]]), filename="a.csv")
    assert places(staff.errors) == [(2, "Họ và tên")]


@pytest.mark.parametrize(
    "typed", ["Nguyễn Văn An 2", "An", "ThS. Nguyễn Văn An", "Nguyễn Văn An (nữ)", "Nguyễn Văn An - Trưởng phòng"]
)
def test_a_name_that_is_odd_but_possible_is_taken_with_a_notice(typed: str) -> None:
    staff = read([HEADINGS, [1, typed, *AN[1:]]])
    assert (names_of(staff), places(staff.notices)) == ([typed], [(2, "Họ và tên")])


@given(st.text(max_size=60))
def test_any_text_is_a_clean_name_or_wrong(text: str) -> None:
    try:
        name = names.name_of(text)
    except Wrong:
        return
    assert name == names.name_of(name)
    assert any(map(str.isalpha, name))
    assert not set(name) & set("=+@<>{}[]|\u200b\n\t")


WORDS = "Nguyễn Văn Thị Quốc Đức Huỳnh Thuý Hoà Ý Uyên Khuê An Y Bình Nghĩa Ước Giàu".split()  # noqa: SIM905


@given(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=6), st.sampled_from(["\u200b", "\u00a0", " ", "\n", "\ufeff"])
)
def test_strays_around_a_name_change_nothing(syllables: list[str], stray: str) -> None:
    words = " ".join(syllables)
    assert names.name_of(f"{stray}{words}{stray}") == words


def test_two_spellings_of_one_name_are_one() -> None:
    assert names.spelling_key("Nguyễn Thị Hoà") == names.spelling_key("NGUYỄN  thị Hòa")
    assert names.spelling_key("Nguyễn Thị Thuý") == names.spelling_key("Nguyễn Thị Thúy")
    assert names.spelling_key("Nguyễn Thị Hoa") != names.spelling_key("Nguyễn Thị Hòa")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" An@SoNgoaiVu.gov.vn ", "an@songoaivu.gov.vn"),
        ("mailto:an@x.gov.vn", "an@x.gov.vn"),
        ("an@x.gov.vn.", "an@x.gov.vn"),
        ("an@x.gov.vn;", "an@x.gov.vn"),
        ("Nguyễn Văn An <an@x.gov.vn>", "an@x.gov.vn"),
        ("\u200ban@x.gov.vn", "an@x.gov.vn"),
        ("an＠x.gov.vn", "an@x.gov.vn"),
        ("a.n-1_2+x@mail.x-y.gov.vn", "a.n-1_2+x@mail.x-y.gov.vn"),
        ("không có", None),
        ("Chưa có", None),
        ("-", None),
        ("", None),
        ("N/A", None),
        ("0", None),
    ],
)
def test_an_address_is_cleaned_or_absent(typed: str, address: str | None) -> None:
    staff = read([HEADINGS, [1, *AN[:3], typed]])
    assert [person.email for person in staff.people] == [address]
    assert places(staff.notices) == ([] if address else [(2, "Email")])


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("nguyenvana@", "thiếu tên miền"),
        ("@x.gov.vn", "thiếu phần tên"),
        ("nguyenvana", "thiếu dấu @"),
        ("a@b@x.vn", "hơn một dấu @"),
        ("a@x.vn; b@x.vn", "hơn một địa chỉ"),
        ("a@x.vn\nb@x.vn", "hơn một địa chỉ"),
        ("a b@x.vn", "khoảng trắng"),
        ("a@x .vn", "khoảng trắng"),
        ("an@x.vn\nBcc: all", "khoảng trắng"),
        ("an@localhost", "tên miền chưa đủ"),
        ("an@x..vn", "tên miền viết sai"),
        ("an@-x.vn", "tên miền viết sai"),
        ("an@x_y.vn", "tên miền viết sai"),
        ("an@10.0.0.1", "tên miền viết sai"),
        (".an@x.vn", "viết sai"),
        ("a..n@x.vn", "viết sai"),
        ("nguyễn@x.vn", "có dấu"),
        ("=an@x.vn", "công thức"),
        ("+an@x.vn", "công thức"),
        ("a\x00n@x.vn".replace("\x00", "\x01"), "điều khiển"),
        ("a" * 65 + "@x.vn", "quá dài"),
        ("0912345678", "thiếu dấu @"),
        ("#N/A", "công thức"),
    ],
)
def test_a_malformed_address_is_an_error_that_says_why(typed: str, what: str) -> None:
    staff = read([HEADINGS, [1, *AN[:3], typed], PEOPLE[1]])
    assert places(staff.errors) == [(2, "Email")]
    assert what in staff.errors[0].what


@pytest.mark.parametrize("typed", ["an@gmail.con", "an@gmial.com", "an@hatinh.gov.vm"])
def test_a_domain_that_is_often_mistyped_is_taken_with_a_notice(typed: str) -> None:
    staff = read([HEADINGS, [1, *AN[:3], typed]])
    assert (len(staff.people), places(staff.notices)) == (1, [(2, "Email")])


@given(st.text(max_size=40))
def test_any_text_is_a_plain_address_none_or_wrong(text: str) -> None:
    try:
        address = emails.email_of(text)
    except Wrong:
        return
    assert address is None or (address.isascii() and address.isprintable() and address.count("@") == 1)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        *(
            (text, "civil_servant")
            for text in ("Công chức", "CC", "cc", "C.C", "CÔNG CHỨC", "cong chuc", "Công chức xã")
        ),
        *((text, "public_employee") for text in ("Viên chức", "VC", "vc.", "Viên chức hạng III", "HĐLV", "VC (HĐLV)")),
        *(
            (text, "contract_worker")
            for text in ("Người lao động", "NLĐ", "HĐ", "HĐLĐ", "HĐ 68", "HĐ111", "LĐHĐ", "nld")
        ),
        *((text, "contract_worker") for text in ("Lao động hợp đồng", "Hợp đồng", "Cán bộ hợp đồng", "HD", "người LĐ")),
        *((text, "cadre") for text in ("Cán bộ", "CB", "cán bộ")),
    ],
)
def test_a_category_is_known_by_its_words_and_abbreviations(typed: str, category: str) -> None:
    assert category_of(typed) == category


@pytest.mark.parametrize(
    "typed", ["CBCCVC", "Biên chế", "công chức, viên chức", "Cán bộ, công chức", "1", "Chuyên viên", "?"]
)
def test_a_category_that_says_nothing_or_two_things_is_an_error(typed: str) -> None:
    assert category_in(typed) is None
    assert places(read([HEADINGS, [1, *AN[:2], typed, AN[3]], PEOPLE[1]]).errors) == [(2, "Đối tượng")]


UNITS = {"Phòng Lãnh sự", "Văn phòng", "Phòng Tổ chức - Hành chính"}


@pytest.mark.parametrize(
    ("typed", "unit", "is_doubted"),
    [
        ("phòng  lãnh sự", "Phòng Lãnh sự", False),
        ("PHÒNG LÃNH SỰ", "Phòng Lãnh sự", False),
        ("P. Lãnh sự", "Phòng Lãnh sự", False),
        ("VP", "Văn phòng", False),
        ("Phòng Tổ chức – Hành chính", "Phòng Tổ chức - Hành chính", False),
        ("Pho\u0300ng La\u0303nh su\u031b\u0323", "Phòng Lãnh sự", False),
        ("Phong Lanh su", "Phòng Lãnh sự", True),
    ],
)
def test_a_unit_is_found_in_the_agencys_list(typed: str, unit: str, is_doubted: bool) -> None:
    staff = read([HEADINGS, [1, AN[0], typed, *AN[2:]]], UNITS)
    assert [person.unit for person in staff.people] == [unit]
    assert bool(staff.notices) == is_doubted


def test_an_unknown_unit_is_an_error_that_guesses_what_was_meant() -> None:
    staff = read([HEADINGS, [1, AN[0], "Phòng Lãn sự", *AN[2:]], [2, BINH[0], "Thanh tra", *BINH[2:]]], UNITS)
    assert places(staff.errors) == [(2, "Đơn vị"), (3, "Đơn vị")]
    assert 'Có phải là "Phòng Lãnh sự" không?' in staff.errors[0].what
    assert "Có phải" not in staff.errors[1].what


@pytest.mark.parametrize("typed", ["=1+1", "<i>Văn phòng</i>", "Văn\x01phòng", "123", "#N/A"])
def test_a_unit_that_is_no_plain_text_is_an_error_even_where_any_unit_goes(typed: str) -> None:
    assert places(read([HEADINGS, [1, AN[0], typed, *AN[2:]], PEOPLE[1]]).errors) == [(2, "Đơn vị")]


@pytest.mark.parametrize(
    ("year", "is_doubted"), [(1956, False), (1955, True), (2008, False), (2009, True), (1890, True), (2030, True)]
)
def test_an_unlikely_age_is_a_notice(year: int, is_doubted: bool) -> None:
    staff = read([["Họ và tên", "Đơn vị", "Đối tượng", "Năm sinh", "Email"], [*AN[:3], year, AN[3]]])
    assert [person.birth_year for person in staff.people] == [year]
    assert places(staff.notices) == ([(2, "Năm sinh")] if is_doubted else [])


def test_a_year_that_cannot_be_read_is_a_notice() -> None:
    staff = read([["Họ và tên", "Đơn vị", "Đối tượng", "Năm sinh", "Email"], [*AN[:3], "tám lăm", AN[3]]])
    assert ([person.birth_year for person in staff.people], places(staff.notices)) == ([None], [(2, "Năm sinh")])


def test_a_position_keeps_its_words_and_loses_its_bullet_and_costs_nobody_the_place() -> None:
    heading = ["Họ và tên", "Đơn vị", "Đối tượng", "Chức vụ", "Email"]
    staff = read([heading, [*AN[:3], "- Trưởng phòng", AN[3]], [*BINH[:3], "=1+1", BINH[3]]])
    assert [person.position for person in staff.people] == ["Trưởng phòng", ""]
    assert (staff.errors, places(staff.notices)) == ([], [(3, "Chức vụ")])


def test_control_characters_that_excel_escapes_are_seen() -> None:
    assert places(read(workbook([HEADINGS, [1, "Nguyễn_x0007_ Văn An", *AN[1:]], PEOPLE[1]])).errors) == [
        (2, "Họ và tên")
    ]
