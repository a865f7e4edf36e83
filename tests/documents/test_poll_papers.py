"""Papers of a poll: the ballot leads to nobody, shares are of the ballots returned, the law says what follows."""

import dataclasses

import pytest

from documents.paper import Paper, Paragraph, Points, Table
from documents.papers.confidence.ballot import BOX, confidence_ballot
from documents.papers.confidence.counting_minutes import poll_counting_minutes
from documents.papers.confidence.facts import PollCount
from documents.papers.confidence.invitation import poll_invitation
from documents.papers.confidence.notice import confidence_notice
from documents.papers.confidence.summary import confidence_report, confidence_summary
from tests.documents.poll_samples import (
    BASIS,
    COUNT,
    COUNTS,
    PEOPLE,
    SEALED_BOX,
    ballot_facts,
    counting_facts,
    invitation_facts,
    notice_facts,
    result_facts,
    sealed_facts,
)
from tests.documents.samples import letterhead


def said(paper: Paper) -> str:
    texts = (
        block.text if isinstance(block, Paragraph) else "\n".join(block.items)
        for block in paper.blocks
        if isinstance(block, Paragraph | Points)
    )
    return "\n".join(texts)


def tables(paper: Paper) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in block.rows] for block in paper.blocks if isinstance(block, Table)]


def test_the_ballot_has_three_boxes_for_each_person_and_no_number() -> None:
    paper = confidence_ballot(ballot_facts())
    (rows,) = tables(paper)
    assert [row[1] for row in rows] == [each.full_name for each in PEOPLE]
    assert {row[3:] for row in rows} == {(BOX, BOX, BOX)}
    for wrong in ({"letterhead": letterhead("PH", 3)}, {"people": ()}):
        with pytest.raises(ValueError, match="a ballot"):
            confidence_ballot(ballot_facts(**wrong))


def test_shares_are_of_the_ballots_returned_and_other_bases_stand_beside() -> None:
    for paper in (poll_counting_minutes(counting_facts()), confidence_summary(result_facts())):
        levels, others = [rows for rows in tables(paper) if len(rows) == len(PEOPLE)]
        assert levels[1][1] == "Hoàng Đình Sỹ, Trưởng phòng, Phòng Hợp tác quốc tế"
        assert levels[1][2:] == ("21", "1", "4 (18,2 %)", "5 (22,7 %)", "12 (54,5 %)")
        assert others[1][4] == "50,0 % / 42,9 %"
    assert tables(confidence_report(result_facts()))[0] == tables(confidence_summary(result_facts()))[0]


def test_what_follows_is_said_with_its_article_or_the_article_is_left_open() -> None:
    follows = next(block for block in confidence_summary(result_facts()).blocks if isinstance(block, Points)).items
    keep, out, remove = follows
    assert "không thuộc trường hợp phải xem xét theo khoản 6 Điều 6" in keep
    assert "đưa ra khỏi quy hoạch" in out
    assert "theo […], thuộc trường hợp miễn nhiệm" in remove
    assert "đúng 2/3" not in remove
    exactly = (dataclasses.replace(COUNTS[2], texts_differ=True),)
    assert "đúng 2/3 số phiếu" in said(confidence_summary(result_facts(people=exactly)))


def test_corrections_are_printed_where_figures_are() -> None:
    for paper in (
        poll_counting_minutes(counting_facts()),
        confidence_summary(result_facts()),
        confidence_report(result_facts()),
    ):
        assert "Đính chính" in str(paper) or "đính chính" in str(paper)


def test_days_of_the_law_are_named_or_left_to_it() -> None:
    text = said(confidence_notice(notice_facts()))
    assert "báo cáo tự đánh giá: chậm nhất hết ngày 08/12/2026" in text
    assert "Tài liệu đến người bỏ phiếu: theo thời hạn quy định" in text
    assert "không tổ chức hội nghị" not in text
    assert "không tổ chức hội nghị, theo Công văn số 12-CV/TU" in said(
        confidence_notice(notice_facts(basis="Công văn số 12-CV/TU."))
    )


def test_by_correspondence_nobody_is_invited_to_a_meeting() -> None:
    assert "Hội nghị" in said(poll_invitation(invitation_facts()))
    by_hand = said(poll_invitation(invitation_facts(by_correspondence=True)))
    assert "nhận và nộp lại phiếu tín nhiệm" in by_hand
    assert "hội nghị" not in by_hand.lower()
    assert "nhận phiếu: 24 người" in said(poll_counting_minutes(counting_facts(by_correspondence=True)))


def test_minutes_of_sealed_ballots_say_who_opened_the_box_and_its_number() -> None:
    text = said(poll_counting_minutes(sealed_facts()))
    for words in (
        f"Bỏ phiếu kín niêm phong qua thư, không họp, theo {BASIS}",
        f"số niêm phong {SEALED_BOX.number}",
        "Đỗ Thị Thùy Dương, Vũ Văn Tra",
        SEALED_BOX.archive,
        "nhận mã bỏ phiếu: 28 người",
        "Phiếu không chọn mức nào cho một người không hợp lệ đối với người đó",
    ):
        assert words in text
    assert "đếm độc lập" not in text
    assert "phiếu đã kiểm" not in text


def test_minutes_of_a_box_that_stays_shut_have_no_table() -> None:
    paper = poll_counting_minutes(sealed_facts(box=None, is_too_few=True, corrections=()))
    assert "hòm phiếu không được mở" in said(paper)
    assert "Tỷ lệ" not in said(paper)
    assert len([block for block in paper.blocks if isinstance(block, Table)]) == 1


@pytest.mark.parametrize("wrong", [{"valid": 20}, {"blank": 2}, {"returned": 25, "valid": 24}, {"issued": 29}])
def test_figures_that_cannot_be_make_no_paper(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"cannot be|are not"):
        PollCount(**{**dataclasses.asdict(COUNT), **wrong})


def test_the_minutes_need_a_teller() -> None:
    with pytest.raises(ValueError, match="teller"):
        poll_counting_minutes(counting_facts(tellers=()))
