"""Titles, totals, signatures, merged cells, several sheets: what is a person in a list and what is not."""

from datetime import date

import pytest

from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, Page, names, places, read, separated, workbook

THREE = [AN[0], BINH[0], CUONG[0]]
NO_UNIT = ["STT", "Họ và tên", "Đối tượng", "Email"]
AN_CC, BINH_CC, CUONG_CC = ([1, person[0], "CC", person[3]] for person in (AN, BINH, CUONG))


def test_titles_of_units_give_the_unit_of_the_rows_below() -> None:
    rows = [NO_UNIT, ["I", "Phòng Lãnh sự"], AN_CC, ["II", "Văn phòng"], BINH_CC, CUONG_CC]
    staff = read(rows)
    assert [person.unit for person in staff.people] == ["Phòng Lãnh sự", "Văn phòng", "Văn phòng"]
    assert (staff.errors, staff.notices, staff.units) == ([], [], ["Phòng Lãnh sự", "Văn phòng"])


@pytest.mark.parametrize(
    "title",
    [
        ["I. Phòng Lãnh sự"],
        ["I/ Phòng Lãnh sự"],
        ["A. Phòng Lãnh sự:"],
        ["1. Phòng Lãnh sự"],
        ["", "Phòng Lãnh sự"],
        ["", "I. Phòng Lãnh sự (05 người)"],
        ["I", "Phòng Lãnh sự", "", 5],
        ["", "Phòng Lãnh sự: 5 người"],
        ["1", "Phòng Lãnh sự"],
        ["I.", "Phòng Lãnh sự"],
        ["", "", "", "Phòng Lãnh sự"],
    ],
    ids=repr,
)
def test_a_title_of_a_unit_is_known_in_many_forms(title: list[object]) -> None:
    staff = read([NO_UNIT, title, AN_CC])
    assert [(person.unit, person.row) for person in staff.people] == [("Phòng Lãnh sự", 3)]
    assert staff.errors == []


def test_a_title_merged_across_the_table_is_no_person() -> None:
    page = Page([NO_UNIT, ["PHÒNG LÃNH SỰ"], AN_CC], merged=["A2:D2"])
    assert [person.unit for person in read(workbook(page)).people] == ["PHÒNG LÃNH SỰ"]


def test_titles_of_categories_give_the_category_inside_and_beside_units() -> None:
    heading = ["STT", "Họ và tên", "Email"]
    an, binh, cuong = ([1, person[0], person[3]] for person in (AN, BINH, CUONG))
    categories_outside = [["A. CÔNG CHỨC"], ["I. Phòng Lãnh sự"], an, ["B. VIÊN CHỨC"], ["I. Văn phòng"], binh]
    units_outside = [["I. Phòng Lãnh sự"], ["1. Công chức"], an, ["II. Văn phòng"], ["1. Viên chức"], binh]
    plain = [["Phòng Lãnh sự"], ["Công chức"], an, ["Văn phòng"], ["Viên chức"], binh]
    for rows in (categories_outside, units_outside, plain):
        staff = read([heading, *rows])
        assert [(person.unit, person.category) for person in staff.people] == [
            ("Phòng Lãnh sự", "civil_servant"),
            ("Văn phòng", "public_employee"),
        ]
    forgotten = read([heading, *units_outside, ["III. Thanh tra"], cuong])
    assert [error.row for error in forgotten.errors] == [9], "the category of another unit must not reach this row"


def test_the_cell_of_a_row_outweighs_the_title_above_it() -> None:
    staff = read(
        [HEADINGS, ["I. Phòng Lãnh sự"], [1, AN[0], "Thanh tra", "CC", AN[3]], [2, BINH[0], "", "CC", BINH[3]]]
    )
    assert [person.unit for person in staff.people] == ["Thanh tra", "Phòng Lãnh sự"]


def test_a_known_unit_is_a_title_even_if_its_name_tells_nothing() -> None:
    rows = [NO_UNIT, ["", "Hợp tác quốc tế"], AN_CC]
    assert read(rows, units={"Hợp tác quốc tế"}).people[0].unit == "Hợp tác quốc tế"


@pytest.mark.parametrize("line", ["Đơn vị: Phòng Lãnh sự", "Phòng: Lãnh sự", "ĐƠN VỊ CÔNG TÁC: Phòng Lãnh sự"])
def test_the_unit_may_stand_above_the_headings(line: str) -> None:
    assert read([["DANH SÁCH"], [line], NO_UNIT, AN_CC]).people[0].unit == "Phòng Lãnh sự"


def test_the_name_of_the_agency_above_the_headings_is_no_unit() -> None:
    assert "cột Đơn vị" in (read([["Đơn vị: Sở Ngoại vụ"], NO_UNIT, AN_CC]).refused or "")


@pytest.mark.parametrize(
    "total",
    [
        ["", "Tổng cộng: 3 người"],
        ["Tổng cộng: 03 người"],
        ["", "Tổng số", 3],
        ["", "TỔNG CỘNG", "", "", 3],
        ["", "Cộng", 3],
        ["Tổng"],
        ["Danh sách này có 3 người."],
        ["(Danh sách gồm 03 đồng chí)"],
        ["Ấn định danh sách: 3 người"],
        ["", "Tong cong: 3"],
    ],
    ids=repr,
)
def test_a_total_is_no_person(total: list[object]) -> None:
    staff = read([HEADINGS, *PEOPLE, total])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


def test_a_total_that_differs_from_the_rows_read_is_told() -> None:
    staff = read([HEADINGS, *PEOPLE, ["", "Tổng cộng: 28 người"]])
    assert places(staff.notices) == [(5, "Họ và tên")]
    assert "28" in staff.notices[0].what


def test_people_go_on_after_the_total_of_a_part() -> None:
    staff = read([HEADINGS, PEOPLE[0], ["", "Cộng: 1"], *PEOPLE[1:], ["", "Tổng cộng: 3"]])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


@pytest.mark.parametrize("name", ["Tống Công Danh", "Công Thị Nghĩa", "Cống Văn Tổng", "Phong Thị Ban", "Ban Văn Lưu"])
def test_names_that_sound_like_totals_and_titles_stay_people(name: str) -> None:
    assert names(read([HEADINGS, [1, name, *AN[1:]]])) == [name]
    assert names(read([HEADINGS, ["", name, *AN[1:3]]])) == [name]


def test_a_block_of_signatures_is_no_person() -> None:
    block = [
        [],
        ["", "", "", "", "Hà Tĩnh, ngày 20 tháng 11 năm 2026"],
        ["", "NGƯỜI LẬP BIỂU", "", "", "KT. GIÁM ĐỐC"],
        ["", "(Ký, ghi rõ họ tên)", "", "", "PHÓ GIÁM ĐỐC"],
        [],
        ["", "Trần Văn Lập", "", "", "Ngô Thị Hoài Nam"],
        ["Nơi nhận:"],
        ["- Như trên;"],
        ["- Lưu: VT, VP."],
    ]
    staff = read([HEADINGS, *PEOPLE, *block])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])
    staff = read([HEADINGS, *PEOPLE, ["", "Tổng cộng", 3], [], ["", "Trần Văn Lập"]])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


def test_blank_rows_and_rows_with_a_number_only_are_nothing() -> None:
    staff = read([HEADINGS, PEOPLE[0], [], [2], [3, "", "", "", " "], PEOPLE[1], [4], PEOPLE[2], [5], [6]])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


def test_a_remark_is_no_person_and_an_unclear_row_is_told() -> None:
    staff = read([HEADINGS, *PEOPLE, ["Ghi chú: danh sách cập nhật đến tháng 11"], ["* tập sự"]])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])
    staff = read([HEADINGS, *PEOPLE, ["", "Các đồng chí nêu trên được cử đi học từ tháng 9 và chưa về cơ quan"]])
    assert (len(staff.errors), [notice.row for notice in staff.notices]) == (0, [5])


def test_a_row_without_name_unit_or_category_is_an_error_that_says_which() -> None:
    staff = read(
        [HEADINGS, [1, "", *AN[1:]], [2, BINH[0], "", *BINH[2:]], [3, *CUONG[:2], "", CUONG[3]], [4, "Đỗ Đức"]]
    )
    assert staff.people == []
    assert places(staff.errors) == [
        (2, "Họ và tên"),
        (3, "Đơn vị"),
        (4, "Đối tượng"),
        (5, "Đơn vị"),
        (5, "Đối tượng"),
    ]


def test_a_director_without_a_name_is_not_taken_for_a_signature() -> None:
    heading = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Đối tượng"]
    staff = read([heading, [1, "", "Giám đốc", "Ban Giám đốc", "CC"], [2, AN[0], "Giám đốc", "Ban Giám đốc", ""]])
    assert places(staff.errors) == [(2, "Họ và tên"), (3, "Đối tượng")]


def test_a_unit_merged_over_its_people_holds_for_all_of_them() -> None:
    rows = [HEADINGS, [1, AN[0], "Phòng Lãnh sự", "CC", AN[3]], [2, BINH[0], "", "CC", BINH[3]], PEOPLE[2]]
    staff = read(workbook(Page(rows, merged=["C2:C3"])))
    assert [person.unit for person in staff.people] == ["Phòng Lãnh sự", "Phòng Lãnh sự", "Văn phòng"]
    assert places(read(rows).errors) == [(3, "Đơn vị")]


def test_a_person_over_two_merged_rows_is_one_person() -> None:
    heading = ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Đối tượng"]
    rows = [heading, [1, AN[0], "Trưởng phòng", *AN[1:3]], ["", "", "Bí thư chi bộ"], [2, BINH[0], "", *BINH[1:3]]]
    staff = read(workbook(Page(rows, merged=["A2:A3", "B2:B3", "D2:D3", "E2:E3"])))
    assert (names(staff), staff.errors) == ([AN[0], BINH[0]], [])


@pytest.mark.parametrize("ditto", ['"', "nt", "-nt-", "Như trên", "//"])
def test_as_above_means_the_text_of_the_row_above(ditto: str) -> None:
    staff = read([HEADINGS, PEOPLE[0], [2, BINH[0], ditto, ditto, BINH[3]]])
    assert [(person.unit, person.category) for person in staff.people] == [(AN[1], "civil_servant")] * 2


def test_every_sheet_with_a_list_is_read_and_places_name_the_sheet() -> None:
    wrong = [1, "Đỗ Đức", "Văn phòng", "VC", "duc@"]
    book = workbook(Page([HEADINGS, PEOPLE[0]], "Lãnh sự"), Page([HEADINGS, wrong], "Văn phòng"), Page([], "Sheet3"))
    staff = read(book)
    assert names(staff) == [AN[0]]
    assert staff.errors[0].sentence.startswith('Trang tính "Văn phòng", dòng 2, cột Email: "duc@"')
    assert staff.notices == []


def test_a_sheet_named_as_a_unit_gives_the_unit() -> None:
    book = workbook(Page([NO_UNIT, AN_CC], "Phòng Lãnh sự"), Page([NO_UNIT, BINH_CC], "Văn phòng"))
    assert [person.unit for person in read(book).people] == ["Phòng Lãnh sự", "Văn phòng"]


def test_where_one_sheet_is_named_as_its_unit_so_are_the_others() -> None:
    book = workbook(
        Page([NO_UNIT, AN_CC], "Lãnh sự"), Page([NO_UNIT, BINH_CC], "Văn phòng"), Page([NO_UNIT, AN_CC], "Sheet3")
    )
    staff = read(book)
    assert [person.unit for person in staff.people] == ["Lãnh sự", "Văn phòng"]
    assert [notice.sentence for notice in staff.notices if notice.sheet == "Sheet3"] == [
        'Trang tính "Sheet3", dòng 1: trang tính này có cột họ tên nhưng thiếu cột Đơn vị nên không được đọc.'
    ]


def test_hidden_sheets_and_sheets_without_a_list_are_told_and_not_read() -> None:
    book = workbook(
        Page([HEADINGS, PEOPLE[0]], "Danh sách"),
        Page([HEADINGS, PEOPLE[1]], "Cũ", is_hidden=True),
        Page([["Hướng dẫn điền"]], "Hướng dẫn"),
    )
    staff = read(book)
    assert names(staff) == [AN[0]]
    assert {notice.sheet for notice in staff.notices} == {"Cũ", "Hướng dẫn"}


def test_a_hidden_row_is_read_and_told() -> None:
    staff = read(workbook(Page([HEADINGS, *PEOPLE], hidden_rows=[3])))
    assert (names(staff), [notice.row for notice in staff.notices]) == (THREE, [3])


def test_real_days_and_numbers_in_cells_are_read_as_seen() -> None:
    heading = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Đối tượng"]
    births = [date(1980, 2, 3), 1981, "1982", "5/6/1983", 30_682, "07-08-84", "02021985", "Năm 1986"]
    staff = read(
        [heading, *([1, f"Nguyễn Văn {'ABCDEGHI'[place]}", birth, *AN[1:3]] for place, birth in enumerate(births))]
    )
    assert [person.birth_year for person in staff.people] == [1980, 1981, 1982, 1983, 1984, 1984, 1985, 1986]
    assert staff.notices[len(births) :] == []


def test_rows_of_a_separated_file_count_as_a_spreadsheet_counts_them() -> None:
    wrong = [3, "Lê\nQuốc Cường", "Văn phòng", "CC", "cuong@"]
    staff = read(separated([["DANH SÁCH"], [], HEADINGS, [1, "Nguyễn\nVăn An", *AN[1:]], [], wrong]), filename="a.csv")
    assert [(person.row, person.full_name) for person in staff.people] == [(4, AN[0])]
    assert places(staff.errors) == [(6, "Email")]
