"""Where pages end: never under a heading, never before a sign block that would stand alone."""

import pytest

from documents import pdf
from documents.paper import Block, Column, Heading, Paper, Paragraph, Row, RowKind, Signer, Table
from documents.papers.regulation import regulation_decision
from tests.documents import rules_samples, samples
from tests.documents.measure import text_by_page

TWO = Signer("Chủ tịch Công đoàn", "Đỗ Thị Thùy Dương"), Signer("Giám đốc", "Trần Quốc Việt")
ONE = (Signer("Giám đốc", "Trần Quốc Việt"),)
COLUMNS = Column("STT", 10), Column("Họ và tên", 90)


def pages(*blocks: Block, signers: tuple[Signer, ...] = ONE) -> list[str]:
    made = Paper("x", samples.letterhead("TB-SNgV", 7), "Thông báo", "Kết quả", blocks, signers, ("Lưu: VT, VP",))
    return text_by_page(pdf.render(made))


def lines(count: int) -> list[Paragraph]:
    return [Paragraph(f"Dòng {number}.") for number in range(count)]


def people(count: int) -> tuple[Row, ...]:
    return tuple(Row((str(number), f"Người{number}")) for number in range(count))


@pytest.mark.parametrize("signers", [ONE, TWO])
@pytest.mark.parametrize("count", range(20, 25))
def test_a_sign_block_takes_the_last_paragraph_along(count: int, signers: tuple[Signer, ...]) -> None:
    last = pages(*lines(count), signers=signers)[-1]
    assert f"Dòng {count - 1}." in last
    assert "Trần Quốc Việt" in last
    assert last.count("GIÁM ĐỐC") == 1


@pytest.mark.parametrize("count", range(19, 25))
def test_a_sign_block_takes_two_lines_of_a_long_paragraph_along(count: int) -> None:
    last = pages(*lines(count), Paragraph("Lời văn dài " * 30))[-1]
    assert last.count("Lời văn dài") >= 6


@pytest.mark.parametrize("count", range(18, 23))
def test_a_sign_block_takes_the_last_row_of_a_table_along(count: int) -> None:
    assert f"Người{count - 1}" in pages(Table(COLUMNS, people(count)))[-1]


@pytest.mark.parametrize("count", range(22, 26))
def test_no_page_ends_under_a_heading(count: int) -> None:
    after = Heading("1. Đầu mục"), Paragraph("Lời văn sau đầu mục."), Paragraph("Lời văn nữa.")
    found = pages(*lines(count), *after)
    assert len(found) == 2
    assert not any(page.endswith("1. Đầu mục") for page in found)


@pytest.mark.parametrize("count", range(21, 25))
def test_no_page_ends_under_a_heading_or_the_words_before_a_table(count: int) -> None:
    found = pages(*lines(count), Heading("2. Mục"), Paragraph("Gồm những người sau:"), Table(COLUMNS, people(3)))
    assert len(found) == 2
    for page in found:
        assert not page.endswith(("2. Mục", "người sau:", "Họ và tên"))


@pytest.mark.parametrize("count", range(21, 27))
def test_a_line_before_a_table_stays_with_it_however_it_ends(count: int) -> None:
    found = pages(*lines(count), Paragraph("Đoạn đang hỏi."), Table(COLUMNS, people(3)))
    [page] = [page for page in found if "Đoạn đang hỏi." in page]
    assert "Người0" in page


def test_the_head_of_a_table_stands_on_each_of_its_pages() -> None:
    found = pages(Table(COLUMNS, people(150)))
    assert len(found) > 3
    assert all("STT Họ và tên" in page for page in found if "Người" in page)
    assert sum(page.count("Người") for page in found) == 150


@pytest.mark.parametrize("count", range(25, 28))
def test_no_page_ends_under_the_name_of_a_group(count: int) -> None:
    rows = (*people(count), Row(("Phòng Lãnh sự",), RowKind.GROUP), *people(5))
    assert not any(page.endswith("Phòng Lãnh sự") for page in pages(Table(COLUMNS, rows)))


def test_a_row_longer_than_a_page_is_printed_whole() -> None:
    found = pages(Table(COLUMNS, (Row(("1", "Tờ trình " * 1500)), *people(2))))
    assert sum(page.count("Tờ") for page in found) == 1500
    assert sum(page.count("trình") for page in found) == 1500


def test_rules_stand_on_a_page_of_their_own_after_the_signature_of_the_decision() -> None:
    first, second = text_by_page(pdf.render(regulation_decision(rules_samples.DECISION)))
    assert "Trần Quốc Việt" in first
    assert "Công tác phí" not in first
    assert second.index("QUY CHẾ") < second.index("Kèm theo Quyết định số 12/QĐ-SNgV") < second.index("Công tác phí")
    assert "Trần Quốc Việt" not in second
