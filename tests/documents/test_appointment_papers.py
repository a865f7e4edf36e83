"""The other papers of an appointment say what a clerk may sign, and leave open what nobody confirmed."""

import dataclasses
import re
import unicodedata
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from documents import docx, pdf
from documents.paper import Heading, Paper, Paragraph, Points, Table
from documents.papers.appointment.appointment_notice import Appointed, appointment_notice
from documents.papers.appointment.appointment_proposal import appointment_proposal
from documents.papers.appointment.case_report import ReportCause, case_report
from documents.papers.appointment.facts import Attendance, Choice, Official, Post
from documents.papers.appointment.meeting_invitation import meeting_invitation
from documents.papers.appointment.meeting_minutes import meeting_minutes
from documents.papers.appointment.policy_proposal import policy_proposal
from documents.papers.appointment.summons_list import Summoned, summons_list
from tests.documents import appointment_paper_samples as samples
from tests.documents.appointment_samples import BINH, CONSULAR, OFFICE, meeting, results
from tests.documents.docx_samples import of_an_appointment, said_by_html, spoken
from tests.documents.measure import text
from tests.documents.opinion_samples import CORRECTIONS

PAPERS = of_an_appointment()


def said(made: Paper) -> str:
    lines = (block for block in made.blocks if isinstance(block, Heading | Paragraph | Points))
    return " ".join(line for block in lines for line in (block.lines() if isinstance(block, Points) else (block.text,)))


def headings(made: Paper) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def table(made: Paper) -> Table:
    return next(block for block in made.blocks if isinstance(block, Table))


@pytest.mark.parametrize("name", PAPERS)
def test_screen_print_and_word_say_the_same(name: str) -> None:
    lines = said_by_html(PAPERS[name])
    document = python_docx.Document(BytesIO(docx.render(PAPERS[name])))
    assert spoken([WordParagraph(each, document).text for each in document.element.body.iter(qn("w:p"))]) == lines
    # A page may repeat the head of a table and has its number: nothing of the screen is missing in print.
    assert not Counter(" ".join(lines).split()) - Counter(text(pdf.render(PAPERS[name])).split())


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_is_in_nfc_and_no_machine_word_is_left(name: str) -> None:
    whole = " ".join(said_by_html(PAPERS[name]))
    assert unicodedata.is_normalized("NFC", whole)
    assert not re.search(
        r"None|True|False|[{}<>_]|\b(?:majority|present|summoned|step|null)\b|\. \.|;\.|\.\.|:\.", whole
    )
    assert not re.search(r" [,.;:)]|\( ", whole)


def test_no_paper_of_an_appointment_names_a_law_by_number() -> None:
    root = Path(__file__).parents[2]
    files = *root.glob("templates/papers/appointment/**/*.jinja"), *root.glob("documents/papers/appointment/*.py")
    assert len(files) > 50
    for file in files:
        assert not re.search(r"(NĐ|Nghị định|Luật|QĐ|TT|Thông tư) ?\d+|\d+/20\d\d/", file.read_text(encoding="utf-8"))


def test_the_request_for_the_policy_says_why_how_many_from_where_and_for_which_work() -> None:
    made = PAPERS["policy_proposal"]
    assert (made.type_name, made.addressed_to) == ("Tờ trình", (samples.AUTHORITY,))
    assert made.subject == f"Về việc xin chủ trương bổ nhiệm chức vụ {CONSULAR.name}"
    assert table(made).rows[0].cells[1:3] == (CONSULAR.name, "01")
    assert "Ngày 05/10/2026, tập thể lãnh đạo, cấp ủy Sở Ngoại vụ đã họp" in said(made)
    assert "là 15 ngày làm việc kể từ ngày nhận được đề nghị, theo […]." in said(made)
    assert said(made).endswith("- Danh sách quy hoạch chức vụ Trân trọng kính trình./.")


def test_a_request_without_a_reason_a_day_or_a_period_leaves_them_open() -> None:
    bare = dataclasses.replace(
        samples.policy_proposal_facts(),
        need=" \n",
        agreed_on=None,
        answer_within=None,
        request_law=None,
        attachments=(),
    )
    made = policy_proposal(bare)
    assert made.bases[0] == "Căn cứ […];"
    assert "1. Sự cần thiết […] 2." in said(made)
    assert said(made).startswith("Tập thể lãnh đạo, cấp ủy Sở Ngoại vụ đã họp")
    assert "ngày làm việc" not in said(made)
    assert "Tài liệu gửi kèm" not in said(made)


def test_several_posts_are_counted_and_each_has_a_row() -> None:
    facts = samples.policy_proposal_facts()
    (wanted,) = facts.posts
    made = policy_proposal(
        dataclasses.replace(facts, posts=(wanted, dataclasses.replace(wanted, post=OFFICE, number=2)))
    )
    assert made.subject == "Về việc xin chủ trương bổ nhiệm 02 chức vụ lãnh đạo, quản lý"
    assert "đề nghị bổ nhiệm 03 người" in said(made)
    assert [row.cells[1] for row in table(made).rows] == [CONSULAR.name, OFFICE.name]


def test_the_invitation_says_to_what_by_whom_when_and_where() -> None:
    made = PAPERS["meeting_invitation"]
    assert said(made).startswith(
        "Sở Ngoại vụ trân trọng kính mời: Các đồng chí có tên trong danh sách triệu tập kèm theo Giấy mời này. "
        f"Tới dự: Hội nghị cán bộ chủ chốt (bước 3) thực hiện quy trình bổ nhiệm chức vụ {CONSULAR.name}. "
        "Chủ trì: Đồng chí Trần Quốc Việt, Giám đốc. Thời gian: 08 giờ 00 phút, ngày 27 tháng 11 năm 2026. "
        "Địa điểm: Phòng họp tầng 2, trụ sở Sở Ngoại vụ. Hình thức: Trực tiếp kết hợp trực tuyến;"
    )
    assert "trước 11:00 thứ Năm 26/11/2026" in said(made)
    assert "không cử người khác dự thay, bỏ phiếu thay./." in said(made)


def test_an_invitation_may_name_its_guests_and_keeps_the_link_of_the_call_to_itself() -> None:
    facts = dataclasses.replace(
        samples.invitation_facts(),
        invited=("Đồng chí Lê Hoa", "Sở Nội vụ"),
        meeting=meeting(2),
        contents=(),
        reply_to="",
    )
    made = meeting_invitation(facts)
    assert "kính mời: - Đồng chí Lê Hoa; - Sở Nội vụ. Tới dự" in said(made)
    assert "trực tuyến" not in said(made)
    assert "Nội dung:" not in said(made)
    assert "http" not in said(PAPERS["meeting_invitation"])


def test_the_summons_list_stands_by_capacity_the_head_first_and_those_without_a_ballot_last() -> None:
    made = PAPERS["summons_list"]
    assert [(row.cells[1], row.cells[4]) for row in table(made).rows] == [
        ("Trần Quốc Việt", "Có"),
        ("Lê Văn Đạt", "Có"),
        ("Nguyễn Thị Ánh Tuyết", "Có"),
        ("Hồ Hữu Phước", "Có"),
        ("Vương Khả Vũ", "Có"),
        ("Phan Thị Ngọc Ánh", "Không"),
    ]
    facts = samples.summons_facts()
    turned = summons_list(dataclasses.replace(facts, capacities=tuple(reversed(facts.capacities))))
    assert [row.cells[1] for row in table(turned).rows][0::5] == ["Hồ Hữu Phước", "Phan Thị Ngọc Ánh"]
    assert table(made).roomy
    assert "tại Văn bản số 212/SNV-CBCC ngày 20/11/2026 của Sở Nội vụ" in said(made)
    assert "Danh sách có 06 người, trong đó 05 người bỏ phiếu, 01 người dự nhưng không bỏ phiếu." in said(made)


def test_a_list_that_the_authority_has_not_decided_on_says_so_by_a_gap_and_nobody_is_on_it_twice() -> None:
    facts = samples.summons_facts()
    assert "quyết định tại […]" in said(summons_list(dataclasses.replace(facts, approved_by=None)))
    again = Summoned(facts.people[0].person, "Cấp ủy cùng cấp")
    with pytest.raises(ValueError, match="twice"):
        dataclasses.replace(facts, people=(*facts.people, again))


def test_the_minutes_tell_the_course_and_the_result_that_was_announced() -> None:
    made = meeting_minutes(samples.minutes_facts(corrections=CORRECTIONS))
    assert headings(made)[:3] == ["1. Thành phần tham dự", "2. Nội dung Hội nghị", "3. Kết quả Hội nghị"]
    assert headings(made)[3].startswith("4. Đính chính")
    assert "13 người; có mặt: 12/13 người; vắng mặt: 01 người, cụ thể: - Đồng chí Võ Thị Hường" in said(made)
    assert "đồng chí Lê Thị Hoa (50,00 %), đồng chí Hoàng Đình Sỹ (41,67 %)" in said(made)
    assert "Hội nghị kết thúc vào 09 giờ 30 phút, ngày 26 tháng 11 năm 2026." in said(made)
    assert [(signer.post, signer.name) for signer in made.signers] == [
        ("Thư ký", "Phan Thị Ngọc Ánh"),
        ("Chủ tọa", "Trần Quốc Việt"),
    ]


def test_minutes_of_a_result_that_is_not_announced_name_nobody_and_no_figure_of_it() -> None:
    made = meeting_minutes(samples.minutes_facts(3))
    assert "Kết quả kiểm phiếu không công bố tại Hội nghị theo […], được ghi tại Biên bản kiểm phiếu" in said(made)
    whole = " ".join(said_by_html(made))
    for kept in ("%", "Lê Thị Hoa", "Hoàng Đình Sỹ", "được lựa chọn"):
        assert kept not in whole


def test_minutes_leave_room_for_what_nobody_wrote_yet() -> None:
    unwritten = samples.minutes_facts(
        course="", meeting=meeting(2, ended_at=None, secretary=None, by_call=True), attendance=Attendance(3)
    )
    made = meeting_minutes(unwritten)
    assert "2. Nội dung Hội nghị […] 3." in said(made)
    assert "kết thúc vào … giờ … phút, ngày … tháng … năm …." in said(made)
    assert "trực tiếp kết hợp trực tuyến theo […]." in said(made)
    assert "vắng mặt: 0 người. Chủ trì: Đồng chí Trần Quốc Việt" in said(made)
    assert made.signers[0].name == ""


def test_a_case_that_stopped_is_reported_with_the_step_and_the_reason() -> None:
    made = PAPERS["case_report"]
    assert "tại bước 2: Không có nhân sự nào đạt từ 30 % tổng số người được triệu tập trở lên;" in said(made)
    assert "02 hội nghị trong quy trình gồm 04 bước" in said(made)
    assert headings(made)[1:] == ["2. Lý do không tiếp tục thực hiện", "3. Đề xuất, kiến nghị"]
    assert said(made).endswith("Sở Ngoại vụ kính báo cáo Ủy ban nhân dân tỉnh Hà Tĩnh xem xét, chỉ đạo./.")


def test_a_late_case_is_explained_with_the_period_its_last_day_and_the_reason() -> None:
    made = case_report(samples.late_facts())
    assert made.subject.startswith("Giải trình việc chưa hoàn thành quy trình bổ nhiệm")
    assert (
        "là 30 ngày làm việc kể từ ngày có văn bản đồng ý về chủ trương (15/10/2026), ngày cuối cùng là 27/11/2026. "
        "Đến ngày 30/11/2026, quy trình chưa hoàn thành. Lý do: Giám đốc Sở đi công tác" in said(made)
    )
    assert "hoàn thành các bước còn lại trước ngày 11/12/2026" in said(made)
    silent = case_report(dataclasses.replace(samples.late_facts(), explanation="", corrections=CORRECTIONS))
    assert "Lý do: […]" in said(silent)
    assert [heading[:2] for heading in headings(silent)] == ["1.", "2.", "3.", "4."]
    with pytest.raises(ValueError, match="deadline"):
        dataclasses.replace(samples.late_facts(), deadline=None)


def test_a_case_whose_nominees_all_withdrew_is_reported_as_that() -> None:
    facts = dataclasses.replace(samples.stopped_facts(), cause=ReportCause.WITHDRAWN, results=(), policy=None)
    made = case_report(facts)
    assert "chưa tổ chức hội nghị nào" in said(made)
    assert "Mọi nhân sự còn trong danh sách giới thiệu đã có văn bản xin rút" in said(made)
    assert said(made).startswith("Thực hiện […] về chủ trương")


def test_the_proposal_reports_every_differing_opinion_where_somebody_chose_between_two() -> None:
    made = PAPERS["appointment_proposal"]
    assert headings(made) == [
        "1. Kết quả thực hiện quy trình nhân sự",
        "2. Ý kiến của cấp ủy, kết quả xác minh những vấn đề mới nảy sinh",
        "3. Việc lựa chọn nhân sự và các ý kiến khác nhau",
        "4. Nhân sự đề nghị bổ nhiệm",
        "5. Kiến nghị",
    ]
    assert "đồng chí Lê Thị Hoa, đồng chí Hoàng Đình Sỹ; mỗi người được 02 phiếu, đạt 50,00 % tổng số" in said(made)
    assert "Giám đốc Sở lựa chọn đồng chí Lê Thị Hoa để đề nghị bổ nhiệm. Lý do: Đồng chí Lê Thị Hoa có" in said(made)
    choice = results()[3].tallies[0].choice
    assert choice is not None
    for opinion in choice.differing_opinions:
        assert opinion.rstrip(".") in said(made)
    assert "Thời hạn giữ chức vụ: 05 năm" in said(made)


def test_a_choice_without_a_reason_is_a_gap_and_without_differing_opinions_says_there_were_none() -> None:
    facts = samples.proposal_facts()
    last = facts.results[-1]
    bare = dataclasses.replace(last.tallies[0], choice=Choice("Giám đốc Sở", document="Văn bản số 3"))
    changed = (*facts.results[:-1], dataclasses.replace(last, tallies=(bare,)))
    made = appointment_proposal(dataclasses.replace(facts, results=changed))
    assert "để đề nghị bổ nhiệm, tại Văn bản số 3. Lý do: […]." in said(made)
    assert "Không có ý kiến khác về việc lựa chọn nhân sự nêu trên." in said(made)


def test_a_proposal_without_a_tie_or_an_opinion_has_no_part_for_them_and_numbers_the_rest() -> None:
    facts = samples.proposal_facts()
    plain = dataclasses.replace(
        facts, results=facts.results[:3], party_opinion="", new_issues="", corrections=CORRECTIONS, attachments=()
    )
    made = appointment_proposal(plain)
    assert headings(made) == [
        "1. Kết quả thực hiện quy trình nhân sự",
        "2. Nhân sự đề nghị bổ nhiệm",
        "3. Đính chính, thay đổi trong quá trình thực hiện",
        "4. Kiến nghị",
    ]
    assert "Tại hội nghị cuối cùng: Đồng chí Lê Thị Hoa được 13 phiếu" in said(made)
    with pytest.raises(ValueError, match="nobody"):
        dataclasses.replace(facts, proposed=())


def test_the_notice_says_who_to_which_post_from_when_and_for_how_long() -> None:
    made = PAPERS["appointment_notice"]
    assert (
        f"được bổ nhiệm giữ chức vụ {CONSULAR.name} kể từ ngày 15/12/2026; thời hạn giữ chức vụ là 05 năm. "
        "Phân công công tác: Phụ trách chung công tác lãnh sự." in said(made)
    )
    assert "từ ngày 16/12/2026 đến hết ngày 04/01/2027, theo […]." in said(made)
    assert made.recipients[-1] == "Lưu: VT, VP"


def test_several_who_were_appointed_stand_in_a_table() -> None:
    facts = samples.notice_facts()
    two = dataclasses.replace(facts, appointed=(*facts.appointed, Appointed(BINH, OFFICE, date(2026, 12, 15))))
    made = appointment_notice(dataclasses.replace(two, posting=None, decision=None))
    assert [row.cells[1:2] + row.cells[4:] for row in table(made).rows] == [
        ("Lê Thị Hoa", "15/12/2026", "05 năm"),
        ("Trần Văn Bình", "15/12/2026", "–"),
    ]
    assert text(pdf.render(made)).count("15/12/2026") == 2  # no day is broken over two lines
    assert "theo […] như sau:" in said(made)
    assert "công khai" not in said(made)
    with pytest.raises(ValueError, match="nobody"):
        dataclasses.replace(facts, appointed=())


def test_a_post_names_its_unit_once() -> None:
    assert Official("A", "Trưởng phòng Lãnh sự", "Phòng Lãnh sự").standing == "Trưởng phòng Lãnh sự"
    assert Official("A", "Chuyên viên", "Văn phòng").standing == "Chuyên viên, Văn phòng"
    assert Official("A", "", "Văn phòng").standing == "Văn phòng"
    assert Post("Giám đốc").name == "Giám đốc"


def test_a_hostile_fact_adds_no_line_to_a_paper() -> None:
    wild = "x\n\ny\u202e<b>{{ 7*7 }}"
    person = Official(wild, wild, wild)
    made = meeting_minutes(samples.minutes_facts(meeting=meeting(2, place=wild, chair=person, secretary=person)))
    assert len(made.blocks) == len(PAPERS["meeting_minutes"].blocks)
    assert "&lt;b&gt;{{ 7*7 }}" not in said(made)
    assert "x y<b>{{ 7*7 }}" in said(made)
