"""The notice of circulation adds up, names the base of each share, and says what happens next."""

import dataclasses

import pytest

from documents.paper import Paper, Paragraph, Points, RowKind, Table
from documents.papers.closing_notice import Missing, UnitCount, closing_notice
from tests.documents import samples

FACTS = samples.closing_notice_facts()
ALL_READ = dataclasses.replace(FACTS, units=(UnitCount("Văn phòng", 9, 8, 1),), missing=(), follow_up=None)


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def test_the_result_names_its_base_and_each_means() -> None:
    made = closing_notice(FACTS)
    assert (
        "Tổng số người được phổ biến là 28 người. Số người xác nhận đã đọc toàn văn Nghị quyết là 26/28 người "
        "(đạt 92,9 % trên tổng số người được phổ biến), trong đó:"
    ) in said(made)
    points = next(block for block in made.blocks if isinstance(block, Points))
    assert points.lines() == (
        "a) Xác nhận qua thư điện tử: 25 người;",
        "b) Ký nhận trên bản giấy: 01 người;",
        "c) Chưa xác nhận: 02 người.",
    )


def test_the_table_of_units_ends_in_the_sum() -> None:
    rows = tables(closing_notice(FACTS))[0].rows
    assert rows[1].cells == ("2", "Văn phòng", "9", "7", "1", "1", "88,9 %")
    assert rows[-1].cells == ("", "Tổng cộng", "28", "25", "1", "2", "92,9 %")
    assert rows[-1].kind is RowKind.TOTAL
    for column in range(2, 6):
        assert sum(int(row.cells[column]) for row in rows[:-1]) == int(rows[-1].cells[column])


def test_those_who_are_missing_stand_by_unit_and_name_with_the_reason() -> None:
    assert [row.cells for row in tables(closing_notice(FACTS))[1].rows] == [
        ("1", "Ngô Bá Khá", "Phòng Hợp tác quốc tế", "Đi công tác nước ngoài"),
        ("2", "Dương Thị Út", "Văn phòng", "Nghỉ thai sản"),
    ]


def test_it_says_who_follows_up_by_when_and_when_the_resolution_is_checked() -> None:
    text = said(closing_notice(FACTS))
    assert "Giao Văn phòng Sở đưa Nghị quyết bản giấy đến từng người có tên trên" in text
    assert "hoàn thành trước ngày 03/4/2026" in text
    assert "Giám đốc Sở phối hợp với Ban Chấp hành Công đoàn cơ sở tổ chức kiểm tra" in text
    assert "trước ngày 05/9/2026" in text


def test_when_all_have_read_the_circulation_is_closed() -> None:
    made = closing_notice(ALL_READ)
    assert "Việc phổ biến, quán triệt kết thúc." in said(made)
    assert "chưa xác nhận đã đọc" not in said(made)
    assert len(tables(made)) == 1


def test_without_a_check_to_come_none_is_announced() -> None:
    assert "kiểm tra, đánh giá" not in said(closing_notice(dataclasses.replace(FACTS, review=None)))


def test_the_law_is_cited_as_confirmed_or_left_open() -> None:
    assert said(closing_notice(FACTS)).startswith(
        "Thực hiện […], Sở Ngoại vụ đã phổ biến, quán triệt Nghị quyết số 05/"
    )
    confirmed = dataclasses.replace(FACTS, citation=f"khoản 2 Điều 52 {samples.LAW}")
    assert said(closing_notice(confirmed)).startswith("Thực hiện khoản 2 Điều 52 Luật Thực hiện dân chủ ở cơ sở")


def test_the_missing_must_be_as_many_as_the_counts_say() -> None:
    with pytest.raises(ValueError, match="3 named as missing"):
        dataclasses.replace(FACTS, missing=(*FACTS.missing, Missing("Lê Hoa", "Văn phòng")))
    with pytest.raises(ValueError, match="0 named as missing"):
        dataclasses.replace(FACTS, missing=())


def test_nobody_is_missing_without_someone_to_follow_up() -> None:
    with pytest.raises(ValueError, match="nobody follows up"):
        dataclasses.replace(FACTS, follow_up=None)


@pytest.mark.parametrize(("total", "by_mail", "on_paper"), [(3, 3, 1), (3, -1, 1), (3, 1, -1), (0, 1, 0)])
def test_counts_of_a_unit_that_cannot_be_are_refused(total: int, by_mail: int, on_paper: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        UnitCount("Văn phòng", total, by_mail, on_paper)


def test_an_agency_without_people_divides_by_nothing() -> None:
    made = closing_notice(dataclasses.replace(ALL_READ, units=(UnitCount("Văn phòng", 0, 0, 0),)))
    assert tables(made)[0].rows[-1].cells[-1] == "–"
