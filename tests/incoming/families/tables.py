"""How a table stands on its sheet: titles above, headings, sections, totals, signatures, merged and hidden parts."""

from tests.incoming.families.case import (
    AN_BARE,
    AN_NO_UNIT,
    BARE,
    BINH_BARE,
    BINH_NO_UNIT,
    CUONG_BARE,
    CUONG_NO_UNIT,
    FULL,
    NO_UNIT,
    case,
    refused,
)
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, Page

BLOCK = [
    ["ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ NGOẠI VỤ", "", "", "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC VÀ NGƯỜI LAO ĐỘNG"],
    ["(Tính đến ngày 30 tháng 11 năm 2026)"],
    [],
]
NO_CATEGORY = ["STT", "Họ và tên", "Đơn vị", "Email"]
AN_NO_CATEGORY, BINH_NO_CATEGORY, CUONG_NO_CATEGORY = (
    [number, name, unit, email] for number, (name, unit, _, email) in enumerate((AN, BINH, CUONG), start=1)
)
SIGNED = [
    [],
    ["", "", "", "Hà Tĩnh, ngày 20 tháng 11 năm 2026"],
    ["", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"],
    ["", "(Ký, ghi rõ họ tên)", "", "(Ký tên, đóng dấu)"],
    [],
    ["", "Trần Thị Lập", "", "Ngô Văn Ký"],
]
SPLIT = ["STT", "Họ đệm", "Tên", "Đơn vị", "Đối tượng", "Email"]
SPLIT_PEOPLE = [
    [number, name.rpartition(" ")[0], name.rpartition(" ")[2], *rest]
    for number, (name, *rest) in enumerate((AN, BINH, CUONG), start=1)
]
UPPER = ["STT", "Họ và tên", "Năm sinh", "", "Công tác", "", "Email"]
LOWER = ["", "", "Nam", "Nữ", "Đơn vị", "Đối tượng", ""]
UNDER_TWO = [
    [1, AN[0], 1980, "", *AN[1:]],
    [2, BINH[0], "", 1991, *BINH[1:]],
    [3, CUONG[0], "12/5/1979", "", *CUONG[1:]],
]
TWO_ROWS_MERGED = ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"]

TITLES = (
    case("a block of titles stands above the headings", [*BLOCK, HEADINGS, *PEOPLE]),
    case("the block of titles is merged", Page([*BLOCK, HEADINGS, *PEOPLE], merged=["A4:E4", "A5:E5", "D1:E1"])),
    case("forty blank rows stand above the headings", [*[[]] * 40, HEADINGS, *PEOPLE]),
    case(
        "a form number and a date stand beside the title",
        [["Mẫu số 01", "", "", "", 46_350], *BLOCK, HEADINGS, *PEOPLE],
    ),
    case("the table begins in column D", [["", "", "", *row] for row in (HEADINGS, *PEOPLE)]),
    case("the title names the columns in prose", [["Danh sách gồm họ và tên, đơn vị, email"], HEADINGS, *PEOPLE]),
)

HEADERS = (
    case("two rows of headings without merged cells", [UPPER, LOWER, *UNDER_TWO]),
    case("two rows of headings with merged cells", Page([UPPER, LOWER, *UNDER_TWO], merged=TWO_ROWS_MERGED)),
    case("three rows of headings, the last numbers the columns", [UPPER, LOWER, list("1234567"), *UNDER_TWO]),
    case(
        "headings with line breaks and stars",
        [["STT", "Họ và\ntên (*)", "Đơn vị\ncông tác", "Đối\ntượng", "E-mail"], *PEOPLE],
    ),
    case("headings in capitals without accents", [["STT", "HO VA TEN", "DON VI", "DOI TUONG", "EMAIL"], *PEOPLE]),
    case("headings repeat on each printed page", [HEADINGS, PEOPLE[0], HEADINGS, PEOPLE[1], HEADINGS, PEOPLE[2]]),
    case(
        "titles and headings repeat on each printed page", [*BLOCK, HEADINGS, *PEOPLE[:2], *BLOCK, HEADINGS, PEOPLE[2]]
    ),
    case(
        "two rows of headings repeat on the second page",
        [UPPER, LOWER, UNDER_TWO[0], UPPER, LOWER, *UNDER_TWO[1:]],
    ),
    case(
        "numbers of pages stand between people",
        [HEADINGS, PEOPLE[0], ["Trang 1/2"], HEADINGS, *PEOPLE[1:], ["", "Trang 2/2"]],
    ),
    case("the columns stand in another order", [[*reversed(HEADINGS)], *([*reversed(row)] for row in PEOPLE)]),
    case("no column counts the rows", [HEADINGS[1:], *(row[1:] for row in PEOPLE)]),
    refused("only headings", [HEADINGS], "không có người nào"),
    refused("headings and a total", [HEADINGS, ["", "Tổng cộng: 0 người"]], "không có người nào"),
    refused("no headings at all", PEOPLE, "dòng tiêu đề"),
    refused(
        "no column of names", [["STT", "Đơn vị", "Đối tượng", "Email"], *([1, *row[2:]] for row in PEOPLE)], "Họ và tên"
    ),
    refused("no column of units", [NO_UNIT, AN_NO_UNIT, BINH_NO_UNIT], "Đơn vị"),
    refused(
        "no column of categories", [[*HEADINGS[:3], "Email"], *([*row[:3], row[4]] for row in PEOPLE)], "Đối tượng"
    ),
    refused("a column of names only", [["Họ và tên"], [AN[0]], [BINH[0]]], "Đơn vị"),
)

NAMES = (
    case("the name stands in two columns", [SPLIT, *SPLIT_PEOPLE]),
    case(
        "the name stands in two columns under one merged heading",
        Page([["STT", "Họ và tên", "", *SPLIT[3:]], *SPLIT_PEOPLE], merged=["B1:C1"]),
    ),
    case(
        "the two parts are named in a second row of headings",
        Page(
            [["STT", "Họ và tên", "", *SPLIT[3:]], ["", "Họ đệm", "Tên", "", "", ""], *SPLIT_PEOPLE], merged=["B1:C1"]
        ),
    ),
    case(
        "a part of the name is missing",
        [SPLIT, *SPLIT_PEOPLE, [4, "Đỗ Thị", "", *AN[1:3], "d@x.vn"]],
        errors=((5, "Tên"),),
    ),
)

SECTIONS = (
    case(
        "titles of units give the unit",
        [NO_UNIT, ["I", "Phòng Lãnh sự"], AN_NO_UNIT, ["II", "Văn phòng"], BINH_NO_UNIT, CUONG_NO_UNIT],
    ),
    case(
        "titles of units are merged and in capitals",
        Page(
            [NO_UNIT, ["I. PHÒNG LÃNH SỰ"], AN_NO_UNIT, ["II. VĂN PHÒNG (02 người)"], BINH_NO_UNIT, CUONG_NO_UNIT],
            merged=["A2:D2", "A4:D4"],
        ),
    ),
    case(
        "merged titles that no word marks as units",
        Page(
            [NO_UNIT, ["Hợp tác quốc tế"], AN_NO_UNIT, ["Hành chính - Tổ chức"], BINH_NO_UNIT, CUONG_NO_UNIT],
            merged=["A2:D2", "A4:D4"],
        ),
    ),
    case(
        "titles of categories cite the decree",
        [
            NO_CATEGORY,
            ["A", "BIÊN CHẾ CÔNG CHỨC"],
            AN_NO_CATEGORY,
            ["B", "Lao động hợp đồng theo Nghị định số 111/2022/NĐ-CP"],
            CUONG_NO_CATEGORY,
            ["C", "Người lao động khác"],
            BINH_NO_CATEGORY,
        ],
    ),
    case(
        "two tables, each under the title of its category",
        [
            ["DANH SÁCH CÔNG CHỨC"],
            NO_CATEGORY,
            AN_NO_CATEGORY,
            [],
            ["DANH SÁCH VIÊN CHỨC"],
            NO_CATEGORY,
            BINH_NO_CATEGORY,
            CUONG_NO_CATEGORY,
        ],
    ),
    refused(
        "the title names two categories, and no column one",
        [["DANH SÁCH CÔNG CHỨC, VIÊN CHỨC"], NO_CATEGORY, AN_NO_CATEGORY],
        "thiếu cột Đối tượng",
    ),
    case(
        "titles of units stand above people who name theirs",
        [HEADINGS, ["I", "Phòng Lãnh sự"], PEOPLE[0], ["II", "Văn phòng"], *PEOPLE[1:]],
    ),
    case(
        "titles of groups of units",
        [HEADINGS, ["A", "KHỐI VĂN PHÒNG SỞ"], *PEOPLE[:2], ["B", "CÁC ĐƠN VỊ SỰ NGHIỆP"], PEOPLE[2]],
    ),
    case(
        "titles of groups without numbers",
        [HEADINGS, ["", "Các phòng chuyên môn"], *PEOPLE[:2], ["", "Khối sự nghiệp"], PEOPLE[2]],
    ),
    case(
        "titles of units and of categories",
        [
            BARE,
            ["A", "PHÒNG LÃNH SỰ"],
            ["I", "Công chức"],
            AN_BARE,
            ["B", "VĂN PHÒNG"],
            ["I", "Viên chức"],
            BINH_BARE,
            ["II", "Người lao động"],
            CUONG_BARE,
        ],
    ),
    case(
        "people called Ban, whom only titles give a unit and a category",
        [
            BARE,
            ["A", "CÔNG CHỨC: 02"],
            ["I", "Ban Văn hóa: 02"],
            [1, "Ban Văn Hùng", ""],
            [2, "Ban Thị Hoa", ""],
            ["II", "Ban Thi đua"],
            [1, AN[0], AN[3]],
        ],
        notices=((4, "Email"), (5, "Email")),
    ),
    case(
        "titles with counts in other columns",
        [NO_UNIT, ["I", "Phòng Lãnh sự", "1 người"], AN_NO_UNIT, ["II", "Văn phòng", 2], BINH_NO_UNIT, CUONG_NO_UNIT],
    ),
    case(
        "a count under each unit and under all",
        [
            NO_UNIT,
            ["I", "Phòng Lãnh sự"],
            AN_NO_UNIT,
            ["", "Cộng", 1],
            ["II", "Văn phòng"],
            BINH_NO_UNIT,
            CUONG_NO_UNIT,
            ["", "Cộng: 2 người"],
            ["", "TỔNG CỘNG: 3 người"],
        ],
    ),
    case(
        "a title of an unknown unit",
        [NO_UNIT, ["I", "Phòng Lãnh sự"], AN_NO_UNIT, ["II", "Phòng Mới"], BINH_NO_UNIT, CUONG_NO_UNIT],
        1,
        errors=((5, "Đơn vị"), (6, "Đơn vị")),
        units=frozenset({"Phòng Lãnh sự"}),
    ),
    case(
        "the unit stands above the headings",
        [["Đơn vị: Phòng Lãnh sự"], NO_UNIT, AN_NO_UNIT, BINH_NO_UNIT, CUONG_NO_UNIT],
    ),
)

ENDINGS = (
    case("a total below", [HEADINGS, *PEOPLE, ["", "Tổng cộng: 3 người"]]),
    case("a total in a merged row", Page([HEADINGS, *PEOPLE, ["Tổng cộng: 03 (ba) người"]], merged=["A5:E5"])),
    case(
        "a total that counts more than there are",
        [HEADINGS, *PEOPLE, ["", "Tổng cộng: 28 người"]],
        notices=((5, "Họ và tên"),),
    ),
    case(
        "totals by category",
        [HEADINGS, *PEOPLE, ["", "Tổng số", "", 3], ["", "Trong đó: Công chức: 1; Viên chức: 1; NLĐ: 1"]],
    ),
    case("signatures below", [HEADINGS, *PEOPLE, *SIGNED]),
    case("a total and signatures below", [*BLOCK, HEADINGS, *PEOPLE, ["", "Cộng", 3], *SIGNED]),
    case(
        "signatures under words for who checked",
        [HEADINGS, *PEOPLE, [], ["", "NGƯỜI KIỂM TRA", "", "PHỤ TRÁCH ĐƠN VỊ"], [], ["", "Trần Thị Lập"]],
    ),
    case("receivers and filing below", [HEADINGS, *PEOPLE, ["Nơi nhận:"], ["- Sở Nội vụ;"], ["- Lưu: VT, TCHC."]]),
    case("remarks below", [HEADINGS, *PEOPLE, ["Ghi chú: số liệu đến 30/11/2026"], ["(*) đang đi học"]]),
    case(
        "blank rows between people", [HEADINGS, PEOPLE[0], [], [], PEOPLE[1], [" ", "\u00a0", "\u200b"], PEOPLE[2], []]
    ),
    case("numbered rows kept for people to come", [HEADINGS, *PEOPLE, *([number] for number in range(4, 30))]),
)

MERGED = (
    case(
        "the unit is merged over its people",
        Page([HEADINGS, PEOPLE[0], PEOPLE[1], [3, CUONG[0], "", *CUONG[2:]]], merged=["C3:C4"]),
    ),
    case(
        "unit and category are merged over their people",
        Page(
            [HEADINGS, PEOPLE[0], [2, BINH[0], "", "", BINH[3]], [3, CUONG[0], "", "", CUONG[3]]],
            merged=["C2:C4", "D2:D4"],
        ),
    ),
    case(
        "a merged range stops before the last person",
        Page([HEADINGS, PEOPLE[0], [2, BINH[0], "", *BINH[2:]], [3, CUONG[0], "", *CUONG[2:]]], merged=["C2:C3"]),
        2,
        errors=((4, "Đơn vị"),),
    ),
    case(
        "each person takes two merged rows",
        Page(
            [
                FULL,
                [1, AN[0], 1980, "Trưởng phòng", *AN[1:]],
                ["", "", "", "Bí thư chi bộ"],
                [2, BINH[0], 1991, "", *BINH[1:]],
                [3, CUONG[0], 1979, "Lái xe", *CUONG[1:]],
            ],
            merged=["A2:A3", "B2:B3", "C2:C3", "E2:E3", "F2:F3", "G2:G3"],
        ),
    ),
)

TABLES = (*TITLES, *HEADERS, *NAMES, *SECTIONS, *ENDINGS, *MERGED)
