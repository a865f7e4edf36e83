"""Hội nghị cán bộ, công chức, viên chức, người lao động: its plan, its agenda, what was asked, and what was voted."""

import enum
from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class ConferenceCause(enum.StrEnum):
    """Vì sao họp: định kỳ, hoặc bất thường theo đề xuất của ai."""

    YEARLY = "yearly"
    HEAD = "head"
    UNION = "union"
    STAFF = "staff"


class Attending(enum.StrEnum):
    """Ai dự hội nghị: toàn thể, hoặc đại biểu."""

    EVERYONE = "everyone"
    DELEGATES = "delegates"


class Conference(Record, table=True):
    """The plan of one conference as HR writes it, what the union said of it, and the text that it is asked to adopt."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    year: int | None = Field(default=None, description="Năm công tác mà hội nghị tổng kết")
    cause: ConferenceCause = Field(default=ConferenceCause.YEARLY, sa_type=words(ConferenceCause))  # pyright: ignore
    requesters: int | None = Field(default=None, description="Số người cùng đề nghị họp bất thường")
    attending: Attending = Field(default=Attending.EVERYONE, sa_type=words(Attending))  # pyright: ignore
    starts_at: datetime | None = Field(default=None, sa_type=Instant)
    place: str = Field(default="", max_length=300)
    presidium: str = Field(default="", max_length=1000, description="Đoàn chủ tịch, mỗi dòng một người")
    secretaries: str = Field(default="", max_length=1000, description="Thư ký hội nghị, mỗi dòng một người")
    preparation: str = Field(default="", max_length=5000, description="Phân công chuẩn bị, mỗi dòng một việc")
    invitation: str = Field(default="", max_length=1000, description="Lời nhắn của cơ quan trong giấy mời")
    resolution: str = Field(default="", max_length=50000, description="Dự thảo nghị quyết, theo từng điều")
    board_seats: int = Field(default=0, description="Số thành viên Ban Thanh tra nhân dân cần bầu; 0: không bầu")
    is_sealed: bool = Field(default=False, description="Bầu bằng phiếu kín niêm phong; không thì bằng phiếu giấy")
    sealed_matters: str = Field(default="", max_length=5000, description="Biểu quyết kín niêm phong, mỗi dòng một việc")
    is_resolution_sealed: bool = Field(default=False, description="Nghị quyết được biểu quyết kín niêm phong")
    agreed_by: int | None = Field(default=None, foreign_key="account.id", description="Công đoàn thống nhất")
    agreed_at: datetime | None = Field(default=None, sa_type=Instant)
    union_remark: str = Field(default="", max_length=3000)
    drafted_resolution_id: int | None = Field(default=None, foreign_key="procedure.id")


class ConferenceDraft(Record, table=True):
    """A consultation whose draft comes before the conference: its opinions are answered first."""

    __table_args__ = (UniqueConstraint("procedure_id", "consultation_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    consultation_id: int = Field(foreign_key="procedure.id", index=True)


class AgendaItem(Record, table=True):
    """Một mục của chương trình: its place in the law's order, who reports, and what its secretary wrote of it."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    key: str = Field(max_length=40, description="Khóa của mục trong trình tự mà luật định")
    presenter: str = Field(default="", max_length=300, description="Người trình bày, mỗi mục một dòng")
    said: str = Field(default="", max_length=10000, description="Diễn biến của mục, ghi vào biên bản")
    begun_at: datetime | None = Field(default=None, sa_type=Instant)


class ConferenceQuestion(Record, table=True):
    """Ý kiến, câu hỏi tại hội nghị, lời giải đáp; with an owner and a last day it becomes an item of the resolution."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    asked_by: str = Field(max_length=300, description="Họ tên, đơn vị của người phát biểu")
    text: str = Field(max_length=3000)
    answered_by: str = Field(default="", max_length=300)
    answer: str = Field(default="", max_length=3000)
    owner_id: int | None = Field(default=None, foreign_key="staff_member.id")
    due_on: date | None = None
    noted_at: datetime = Field(sa_type=Instant)


class ConferenceVote(Record, table=True):
    """Một lần biểu quyết: how many were for, against, abstained, of those who attend; once, with its result.

    By show of hands, or by secret ballots on paper.
    """

    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    number: int
    key: str = Field(max_length=40, description="Biểu quyết về việc gì: khóa dưới votes")
    matter: str = Field(default="", max_length=500)
    present: int = Field(description="Tổng số người dự, là gốc của tỷ lệ")
    in_favour: int
    against: int
    abstained: int
    invalid: int | None = Field(default=None, description="Số phiếu không hợp lệ; None: biểu quyết giơ tay")
    is_carried: bool
    recorded_by: int = Field(foreign_key="account.id")
    recorded_at: datetime = Field(sa_type=Instant)


class MatterRound(Record, table=True):
    """Lượt biểu quyết kín niêm phong tại hội nghị: a round beside the meeting's own ballot, a question a matter."""

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    key: str = Field(max_length=40, description="matter: các nội dung; resolution: nghị quyết")
    matters: list[str] = Field(default_factory=list, sa_type=JSON)
