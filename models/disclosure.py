"""Công khai: what was made public to the staff, by when the law wanted it, and how long it stays."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record


class Disclosure(Record, table=True):
    """One content of a procedure made public: the day that starts the law's clock, its last day, and the posting."""

    __table_args__ = (UniqueConstraint("procedure_id", "content"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    content: str = Field(max_length=40, description="Khóa của nội dung công khai")
    counted_from: date
    due_on: date | None = Field(default=None, description="None: chưa biết ngày nghỉ của năm ấy")
    disclosed_at: datetime = Field(sa_type=Instant)
    posted_until: date
