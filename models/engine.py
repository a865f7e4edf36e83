"""Lời giục và nhịp của người đưa thư: what asks a flow to run, and which courier is alive."""

from datetime import datetime

from sqlmodel import Field

from models.store.types import Instant, Record


class Nudge(Record, table=True):
    """Runs asked for and settled, one row a procedure; the lease says which courier runs it now."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    asked: int = 0
    done: int = 0
    attempts: int = Field(default=0, description="Lần chạy hỏng liên tiếp")
    not_before: datetime | None = Field(default=None, sa_type=Instant, description="Đồng hồ máy")
    lease_owner: str | None = Field(default=None, max_length=100)
    lease_until: datetime | None = Field(default=None, sa_type=Instant, description="Đồng hồ máy")
    trouble: str | None = Field(default=None, max_length=200, description="Tên lỗi và bước, không có nội dung")


class CourierHeartbeat(Record, table=True):
    """A courier process: a new one on the same host frees what its dead predecessor held."""

    id: str = Field(primary_key=True, max_length=100, description="máy:số tiến trình:ngẫu nhiên")
    host: str = Field(max_length=100, index=True)
    process: int
    started_at: datetime = Field(sa_type=Instant)
    beat_at: datetime = Field(sa_type=Instant)
    prefect_seen_at: datetime | None = Field(default=None, sa_type=Instant)
