"""The same address or the same person twice, within the list and against those the agency has."""

from documents.incoming.staff_list import read_staff_list
from tests.incoming.lists import AN, BINH, HEADINGS, PEOPLE, TODAY, Page, places, read, workbook

WITH_YEAR = ["Họ và tên", "Đơn vị", "Đối tượng", "Năm sinh", "Email"]


def test_a_repeated_address_is_an_error_on_the_later_row() -> None:
    staff = read([HEADINGS, *PEOPLE, [4, "Đỗ Đức", "Văn phòng", "VC", "AN@songoaivu.gov.vn"]])
    assert (len(staff.people), places(staff.errors)) == (3, [(5, "Email")])
    assert "dòng 2" in staff.errors[0].what


def test_an_address_stays_taken_though_its_first_row_is_wrong() -> None:
    staff = read([HEADINGS, [1, AN[0], "", AN[2], AN[3]], [2, BINH[0], *BINH[1:3], AN[3]]])
    assert places(staff.errors) == [(2, "Đơn vị"), (3, "Email")]


def test_one_name_unit_and_year_of_birth_twice_may_be_two_people_and_is_said_on_the_later_row() -> None:
    staff = read(
        [WITH_YEAR, ["Lê Hoà", "Văn phòng", "CC", 1980, ""], ["LÊ HÒA", "văn phòng", "VC", "1/2/1980", "h@x.vn"]]
    )
    assert (len(staff.people), staff.errors) == (2, [])
    assert (3, "Họ và tên") in places(staff.notices)
    assert "đã có ở dòng 2, cùng đơn vị và năm sinh" in " ".join(notice.what for notice in staff.notices)


def test_one_name_twice_otherwise_is_a_notice() -> None:
    rows = [["Lê Hà", "Văn phòng", "CC", 1980, "a@x.vn"], ["Lê Hà", "Văn phòng", "CC", 1985, "b@x.vn"]]
    rows += [["Lê Hà", "Thanh tra", "CC", 1980, "c@x.vn"]]
    staff = read([WITH_YEAR, *rows])
    assert (len(staff.people), staff.errors) == (3, [])
    assert places(staff.notices) == [(3, "Họ và tên"), (4, "Họ và tên")]


def test_repetitions_are_found_across_sheets() -> None:
    staff = read(workbook(Page([HEADINGS, PEOPLE[0]], "Một"), Page([HEADINGS, PEOPLE[0]], "Hai")))
    assert len(staff.people) == 1
    assert {error.sheet for error in staff.errors} == {"Hai"}
    assert all('trang tính "Một"' in error.what for error in staff.errors)


def test_an_address_of_somebody_on_record_may_be_brought_by_that_person_only() -> None:
    data = workbook([HEADINGS, *PEOPLE])
    same = read_staff_list(data, "a.xlsx", None, {AN[3].upper(): "NGUYỄN VĂN AN"}, TODAY)
    other = read_staff_list(data, "a.xlsx", None, {AN[3]: "Phạm Thị Lan"}, TODAY)
    assert (len(same.people), same.errors) == (3, [])
    assert (len(other.people), places(other.errors)) == (2, [(2, "Email")])


def test_without_a_column_for_mail_everybody_gets_printed_slips() -> None:
    staff = read([HEADINGS[:4], *(person[:4] for person in PEOPLE)])
    assert (len(staff.people), staff.errors) == (3, [])
    assert places(staff.notices) == [(2, "Email"), (3, "Email"), (4, "Email")]


def test_without_a_day_no_age_is_judged() -> None:
    data = workbook([WITH_YEAR, ["Lê Hà", "Văn phòng", "CC", 1900, "a@x.vn"]])
    assert read_staff_list(data, "a.xlsx").notices == []
