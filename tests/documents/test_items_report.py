"""The reports on a resolution's items add up, name what each item came to, and say who agreed."""

import dataclasses

import pytest

from documents.paper import Paper, Paragraph, Points, Table
from documents.papers.corrections import Correction, Hand
from documents.papers.items_report import items_check, items_outcome
from tests.documents.items_samples import DUE, FACTS, ITEMS


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def points(paper: Paper) -> tuple[str, ...]:
    return next(block for block in paper.blocks if isinstance(block, Points)).items


def cells(paper: Paper) -> list[tuple[str, ...]]:
    return [row.cells for row in next(block for block in paper.blocks if isinstance(block, Table)).rows]


@pytest.mark.parametrize("make", [items_check, items_outcome])
def test_the_counts_add_up_to_the_items_and_late_ones_stand_apart(make) -> None:
    paper = make(FACTS)
    assert "Tổng số việc phải làm là 05 việc." in said(paper)
    assert "2/5 việc (đạt 40,0 % trên tổng số việc)" in said(paper)
    assert points(paper) == (
        "Hoàn thành đúng hạn: 01 việc; hoàn thành sau hạn: 01 việc;",
        "Đã báo hoàn thành, chờ công nhận: 01 việc;",
        "Đang làm, chưa đến hạn: 01 việc;",
        "Quá hạn, chưa xong: 01 việc.",
    )


def test_each_item_has_its_row() -> None:
    rows = cells(items_outcome(FACTS))
    assert [row[4] for row in rows] == [
        "Đã xong ngày 30/6/2026",
        "Đã xong ngày 01/7/2026, sau hạn",
        "Đã báo xong, chờ công nhận",
        "Đang làm",
        "Quá hạn, chưa xong",
    ]
    assert [row[5] for row in rows[3:]] == ["Chưa có báo cáo", "Có tệp minh chứng kèm theo"]
    assert rows[0][1] == "Bố trí chỗ để xe có mái che (Điều 3, khoản 3)"


def test_a_check_ends_with_what_head_and_union_say() -> None:
    text = said(items_check(FACTS))
    assert "Giám đốc đã phối hợp với Ban Chấp hành Công đoàn kiểm tra" in text
    assert "Việc 5 phải xong trong tháng 9." in text
    assert "Ý kiến của Ban Chấp hành Công đoàn: Nhất trí với kết quả kiểm tra." in text


def test_the_law_is_cited_as_confirmed_or_left_open() -> None:
    assert said(items_check(FACTS)).startswith("Thực hiện […], Giám đốc")
    confirmed = dataclasses.replace(FACTS, citation="khoản 3 Điều 52 Luật")
    assert said(items_check(confirmed)).startswith("Thực hiện khoản 3 Điều 52 Luật, Giám đốc")


def test_the_last_report_prints_corrections_and_passes_on_what_is_left() -> None:
    change = Correction("Đổi hạn việc 1", "Chờ vốn", Hand("A", "cán bộ tổ chức"), Hand("B", "công đoàn"), DUE)
    paper = items_outcome(dataclasses.replace(FACTS, corrections=(change,)))
    assert "Đổi hạn việc 1" in str(paper)
    assert "Việc chưa xong được báo cáo tại hội nghị" in said(paper)
    whole = items_outcome(dataclasses.replace(FACTS, items=ITEMS[:2]))
    assert "Việc chưa xong" not in said(whole)


def test_there_is_no_report_on_nothing() -> None:
    with pytest.raises(ValueError, match="without an item"):
        dataclasses.replace(FACTS, items=())
