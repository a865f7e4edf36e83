"""The facts of each paper of the made-up appointment."""

import dataclasses
from datetime import UTC, date, datetime, time
from fractions import Fraction

from documents.paper import Signer
from documents.papers.appointment.appointment_notice import Appointed, AppointmentNoticeFacts, NoticePosting
from documents.papers.appointment.appointment_proposal import AppointmentProposalFacts, Proposed
from documents.papers.appointment.ballot import BallotFacts, BallotVerb
from documents.papers.appointment.case_report import CaseReportFacts, Deadline, ReportCause
from documents.papers.appointment.counting_minutes import CountingMinutesFacts
from documents.papers.appointment.facts import BallotCount, MeetingResult, Official, PostOnBallot
from documents.papers.appointment.meeting_invitation import MeetingInvitationFacts
from documents.papers.appointment.meeting_minutes import MeetingMinutesFacts
from documents.papers.appointment.policy_proposal import PolicyProposalFacts, WantedPost
from documents.papers.appointment.results_summary import ResultsSummaryFacts
from documents.papers.appointment.summons_list import Summoned, SummonsListFacts
from law.decisions.appointment import Reason
from tests.documents.appointment_samples import (
    ATTENDANCE,
    BINH,
    CHAIR,
    CONSULAR,
    DAYS,
    HOA,
    LY,
    OFFICE,
    SY,
    meeting,
    results,
    tally,
)
from tests.documents.opinion_samples import CORRECTIONS
from tests.documents.samples import AGENCY, letterhead

AUTHORITY = "Ủy ban nhân dân tỉnh Hà Tĩnh"
LAW = "khoản 1 Điều 33 của Nghị định về tuyển dụng, sử dụng và quản lý công chức"
DIRECTOR = (Signer("Giám đốc", "Trần Quốc Việt"),)
POSTS = (CONSULAR,)
POLICY = "Công văn số 1850/UBND-NC ngày 15/10/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh"


def ballot_facts(**changes: object) -> BallotFacts:
    facts: dict[str, object] = {
        "letterhead": letterhead("", None, DAYS[1]),
        "verb": BallotVerb.INTRODUCTION,
        "meeting": meeting(2),
        "posts": (PostOnBallot(CONSULAR, (HOA, SY)),),
    }
    return BallotFacts(**(facts | changes))  # type: ignore[arg-type]


def two_posts() -> tuple[PostOnBallot, ...]:
    return PostOnBallot(CONSULAR, (HOA, SY)), PostOnBallot(OFFICE, (BINH, LY))


def policy_proposal_facts() -> PolicyProposalFacts:
    return PolicyProposalFacts(
        letterhead=letterhead("TTr-SNgV"),
        agency=AGENCY,
        authority=AUTHORITY,
        posts=(
            WantedPost(
                CONSULAR,
                1,
                "Nguồn nhân sự tại chỗ, trong quy hoạch giai đoạn 2025 - 2030",
                "Phụ trách chung công tác lãnh sự, người Việt Nam ở nước ngoài",
            ),
        ),
        need="Từ ngày 01/10/2026, Trưởng phòng Lãnh sự - Người Việt Nam ở nước ngoài nghỉ hưu; phòng hiện có"
        " 01 Phó Trưởng phòng, 07 công chức.\nKhối lượng công việc lãnh sự năm 2026 tăng 18 % so với cùng kỳ năm 2025.",
        signers=DIRECTOR,
        filed_by="VP",
        agreed_on=date(2026, 10, 5),
        answer_within=15,
        request_law=LAW,
        other_bases=("Quyết định quy định chức năng, nhiệm vụ, quyền hạn, cơ cấu tổ chức của Sở Ngoại vụ",),
        attachments=("Biên bản họp tập thể lãnh đạo, cấp ủy ngày 05/10/2026", "Danh sách quy hoạch chức vụ"),
        other_recipients=("Sở Nội vụ",),
    )


def invitation_facts() -> MeetingInvitationFacts:
    return MeetingInvitationFacts(
        letterhead=letterhead("GM-SNgV"),
        agency=AGENCY,
        meeting=meeting(3, by_call=True),
        posts=POSTS,
        signers=DIRECTOR,
        filed_by="VP",
        contents=(
            "Thông báo danh sách nhân sự được giới thiệu ở bước 2",
            "Tóm tắt lý lịch, quá trình học tập, công tác; đánh giá, nhận xét và dự kiến phân công",
            "Tích phiếu giới thiệu nhân sự",
        ),
        reply_to="Văn phòng Sở (đồng chí Trần Văn Bình, máy lẻ 102)",
        reply_by=datetime(2026, 11, 26, 4, 0, tzinfo=UTC),
    )


def summons_facts() -> SummonsListFacts:
    leaders, units, staff = "Tập thể lãnh đạo", "Người đứng đầu đơn vị thuộc Sở", "Bộ phận tham mưu về tổ chức cán bộ"
    people = (
        Summoned(Official("Hồ Hữu Phước", "Chánh Văn phòng"), units),
        Summoned(Official("Phan Thị Ngọc Ánh", "Chuyên viên", "Văn phòng"), staff, has_vote=False),
        Summoned(CHAIR, leaders, rank=0),
        Summoned(Official("Nguyễn Thị Ánh Tuyết", "Phó Giám đốc"), leaders),
        Summoned(Official("Lê Văn Đạt", "Phó Giám đốc"), leaders),
        Summoned(Official("Vương Khả Vũ", "Trưởng phòng Hợp tác quốc tế"), units),
    )
    return SummonsListFacts(
        letterhead=letterhead("", None, date(2026, 11, 23)),
        meeting=meeting(2),
        posts=POSTS,
        people=people,
        signers=(Signer("Người lập danh sách", "Trần Văn Bình"), Signer("Giám đốc", "Trần Quốc Việt")),
        approved_by="Văn bản số 212/SNV-CBCC ngày 20/11/2026 của Sở Nội vụ",
        capacities=(leaders, units, staff),
    )


def minutes_facts(step: int = 2, **changes: object) -> MeetingMinutesFacts:
    result = results()[step - 1]
    facts: dict[str, object] = {
        "letterhead": letterhead("BB-SNgV", None, DAYS[step - 1]),
        "meeting": result.meeting,
        "posts": POSTS,
        "attendance": ATTENDANCE,
        "course": "Giám đốc Sở thông báo kết quả bước 1 và chủ trương đã được phê duyệt.\n"
        "Hội nghị thảo luận; 05 ý kiến phát biểu đều thống nhất hai nhân sự đủ tiêu chuẩn, điều kiện.\n"
        "Hội nghị thống nhất Tổ kiểm phiếu gồm 03 người và tiến hành tích phiếu kín.",
        "tallies": result.tallies,
        "announced": step != 3,
        "filed_by": "VP",
        "counting_minutes": result.minutes,
    }
    return MeetingMinutesFacts(**(facts | changes))  # type: ignore[arg-type]


def counting_facts(step: int = 2, **changes: object) -> CountingMinutesFacts:
    result = results()[step - 1]
    facts: dict[str, object] = {
        "letterhead": letterhead("BB-SNgV", None, DAYS[step - 1]),
        "meeting": result.meeting,
        "tallies": result.tallies,
        "tellers": (
            Official("Bùi Xuân Ân", "Phó Chánh Văn phòng"),
            Official("Mai Thị Ngà", "Chuyên viên", "Phòng Lãnh sự - Người Việt Nam ở nước ngoài"),
            Official("Lại Thế Sơn", "Chuyên viên", "Phòng Hợp tác quốc tế"),
        ),
        "announced": step != 3,
        "kept_at": "Văn phòng Sở",
        "counted_at": datetime.combine(DAYS[step - 1], time(2, 15), UTC),
        "absent": ATTENDANCE.absent,
        "law": LAW,
        "law_basis": LAW,
    }
    return CountingMinutesFacts(**(facts | changes))  # type: ignore[arg-type]


def summary_facts() -> ResultsSummaryFacts:
    signers = Signer("Người lập bảng", "Trần Văn Bình"), Signer("Giám đốc", "Trần Quốc Việt")
    return ResultsSummaryFacts(letterhead(""), AGENCY, POSTS, results(), signers, LAW, CORRECTIONS)


def stopped_facts() -> CaseReportFacts:
    first, second, _, _ = results()
    stop = tally((3, 3), Reason.STOP, BallotCount(13, 12, 12, 12, 6, 6, excused=1), least=Fraction(3, 10), chosen=())
    return CaseReportFacts(
        letterhead=letterhead("BC-SNgV"),
        agency=AGENCY,
        authority=AUTHORITY,
        cause=ReportCause.STOPPED,
        posts=POSTS,
        results=(first, MeetingResult(second.meeting, (stop,), second.minutes)),
        steps=4,
        signers=DIRECTOR,
        filed_by="VP",
        request="Sở Ngoại vụ đề nghị cho chủ trương rà soát, bổ sung nguồn nhân sự trong quy hoạch trước khi thực hiện"
        " lại quy trình.",
        policy=POLICY,
        law=LAW,
    )


def late_facts() -> CaseReportFacts:
    return dataclasses.replace(
        stopped_facts(),
        cause=ReportCause.LATE,
        results=results()[:2],
        explanation="Giám đốc Sở đi công tác nước ngoài theo nhiệm vụ được giao từ ngày 16/11/2026 đến ngày 20/11/2026,"
        " không thể chủ trì hội nghị.",
        request="",
        deadline=Deadline(30, date(2026, 10, 15), date(2026, 11, 27)),
        as_of=date(2026, 11, 30),
        finish_by=date(2026, 12, 11),
    )


def proposal_facts() -> AppointmentProposalFacts:
    return AppointmentProposalFacts(
        letterhead=letterhead("TTr-SNgV"),
        agency=AGENCY,
        presenter=AGENCY,
        authority=AUTHORITY,
        proposed=(Proposed(HOA, CONSULAR, 5),),
        results=results(),
        signers=DIRECTOR,
        filed_by="VP",
        policy=POLICY,
        law=LAW,
        party_opinion="Đảng ủy Sở nhận xét đồng chí Lê Thị Hoa đủ phẩm chất, năng lực (Công văn số 41-CV/ĐU)",
        new_issues="không có",
        attachments=("Biên bản hội nghị các bước", "Bảng tổng hợp kết quả kiểm phiếu kèm theo các biên bản kiểm phiếu"),
        other_recipients=("Sở Nội vụ",),
    )


def notice_facts() -> AppointmentNoticeFacts:
    return AppointmentNoticeFacts(
        letterhead=letterhead("TB-SNgV"),
        agency=AGENCY,
        appointed=(Appointed(HOA, CONSULAR, date(2026, 12, 15), 5),),
        signers=DIRECTOR,
        filed_by="VP",
        decision="Quyết định số 3120/QĐ-UBND ngày 10/12/2026 của Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh",
        posting=NoticePosting(date(2026, 12, 16), date(2027, 1, 4), ("đăng trên trang thông tin nội bộ của Sở",)),
        other_recipients=("Sở Nội vụ",),
    )
