"""The sheet asks one person on paper: the draft, two boxes, room to write, and that silence is no opinion."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Paper, Paragraph, Table
from documents.papers.opinion_sheet import AskedParagraph, Respondent, opinion_sheet, opinion_sheets
from tests.documents import opinion_samples

FACTS = opinion_samples.sheet_facts()
MADE = opinion_sheet(FACTS, opinion_samples.RESPONDENT)


def said(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_it_names_the_person_and_what_is_asked() -> None:
    assert (MADE.type_name, MADE.subject) == ("Phiếu lấy ý kiến", f"Về {opinion_samples.DRAFT}")
    assert said(MADE)[:3] == ["Họ và tên: Dương Thị Út", "Chức vụ: Nhân viên phục vụ", "Đơn vị: Văn phòng"]
    assert "trước khi người đứng đầu cơ quan quyết định, theo hình thức quy định tại khoản 3 Điều 54" in said(MADE)[3]


def test_it_says_where_and_by_when_to_hand_it_in_and_that_silence_is_no_opinion() -> None:
    assert said(MADE)[4].startswith(
        "Phiếu đã ghi nộp về Văn phòng Sở trước 17:00 thứ Sáu 04/12/2026. "
        "Phiếu không nộp trong thời hạn được tính là không có ý kiến, không tính là đồng ý."
    )
    assert said(MADE)[-1].endswith("Nộp Phiếu về Văn phòng Sở trước 17:00 thứ Sáu 04/12/2026.")


def test_a_promise_about_names_says_who_sees_them() -> None:
    assert said(MADE)[5] == (
        "Phiếu ghi tên người cho ý kiến, chỉ Văn phòng Sở và Giám đốc Sở được xem. "
        "Bảng tổng hợp được công khai chỉ nêu số người, không nêu tên."
    )
    unsaid = opinion_sheet(dataclasses.replace(FACTS, seen_by=""), opinion_samples.RESPONDENT)
    assert said(unsaid)[5].startswith("Phiếu ghi tên người cho ý kiến. Bảng tổng hợp")


def test_there_are_two_boxes_to_choose_from() -> None:
    assert [text for text in said(MADE) if text.startswith("□")] == [
        "□ Đồng ý với toàn bộ Dự thảo",
        "□ Có ý kiến (ghi tại mục 2, mục 3)",
    ]


def test_each_paragraph_stands_under_its_number_with_ruled_room_below() -> None:
    for paragraph in FACTS.paragraphs:
        first = paragraph.text.splitlines()[0]
        place = MADE.blocks.index(Paragraph(f"Đoạn {paragraph.number}. {first}"))
        room = next(block for block in MADE.blocks[place:] if isinstance(block, Table))
        assert room.columns[0].title == f"Ý kiến về đoạn {paragraph.number} (nếu có)"
        assert room.roomy
        assert len(room.rows) >= 2
        assert {row.cells for row in room.rows} == {("",)}
    assert Paragraph(FACTS.paragraphs[3].text.splitlines()[1]) in MADE.blocks
    assert len(tables(MADE)) == len(FACTS.paragraphs) + 1
    assert len(tables(MADE)[-1].rows) > len(tables(MADE)[0].rows)


def test_the_person_signs() -> None:
    (signer,) = MADE.signers
    assert (signer.post, signer.note, signer.name) == ("Người cho ý kiến", "(ký, ghi rõ họ tên)", "Dương Thị Út")


def test_a_sheet_for_nobody_in_particular_has_room_for_the_name() -> None:
    blank = opinion_sheet(FACTS, Respondent())
    assert all("……………" in text for text in said(blank)[:3])
    assert blank.signers[0].name == ""


def test_a_person_without_a_post_has_no_line_for_it() -> None:
    assert said(opinion_sheet(FACTS, Respondent("Lê Hoa", "Văn phòng")))[1] == "Đơn vị: Văn phòng"


def test_the_law_on_this_form_is_left_open_until_it_is_confirmed() -> None:
    assert "quy định tại […]." in said(opinion_sheet(dataclasses.replace(FACTS, citation=None), Respondent()))[3]


def test_there_is_a_sheet_a_person_by_unit_and_name() -> None:
    people = (
        *(Respondent("Dương Thị Út", "Văn phòng"), Respondent("Trần Văn Bình", "Văn phòng")),
        Respondent("Tạ Quang Huy", "Phòng Lãnh sự"),
    )
    made = opinion_sheets(FACTS, people)
    assert [sheet.signers[0].name for sheet in made] == ["Tạ Quang Huy", "Trần Văn Bình", "Dương Thị Út"]
    assert opinion_sheets(FACTS, ()) == ()


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=4))
def test_whatever_is_typed_there_is_one_room_a_paragraph_and_one_for_the_whole(typed: str, texts: list[str]) -> None:
    paragraphs = tuple(AskedParagraph(number, text) for number, text in enumerate(texts, 1))
    facts = dataclasses.replace(FACTS, draft=typed, agency=typed, collector=typed, seen_by=typed, paragraphs=paragraphs)
    made = opinion_sheet(facts, Respondent(typed, typed, typed))
    assert len(tables(made)) == len(texts) + 1
    assert len([text for text in said(made) if text.startswith("Đoạn ")]) >= len(texts)
