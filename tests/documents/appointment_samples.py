"""Made-up papers of one appointment: two nominees, four meetings, an agency of 28 people."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

from documents.papers.appointment.facts import (
    Absentee,
    Attendance,
    BallotCount,
    Candidate,
    Choice,
    CountLine,
    MeetingHead,
    MeetingResult,
    Official,
    Post,
    PostTally,
)
from law.decisions.appointment import Reason
from law.threshold import Base

CONSULAR = Post("Trưởng phòng Lãnh sự - Người Việt Nam ở nước ngoài")
OFFICE = Post("Phó Chánh Văn phòng")
HOA = Candidate(
    "Lê Thị Hoa",
    "Phó Trưởng phòng Lãnh sự - Người Việt Nam ở nước ngoài",
    birth_year=1984,
    planned_work="Phụ trách chung công tác lãnh sự",
)
SY = Candidate("Hoàng Đình Sỹ", "Phó Trưởng phòng", "Phòng Hợp tác quốc tế", birth_year=1981)
BINH = Candidate("Trần Văn Bình", "Chuyên viên chính", "Văn phòng", birth_year=1986)
LY = Candidate("Đặng Thị Lý", "Kế toán trưởng", "Văn phòng", birth_year=1983)
CHAIR = Official("Trần Quốc Việt", "Giám đốc")
SECRETARY = Official("Phan Thị Ngọc Ánh", "Chuyên viên", "Văn phòng")

NAMES = (
    "Hội nghị tập thể lãnh đạo",
    "Hội nghị tập thể lãnh đạo mở rộng",
    "Hội nghị cán bộ chủ chốt",
    "Hội nghị tập thể lãnh đạo",
)
DAYS = tuple(date(2026, 11, day) for day in (25, 26, 27, 30))
MINUTES = tuple(f"Biên bản kiểm phiếu ngày {day.day}/11/2026" for day in DAYS)
EXTENDED = BallotCount(13, 12, 12, 12, 11, 1, blank=1, excused=1)
KEY_CADRES = BallotCount(22, 20, 20, 20, 19, 1, excused=1)
FORCE_MAJEURE = "Văn bản số 215/SNV-CBCC ngày 24/11/2026 của Sở Nội vụ"
ATTENDANCE = Attendance(
    13,
    (Absentee(Official("Võ Thị Hường", "Trưởng phòng"), "bị tai nạn giao thông, đang điều trị", FORCE_MAJEURE),),
    (Official("Hồ Hữu Phước", "Chánh Văn phòng", "bộ phận tham mưu về tổ chức cán bộ"),),
)
CHOICE = Choice(
    "Giám đốc Sở",
    "Đồng chí Lê Thị Hoa có kinh nghiệm trực tiếp về công tác lãnh sự và đã được giao phụ trách phòng từ tháng 6/2026.",
    "",
    (
        "02 thành viên tập thể lãnh đạo đề nghị lựa chọn đồng chí Hoàng Đình Sỹ vì có thời gian giữ chức vụ dài hơn.",
        "Các thành viên thống nhất đánh giá cả hai nhân sự đều đủ tiêu chuẩn, điều kiện bổ nhiệm.",
    ),
)


def meeting(step: int, **changes: object) -> MeetingHead:
    starts = datetime.combine(DAYS[step - 1], time(1, 0), UTC)
    facts: dict[str, object] = {
        "name": NAMES[step - 1],
        "step": step,
        "steps": 4,
        "starts_at": starts,
        "place": "Phòng họp tầng 2, trụ sở Sở Ngoại vụ",
        "chair": CHAIR,
        "secretary": SECRETARY,
        "ended_at": starts.replace(hour=2, minute=30),
    }
    return MeetingHead(**(facts | changes))  # type: ignore[arg-type]


def tally(votes: tuple[int, ...], reason: Reason, count: BallotCount | None, **changes: object) -> PostTally:
    """A count for the post of the consular section; the first nominee is chosen unless said otherwise."""
    chosen = changes.pop("chosen", (HOA,))
    lines = tuple(
        CountLine(candidate, number, candidate in chosen)  # type: ignore[operator]
        for candidate, number in zip((HOA, SY), votes, strict=True)
    )
    facts: dict[str, object] = {"over": Fraction(1, 2), "base": Base.SUMMONED_NET}
    return PostTally(CONSULAR, lines, reason, count, **(facts | changes))  # type: ignore[arg-type]


def results() -> tuple[MeetingResult, ...]:
    """Four meetings: 30 % for both, then a majority on the summoned less the excused, on those present, and a tie."""
    third, tenth = Fraction(3, 10), BallotCount(4, 4, 4, 4, 4, 0)
    both = (HOA, SY)
    return (
        MeetingResult(meeting(1), (tally((2, 2), Reason.THIRTY_PERCENT, tenth, least=third, chosen=both),), MINUTES[0]),
        MeetingResult(
            meeting(2), (tally((6, 5), Reason.THIRTY_PERCENT, EXTENDED, least=third, chosen=both),), MINUTES[1]
        ),
        MeetingResult(meeting(3), (tally((13, 6), Reason.MAJORITY, KEY_CADRES, base=Base.PRESENT),), MINUTES[2]),
        MeetingResult(meeting(4), (tally((2, 2), Reason.HEAD_DECIDES, tenth, choice=CHOICE),), MINUTES[3]),
    )
