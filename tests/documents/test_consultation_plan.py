"""The plan lays down what the law wants laid down: contents, form, way, time, who is responsible and who is asked."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.paper import Heading, Paper, Paragraph, Points, RowKind, Table
from documents.papers.closing_notice import Missing
from documents.papers.consultation_plan import AskedUnit, ConsultationPlanFacts, PlanCitations, consultation_plan
from tests.documents import opinion_samples, samples

FACTS = opinion_samples.plan_facts()


def said(paper: Paper) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph | Heading))


def points(paper: Paper) -> list[tuple[str, ...]]:
    return [block.lines() for block in paper.blocks if isinstance(block, Points)]


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def changed(**facts: object) -> Paper:
    return consultation_plan(dataclasses.replace(FACTS, **facts))


def scheduled(**facts: object) -> tuple[str, ...]:
    return points(changed(schedule=dataclasses.replace(FACTS.schedule, **facts)))[1]


def test_it_has_a_part_for_each_thing_that_the_law_wants() -> None:
    made = consultation_plan(FACTS)
    assert (made.type_name, made.subject) == (
        "Kế hoạch",
        f"Lấy ý kiến cán bộ, công chức, viên chức, người lao động về {opinion_samples.DRAFT}",
    )
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == [
        "1. Mục đích, nội dung lấy ý kiến",
        "2. Hình thức, cách thức lấy ý kiến",
        "3. Người được lấy ý kiến",
        "4. Thời hạn triển khai",
        "5. Trách nhiệm tổ chức thực hiện",
    ]


def test_the_content_is_named_as_the_law_names_it() -> None:
    text = said(consultation_plan(FACTS))
    assert "gồm 04 đoạn được đánh số" in text
    assert "“Dự thảo quy chế chi tiêu nội bộ của cơ quan, đơn vị”" in text


def test_without_a_purpose_none_is_headed() -> None:
    assert "1. Nội dung lấy ý kiến" in said(changed(purpose=""))


def test_the_way_of_asking_says_how_many_by_mail_and_on_paper_and_that_silence_is_no_opinion() -> None:
    made = consultation_plan(FACTS)
    assert points(made)[0] == (
        "a) Gửi Dự thảo qua thư điện tử đến 25 người; mỗi thư có một liên kết riêng để đọc Dự thảo và gửi ý kiến;",
        "b) Phát Dự thảo kèm phiếu lấy ý kiến bằng giấy cho 02 người không nhận được thư điện tử;"
        " phiếu nộp về Văn phòng Sở.",
    )
    assert "Người chưa trả lời được nhắc vào các ngày 02/12/2026, 03/12/2026." in said(made)
    assert "Không trả lời được hiểu là không có ý kiến, không tính là đồng ý." in said(made)


def test_a_form_that_nobody_is_asked_by_is_not_named() -> None:
    by_mail = changed(
        units=(AskedUnit("Văn phòng", 9, 0),), other_forms=("Góp ý tại cuộc họp giao ban ngày 30/11/2026",)
    )
    assert len(points(by_mail)[0]) == 2
    assert points(by_mail)[0][1] == "b) Góp ý tại cuộc họp giao ban ngày 30/11/2026."
    on_paper = changed(units=(AskedUnit("Văn phòng", 0, 9),))
    assert len(points(on_paper)[0]) == 1
    assert "cho 09 người" in points(on_paper)[0][0]


@pytest.mark.parametrize("count", [0, 1])
def test_reminders_are_announced_as_many_as_there_are(count: int) -> None:
    text = said(changed(schedule=dataclasses.replace(FACTS.schedule, reminders=FACTS.schedule.reminders[:count])))
    assert ("được nhắc vào ngày 02/12/2026." in text) == bool(count)
    assert "các ngày" not in text


def test_the_table_of_units_adds_up() -> None:
    rows = tables(consultation_plan(FACTS))[0].rows
    assert rows[1].cells == ("2", "Văn phòng", "9", "7", "2")
    assert rows[-1].cells == ("", "Tổng cộng", "27", "25", "2")
    assert rows[-1].kind is RowKind.TOTAL
    assert "Lấy ý kiến 27 người thuộc 04 đơn vị:" in said(consultation_plan(FACTS))


def test_those_left_out_stand_by_unit_and_name_with_the_reason() -> None:
    made = changed(left_out=(Missing("Dương Thị Út", "Văn phòng", "Nghỉ thai sản"), *FACTS.left_out))
    assert "Không lấy ý kiến lần này đối với 02 người sau đây:" in said(made)
    assert [row.cells for row in tables(made)[1].rows] == [
        ("1", "Ngô Bá Khá", "Phòng Hợp tác quốc tế", "Đang biệt phái, chưa về cơ quan"),
        ("2", "Dương Thị Út", "Văn phòng", "Nghỉ thai sản"),
    ]


def test_when_nobody_is_left_out_the_plan_says_so() -> None:
    made = changed(left_out=())
    assert "Toàn thể cán bộ, công chức, viên chức, người lao động của cơ quan đều được lấy ý kiến." in said(made)
    assert len(tables(made)) == 1


def test_the_times_run_from_sending_to_making_public() -> None:
    assert points(consultation_plan(FACTS))[1] == (
        "a) Gửi Dự thảo, phát phiếu lấy ý kiến: từ ngày 27/11/2026;",
        "b) Nhận ý kiến: đến 17:00 thứ Sáu 04/12/2026;",
        "c) Tổng hợp, nghiên cứu tiếp thu, giải trình ý kiến: hoàn thành chậm nhất ngày 11/12/2026;",
        "d) Giám đốc Sở quyết định: sau khi đã tiếp thu, giải trình các ý kiến;",
        "đ) Công khai kết quả tổng hợp, tiếp thu, giải trình: chậm nhất 05 ngày làm việc kể từ ngày có quyết định,"
        " ít nhất 20 ngày liên tục, theo […].",
    )


def test_a_day_that_is_not_set_is_not_promised() -> None:
    assert scheduled(answered_by=None)[2].endswith("ngay sau khi hết thời hạn nhận ý kiến;")
    assert "chậm nhất ngày 11/12/2026, sau khi" in scheduled(decided_by=FACTS.schedule.answered_by)[3]


def test_head_unit_union_and_all_staff_have_their_duties() -> None:
    duties = points(consultation_plan(FACTS))[2]
    owners = ("Giám đốc Sở chỉ đạo", "Văn phòng Sở chịu trách nhiệm", f"{opinion_samples.UNION} phối hợp")
    for duty, owner in zip(duties, owners, strict=False):
        assert duty[3:].startswith(owner)
    assert duties[-1].startswith("đ) Cán bộ, công chức, viên chức, người lao động tích cực tham gia ý kiến")


def test_the_union_remarks_first_only_where_the_law_asks_for_it() -> None:
    asked = "tham gia ý kiến trước khi Giám đốc Sở quyết định ban hành, theo khoản 2 Điều 55"
    assert asked in points(changed(union_remarks=True))[2][2]
    assert asked not in points(consultation_plan(FACTS))[2][2]


def test_the_law_is_cited_as_confirmed_or_left_open() -> None:
    assert consultation_plan(FACTS).bases == (
        f"Căn cứ khoản 9 Điều 53 {samples.LAW};",
        f"Căn cứ khoản 1 Điều 55 {samples.LAW};",
    )
    open_ = changed(citations=PlanCitations(), other_bases=("Quy chế thực hiện dân chủ của Sở Ngoại vụ",))
    assert open_.bases == ("Căn cứ […];", "Căn cứ […];", "Căn cứ Quy chế thực hiện dân chủ của Sở Ngoại vụ;")
    assert "theo hình thức quy định tại […], cụ thể:" in said(open_)


def test_the_head_signs_and_the_plan_goes_to_the_union_and_the_units() -> None:
    made = consultation_plan(FACTS)
    assert made.signers == (samples.HEAD,)
    assert made.recipients == (
        "Ban Giám đốc (để báo cáo)",
        opinion_samples.UNION,
        "Các phòng, đơn vị thuộc Sở Ngoại vụ",
        "Lưu: VT, VP",
    )
    assert made.blocks[-1] == Paragraph(
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị liên hệ"
        " đồng chí Trần Văn Bình, Văn phòng Sở, máy lẻ 102./."
    )


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        AskedUnit("Văn phòng", -1, 3)


@given(typed=st.text(max_size=80) | st.text(alphabet="\n a{%", max_size=30))
def test_no_typed_words_add_a_basis_a_point_or_a_recipient(typed: str) -> None:
    calm = consultation_plan(filled(FACTS, "lời"))
    wild = consultation_plan(filled(FACTS, f"x{typed}"))
    assert [len(group) for group in points(wild)] == [len(group) for group in points(calm)]
    assert (len(wild.bases), len(wild.recipients)) == (len(calm.bases), len(calm.recipients))
    assert len(wild.blocks) == len(calm.blocks)


def filled(facts: ConsultationPlanFacts, typed: str) -> ConsultationPlanFacts:
    one = dict.fromkeys(("agency", "draft", "matter", "head", "in_charge", "union", "contact", "filed_by"), typed)
    many = dict.fromkeys(("other_forms", "other_bases", "other_recipients"), (typed,))
    return dataclasses.replace(facts, **one, **many, citations=PlanCitations(typed, typed, typed, typed, typed))
