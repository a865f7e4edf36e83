"""What stands on the sheet of a list and is no list: tables of figures, legends, explanations, labels, unsplit rows."""

import pytest

from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, Cells, names, places, read, separated

THREE = [AN[0], BINH[0], CUONG[0]]
NO_UNIT = ["STT", "Họ và tên", "Đối tượng", "Email"]
AN_CC, BINH_CC, CUONG_CC = ([1, person[0], "CC", person[3]] for person in (AN, BINH, CUONG))
FIGURES = [["TT", "Phòng", "Số CC", "Số VC"], [1, "Hợp tác quốc tế", 5, 1], [2, "Kế hoạch", 3, 2]]


@pytest.mark.parametrize("figures", [FIGURES, [["STT", "Đơn vị", "Công chức", "Viên chức", "Tổng"], *FIGURES[1:]]])
def test_a_table_of_figures_is_told_and_not_read(figures: Cells) -> None:
    below = read([HEADINGS, *PEOPLE, [], *figures])
    between = read([HEADINGS, PEOPLE[0], *figures, [], HEADINGS, *PEOPLE[1:]])
    assert (names(below), below.errors, places(below.notices)) == (THREE, [], [(6, "Họ và tên")])
    assert (names(between), between.errors, places(between.notices)) == (THREE, [], [(3, "Họ và tên")])


def test_a_legend_below_the_list_names_no_people() -> None:
    staff = read([HEADINGS, *PEOPLE, ["Chú thích:"], ["", "CC", "Công chức"], ["", "HĐ", "Hợp đồng"]])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


def test_a_row_that_explains_the_headings_is_no_person() -> None:
    staff = read([HEADINGS, ["", "(viết hoa)", "(phòng)", "(CC/VC/NLĐ)", "(công vụ)"], *PEOPLE])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


def test_each_table_below_may_be_labelled_with_its_unit() -> None:
    label = "Đơn vị: Phòng Lãnh sự"
    staff = read([["Đơn vị: Văn phòng"], NO_UNIT, BINH_CC, [], [label], NO_UNIT, AN_CC, ["", "Đơn vị tính: người"]])
    assert [(person.full_name, person.unit) for person in staff.people] == [(BINH[0], BINH[1]), (AN[0], AN[1])]
    staff = read([NO_UNIT, ["I", "Văn phòng"], BINH_CC, ["", "", "", "Đơn vị tính: người"], NO_UNIT, CUONG_CC])
    assert [person.unit for person in staff.people] == ["Văn phòng", "Văn phòng"]


@pytest.mark.parametrize("at_work", ["", "-", "không có"])
def test_where_a_column_says_there_is_nothing_the_next_of_its_kind_is_read(at_work: str) -> None:
    rows = [[*HEADINGS[:4], "Email cá nhân", "Email công vụ"], [*PEOPLE[0][:4], "an@gmail.com", at_work]]
    assert [person.email for person in read(rows).people] == ["an@gmail.com"]


def test_who_is_marked_under_no_category_or_under_two_is_told_where_to_mark() -> None:
    headings = ["STT", "Họ và tên", "Đơn vị", "CC", "VC"]
    staff = read([headings, [1, *AN[:2], "x", ""], [2, *BINH[:2], "", ""], [3, *CUONG[:2], "x", "x"]])
    assert [error.sentence.split(" Sửa trong tệp")[0] for error in staff.errors] == [
        'Dòng 3, cột CC: thiếu đối tượng. Đánh dấu x vào một trong các cột "CC" và "VC".',
        'Dòng 4, cột CC: đánh dấu cả công chức và viên chức. Đánh dấu x vào một trong các cột "CC" và "VC".',
    ]


def test_rows_that_were_never_split_into_columns_are_told_as_that() -> None:
    lines = separated([HEADINGS, *PEOPLE]).decode().splitlines()
    in_marks = "\r\n".join(f'"{line}"' for line in lines).encode()
    for staff in (read([[line] for line in lines]), read(in_marks, filename="a.csv")):
        assert "dồn cả dòng vào một ô" in (staff.refused or "")
    assert "không có dòng tiêu đề" in (read([["Kính gửi"], ["Sở A, Sở B"]]).refused or "")
