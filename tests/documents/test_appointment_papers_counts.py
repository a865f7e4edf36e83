"""The counts as papers print them: sums that agree, the law's base named first beside two others, what follows."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Heading, Paper, Paragraph, Points, RowKind, Table
from documents.papers.appointment.conclusions import conclusion, results_blocks, share_words
from documents.papers.appointment.counting_minutes import counting_minutes
from documents.papers.appointment.facts import BallotCount, CountLine, MeetingResult, PostTally
from documents.papers.appointment.results_summary import results_summary
from law.decisions.appointment import Reason
from law.threshold import Base
from tests.documents.appointment_paper_samples import counting_facts, summary_facts
from tests.documents.appointment_samples import (
    CONSULAR,
    EXTENDED,
    HOA,
    KEY_CADRES,
    MINUTES,
    OFFICE,
    SY,
    meeting,
    results,
    tally,
)
from tests.documents.opinion_samples import CORRECTIONS

MADE = counting_minutes(counting_facts())


def said(made: Paper) -> str:
    lines = (block for block in made.blocks if isinstance(block, Heading | Paragraph | Points))
    return " ".join(text for block in lines for text in (block.lines() if isinstance(block, Points) else (block.text,)))


def votes_table(made: Paper) -> Table:
    return [block for block in made.blocks if isinstance(block, Table)][1]


def test_the_ballots_are_told_from_those_handed_out_to_the_invalid_ones() -> None:
    assert (
        "- Số phiếu phát ra: 12 phiếu; - Số phiếu thu về: 12 phiếu; - Số phiếu hợp lệ: 11 phiếu; "
        "- Số phiếu không hợp lệ: 01 phiếu (trong đó phiếu trắng: 01)." in said(MADE)
    )
    outside = counting_minutes(counting_facts(tallies=(dataclasses.replace(counting_facts().tallies[0], others=1),)))
    assert "(trong đó phiếu trắng: 01; phiếu ghi tên ngoài danh sách: 01)." in said(outside)


def test_the_base_of_the_law_is_named_with_its_number_and_stands_first_of_three() -> None:
    assert "tỷ lệ phiếu tính trên tổng số người được triệu tập (12 người, không tính 01 người vắng mặt" in said(MADE)
    assert [column.title for column in votes_table(MADE).columns][-3:] == [
        "Tỷ lệ trên tổng số người được triệu tập",
        "Tỷ lệ trên số người được triệu tập có mặt",
        "Tỷ lệ trên số phiếu thu về",
    ]
    third = votes_table(counting_minutes(counting_facts(3)))
    assert [column.title for column in third.columns][-3:][0] == "Tỷ lệ trên số người được triệu tập có mặt"
    assert third.rows[0].cells[-3:] == ("65,00 %", "61,90 %", "65,00 %")


def test_where_nobody_leaves_the_base_those_who_were_excused_stay_in_it() -> None:
    older = tally((6, 5), Reason.THIRTY_PERCENT, EXTENDED, base=Base.SUMMONED, least=Fraction(3, 10))
    made = counting_minutes(counting_facts(tallies=(older,)))
    assert votes_table(made).rows[0].cells[-3:] == ("46,15 %", "50,00 %", "50,00 %")
    assert "(13 người, tính cả 01 người vắng mặt vì lý do bất khả kháng)" in said(made)


def test_the_tellers_stand_with_their_leader_first_who_signs_left_and_the_chair_right() -> None:
    tellers = next(block for block in MADE.blocks if isinstance(block, Table))
    assert [row.cells[1::2] for row in tellers.rows] == [
        ("Bùi Xuân Ân", "Tổ trưởng"),
        ("Mai Thị Ngà", "Thành viên"),
        ("Lại Thế Sơn", "Thành viên"),
    ]
    assert [(signer.post, signer.name) for signer in MADE.signers] == [
        ("Tổ trưởng Tổ kiểm phiếu", "Bùi Xuân Ân"),
        ("Chủ trì Hội nghị", "Trần Quốc Việt"),
    ]


def test_who_was_absent_is_named_with_the_reason_and_the_document_that_excuses() -> None:
    assert (
        "- Đồng chí Võ Thị Hường vắng mặt; lý do: bị tai nạn giao thông, đang điều trị (vắng mặt vì lý do bất khả"
        " kháng theo Văn bản số 215/SNV-CBCC ngày 24/11/2026 của Sở Nội vụ)." in said(MADE)
    )


def test_several_posts_have_a_count_each_under_a_letter() -> None:
    (first,) = counting_facts().tallies
    second = dataclasses.replace(first, post=OFFICE)
    made = counting_minutes(counting_facts(tallies=(first, second)))
    assert f"a) Chức vụ {CONSULAR.name}" in said(made)
    assert f"b) Chức vụ {OFFICE.name}" in said(made)
    assert f"Chức vụ {OFFICE.name}: Không có nhân sự nào đạt trên 50 %" in said(made)


def test_corrections_and_the_end_are_printed_and_what_may_not_be_announced_is_kept() -> None:
    made = counting_minutes(counting_facts(3, corrections=CORRECTIONS))
    assert "4. Đính chính, thay đổi trong quá trình thực hiện" in said(made)
    assert "Kết quả kiểm phiếu không công bố tại Hội nghị" in said(made)
    assert said(made).endswith(
        "Việc kiểm phiếu kết thúc vào 09 giờ 15 phút, ngày 27 tháng 11 năm 2026. Biên bản được lập thành 02 bản có giá"
        " trị như nhau; phiếu đã kiểm được niêm phong, lưu giữ tại Văn phòng Sở cùng với Biên bản này./."
    )


def test_the_law_on_the_count_is_left_open_until_it_is_confirmed() -> None:
    made = counting_minutes(counting_facts(law=None, law_basis=None))
    assert made.bases == ("Căn cứ […];",)
    assert "Theo […], tỷ lệ phiếu tính trên" in said(made)


@pytest.mark.parametrize(
    "changes",
    [{"returned": 13}, {"valid": 10}, {"issued": 13}, {"present": 13}, {"excused": 2}, {"blank": 2}, {"invalid": -1}],
)
def test_counts_that_cannot_be_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        dataclasses.replace(EXTENDED, **changes)


def test_more_votes_than_valid_ballots_are_refused() -> None:
    with pytest.raises(ValueError, match="more than the valid ballots"):
        tally((7, 5), Reason.MAJORITY, EXTENDED)
    with pytest.raises(ValueError, match="more than the valid ballots"):
        tally((1, 0), Reason.NO_BALLOT, None)
    for changes in ({"tellers": ()}, {"tallies": (tally((0, 0), Reason.NO_BALLOT, None),)}):
        with pytest.raises(ValueError, match="need a teller, and a count"):
            counting_facts(**changes)
    with pytest.raises(ValueError, match="disagree"):
        counting_facts(tallies=(*counting_facts(2).tallies, *counting_facts(3).tallies))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.MAJORITY, "được 06 phiếu, đạt 50,00 % tổng số người được triệu tập (trên 50 %), được lựa chọn để giới"),
        (Reason.THIRTY_PERCENT, "nhân sự đạt từ 30 % trở lên được lựa chọn để giới thiệu ở bước tiếp theo: đồng chí"),
        (
            Reason.CONSULTATIVE,
            "được giới thiệu ở bước tiếp theo: đồng chí Lê Thị Hoa, đồng chí Hoàng Đình Sỹ.",
        ),
        (Reason.NO_QUORUM, "Số người có mặt chưa đủ để tiến hành hội nghị; hội nghị được triệu tập lại."),
        (Reason.STOP, "Không có nhân sự nào đạt từ 30 % tổng số người được triệu tập trở lên; không tiếp tục"),
    ],
)
def test_what_follows_is_said_in_the_words_of_the_law(reason: Reason, words: str) -> None:
    assert words in conclusion(tally((6, 5), reason, EXTENDED, least=Fraction(3, 10)), meeting(2))


def test_a_share_that_is_no_whole_per_cent_is_said_as_a_fraction() -> None:
    said_of = conclusion(tally((8, 3), Reason.TWO_THIRDS, EXTENDED, least=Fraction(2, 3)), meeting(3, steps=5))
    assert "Đồng chí Lê Thị Hoa được 08 phiếu, đạt 66,67 % tổng số người được triệu tập (từ 2/3 trở lên)" in said_of


def test_the_last_meeting_proposes_an_appointment_and_does_not_speak_of_a_next_step() -> None:
    for reason in (Reason.MAJORITY, Reason.STOP, Reason.HEAD_DECIDES):
        said_of = conclusion(tally((2, 1), reason, BallotCount(4, 4, 4, 4, 4, 0)), meeting(4))
        assert "bước tiếp theo" not in said_of
    won = conclusion(tally((3, 1), Reason.MAJORITY, BallotCount(4, 4, 4, 4, 4, 0)), meeting(4))
    assert won.endswith("được lựa chọn để đề nghị bổ nhiệm.")


def test_a_tie_is_open_until_somebody_chose() -> None:
    count = BallotCount(4, 4, 4, 4, 4, 0)
    tied = tally((2, 2), Reason.HEAD_DECIDES, count, chosen=(HOA, SY))
    assert tied.chosen == ()
    assert "02 nhân sự có số phiếu ngang nhau, mỗi người được 02 phiếu, đạt 50,00 %" in conclusion(tied, meeting(4))
    assert "do người đứng đầu xem xét" in conclusion(tied, meeting(4))
    assert "cấp có thẩm quyền xem xét, quyết định." in conclusion(
        tally((2, 2), Reason.AUTHORITY_DECIDES, count), meeting(4)
    )
    settled = results()[3].tallies[0]
    assert "Giám đốc Sở đã xem xét, lựa chọn đồng chí Lê Thị Hoa" in conclusion(settled, meeting(4))


counts = st.integers(1, 40).flatmap(
    lambda summoned: st.tuples(st.just(summoned), st.integers(0, summoned - 1), st.integers(0, summoned))
)


@given(counts, st.data(), st.sampled_from((Base.SUMMONED, Base.SUMMONED_NET, Base.PRESENT, Base.RETURNED)))
def test_each_share_is_of_its_base_and_the_law_s_base_is_the_first_of_three(
    given_counts: tuple[int, int, int], data: st.DataObject, base: Base
) -> None:
    summoned, excused, wanted = given_counts
    present = min(wanted, summoned - excused)
    valid = data.draw(st.integers(0, present))
    first = data.draw(st.integers(0, valid))
    count = BallotCount(summoned, present, present, present, valid, present - valid, excused=excused)
    lines = CountLine(HOA, first), CountLine(SY, valid - first)
    made = PostTally(CONSULAR, lines, Reason.STOP, count, base)
    assert made.bases[0] is base
    assert len(set(made.bases)) == len(made.bases) == 3
    for line in lines:
        for each in made.bases:
            whole = count.number(each)
            assert made.share(line, each) == (Fraction(line.votes, whole) if whole else None)
    if count.number(base):
        total = sum((made.share(line) or Fraction(0) for line in lines), Fraction(0))
        assert total <= 1
    else:
        assert share_words(made, lines[0]) == "–"


def test_the_summary_has_a_row_for_each_step_and_nominee_on_the_base_of_that_step() -> None:
    (table,) = results_blocks(results())
    assert isinstance(table, Table)
    plain = [row.cells for row in table.rows if row.kind is RowKind.PLAIN]
    assert [(cells[1], *cells[3:]) for cells in plain[2:6]] == [
        ("Lê Thị Hoa", "6", "50,00 %", "Được lựa chọn"),
        ("Hoàng Đình Sỹ", "5", "41,67 %", "Được lựa chọn"),
        ("Lê Thị Hoa", "13", "65,00 %", "Được lựa chọn"),
        ("Hoàng Đình Sỹ", "6", "30,00 %", "–"),
    ]
    notes = [row.cells[0] for row in table.rows if row.kind is RowKind.NOTE]
    assert [note.rpartition("tính trên ")[2] for note in notes] == [
        "tổng số người được triệu tập (04 người).",
        "tổng số người được triệu tập (12 người, không tính 01 người vắng mặt vì lý do bất khả kháng).",
        "số người được triệu tập có mặt (20 người).",
        "tổng số người được triệu tập (04 người).",
    ]


def test_a_meeting_without_a_ballot_has_no_figures_and_one_without_enough_people_says_so() -> None:
    listed = MeetingResult(meeting(1, steps=5), (tally((0, 0), Reason.NO_BALLOT, None, chosen=(HOA, SY)),))
    few = MeetingResult(meeting(2, steps=5), (tally((0, 0), Reason.NO_QUORUM, None, chosen=()),))
    (table,) = results_blocks((listed, few))
    assert isinstance(table, Table)
    assert table.rows[1].cells == ("Hội nghị thảo luận, thông qua danh sách, không bỏ phiếu.",)
    assert table.rows[2].cells[3:] == ("–", "–", "Được giới thiệu")
    assert table.rows[5].cells == ("Số người có mặt chưa đủ để tiến hành hội nghị.",)


def test_the_summary_of_several_posts_has_a_table_for_each() -> None:
    two = MeetingResult(meeting(3), (*results()[2].tallies, dataclasses.replace(results()[2].tallies[0], post=OFFICE)))
    blocks = results_blocks((two,))
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        f"a) Chức vụ {CONSULAR.name}",
        f"b) Chức vụ {OFFICE.name}",
    ]
    assert len([block for block in blocks if isinstance(block, Table)]) == 2
    assert KEY_CADRES.present == 20


def test_the_summary_names_each_conclusion_the_minutes_and_the_corrections() -> None:
    made = results_summary(summary_facts())
    for step in range(1, 5):
        assert f"- Bước {step}: " in said(made)
    assert "3. Đính chính, thay đổi trong quá trình thực hiện" in said(made)
    assert said(made).endswith("Kèm theo bảng tổng hợp này: " + " ".join(f"- {each};" for each in MINUTES)[:-1] + ".")
