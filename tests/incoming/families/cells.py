"""What people put into single cells: names, addresses, units, categories, days of birth, formulas."""

from datetime import date

from tests.incoming.families.case import FULL, case, one, person, refused
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, Cells, Formula

DIGIT_COLUMNS = [
    "STT",
    "Họ và tên",
    "Số CCCD",
    "Số điện thoại",
    "Số tài khoản",
    "Địa chỉ",
    "Đơn vị",
    "Đối tượng",
    "Email",
]
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.vn";"An")',
    "+84912345678",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
)
MARKUPS = ("<b>Nguyễn Văn An</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "Nguyễn &lt;Văn&gt; An")
CONTROLS = ("Nguyễn\x07Văn An", "Nguyễn Văn\x1b[31m An", "Nguyễn\u202eVăn An", "Nguyễn Văn An\x7f", "Nguyễn\x08 Văn An")
STRAYS = (
    "  Nguyễn  Văn   An  ",
    "Nguyễn\u00a0Văn\u00a0An",
    "\u200bNguyễn\u200b Văn An\ufeff",
    "Nguyễn\nVăn An",
    "Nguyễn Văn\u2060 An",
    "\u00adNguyễn Văn An",
    "‘Nguyễn Văn An",
    "1. Nguyễn Văn An",
)
WRONG_MAILS = (
    "an.songoaivu.gov.vn", "an@", "@songoaivu.gov.vn", "an@songoaivu", "an@@songoaivu.gov.vn", "an songoaivu@gov.vn",
    "an@songoaivu.gov.vn, an@gmail.com", "an@songoaivu,gov.vn", "nguyễn.an@songoaivu.gov.vn", "an@songoaivu..vn",
    ".an@songoaivu.gov.vn", "an@-songoaivu.vn", "0912345678", "an(at)songoaivu.gov.vn",
    "an@songoaivu.gov.vn\nBcc: x@y.vn",
    "<script>@x.vn", "#REF!",
)  # fmt: skip
RIGHT_MAILS = (
    "AN@SONGOAIVU.GOV.VN",
    " an@songoaivu.gov.vn ",
    "an@songoaivu.gov.vn\u200b",
    "mailto:an@songoaivu.gov.vn",
    "E-mail: an@songoaivu.gov.vn",
    "an@songoaivu.gov.vn;",
    "Nguyễn Văn An <an@songoaivu.gov.vn>",
)
NO_MAILS = ("", "  ", "-", "Không có", "chưa có", "không", "N/A", "\u200b", "(không)", "ko có", "Chưa có email")
CATEGORIES = (
    "CC", "Công chức", "CÔNG CHỨC", "công  chức ", "Công chức (chuyên viên)", "Công chức loại A1", "C.C",
    "cong chuc", "Công\u00a0chức",
    "VC", "Viên chức", "Viên chức hạng III", "VC (HĐLV)", "vien chuc", "Viên chức quản lý",
    "NLĐ", "Người lao động", "HĐLĐ", "HĐ 68", "HĐ 111", "HĐ theo NĐ 111", "NĐ68", "NĐ 111",
    "Hợp đồng lao động", "Hợp đồng 111",
    "LĐHĐ", "Lao động hợp đồng",
    "HĐ chuyên môn", "Nhân viên hợp đồng", "NLĐ (HĐ 111)", "Lao động HĐ 68", "Cán bộ", "Contractor",
)  # fmt: skip
NO_CATEGORIES = ("Chuyên viên", "Biên chế", "CBCCVC", "x", "1", "Khác", "#N/A", "Công chức/Viên chức", "Nam")
UNITS = frozenset({"Phòng Lãnh sự", "Văn phòng", "Phòng Tổ chức - Hành chính"})


def births(*typed: object) -> Cells:
    """A list of people with these days of birth."""
    rows = [
        [n, f"Nguyễn Văn {chr(64 + n)}n", birth, "", *AN[1:3], f"n{n}@x.vn"] for n, birth in enumerate(typed, start=1)
    ]
    return [FULL, *rows]


NAMES = (
    *(
        case(
            f"a name that looks like a formula: {name!r}", [*one(name=name), *PEOPLE[1:]], 2, errors=((2, "Họ và tên"),)
        )
        for name in FORMULAS
    ),
    *(
        case(f"a name with markup: {name!r}", [*one(name=name), *PEOPLE[1:]], 2, errors=((2, "Họ và tên"),))
        for name in MARKUPS
    ),
    *(
        case(f"a name with control characters: {name!r}", [*one(name=name), *PEOPLE[1:]], 2, errors=((2, "Họ và tên"),))
        for name in CONTROLS
    ),
    *(case(f"a name with stray characters: {name!r}", [*one(name=name), *PEOPLE[1:]]) for name in STRAYS),
    case(
        "a name that a formula computes",
        [*one(name=Formula('=UPPER("an")', "AN BÌNH")), *PEOPLE[1:]],
        2,
        errors=((2, "Họ và tên"),),
    ),
    case(
        "a name that a formula takes from another sheet",
        [*one(name=Formula("=Sheet2!B2", "")), *PEOPLE[1:]],
        2,
        errors=((2, "Họ và tên"),),
    ),
    case(
        "a name whose formula lost what it refers to", [*one(name="#REF!"), *PEOPLE[1:]], 2, errors=((2, "Họ và tên"),)
    ),
    case(
        "rows without a name",
        [HEADINGS, person(name=""), person(name="  ", number=2, email="b@x.vn"), PEOPLE[2]],
        1,
        errors=((2, "Họ và tên"), (3, "Họ và tên")),
    ),
    case("a name that is a number", [*one(name=123456789), *PEOPLE[1:]], 2, errors=((2, "Họ và tên"),)),
    case(
        "names of the highlands and from abroad",
        [
            HEADINGS,
            person(name="H'Hen Niê"),
            person(name="Y Bhăm-Niê Kđăm", email="y@x.vn"),
            person(name="Nguyễn Anna-Maria O’Brien", email="z@x.vn"),
        ],
    ),
    case("a name with a figure behind it", one(name="Nguyễn Văn An 2"), 1, notices=((2, "Họ và tên"),)),
    case(
        "two people of one name in two units",
        [HEADINGS, person(), person(unit="Văn phòng", email="an2@x.vn")],
        2,
        notices=((3, "Họ và tên"),),
    ),
    case(
        "two people of one name in one unit with addresses of their own",
        [HEADINGS, person(), person(email="an2@x.vn")],
        2,
        notices=((3, "Họ và tên"),),
    ),
    case(
        "two people whom nothing tells apart",
        [HEADINGS, person(email=""), person(email="")],
        2,
        notices=((2, "Email"), (3, "Email"), (3, "Họ và tên")),
    ),
)

MAILS = (
    *(
        case(f"a malformed address: {mail!r}", [*one(email=mail), *PEOPLE[1:]], 2, errors=((2, "Email"),))
        for mail in WRONG_MAILS
    ),
    *(case(f"an address to be cleaned: {mail!r}", [*one(email=mail), *PEOPLE[1:]]) for mail in RIGHT_MAILS),
    *(case(f"no address: {mail!r}", [*one(email=mail), *PEOPLE[1:]], notices=((2, "Email"),)) for mail in NO_MAILS),
    case(
        "an address three times",
        [HEADINGS, *([n, *p[:3], AN[3]] for n, p in enumerate((AN, BINH, CUONG), 1))],
        1,
        errors=((3, "Email"), (4, "Email")),
    ),
    case(
        "an address again in capitals and with spaces",
        [HEADINGS, PEOPLE[0], [2, *BINH[:3], " AN@SoNgoaiVu.gov.vn "]],
        1,
        errors=((3, "Email"),),
    ),
    case(
        "no column of addresses",
        [HEADINGS[:4], *(row[:4] for row in PEOPLE)],
        notices=((2, "Email"), (3, "Email"), (4, "Email")),
    ),
    case("an address that a formula computes", one(email=Formula('=LOWER("AN@X.VN")', "an@x.vn")), 1),
)

CATEGORIES_CASES = (
    *(case(f"a category written {text!r}", [*one(category=text), *PEOPLE[1:]]) for text in CATEGORIES),
    *(
        case(f"no category: {text!r}", [*one(category=text), *PEOPLE[1:]], 2, errors=((2, "Đối tượng"),))
        for text in ("", "  ", "-", *NO_CATEGORIES)
    ),
    case(
        "the category is a mark in its own column",
        [
            ["STT", "Họ và tên", "Đơn vị", "Công chức", "Viên chức", "NLĐ", "Email"],
            [1, *AN[:2], "x", "", "", AN[3]],
            [2, *BINH[:2], "", "x", "", BINH[3]],
            [3, *CUONG[:2], "", "", "x", CUONG[3]],
        ],
    ),
    case(
        "the mark is a tick of a font of signs, a star or the heading's own word",
        [
            ["STT", "Họ và tên", "Đơn vị", "Công chức", "Viên chức", "NLĐ", "Email"],
            [1, *AN[:2], "ü", "", "", AN[3]],
            [2, *BINH[:2], "", "\uf0fc", "", BINH[3]],
            [3, *CUONG[:2], "", "", "*", CUONG[3]],
            [4, "Lê Bá", "Văn phòng", "CC", "", "", "ba@x.vn"],
            [5, "Lê Bốn", "Văn phòng", "CC", "P", "", "bon@x.vn"],
        ],
        4,
        errors=((6, "Công chức"),),
    ),
)

UNIT_CASES = (
    case(
        "rows without a unit",
        [HEADINGS, person(unit=""), person(name="Lê Bá", unit="\u00a0", email="b@x.vn"), PEOPLE[2]],
        1,
        errors=((2, "Đơn vị"), (3, "Đơn vị")),
    ),
    case("units come from the list", [HEADINGS, person(unit="Phòng Chưa ai biết"), *PEOPLE[1:]]),
    case(
        "an unknown unit",
        [HEADINGS, person(unit="Phòng Đối ngoại"), *PEOPLE[1:]],
        2,
        errors=((2, "Đơn vị"),),
        units=UNITS,
    ),
    case(
        "known units in other spellings",
        [
            HEADINGS,
            person(unit=" PHÒNG  lãnh sự"),
            person(number=2, name="Lê An", unit="P. Lãnh sự", email="l@x.vn"),
            person(number=3, name="Lê Bá", unit="Phòng Tổ chức – Hành chính", email="m@x.vn"),
        ],
        units=UNITS,
    ),
    case("a unit that is a formula's error", [*one(unit="#REF!"), *PEOPLE[1:]], 2, errors=((2, "Đơn vị"),)),
    case("a unit looked up by a formula", [*one(unit=Formula("=VLOOKUP(A2,X:Y,2)", "Văn phòng")), *PEOPLE[1:]]),
    case(
        "a unit with an ampersand, a slash and brackets",
        [*one(unit="Phòng Khoa học & Công nghệ/Đào tạo (KHCN)"), *PEOPLE[1:]],
    ),
)

BIRTHS = (
    case(
        "days of birth as days, years, texts",
        births(date(1980, 2, 3), 1981, "1982", "5/6/1983", "07-08-84", "02021985", "1986.0", 31_778),
        8,
    ),
    case(
        "unlikely ages",
        births(1930, 2015, date(2012, 1, 1), "01/01/1900", 1985),
        5,
        notices=((2, "Năm sinh"), (3, "Năm sinh"), (4, "Năm sinh"), (5, "Năm sinh")),
    ),
    case(
        "a day of birth that cannot be read", births("tám lăm", "#REF!"), 2, notices=((2, "Năm sinh"), (3, "Năm sinh"))
    ),
    case("no day of birth", births("", "-"), 2),
    case(
        "a position that is a formula's error costs nobody",
        [FULL, [1, AN[0], 1980, "#REF!", *AN[1:]], [2, BINH[0], 1981, "=1+1", *BINH[1:]]],
        2,
        notices=((2, "Chức vụ"), (3, "Chức vụ")),
    ),
)

OTHERS = (
    case(
        "columns that are none of our business",
        [
            DIGIT_COLUMNS,
            *(
                [row[0], row[1], "038085001234", "0912345678", "1012345678901", "12 Phan Đình Phùng", *row[2:]]
                for row in PEOPLE
            ),
        ],
    ),
    case("numbers stored as text", [HEADINGS, *([str(row[0]), *row[1:]] for row in PEOPLE)]),
    case(
        "numbers that count by a formula",
        [HEADINGS, *([Formula("=ROW()-1", n), *row[1:]] for n, row in enumerate(PEOPLE, 1))],
    ),
    case("errors of formulas in columns of no use", [[*HEADINGS, "Ghi chú"], *([*row, "#REF!"] for row in PEOPLE)]),
    case(
        "line breaks within cells",
        [
            HEADINGS,
            *(
                [n, name.replace(" ", "\n", 1), unit.replace(" ", "\n"), category.replace(" ", "\n"), f"{mail}\n"]
                for n, name, unit, category, mail in PEOPLE
            ),
        ],
    ),
    refused("every name is a formula's error, the headings too", [["#REF!", "#REF!"], [1, "#REF!"]], "dòng tiêu đề"),
)

CELLS = (*NAMES, *MAILS, *CATEGORIES_CASES, *UNIT_CASES, *BIRTHS, *OTHERS)
