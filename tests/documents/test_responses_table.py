"""The table counts replies without counting silence, groups opinions by paragraph, and names nobody who gave one."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Heading, Paper, Paragraph, Points, RowKind, Table
from documents.papers.opinion_sheet import AskedParagraph
from documents.papers.responses_table import Replies, Response, UnionRemark, Verdict, responses_table
from tests.documents import opinion_samples, samples

FACTS = opinion_samples.table_facts()
MADE = responses_table(FACTS)
REMARK = UnionRemark(opinion_samples.UNION, "Thống nhất với dự thảo.\nĐề nghị công khai hằng quý.", date(2026, 12, 10))


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def headings(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def changed(**facts: object) -> Paper:
    return responses_table(dataclasses.replace(FACTS, **facts))


def test_the_counts_name_their_base_and_silence_is_counted_with_nobody() -> None:
    assert "Số người được hỏi là 27 người. Số người đã trả lời là 25/27 người (đạt 92,6 % trên số người được hỏi)." in (
        said(MADE)
    )
    points = next(block for block in MADE.blocks if isinstance(block, Points))
    assert points.lines() == (
        "a) Đồng ý với toàn bộ Dự thảo: 19 người;",
        "b) Có ý kiến: 06 người;",
        "c) Không trả lời: 02 người.",
    )
    assert "Không trả lời được hiểu là không có ý kiến, không tính là đồng ý." in said(MADE)


def test_opinions_stand_by_paragraph_the_whole_draft_first_with_how_many_people_and_the_answer() -> None:
    rows = tables(MADE)[0].rows
    assert [row.cells[0] for row in rows if row.kind is RowKind.GROUP] == [
        "Toàn bộ Dự thảo (01 ý kiến)",
        "Đoạn 2: Điều 2. Chi công tác phí. Người đi công tác được thanh toán tiền phương tiện đi lại theo… (01 ý kiến)",
        "Đoạn 3: Điều 3. Khoán văn phòng phẩm. Mức khoán là 80.000 đồng/người/tháng, chi trả hằng quý. (01 ý kiến)",
    ]
    assert rows[1].cells == (
        "1",
        "Toàn bộ",
        "Đề nghị bổ sung phụ lục so sánh với Quy chế năm 2026 (02 người)",
        "Tiếp thu",
        "Đã lập bảng so sánh gửi kèm Quy chế.",
    )
    assert [(row.cells[0], row.cells[1], row.cells[3]) for row in rows if row.kind is RowKind.PLAIN][1:] == [
        ("2", "2", "Giải trình"),
        ("3", "3", "Tiếp thu"),
    ]


def test_the_sum_of_opinions_tells_accepted_from_explained() -> None:
    assert "thành 03 ý kiến: tiếp thu 02 ý kiến, giải trình 01 ý kiến." in said(MADE)


def test_without_opinions_there_is_nothing_to_answer_and_no_table() -> None:
    made = changed(responses=(), replies=Replies(27, 25, 0), corrections=())
    assert "Không có ý kiến nào phải tiếp thu, giải trình." in said(made)
    assert tables(made) == []


def test_the_union_remarks_where_the_law_asks_for_it() -> None:
    made = changed(union_remark=REMARK)
    assert headings(made)[2:] == [
        "3. Ý kiến của Ban Chấp hành Công đoàn cơ sở",
        "4. Đính chính, thay đổi trong quá trình thực hiện",
    ]
    remark = "Ngày 10/12/2026, Ban Chấp hành Công đoàn cơ sở có ý kiến như sau:\nThống nhất với dự thảo.\nĐề nghị"
    assert remark in said(made)
    assert headings(MADE)[2:] == ["3. Đính chính, thay đổi trong quá trình thực hiện"]


def test_corrections_stand_at_the_end() -> None:
    last = MADE.blocks[-1]
    assert isinstance(last, Table)
    assert len(last.rows) == 2
    assert len(headings(changed(corrections=()))) == 2


def test_who_made_the_table_and_the_head_sign() -> None:
    assert [(signer.post, signer.name) for signer in MADE.signers] == [
        ("Người lập bảng", "Trần Văn Bình"),
        ("Giám đốc", "Trần Quốc Việt"),
    ]


def test_the_law_is_cited_as_confirmed_or_left_open() -> None:
    assert said(MADE).startswith(f"Thực hiện khoản 1 Điều 55 {samples.LAW}, Sở Ngoại vụ đã lấy ý kiến")
    assert said(changed(citation=None)).startswith("Thực hiện […], Sở Ngoại vụ")


@pytest.mark.parametrize("counts", [(3, 2, 2), (3, -1, 1), (3, 1, -1), (0, 1, 0)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Replies(*counts)


@pytest.mark.parametrize("people", [0, 7])
def test_an_opinion_of_nobody_or_of_more_than_had_one_is_refused(people: int) -> None:
    with pytest.raises(ValueError, match="with opinions cannot be"):
        changed(responses=(dataclasses.replace(FACTS.responses[0], people=people),))


def test_an_opinion_on_a_paragraph_that_was_not_asked_about_is_refused() -> None:
    with pytest.raises(ValueError, match="no paragraph 9"):
        changed(responses=(dataclasses.replace(FACTS.responses[0], paragraph=9),))


RESPONSES = st.builds(
    Response, st.integers(0, 3), st.text(max_size=40), st.integers(1, 6), st.sampled_from(Verdict), st.text(max_size=40)
)


@given(st.lists(RESPONSES, max_size=12), st.text(max_size=200))
def test_every_opinion_stands_once_in_its_own_group(responses: list[Response], text: str) -> None:
    paragraphs = tuple(AskedParagraph(number, text) for number in (1, 2, 3))
    made = tables(changed(responses=tuple(responses), paragraphs=paragraphs, corrections=()))
    rows = made[0].rows if made else ()
    plain = [row.cells for row in rows if row.kind is RowKind.PLAIN]
    assert [cells[0] for cells in plain] == [str(number) for number in range(1, len(responses) + 1)]
    assert [cells[1] for cells in plain] == [
        str(each.paragraph or "Toàn bộ") for each in sorted(responses, key=lambda each: each.paragraph)
    ]
    assert len(rows) - len(plain) == len({each.paragraph for each in responses})


@given(st.text(max_size=400))
def test_a_group_is_named_by_a_short_beginning_of_its_paragraph(text: str) -> None:
    paragraphs = (AskedParagraph(3, text), *FACTS.paragraphs[:2])
    (name,) = (
        row.cells[0] for row in tables(changed(paragraphs=paragraphs))[0].rows if row.cells[0].startswith("Đoạn 3")
    )
    assert len(name) <= 120
    assert name.endswith("(01 ý kiến)")
