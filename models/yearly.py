"""Hội nghị của từng năm công tác: by when it must be held, and when it was."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record


class ConferenceYear(Record, table=True):
    """Một năm công tác: its last day, the last day for its conference, and what is known of that conference."""

    __table_args__ = (UniqueConstraint("procedure_id", "year"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    year: int
    ends_on: date
    latest_on: date
    held_on: date | None = Field(default=None, description="Ghi tay; None: xem nghị quyết trong phần mềm")
    note: str = Field(default="", max_length=1000, description="Hội nghị nào, hoặc vì sao không tổ chức")
    noted_by: int | None = Field(default=None, foreign_key="account.id")
    noted_at: datetime | None = Field(default=None, sa_type=Instant)
