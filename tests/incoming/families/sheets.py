"""Workbooks of several sheets, and what is hidden in them."""

from tests.incoming.families.case import AN_NO_UNIT, BINH_NO_UNIT, CUONG_NO_UNIT, FULL, NO_UNIT, case
from tests.incoming.lists import HEADINGS, PEOPLE, Page

SHEETS = (
    case(
        "a list on each of two sheets",
        [Page([HEADINGS, *PEOPLE[:2]], "Lãnh sự"), Page([HEADINGS, PEOPLE[2]], "Văn phòng")],
    ),
    case(
        "each sheet is named after its unit",
        [Page([NO_UNIT, AN_NO_UNIT], "Phòng Lãnh sự"), Page([NO_UNIT, BINH_NO_UNIT, CUONG_NO_UNIT], "Văn phòng")],
    ),
    case(
        "empty sheets stand beside the list", [Page([], "Sheet1"), Page([HEADINGS, *PEOPLE], "DS"), Page([], "Sheet3")]
    ),
    case(
        "a sheet of instructions stands first",
        [Page([["Hướng dẫn điền danh sách"]], "HD"), Page([HEADINGS, *PEOPLE], "DS")],
        notices=((1, ""),),
    ),
    case(
        "a sheet is hidden",
        [Page([HEADINGS, *PEOPLE], "DS"), Page([HEADINGS, PEOPLE[0]], "Cũ", is_hidden=True)],
        notices=((1, ""),),
    ),
    case(
        "each sheet is named after a category",
        [
            Page([HEADINGS[:3], PEOPLE[0][:3]], "Công chức"),
            Page([HEADINGS[:3], PEOPLE[1][:3]], "VC"),
            Page([HEADINGS[:3], PEOPLE[2][:3]], "NLĐ"),
        ],
        notices=((2, "Email"),) * 3,
    ),
    case(
        "a hidden sheet of words to choose from",
        [Page([HEADINGS, *PEOPLE], "DS"), Page([["Công chức"], ["Viên chức"]], "Danh mục", is_hidden=True)],
    ),
    case("a row is hidden", Page([HEADINGS, *PEOPLE], hidden_rows=[3]), notices=((3, "Họ và tên"),)),
    case(
        "columns are hidden",
        Page([FULL, *([row[0], row[1], 1985, "Chuyên viên", *row[2:]] for row in PEOPLE)], hidden_columns=["C:D"]),
    ),
    case(
        "the unit and the addresses are hidden and nothing else has them",
        Page([HEADINGS, *PEOPLE], hidden_columns=["C:C", "E:E"]),
    ),
    case(
        "a hidden column keeps the addresses of last year",
        Page(
            [
                [*HEADINGS[:4], "Email", "Email"],
                *([*row[:4], f"cu{row[4]}", "moi@x.vn" if row[0] == 1 else row[4]] for row in PEOPLE),
            ],
            hidden_columns=["E:E"],
        ),
    ),
)
