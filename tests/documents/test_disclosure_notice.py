"""The notice says what is made public, where, from when to when, whether the law's clock was kept, and whom to ask."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Paper, Paragraph, Points
from documents.papers.disclosure_notice import (
    DecisionTaken,
    DisclosureCitations,
    Places,
    Posting,
    disclosure_notice,
)
from tests.documents import opinion_samples, samples

FACTS = opinion_samples.disclosure_facts()
MADE = disclosure_notice(FACTS)


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def points(paper: Paper) -> list[tuple[str, ...]]:
    return [block.lines() for block in paper.blocks if isinstance(block, Points)]


def changed(**facts: object) -> Paper:
    return disclosure_notice(dataclasses.replace(FACTS, **facts))


def posted(**facts: object) -> Paper:
    return changed(posting=dataclasses.replace(FACTS.posting, **facts))


def test_it_sums_up_what_was_asked_and_answered() -> None:
    assert (
        "Dự thảo được lấy ý kiến từ ngày 27/11/2026 đến 17:00 thứ Sáu 04/12/2026. Đã trả lời 25/27 người (đạt 92,6 % "
        "trên số người được hỏi): 19 người đồng ý với toàn bộ Dự thảo, 06 người có ý kiến. Số người không trả lời là "
        "02 người, không tính là đồng ý.\n"
        "Các ý kiến được gộp thành 03 ý kiến; tiếp thu 02 ý kiến, giải trình 01 ý kiến."
    ) in said(MADE)
    assert "Không có ý kiến nào phải tiếp thu, giải trình." in said(changed(accepted=0, explained=0))


def test_it_names_the_decision_that_followed_and_every_document_that_is_public() -> None:
    assert "Giám đốc Sở đã ban hành Quyết định số 118/QĐ-SNgV ngày 11/12/2026." in said(MADE)
    assert points(MADE)[0] == (
        "a) Bảng tổng hợp ý kiến và tiếp thu, giải trình ý kiến của cán bộ, công chức, viên chức, người lao động;",
        "b) Quyết định số 118/QĐ-SNgV ngày 11/12/2026;",
        "c) Bảng so sánh Quy chế năm 2026 và năm 2027.",
    )


def test_a_draft_that_was_not_issued_is_said_not_to_be_with_the_reason() -> None:
    made = changed(decision=DecisionTaken(False, date(2026, 12, 11), reason="Chờ dự toán năm 2027."))
    assert "ngày 11/12/2026 Giám đốc Sở quyết định không ban hành. Lý do: Chờ dự toán năm 2027." in said(made)
    assert "đã ban hành" not in said(made)
    assert len(points(made)[0]) == 2
    assert "Lý do: […]." in said(changed(decision=DecisionTaken(False, date(2026, 12, 11))))


def test_an_issued_decision_has_a_name() -> None:
    with pytest.raises(ValueError, match="named by its number"):
        DecisionTaken(True, date(2026, 12, 11))


def test_it_says_where_it_is_public() -> None:
    assert points(MADE)[1] == (
        "a) Đăng trên trang thông tin nội bộ: https://noibo.songoaivu.example/y-kien/12;",
        "b) Gửi thư điện tử đến 25 người;",
        "c) Niêm yết tại bảng tin trụ sở Sở;",
        "d) Niêm yết tại phòng họp tầng 2.",
    )
    assert points(changed(places=Places(letters=3)))[1] == ("a) Gửi thư điện tử đến 03 người.",)
    with pytest.raises(ValueError, match="nowhere"):
        Places()


def test_it_says_from_which_day_to_which_it_is_public() -> None:
    assert (
        f"Thời gian công khai là 21 ngày liên tục, từ ngày 15/12/2026 đến hết ngày 04/01/2027, theo khoản 1 Điều 48 "
        f"{samples.LAW} (ít nhất 20 ngày liên tục)."
    ) in said(MADE)


@pytest.mark.parametrize(("first_day", "kept"), [(17, True), (18, True), (19, False)])
def test_the_clock_of_the_law_is_kept_to_its_last_day(first_day: int, kept: bool) -> None:
    text = said(posted(posted_from=date(2026, 12, first_day), posted_until=date(2027, 1, 31), late_because="Mất điện"))
    assert "là 05 ngày làm việc, kể từ ngày 11/12/2026, ngày cuối cùng là 18/12/2026." in text
    assert (f"bắt đầu ngày {first_day}/12/2026, đúng thời hạn." in text) is kept
    assert ("chậm so với thời hạn. Lý do: Mất điện." in text) is not kept


def test_a_delay_without_a_reason_leaves_it_open() -> None:
    assert "chậm so với thời hạn. Lý do: […]." in said(posted(due_on=date(2026, 12, 14)))


@given(st.integers(0, 400), st.integers(1, 60))
def test_it_is_public_for_as_many_days_running_as_the_law_wants(days: int, wanted: int) -> None:
    first, due = date(2026, 12, 15), date(2026, 12, 18)
    last = first + timedelta(days=days - 1)
    if days < wanted:
        with pytest.raises(ValueError, match="the law wants"):
            Posting(first, last, wanted, 5, date(2026, 12, 11), due)
    else:
        assert Posting(first, last, wanted, 5, date(2026, 12, 11), due).days == days


def test_it_says_whom_to_ask_and_the_head_signs() -> None:
    assert "đề nghị liên hệ đồng chí Trần Văn Bình, Văn phòng Sở, máy lẻ 102." in said(MADE)
    assert said(MADE).endswith("Sở Ngoại vụ thông báo để các đơn vị, cá nhân biết và giám sát việc thực hiện./.")
    assert MADE.signers == (samples.HEAD,)
    assert MADE.recipients[-2:] == ("Các phòng, đơn vị thuộc Sở Ngoại vụ", "Lưu: VT, VP")


def test_the_law_is_cited_as_confirmed_or_left_open() -> None:
    assert said(MADE).startswith(f"Thực hiện khoản 10 Điều 46 {samples.LAW}, Sở Ngoại vụ công khai")
    assert said(MADE).count("[…]") == 1
    assert said(changed(citations=DisclosureCitations())).count("[…]") == 4


@given(typed=st.text(max_size=80) | st.text(alphabet="\n a{%", max_size=30))
def test_no_typed_words_add_a_paragraph_a_point_or_a_recipient(typed: str) -> None:
    shapes = []
    for words in ("lời", f"x{typed}"):
        made = changed(
            **dict.fromkeys(("agency", "draft", "head", "contact", "filed_by"), words),
            **dict.fromkeys(("other_documents", "other_recipients"), (words,)),
            places=Places(words, 3, (words,)),
            decision=DecisionTaken(True, date(2026, 12, 11), words),
            citations=DisclosureCitations(words, words, words, words),
        )
        shapes.append((len(made.blocks), len(made.recipients), [len(group) for group in points(made)]))
    assert shapes[0] == shapes[1]
