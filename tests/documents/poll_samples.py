"""The facts of each paper of a made-up poll: three heads of units, 28 summoned, 24 there, 22 ballots returned."""

from datetime import UTC, date, datetime

from documents.paper import Signer
from documents.papers.appointment.facts import MeetingHead, Official, SealedBox
from documents.papers.confidence.ballot import ConfidenceBallotFacts
from documents.papers.confidence.counting_minutes import PollCountingFacts
from documents.papers.confidence.facts import PersonCount, PollCount
from documents.papers.confidence.invitation import PollInvitationFacts
from documents.papers.confidence.notice import ConfidenceNoticeFacts
from documents.papers.confidence.summary import PollResultFacts
from tests.documents.appointment_samples import CHAIR, SECRETARY
from tests.documents.opinion_samples import CORRECTIONS
from tests.documents.samples import AGENCY, letterhead

ORGANISER, TERM = "Ban Thường vụ Đảng ủy Sở", "Nhiệm kỳ 2025 - 2030"
LEVELS = "tín nhiệm cao", "tín nhiệm", "tín nhiệm thấp"
LAW = "khoản 6 Điều 6 Quy định số 96-QĐ/TW"
HELD_AT = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
MEETING = MeetingHead(
    "Hội nghị lấy phiếu tín nhiệm", 1, 1, starts_at=HELD_AT, place="Hội trường tầng 2", chair=CHAIR, secretary=SECRETARY
)
PEOPLE = (
    Official("Lê Thị Hoa", "Trưởng phòng", "Phòng Lãnh sự"),
    Official("Hoàng Đình Sỹ", "Trưởng phòng", "Phòng Hợp tác quốc tế"),
    Official("Trần Văn Bình", "Chánh Văn phòng"),
)
COUNT = PollCount(summoned=28, present=24, issued=24, returned=22, valid=21, invalid=1)
COUNTS = (
    PersonCount(PEOPLE[0], (10, 9, 2), 21, 1, "keep", LAW),
    PersonCount(PEOPLE[1], (4, 5, 12), 21, 1, "out_of_planning", LAW),
    PersonCount(PEOPLE[2], (2, 2, 16), 20, 2, "remove"),
)
SIGNERS = (Signer("PHÓ BÍ THƯ", CHAIR.full_name, capacity="TM. BAN THƯỜNG VỤ ĐẢNG ỦY SỞ"),)


def notice_facts(**changes: object) -> ConfidenceNoticeFacts:
    facts: dict[str, object] = {
        "letterhead": letterhead("TB-SNgV", 41, date(2026, 11, 30)),
        "agency": AGENCY,
        "organiser": ORGANISER,
        "term": TERM,
        "meeting": MEETING,
        "people": PEOPLE,
        "voters": 28,
        "signers": SIGNERS,
        "filed_by": "VP",
        "reports_by": date(2026, 12, 8),
        "questions_by": date(2026, 12, 18),
        "law": LAW,
    }
    return ConfidenceNoticeFacts(**(facts | changes))  # type: ignore[arg-type]


def invitation_facts(**changes: object) -> PollInvitationFacts:
    facts: dict[str, object] = {
        "letterhead": letterhead("GM-SNgV"),
        "agency": AGENCY,
        "organiser": ORGANISER,
        "meeting": MEETING,
        "signers": SIGNERS,
        "filed_by": "VP",
        "questions_by": date(2026, 12, 18),
        "note": "Đề nghị các đồng chí đến trước 15 phút.",
        "reply_to": "Văn phòng, máy lẻ 102",
    }
    return PollInvitationFacts(**(facts | changes))  # type: ignore[arg-type]


def ballot_facts(**changes: object) -> ConfidenceBallotFacts:
    facts: dict[str, object] = {
        "letterhead": letterhead("", None, date(2026, 12, 28)),
        "meeting": MEETING,
        "organiser": ORGANISER,
        "people": PEOPLE,
        "levels": LEVELS,
    }
    return ConfidenceBallotFacts(**(facts | changes))  # type: ignore[arg-type]


def counting_facts(**changes: object) -> PollCountingFacts:
    facts: dict[str, object] = {
        "letterhead": letterhead("BB-SNgV", None, date(2026, 12, 28)),
        "meeting": MEETING,
        "count": COUNT,
        "people": COUNTS,
        "levels": LEVELS,
        "tellers": (Official("Đỗ Thị Thùy Dương", "Chủ tịch Công đoàn"), SECRETARY),
        "kept_at": "Văn phòng Sở",
        "counted_at": datetime(2026, 12, 28, 3, 30, tzinfo=UTC),
        "law": LAW,
        "corrections": CORRECTIONS,
    }
    return PollCountingFacts(**(facts | changes))  # type: ignore[arg-type]


BASIS = "Công văn số 12-CV/TU ngày 20/11/2026"
SEALED_BOX = SealedBox(
    number="0412 7755 1034 8821 6630 9142 0057 3318 4406 2719 8853",
    booth="a1b2 c3d4 e5f6 0718",
    opened_by=("Đỗ Thị Thùy Dương", "Vũ Văn Tra"),
    archive="5Kd3NBUAdUnhyzeMBW1zBs.bel",
    closed_at=HELD_AT,
    counted_at=datetime(2026, 12, 29, 1, 30, tzinfo=UTC),
)


def sealed_facts(**changes: object) -> PollCountingFacts:
    """The same poll by sealed ballots: nobody met, and none of them is invalid as a whole."""
    count = PollCount(summoned=28, present=28, issued=28, returned=22, valid=22, invalid=0)
    sealed: dict[str, object] = {"count": count, "by_correspondence": True, "basis": BASIS, "box": SEALED_BOX}
    return counting_facts(**(sealed | changes))


def result_facts(**changes: object) -> PollResultFacts:
    facts: dict[str, object] = {
        "letterhead": letterhead("BC-SNgV"),
        "agency": AGENCY,
        "organiser": ORGANISER,
        "authority": "Ban Thường vụ Tỉnh ủy",
        "term": TERM,
        "meeting": MEETING,
        "count": COUNT,
        "people": COUNTS,
        "levels": LEVELS,
        "signers": SIGNERS,
        "filed_by": "VP",
        "minutes": "Biên bản kiểm phiếu ngày 28/12/2026",
        "corrections": CORRECTIONS,
    }
    return PollResultFacts(**(facts | changes))  # type: ignore[arg-type]
