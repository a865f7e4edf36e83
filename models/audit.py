"""Nhật ký: events in a SHA-256 chain; triggers refuse every change of a written one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from models.store.types import Instant, Record


class AuditEvent(Record, table=True):
    """One act: who, what, of which procedure; `hash` covers everything here and the event before."""

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    actor: str = Field(max_length=60, description="account:3, entry:17, staff:5, clock, operator")
    name: str = Field(max_length=60, index=True)
    procedure_id: int | None = Field(default=None, foreign_key="procedure.id", index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHead(Record, table=True):
    """The last event of the chain (one row): locking it puts writers in one line."""

    id: int = Field(default=1, primary_key=True)
    number: int = 0
    hash: str = Field(default="0" * 64, max_length=64)
