"""Quy trình và các bước đã ghi: the record of every procedure, whatever engine runs it."""

import enum
from datetime import date, datetime
from typing import Any, Optional

from sqlalchemy import JSON
from sqlmodel import Field, Relationship, UniqueConstraint

from models.store.types import Instant, Record, words

READ_WITH_IT = {"remote_side": "Procedure.id", "lazy": "selectin", "join_depth": 1, "viewonly": True}


class ProcedureState(enum.StrEnum):
    """Trạng thái của một quy trình."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ANNULLED = "annulled"


class Procedure(Record, table=True):
    """One legal procedure from its draft to its lawful end; `rules` are those of the day it began.

    `rests_on`: the consultation that it waits for, read with it.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40, index=True)
    subject: str = Field(max_length=500)
    state: ProcedureState = Field(default=ProcedureState.DRAFT, sa_type=words(ProcedureState), index=True)  # pyright: ignore
    begun_on: date | None = None
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    flow_revision: int = 1
    outcome: str | None = Field(default=None, max_length=40)
    waiting_for: str | None = Field(default=None, max_length=60, description="Khóa của câu nói đang chờ gì")
    next_due: datetime | None = Field(default=None, sa_type=Instant, index=True)
    rests_on_id: int | None = Field(default=None, foreign_key="procedure.id", description="Chờ lấy ý kiến xong mới làm")
    drafted_by: int = Field(foreign_key="account.id")
    drafted_at: datetime = Field(sa_type=Instant)
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    rests_on: Optional["Procedure"] = Relationship(sa_relationship_kwargs=READ_WITH_IT)

    @property
    def has_lost_consultation(self) -> bool:
        """Whether what it waits for was annulled, or its draft thrown away."""
        return self.rests_on is not None and self.rests_on.state is ProcedureState.ANNULLED


class StepRecord(Record, table=True):
    """A step of the law that has been done, once, with its article and its outcome."""

    __table_args__ = (UniqueConstraint("procedure_id", "step", "occurrence"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    step: str = Field(max_length=40)
    occurrence: int = 0
    article: str = Field(default="", max_length=80, description="Khóa của điều luật")
    outcome: str = Field(default="done", max_length=40)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Số lượng và mã, không có tên người")
    recorded_at: datetime = Field(sa_type=Instant)
