"""Headings in the spellings of real lists: every one must lead to the same three people."""

import pytest

from documents.incoming.people.fields import field_of
from tests.incoming.lists import AN, BINH, CUONG, HEADINGS, PEOPLE, Page, names, places, read, workbook

THREE = [AN[0], BINH[0], CUONG[0]]
SPELLINGS = [
    ["STT", "Họ và tên", "Phòng ban", "Đối tượng", "Email"],
    ["STT", "Họ, tên đệm và tên", "Tên đơn vị", "Thuộc đối tượng", "Địa chỉ thư điện tử"],
    ["TT", "Họ tên", "Đơn vị công tác", "Loại", "E-mail"],
    ["Số TT", "HỌ VÀ TÊN", "ĐƠN VỊ", "PHÂN LOẠI", "EMAIL"],
    ["stt", "ho va ten", "don vi", "doi tuong", "email"],
    ["STT", "Họ, chữ đệm và tên", "Phòng/Ban", "Loại cán bộ", "Thư điện tử"],
    ["No", "Full name", "Department", "Category", "Email"],
    ["STT", "Họ và tên (*)", "Phòng, đơn vị", "CC/VC/NLĐ", "Địa chỉ email (nếu có)"],
    ["STT", "Họ và\ntên", "Bộ phận", "Công chức, viên chức, người lao động", "Địa chỉ thư điện tử"],
    ["STT", "Tên cán bộ", "Khoa/Phòng", "Đối tượng (CC, VC, HĐ)", "Thư điện tử công vụ"],
    ["#", "Họ và tên cán bộ, công chức", "Đơn vị trực thuộc", "Loại lao động", "Hộp thư"],
    [
        "STT",
        "Ho\u0323 va\u0300 te\u0302n",
        "Nơi công tác",
        "Diện",
        "Gmail",
    ],
    ["STT", "Tên", "Phòng", "Loại hình", "Mail"],
    ["STT", "Họ và tên", "Phòng, ban, đơn vị đang công tác", "Hình thức (CC, VC, NLĐ)", "Thư ĐT"],
    ["STT", "Họ và tên khai sinh", "Phòng chuyên môn", "Phân loại CBCCVC", "Email cơ quan"],
    ["STT", "HOTEN", "DONVI", "LOAICB", "DIACHIEMAIL"],
    ["stt", "HoVaTen", "PhongBan", "LoaiHopDong", "EmailCongVu"],
    ["TT", "1. Họ và tên", "2. Đơn vị", "3. Đối tượng", "4. Email"],
    ["TT", "Họ và tên [bắt buộc]", "Đơn vị [chọn]", "Đối tượng [chọn]", "Email [nếu có]"],
    ["TT", "Tên NV", "Cơ quan, đơn vị, tổ chức đang làm việc", "Hình thức lao động", "EmailAddress"],
    ["No.", "DisplayName", "Dept.", "Employment type", "Work e-mail"],
    ["#", "Employee name", "Phòng/Trung tâm/Chi cục", "Staff category", "mail"],
    ["TT", "Họ và tên CB", "Đơn vị sử dụng", "Đối tượng lấy ý kiến", "Email nhận phiếu"],
]


@pytest.mark.parametrize("headings", SPELLINGS, ids=lambda headings: headings[1].replace("\n", " "))
def test_a_heading_is_known_in_many_spellings(headings: list[str]) -> None:
    staff = read([headings, *PEOPLE])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


@pytest.mark.parametrize("filename", ["a.xlsx", "a.csv", "a", "Danh sách (1).XLSX"])
def test_the_name_of_the_file_does_not_decide_its_kind(filename: str) -> None:
    assert names(read([HEADINGS, *PEOPLE], filename=filename)) == THREE


def test_columns_stand_in_any_order_and_others_are_ignored() -> None:
    rows = [["Số CCCD", "Email", "Đối tượng", "Số tài khoản", "Đơn vị", "Họ và tên", "Địa chỉ", "Lương"]]
    rows += [
        ["038085001234", email, category, "0101", unit, name, "Hà Tĩnh", 7] for name, unit, category, email in (AN,)
    ]
    staff = read(rows)
    assert names(staff) == [AN[0]]
    assert "038085001234" not in repr(staff)
    assert "Hà Tĩnh" not in repr(staff)


@pytest.mark.parametrize("heading", ["HoTenVo", "MatKhauEmail", "dongia", "Tính chất lao động", "tencoquan"])
def test_a_column_of_a_database_that_is_not_needed_is_not_read(heading: str) -> None:
    assert field_of(heading) is None


def test_a_block_of_titles_stands_above_the_headings() -> None:
    titles = [
        ["ỦY BAN NHÂN DÂN TỈNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NGOẠI VỤ", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG"],
        ["(Kèm theo Công văn số 12/SNgV-VP ngày 05 tháng 3 năm 2026)"],
        [],
    ]
    staff = read([*titles, HEADINGS, *PEOPLE])
    assert names(staff) == THREE
    assert [person.row for person in staff.people] == [8, 9, 10]


def test_a_row_that_numbers_the_columns_is_no_person() -> None:
    for numbers in ([1, 2, 3, 4, 5], ["(1)", "(2)", "(3)", "(4)", "(5)"], ["A", "B", "1", "2", "3"]):
        staff = read([HEADINGS, numbers, *PEOPLE])
        assert (names(staff), staff.errors) == (THREE, [])


def test_headings_repeated_on_each_printed_page_are_no_people() -> None:
    staff = read([HEADINGS, PEOPLE[0], HEADINGS, PEOPLE[1], HEADINGS, PEOPLE[2]])
    assert (names(staff), staff.errors, staff.notices) == (THREE, [], [])


def test_a_second_table_below_may_have_its_columns_in_another_order() -> None:
    turned = ["STT", "Email", "Đối tượng", "Đơn vị", "Họ và tên"]
    staff = read([HEADINGS, PEOPLE[0], [], turned, [1, *reversed(BINH)]])
    assert names(staff) == [AN[0], BINH[0]]
    assert staff.people[1].email == BINH[3]


def test_years_of_birth_stand_under_men_and_women() -> None:
    upper = ["TT", "Họ và tên", "Năm sinh", "", "Đơn vị", "Đối tượng", "Email"]
    lower = ["", "", "Nam", "Nữ", "", "", ""]
    people = [[1, AN[0], 1980, "", *AN[1:]], [2, BINH[0], "", "12/5/1991", *BINH[1:]]]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "G1:G2"]
    for page in (Page([upper, lower, *people]), Page([upper, lower, *people], merged=merged)):
        staff = read(workbook(page))
        assert [person.birth_year for person in staff.people] == [1980, 1991]
        assert (staff.errors, staff.notices) == ([], [])


def test_a_group_of_columns_has_its_headings_in_the_row_below() -> None:
    upper = ["TT", "Họ và tên", "Thông tin công tác", "", "", "Liên hệ"]
    lower = ["", "", "Chức vụ", "Đơn vị", "Đối tượng", "Email"]
    people = [[1, AN[0], "Trưởng phòng", *AN[1:]], [2, BINH[0], "Văn thư", *BINH[1:]]]
    for merged in ([], ["A1:A2", "B1:B2", "C1:E1"]):
        staff = read(workbook(Page([upper, lower, *people], merged=merged)))
        assert [(person.full_name, person.position) for person in staff.people] == [
            (AN[0], "Trưởng phòng"),
            (BINH[0], "Văn thư"),
        ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Họ đệm", "Tên"), ("Họ và tên đệm", "Tên"), ("Họ lót", "Tên"), ("Họ và", "tên"), ("Họ", "Tên")],
)
def test_a_name_in_two_columns_is_put_together(first: str, second: str) -> None:
    staff = read([["STT", first, second, "Đơn vị", "Đối tượng"], [1, "Nguyễn Văn", "An", *AN[1:3]]])
    assert names(staff) == [AN[0]]


@pytest.mark.parametrize("middle", ["Đệm", "Tên đệm", "Chữ lót", "Middle name"])
def test_a_name_in_three_columns_keeps_its_middle(middle: str) -> None:
    people = [[1, "Nguyễn", "Văn", "An", *AN[1:3]], [2, "Lê", "", "Tú", *AN[1:3]]]
    assert names(read([["STT", "Họ", middle, "Tên", "Đơn vị", "Đối tượng"], *people])) == [AN[0], "Lê Tú"]
    upper, lower = ["STT", "Họ và tên", "", "", "Đơn vị", "Đối tượng"], ["", "Họ", middle, "Tên", "", ""]
    assert names(read(workbook(Page([upper, lower, *people], merged=["B1:D1"])))) == [AN[0], "Lê Tú"]


def test_two_columns_with_a_whole_name_each_are_refused() -> None:
    staff = read([["Họ và tên", "Họ và tên", "Đơn vị", "Đối tượng"], [AN[0], "Lê Thị Hoa", *AN[1:3]]])
    assert 'có hai cột "Họ và tên" ghi hai tên khác nhau' in (staff.refused or "")


def test_names_of_relatives_are_not_read() -> None:
    upper = ["Họ và tên", "Đơn vị", "Đối tượng", "Vợ hoặc chồng", ""]
    lower = ["", "", "", "Họ và tên", "Email"]
    page = Page([upper, lower, [*AN[:3], "Lê Thị Hoa", "hoa@example.vn"]], merged=["D1:E1"])
    (person,) = read(workbook(page)).people
    assert (person.full_name, person.email) == (AN[0], None)


@pytest.mark.parametrize("merged", [[], ["B1:C1"]])
def test_a_name_split_under_one_heading_is_put_together(merged: list[str]) -> None:
    rows = [
        ["STT", "Họ và tên", "", "Đơn vị", "Đối tượng"],
        [1, "Nguyễn Văn", "An", *AN[1:3]],
        [2, "Lê", "Tú", *AN[1:3]],
    ]
    assert names(read(workbook(Page(rows, merged=merged)))) == [AN[0], "Lê Tú"]


def test_a_column_of_given_names_for_sorting_is_not_added_to_the_full_name() -> None:
    staff = read([["Họ và tên", "Tên", "Đơn vị", "Đối tượng"], ["Nguyễn Văn An", "An", *AN[1:3]]])
    assert names(staff) == [AN[0]]


def test_the_category_may_be_a_mark_under_its_own_heading() -> None:
    upper = ["STT", "Họ và tên", "Đơn vị", "Đối tượng", "", "", "Email"]
    lower = ["", "", "", "Công chức", "Viên chức", "HĐLĐ", ""]
    rows = [
        [1, AN[0], AN[1], "x", "", "", AN[3]],
        [2, BINH[0], BINH[1], "", "X", "", BINH[3]],
        [3, CUONG[0], CUONG[1], "", "", "✓", CUONG[3]],
        [4, "Đỗ Đức", CUONG[1], "x", "x", "", ""],
        [5, "Đỗ Minh", CUONG[1], "", "", "", ""],
    ]
    for data in ([upper, lower, *rows], [[*upper[:3], *lower[3:6], "Email"], *rows]):
        staff = read(data)
        assert [person.category for person in staff.people] == ["civil_servant", "public_employee", "contract_worker"]
        assert [error.row for error in staff.errors] == [row + len(data) - 5 for row in (4, 5)]


def test_of_two_columns_for_the_unit_the_narrower_one_counts() -> None:
    rows = [["Họ và tên", "Đơn vị", "Phòng", "Đối tượng"]]
    rows += [[AN[0], "Sở Ngoại vụ", "Phòng Lãnh sự", "CC"], [BINH[0], "Trung tâm Dịch vụ đối ngoại", "", "VC"]]
    assert [person.unit for person in read(rows).people] == ["Phòng Lãnh sự", "Trung tâm Dịch vụ đối ngoại"]


def test_of_two_columns_for_mail_the_office_one_counts() -> None:
    rows = [["Họ và tên", "Đơn vị", "Đối tượng", "Email cá nhân", "Email công vụ"], [*AN[:3], "an@gmail.com", AN[3]]]
    assert read(rows).people[0].email == AN[3]


def test_an_address_is_found_in_a_column_shared_with_the_phone() -> None:
    rows = [["Họ và tên", "Đơn vị", "Đối tượng", "Điện thoại, Email"], [*AN[:3], f"0912.345.678; {AN[3]}"]]
    assert read(rows).people[0].email == AN[3]


def test_errors_name_the_column_as_the_file_does() -> None:
    staff = read([["Họ tên", "Phòng ban", "Loại", "Thư điện tử"], ["Nguyễn Văn An", "Văn phòng", "CC", "nguyenvana@"]])
    assert places(staff.errors) == [(2, "Thư điện tử")]
    assert staff.errors[0].sentence == (
        'Dòng 2, cột Thư điện tử: "nguyenvana@" thiếu tên miền. Sửa trong tệp rồi tải lại, hoặc bỏ dòng này.'
    )
