"""Lượt hỏi, danh sách được hỏi, câu trả lời: one way to ask people something."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class RoundMode(enum.StrEnum):
    """Cách giữ câu trả lời; a round's mode never changes (held by a trigger)."""

    PAPER = "paper"
    SEALED = "sealed"
    NAMED = "named"


class RoundPlace(enum.StrEnum):
    """Nơi trả lời."""

    HALL = "hall"
    HYBRID = "hybrid"
    CORRESPONDENCE = "correspondence"


class AnswerChannel(enum.StrEnum):
    """Đường mà câu trả lời đã đến."""

    LINK = "link"
    PAPER = "paper"


class Round(Record, table=True):
    """A question to a roll, with its times; a named round keeps each answer with its name."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int = 1
    mode: RoundMode = Field(sa_type=words(RoundMode))  # pyright: ignore
    place: RoundPlace = Field(sa_type=words(RoundPlace))  # pyright: ignore
    sends_at: datetime | None = Field(default=None, sa_type=Instant)
    closes_at: datetime | None = Field(default=None, sa_type=Instant)
    remind_at: list[str] = Field(default_factory=list, sa_type=JSON, description="Các giờ nhắc, ISO, UTC")
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    roll_hash: str = Field(default="", max_length=64)


class RollEntry(Record, table=True):
    """A person on the procedure's list, as they stood on the day it was frozen."""

    __table_args__ = (UniqueConstraint("procedure_id", "staff_member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    full_name: str = Field(max_length=200)
    unit_name: str = Field(max_length=200)
    position: str = Field(default="", max_length=200)
    email: str | None = Field(default=None, max_length=254)
    link_version: int = Field(default=1, description="Tăng lên là liên kết cũ hết hiệu lực")


class LeftOut(Record, table=True):
    """A person whom HR left off a draft's list, and why: printed in the closing paper."""

    __table_args__ = (UniqueConstraint("procedure_id", "staff_member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id")
    reason: str = Field(max_length=500)


class Answer(Record, table=True):
    """What one person answered in a named round, the last time they did, with the way it came."""

    __table_args__ = (UniqueConstraint("round_id", "roll_entry_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    roll_entry_id: int = Field(foreign_key="roll_entry.id", index=True)
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    channel: AnswerChannel = Field(sa_type=words(AnswerChannel))  # pyright: ignore
    receipt: str = Field(max_length=8)
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
    answered_at: datetime = Field(sa_type=Instant)
    changes: int = Field(default=0, description="Số lần người trả lời đổi ý trước hạn; lần cuối được tính")
