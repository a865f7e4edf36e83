"""The facts of each paper of a made-up conference: 28 summoned, 24 there, the resolution adopted by 20."""

from datetime import UTC, datetime

from documents.paper import Signer
from documents.papers.appointment.facts import Absentee, Attendance, MeetingHead, Official
from documents.papers.conference.ballot import BoardBallotFacts
from documents.papers.conference.counting import BoardCountingFacts
from documents.papers.conference.facts import (
    AgendaLine,
    CandidateCount,
    ElectionCount,
    Exchange,
    HandsCounted,
    Honoured,
)
from documents.papers.conference.invitation import ConferenceInvitationFacts
from documents.papers.conference.minutes import ConferenceMinutesFacts
from documents.papers.conference.pact import PactFacts
from documents.papers.conference.plan import ConferencePlanFacts
from documents.papers.conference.rewards import RewardListFacts
from tests.documents.appointment_samples import CHAIR, SECRETARY
from tests.documents.opinion_samples import CORRECTIONS
from tests.documents.samples import AGENCY, letterhead

NAME = "Hội nghị cán bộ, công chức, viên chức, người lao động năm 2026"
LAW = "điểm c khoản 2 Điều 51"
HELD_AT = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
MEETING = MeetingHead(NAME, 1, 1, starts_at=HELD_AT, place="Hội trường tầng 2", chair=CHAIR, secretary=SECRETARY)
AGENDA = (
    AgendaLine("Báo cáo của người đứng đầu", "Giám đốc Sở", "Giám đốc Sở trình bày báo cáo.\nHội nghị nghe xong."),
    AgendaLine("Thông qua nghị quyết", "Thư ký hội nghị"),
)
PRESIDIUM = ("Bà Lê Thị Giám, Giám đốc Sở", "Bà Hoàng Thị Đoàn, Chủ tịch Công đoàn")
SECRETARIES = ("Ông Trần Văn Ký, chuyên viên Văn phòng",)
SIGNERS = (Signer("CHỦ TỊCH CÔNG ĐOÀN", "Hoàng Thị Đoàn"), Signer("GIÁM ĐỐC", "Lê Thị Giám"))
REWARDS = (
    Honoured("Phòng Lãnh sự", "Giấy khen của Giám đốc Sở", "Hoàn thành xuất sắc nhiệm vụ năm 2026"),
    Honoured("Ông Trần Văn Ký, chuyên viên Văn phòng", "Danh hiệu Lao động tiên tiến"),
)
PROMISES = ("Giải quyết đúng hạn từ 98 % hồ sơ lãnh sự", "Mỗi phòng có ít nhất một sáng kiến được áp dụng")
ABSENT = tuple(
    Absentee(Official(name, "Chuyên viên"), "đi công tác") for name in ("Vũ An", "Lý Bình", "Đỗ Cả", "Tạ Du")
)


def plan_facts() -> ConferencePlanFacts:
    return ConferencePlanFacts(
        letterhead=letterhead("KH-SNgV"),
        conference=NAME,
        meeting=MEETING,
        cause="yearly",
        attending="everyone",
        people=28,
        presidium=PRESIDIUM,
        secretaries=SECRETARIES,
        agenda=AGENDA,
        drafts=("Dự thảo Quy chế chi tiêu nội bộ năm 2027",),
        preparation="Văn phòng chuẩn bị báo cáo.\nCông đoàn chuẩn bị báo cáo.",
        signers=SIGNERS,
        filed_by="Văn phòng",
        union_remark="Nhất trí",
        law=LAW,
    )


def invitation_facts() -> ConferenceInvitationFacts:
    return ConferenceInvitationFacts(
        letterhead=letterhead("GM-SNgV"),
        agency=AGENCY,
        conference=NAME,
        meeting=MEETING,
        agenda=AGENDA,
        signers=SIGNERS[1:],
        filed_by="Văn phòng",
        note="Đề nghị đến đúng giờ.",
        reply_to="Văn phòng, máy lẻ 102",
    )


def pact_facts() -> PactFacts:
    return PactFacts(
        letterhead=letterhead("GƯ-SNgV"),
        agency=AGENCY,
        head="Giám đốc",
        conference=NAME,
        year=2027,
        promises=PROMISES,
        signers=SIGNERS,
        filed_by="Văn phòng",
        held_at=HELD_AT,
        law=LAW,
    )


def reward_facts() -> RewardListFacts:
    return RewardListFacts(letterhead("DS-SNgV"), NAME, REWARDS, SIGNERS[1:], "Văn phòng")


def minutes_facts() -> ConferenceMinutesFacts:
    return ConferenceMinutesFacts(
        letterhead=letterhead("BB-HNCBCC"),
        conference=NAME,
        meeting=MEETING,
        attendance=Attendance(28, ABSENT),
        present=24,
        quorum=19,
        presidium=PRESIDIUM,
        secretaries=SECRETARIES,
        agenda=AGENDA,
        exchanges=(
            Exchange("Bà Lý Thị Hòa", "Đề nghị sửa nhà để xe", "Giám đốc Sở", "Sẽ sửa", "Trần Văn Ký", "31/3/2027"),
            Exchange("Ông Vũ Sĩ", "Đề nghị công khai lịch trực."),
        ),
        votes=(
            HandsCounted("Đoàn chủ tịch, thư ký, chương trình hội nghị", 24, 24, 0, 0, True),
            HandsCounted("Thông qua nghị quyết hội nghị", 24, 20, 3, 1, True),
        ),
        filed_by="Văn phòng",
        majority="trên 1/2 số người dự",
        rewards=REWARDS,
        pact=PROMISES,
        corrections=CORRECTIONS,
        law=LAW,
    )


PEOPLE = (
    Official("Lê Thị Hoa", "Trưởng phòng", "Phòng Lãnh sự"),
    Official("Hoàng Đình Sỹ", "Chuyên viên", "Phòng Hợp tác quốc tế"),
    Official("Trần Văn Bình", "Chuyên viên", "Văn phòng"),
    Official("Vũ Thị Cúc", "Chuyên viên", "Văn phòng"),
)
ELECTION = ElectionCount(
    seats=3,
    summoned=28,
    present=24,
    issued=24,
    returned=24,
    valid=22,
    invalid=2,
    blank=1,
    needed=13,
    candidates=(
        CandidateCount(PEOPLE[0], 20, True),
        CandidateCount(PEOPLE[1], 15, True),
        CandidateCount(PEOPLE[2], 13, False, True),
        CandidateCount(PEOPLE[3], 13, False, True),
    ),
)


def ballot_facts() -> BoardBallotFacts:
    return BoardBallotFacts(letterhead=letterhead(""), conference=NAME, meeting=MEETING, seats=3, people=PEOPLE)


def counting_facts() -> BoardCountingFacts:
    return BoardCountingFacts(
        letterhead=letterhead("BB-HNCBCC"),
        conference=NAME,
        meeting=MEETING,
        election=ELECTION,
        tellers=PEOPLE[:2],
        kept_at="Văn phòng",
        majority="trên 50 % số người dự",
        counted_at=HELD_AT,
        law=LAW,
        corrections=CORRECTIONS,
    )
