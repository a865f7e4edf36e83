"""Hội nghị: who was summoned and came, how the ballots were counted, and what followed by law."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words

AGAIN = 10


def occurrence_at(step: int, convening: int = 1) -> int:
    """Under which number the steps and papers of a meeting stand: step 3 convened for the second time is 32."""
    return step * AGAIN + convening


def place_at(number: int) -> tuple[int, int]:
    """Step and convening of such a number."""
    return divmod(number, AGAIN)


def _of_whole_meeting(*columns: str, table: str) -> Index:
    """Unique among the rows without a post, of which a plain constraint says nothing."""
    none, name = text("post_id IS NULL"), f"uq_{table}_of_whole_meeting"
    return Index(name, "meeting_id", *columns, unique=True, sqlite_where=none, postgresql_where=none)


class CheckIn(enum.StrEnum):
    """Điểm danh bằng danh sách, mã quét tại hội trường, hoặc trên đường truyền."""

    LIST = "list"
    SCAN = "scan"
    CALL = "call"


class Meeting(Record, table=True):
    """One convening of a meeting of the law: its place in the law's list, its hour and place, and its course."""

    __table_args__ = (UniqueConstraint("procedure_id", "step", "convening"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    round_id: int = Field(foreign_key="round.id", unique=True)
    step: int = Field(description="Bước thứ mấy của quy trình")
    convening: int = Field(default=1, description="2: họp lại")
    key: str = Field(max_length=60, description="Khóa của hội nghị trong tệp tham số")
    starts_at: datetime | None = Field(default=None, sa_type=Instant)
    place: str = Field(default="", max_length=300)
    call_link: str = Field(default="", max_length=300, description="Đường truyền, khi họp kết hợp trực tuyến")
    chair: str = Field(default="", max_length=300, description="Họ tên, chức vụ người chủ trì")
    reason: str = Field(default="", max_length=500, description="Vì sao họp lại, hoặc dời")
    is_typed_in: bool = Field(default=False, description="Đã họp trên giấy; kết quả được nhập lại với bản chụp")
    is_set: bool = Field(default=False, description="Thời gian, địa điểm, danh sách đã chốt để triệu tập")
    summoned_at: datetime | None = Field(default=None, sa_type=Instant)
    remind_at: datetime | None = Field(default=None, sa_type=Instant)
    opened_at: datetime | None = Field(default=None, sa_type=Instant, description="Chốt điểm danh")
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    course: str = Field(default="", max_length=20000, description="Diễn biến, ghi vào biên bản")

    @property
    def occurrence(self) -> int:
        """The number under which its steps and papers stand."""
        return occurrence_at(self.step, self.convening)


class Attendee(Record, table=True):
    """One person summoned to one meeting: in what capacity, with or without a ballot, and whether they came."""

    __table_args__ = (UniqueConstraint("meeting_id", "roll_entry_id"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    roll_entry_id: int = Field(foreign_key="roll_entry.id", index=True)
    capacity: str = Field(default="", max_length=300, description="Thuộc thành phần nào")
    has_vote: bool = True
    added_reason: str = Field(default="", max_length=500, description="Khác đề xuất theo luật: vì sao thêm")
    will_attend: bool | None = None
    replied_at: datetime | None = Field(default=None, sa_type=Instant)
    checked_in: CheckIn | None = Field(default=None, sa_type=words(CheckIn))  # pyright: ignore
    present_at: datetime | None = Field(default=None, sa_type=Instant)
    absent_reason: str = Field(default="", max_length=500)
    excused_by: int | None = Field(default=None, foreign_key="case_document.id", description="Bất khả kháng")


class NotSummoned(Record, table=True):
    """Someone of the body whom HR left off the list of one meeting, and why."""

    __table_args__ = (UniqueConstraint("meeting_id", "staff_member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id")
    reason: str = Field(max_length=500)


class CountEntry(Record, table=True):
    """What one teller counted on one ballot: the first entry, the second one made blind, or a signed correction.

    A ballot is of one post; one that asks for a level of each person is the whole meeting's, and has no post.
    """

    __table_args__ = (
        UniqueConstraint("meeting_id", "post_id", "entry", "attempt"),
        _of_whole_meeting("entry", "attempt", table="count_entry"),
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    entry: int = Field(description="1, 2: hai lần nhập độc lập; 3: đính chính có hai người ký")
    attempt: int = Field(default=1, description="Nhập lại sau khi hai lần không khớp")
    account_id: int = Field(foreign_key="account.id")
    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int = 0
    votes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Mã nhân sự: số phiếu")
    others: int = Field(default=0, description="Phiếu ghi tên ngoài danh sách")
    marks: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Mã người: mức: số phiếu")
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
    entered_at: datetime = Field(sa_type=Instant)


class Conclusion(Record, table=True):
    """What follows by law from the count of one ballot, and who chose where the law leaves it to them."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "post_id", "revision"),
        _of_whole_meeting("revision", table="conclusion"),
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True)
    revision: int = Field(default=1, description="Tăng lên khi kết quả kiểm phiếu được đính chính")
    quorum: str = Field(default="", max_length=40)
    reason: str = Field(max_length=40)
    chosen: list[int] = Field(default_factory=list, sa_type=JSON, description="Mã nhân sự được đi tiếp")
    tied: list[int] = Field(default_factory=list, sa_type=JSON, description="Mã nhân sự ngang phiếu, chờ lựa chọn")
    decided_by: int | None = Field(default=None, foreign_key="account.id")
    decided_on_document: int | None = Field(default=None, foreign_key="case_document.id")
    choice_reason: str = Field(default="", max_length=2000)
    differing_opinions: str = Field(default="", max_length=5000, description="Các ý kiến khác nhau, báo cáo đầy đủ")
    concluded_at: datetime = Field(sa_type=Instant)
