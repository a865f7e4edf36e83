"""Papers of a conference: plan, invitation and minutes say what was planned, who came, and how hands went up."""

import dataclasses

import pytest

from documents.paper import Heading, Paper, Paragraph, Points, Table
from documents.papers.conference.ballot import BOX, board_ballot
from documents.papers.conference.counting import board_counting
from documents.papers.conference.invitation import conference_invitation
from documents.papers.conference.minutes import conference_minutes
from documents.papers.conference.pact import emulation_pact
from documents.papers.conference.plan import conference_plan
from documents.papers.conference.rewards import reward_list
from tests.documents.conference_samples import (
    ELECTION,
    ballot_facts,
    counting_facts,
    invitation_facts,
    minutes_facts,
    pact_facts,
    plan_facts,
    reward_facts,
)
from tests.documents.poll_samples import SEALED_BOX
from tests.documents.samples import letterhead


def said(paper: Paper) -> str:
    texts = (
        "\n".join(block.items) if isinstance(block, Points) else block.text
        for block in paper.blocks
        if isinstance(block, Paragraph | Points | Heading)
    )
    return "\n".join(texts)


def test_the_plan_says_agenda_drafts_and_what_the_union_remarked() -> None:
    words = said(conference_plan(plan_facts()))
    assert "Báo cáo của người đứng đầu (Giám đốc Sở)" in words
    assert "Dự thảo Quy chế chi tiêu nội bộ năm 2027." in words
    assert "khi thống nhất Kế hoạch: Nhất trí." in words
    assert [signer.post for signer in conference_plan(plan_facts()).signers] == ["CHỦ TỊCH CÔNG ĐOÀN", "GIÁM ĐỐC"]


def test_a_plan_without_drafts_says_so_and_an_extraordinary_one_says_who_proposed_it() -> None:
    facts = dataclasses.replace(plan_facts(), drafts=(), cause="union", preparation="")
    words = said(conference_plan(facts))
    assert "Không có dự thảo nào" in words
    assert "bất thường theo đề xuất của Ban Chấp hành Công đoàn" in words


def test_the_invitation_says_when_where_and_what() -> None:
    words = said(conference_invitation(invitation_facts()))
    assert "08 giờ 00 phút, ngày 28 tháng 12 năm 2026" in words
    assert "Thông qua nghị quyết." in words
    assert "máy lẻ 102" in words


def test_the_pact_is_of_both_sides_and_promises_something() -> None:
    paper = emulation_pact(pact_facts())
    assert "Giám đốc và Ban Chấp hành Công đoàn" in said(paper)
    assert [signer.post for signer in paper.signers] == ["CHỦ TỊCH CÔNG ĐOÀN", "GIÁM ĐỐC"]
    with pytest.raises(ValueError, match="promises"):
        dataclasses.replace(pact_facts(), promises=())
    with pytest.raises(ValueError, match="nobody"):
        reward_list(dataclasses.replace(reward_facts(), rewards=()))


def test_the_minutes_set_those_present_against_the_number_of_the_law() -> None:
    paper = conference_minutes(minutes_facts())
    words = said(paper)
    assert "có mặt: 24/28 người" in words
    assert "cần ít nhất 19 người, vì vậy Hội nghị hợp lệ" in words
    assert "Giao Trần Văn Ký thực hiện, xong trước hết ngày 31/3/2027." in words
    (table,) = [block for block in paper.blocks if isinstance(block, Table)][:1]
    assert table.rows[1].cells[2:] == ("20 (83,3 %)", "3", "1", "Thông qua")


def test_minutes_without_a_quorum_tell_of_no_vote() -> None:
    facts = dataclasses.replace(minutes_facts(), present=18, votes=(), corrections=())
    paper = conference_minutes(facts)
    assert "Hội nghị không tiến hành. Việc triệu tập lại" in said(paper)
    assert not [block for block in paper.blocks if isinstance(block, Table)]


def test_the_ballot_has_a_box_for_each_candidate_and_no_number() -> None:
    paper = board_ballot(ballot_facts())
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row.cells[-1] for row in table.rows] == [BOX] * 4
    assert "nhiều nhất 03 người" in said(paper)
    with pytest.raises(ValueError, match="no number"):
        dataclasses.replace(ballot_facts(), letterhead=letterhead("BB-SNgV"))
    with pytest.raises(ValueError, match="at least one"):
        dataclasses.replace(ballot_facts(), people=())


def test_the_minutes_of_the_count_say_who_is_elected_and_who_is_tied() -> None:
    paper = board_counting(counting_facts())
    words = said(paper)
    assert "ít nhất 13 phiếu" in words
    assert "Trúng cử 02 người: Lê Thị Hoa, Hoàng Đình Sỹ." in words
    assert "Ngang phiếu ở vị trí cuối, Hội nghị quyết định bầu tiếp: Trần Văn Bình, Vũ Thị Cúc." in words
    _tellers, table, *_ = [block for block in paper.blocks if isinstance(block, Table)]
    assert table.rows[0].cells[-2:] == ("20 (83,3 %)", "Trúng cử")
    with pytest.raises(ValueError, match="teller"):
        dataclasses.replace(counting_facts(), tellers=())


def test_the_minutes_of_a_sealed_election_name_its_box() -> None:
    election = dataclasses.replace(ELECTION, box=SEALED_BOX)
    words = said(board_counting(dataclasses.replace(counting_facts(), election=election)))
    assert f"số niêm phong {SEALED_BOX.number}" in words
    assert "lá phiếu không chọn ai không tách riêng" in words
    assert f"hồ sơ hòm phiếu {SEALED_BOX.archive} được lưu giữ" in words
    assert "đếm độc lập" not in words
    of_one_seat = dataclasses.replace(election, seats=1)
    assert "không tách riêng" not in said(board_counting(dataclasses.replace(counting_facts(), election=of_one_seat)))
    assert "đếm độc lập" in said(board_counting(counting_facts()))


def test_the_plan_says_on_which_ballots_the_board_is_elected() -> None:
    assert "Ban Thanh tra nhân dân theo đề nghị" not in said(conference_plan(plan_facts()))
    on_paper, sealed = (dataclasses.replace(plan_facts(), seats=3, is_sealed=each) for each in (False, True))
    assert "bầu 03 thành viên" in said(conference_plan(on_paper))
    assert "trên giấy, hai người kiểm phiếu đếm độc lập." in said(conference_plan(on_paper))
    assert "niêm phong: người dự bỏ phiếu trên điện thoại" in said(conference_plan(sealed))


def test_the_minutes_of_a_conference_name_the_elected() -> None:
    words = said(conference_minutes(dataclasses.replace(minutes_facts(), election=ELECTION)))
    assert "trúng cử 02 người: Lê Thị Hoa (20 phiếu), Hoàng Đình Sỹ (15 phiếu)" in words
