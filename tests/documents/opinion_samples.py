"""Made-up papers of one question to an agency of 28: a draft of spending rules, and what was said of it."""

from datetime import UTC, date, datetime

from documents.paper import Signer
from documents.papers.closing_notice import Missing
from documents.papers.consultation_plan import AskedUnit, ConsultationPlanFacts, PlanCitations, Schedule
from documents.papers.corrections import Correction, Hand
from documents.papers.disclosure_notice import (
    DecisionTaken,
    DisclosureCitations,
    DisclosureNoticeFacts,
    Places,
    Posting,
)
from documents.papers.opinion_sheet import AskedParagraph, OpinionSheetFacts, Respondent
from documents.papers.responses_table import Replies, Response, ResponsesTableFacts, Verdict
from tests.documents.samples import AGENCY, HEAD, LAW, letterhead

DRAFT = "dự thảo Quy chế chi tiêu nội bộ năm 2027 của Sở Ngoại vụ"
UNION = "Ban Chấp hành Công đoàn cơ sở"
CONTACT = "đồng chí Trần Văn Bình, Văn phòng Sở, máy lẻ 102"
CLOSES_AT = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)

PARAGRAPHS = (
    AskedParagraph(
        1,
        "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng. Quy chế này quy định việc quản lý, sử dụng kinh phí được giao"
        " thực hiện chế độ tự chủ của Sở Ngoại vụ; áp dụng với cán bộ, công chức, người lao động hợp đồng của Sở.",
    ),
    AskedParagraph(
        2,
        "Điều 2. Chi công tác phí. Người đi công tác được thanh toán tiền phương tiện đi lại theo vé, hóa đơn thực tế;"
        " phụ cấp lưu trú 300.000 đồng/ngày; tiền thuê chỗ nghỉ theo mức khoán tại Phụ lục kèm theo.",
    ),
    AskedParagraph(3, "Điều 3. Khoán văn phòng phẩm. Mức khoán là 80.000 đồng/người/tháng, chi trả hằng quý."),
    AskedParagraph(
        4,
        "Điều 4. Sử dụng kinh phí tiết kiệm.\nKinh phí tiết kiệm được dùng theo thứ tự: chi bổ sung thu nhập; chi khen"
        " thưởng; chi phúc lợi tập thể; trích lập quỹ dự phòng ổn định thu nhập.",
    ),
)

RESPONSES = (
    Response(
        3,
        "Đề nghị nâng mức khoán văn phòng phẩm lên 100.000 đồng/người/tháng vì giá giấy và mực in tăng.",
        4,
        Verdict.ACCEPTED,
        "Nâng mức khoán lên 95.000 đồng/người/tháng, phù hợp với dự toán được giao; đã sửa tại Điều 3.",
    ),
    Response(
        2,
        "Đề nghị thanh toán tiền taxi từ sân bay về nơi họp theo hóa đơn.",
        1,
        Verdict.EXPLAINED,
        "Việc thanh toán phương tiện đi lại theo hóa đơn thực tế đã gồm taxi, không cần quy định riêng.",
    ),
    Response(
        0,
        "Đề nghị bổ sung phụ lục so sánh với Quy chế năm 2026.",
        2,
        Verdict.ACCEPTED,
        "Đã lập bảng so sánh gửi kèm Quy chế.",
    ),
)

CORRECTIONS = (
    Correction(
        "Gia hạn nhận ý kiến từ 17:00 thứ Năm 03/12/2026 đến 17:00 thứ Sáu 04/12/2026",
        "Máy chủ thư của tỉnh bảo trì nửa ngày.",
        Hand("Trần Văn Bình", "Văn phòng Sở"),
        Hand("Nguyễn Thị Ánh Tuyết", "Phó Giám đốc"),
        date(2026, 12, 2),
    ),
    Correction(
        "Bổ sung đồng chí Cao Tiến Dũng vào danh sách được lấy ý kiến.",
        "Danh sách lập trước ngày đồng chí chuyển đến.",
        Hand("Trần Văn Bình", "Văn phòng Sở"),
        Hand("Trần Quốc Việt", "Giám đốc"),
        date(2026, 11, 30),
    ),
)


def plan_facts() -> ConsultationPlanFacts:
    return ConsultationPlanFacts(
        letterhead=letterhead("KH-SNgV", 41, date(2026, 11, 24)),
        agency=AGENCY,
        draft=DRAFT,
        matter="Dự thảo quy chế chi tiêu nội bộ của cơ quan, đơn vị",
        paragraphs=4,
        units=(
            AskedUnit("Ban Giám đốc", 3, 0),
            AskedUnit("Văn phòng", 7, 2),
            AskedUnit("Phòng Lãnh sự - Người Việt Nam ở nước ngoài", 8, 0),
            AskedUnit("Phòng Hợp tác quốc tế", 7, 0),
        ),
        schedule=Schedule(
            asked_from=date(2026, 11, 27),
            closes_at=CLOSES_AT,
            disclosed_within=5,
            posted_for=20,
            reminders=(date(2026, 12, 2), date(2026, 12, 3)),
            answered_by=date(2026, 12, 11),
        ),
        head="Giám đốc Sở",
        in_charge="Văn phòng Sở",
        union=UNION,
        contact=CONTACT,
        signers=(HEAD,),
        filed_by="VP",
        purpose="Để Quy chế sát với việc chi tiêu thực tế của các phòng, đơn vị trong năm 2027.",
        left_out=(Missing("Ngô Bá Khá", "Phòng Hợp tác quốc tế", "Đang biệt phái, chưa về cơ quan"),),
        other_recipients=("Ban Giám đốc (để báo cáo)",),
        citations=PlanCitations(
            matter=f"khoản 9 Điều 53 {LAW}",
            plan=f"khoản 1 Điều 55 {LAW}",
            form=f"khoản 3 Điều 54 {LAW}",
            union=f"khoản 2 Điều 55 {LAW}",
        ),
    )


def sheet_facts() -> OpinionSheetFacts:
    return OpinionSheetFacts(
        letterhead=letterhead(""),
        agency=AGENCY,
        draft=DRAFT,
        paragraphs=PARAGRAPHS,
        collector="Văn phòng Sở",
        until=CLOSES_AT,
        seen_by="Văn phòng Sở và Giám đốc Sở",
        citation=f"khoản 3 Điều 54 {LAW}",
    )


RESPONDENT = Respondent("Dương Thị Út", "Văn phòng", "Nhân viên phục vụ")


def table_facts() -> ResponsesTableFacts:
    return ResponsesTableFacts(
        letterhead=letterhead("", dated_on=date(2026, 12, 9)),
        agency=AGENCY,
        draft=DRAFT,
        asked_from=date(2026, 11, 27),
        closed_at=CLOSES_AT,
        replies=Replies(asked=27, agreed=19, commented=6),
        paragraphs=PARAGRAPHS,
        responses=RESPONSES,
        signers=(Signer("Người lập bảng", "Trần Văn Bình"), HEAD),
        citation=f"khoản 1 Điều 55 {LAW}",
        corrections=CORRECTIONS,
    )


def disclosure_facts() -> DisclosureNoticeFacts:
    return DisclosureNoticeFacts(
        letterhead=letterhead("TB-SNgV", 57, date(2026, 12, 15)),
        agency=AGENCY,
        draft=DRAFT,
        asked_from=date(2026, 11, 27),
        closed_at=CLOSES_AT,
        replies=Replies(asked=27, agreed=19, commented=6),
        accepted=2,
        explained=1,
        decision=DecisionTaken(True, date(2026, 12, 11), "Quyết định số 118/QĐ-SNgV ngày 11/12/2026"),
        places=Places("https://noibo.songoaivu.example/y-kien/12", 25, ("bảng tin trụ sở Sở", "phòng họp tầng 2")),
        posting=Posting(
            posted_from=date(2026, 12, 15),
            posted_until=date(2027, 1, 4),
            posted_for=20,
            within=5,
            counted_from=date(2026, 12, 11),
            due_on=date(2026, 12, 18),
        ),
        head="Giám đốc Sở",
        contact=CONTACT,
        signers=(HEAD,),
        filed_by="VP",
        other_documents=("Bảng so sánh Quy chế năm 2026 và năm 2027",),
        other_recipients=(UNION, "Ban Thanh tra nhân dân"),
        citations=DisclosureCitations(
            content=f"khoản 10 Điều 46 {LAW}",
            within=f"khoản 2 Điều 47 {LAW}",
            posted=f"khoản 1 Điều 48 {LAW}",
        ),
    )
