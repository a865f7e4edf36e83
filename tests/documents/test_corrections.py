"""What two people corrected is printed with the day, the reason and both of them, and nothing where nothing was."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Heading, Paper, Paragraph, Table, content_hash
from documents.papers.closing_notice import closing_notice
from documents.papers.corrections import Hand, corrections_part
from tests.documents import opinion_samples, samples

CORRECTIONS = opinion_samples.CORRECTIONS
BEFORE_THERE_WERE_CORRECTIONS = "b59d4c308946a21d9e7c8126bcb283e76f3870305cf12da3bed23d09a1c1ed3c"


def headings(made: Paper) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def test_each_correction_says_when_what_why_and_by_which_two() -> None:
    heading, opening, table = corrections_part(CORRECTIONS, 4)
    assert heading == Heading("4. Đính chính, thay đổi trong quá trình thực hiện")
    assert isinstance(opening, Paragraph)
    assert "có 02 lần đính chính, thay đổi;" in opening.text
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        (
            "1",
            "30/11/2026",
            "Bổ sung đồng chí Cao Tiến Dũng vào danh sách được lấy ý kiến. "
            "Lý do: Danh sách lập trước ngày đồng chí chuyển đến.",
            "Trần Văn Bình (Văn phòng Sở)",
            "Trần Quốc Việt (Giám đốc)",
        ),
        (
            "2",
            "02/12/2026",
            "Gia hạn nhận ý kiến từ 17:00 thứ Năm 03/12/2026 đến 17:00 thứ Sáu 04/12/2026. "
            "Lý do: Máy chủ thư của tỉnh bảo trì nửa ngày.",
            "Trần Văn Bình (Văn phòng Sở)",
            "Nguyễn Thị Ánh Tuyết (Phó Giám đốc)",
        ),
    ]


def test_without_corrections_there_is_no_part() -> None:
    assert corrections_part((), 4) == ()


def test_a_missing_reason_is_a_gap_and_a_missing_role_is_left_out() -> None:
    bare = dataclasses.replace(CORRECTIONS[0], reason="", asked_by=Hand("Trần Văn Bình"))
    table = corrections_part((bare,), 1)[-1]
    assert isinstance(table, Table)
    assert table.rows[0].cells[2].endswith("04/12/2026. Lý do: […].")
    assert table.rows[0].cells[3] == "Trần Văn Bình"


def test_the_notice_of_circulation_prints_them_before_what_happens_next() -> None:
    made = closing_notice(dataclasses.replace(samples.closing_notice_facts(), corrections=CORRECTIONS))
    assert headings(made)[2:] == ["3. Đính chính, thay đổi trong quá trình thực hiện", "4. Việc tiếp theo"]


def test_a_notice_of_circulation_without_corrections_is_what_it_was() -> None:
    made = closing_notice(samples.closing_notice_facts())
    assert headings(made) == ["1. Kết quả chung", "2. Kết quả theo đơn vị", "3. Việc tiếp theo"]
    assert content_hash(made) == BEFORE_THERE_WERE_CORRECTIONS


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_words_of_a_correction_add_a_row_or_a_column(change: str, reason: str, name: str, role: str) -> None:
    one = dataclasses.replace(CORRECTIONS[0], change=change, reason=reason, signed_by=Hand(name, role))
    table = corrections_part((one, CORRECTIONS[1]), 1)[-1]
    assert isinstance(table, Table)
    assert [len(row.cells) for row in table.rows] == [5, 5]
    assert all("\n" not in cell for row in table.rows for cell in row.cells)
