"""Gửi phiếu lấy ý kiến thay hội nghị: what all staff are asked where too few came to a conference twice."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field

from models.store.types import Instant, Record


class LetterBallot(Record, table=True):
    """One letter ballot of a conference, its round, what it asks beside the resolution, and what it came to."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    matters: list[str] = Field(default_factory=list, sa_type=JSON, description="Nội dung khác, ngoài nghị quyết")
    days: int | None = Field(default=None, description="Số ngày để trả lời, kể từ ngày gửi phiếu")
    agreed_by: int | None = Field(default=None, foreign_key="account.id", description="Công đoàn thống nhất")
    agreed_at: datetime | None = Field(default=None, sa_type=Instant)
    union_remark: str = Field(default="", max_length=3000)
    asked: int = Field(default=0, description="Số người được gửi phiếu: toàn thể, là gốc của tỷ lệ")
    counts: dict[str, list[int]] = Field(
        default_factory=dict, sa_type=JSON, description="Tán thành, không tán thành, ý kiến khác; theo khóa câu hỏi"
    )
