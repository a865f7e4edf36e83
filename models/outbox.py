"""Thư đi: what is to be said to whom, never the text; bodies are rendered when they are sent."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.store.types import Instant, Record, words


class LetterState(enum.StrEnum):
    """Trạng thái của một lá thư.

    QUEUED waits for its turn or its next attempt; SENDING is held under a lease (a dead courier's lease lapses and
    the letter goes again with the same Message-ID); DEFERRED was refused for now and waits for `not_before`;
    SENT, BOUNCED, UNKNOWN (the relay may have it; tried once more, then left) and CANCELLED are ends.
    """

    QUEUED = "queued"
    SENDING = "sending"
    DEFERRED = "deferred"
    SENT = "sent"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class OutboxMessage(Record, table=True):
    """One letter to one person; the address is read from the roll, account or staff row when it is sent."""

    __table_args__ = (Index("ix_outbox_message_due", "state", "urgent", "not_before"),)
    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(max_length=200, unique=True, description="Hàm của (quy trình, người, loại, lần)")
    kind: str = Field(max_length=40, description="Tên thư mục trong templates/mail")
    number: int = Field(default=1, description="Lần thứ mấy của loại thư này")
    procedure_id: int | None = Field(default=None, foreign_key="procedure.id", index=True)
    roll_entry_id: int | None = Field(default=None, foreign_key="roll_entry.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    staff_member_id: int | None = Field(default=None, foreign_key="staff_member.id")
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Mã và số, không có bí mật")
    urgent: bool = Field(default=False, description="Mã đăng nhập: không chờ giờ nghỉ, không tính hạn mức")
    state: LetterState = Field(default=LetterState.QUEUED, sa_type=words(LetterState))  # pyright: ignore
    queued_at: datetime = Field(sa_type=Instant)
    not_before: datetime = Field(sa_type=Instant, description="Đồng hồ máy")
    attempts: int = 0
    unknown_attempts: int = Field(default=0, description="Lần không biết máy thư đã nhận hay chưa")
    lease_owner: str | None = Field(default=None, max_length=100)
    lease_until: datetime | None = Field(default=None, sa_type=Instant, description="Đồng hồ máy")
    last_phase: str = Field(default="", max_length=20)
    last_code: int | None = None
    last_reply: str = Field(default="", max_length=200)
    settled_at: datetime | None = Field(default=None, sa_type=Instant, description="Đồng hồ máy")
