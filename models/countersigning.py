"""Việc cần hai người: an act that one person asks for and another signs, with its reason."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from models.store.types import Instant, Record, words


class ActState(enum.StrEnum):
    """Chờ người thứ hai ký, đã ký, không đồng ý, đã rút."""

    ASKED = "asked"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CountersignedAct(Record, table=True):
    """A correction, a change of address or of a role: done at the second signature, never before."""

    id: int | None = Field(default=None, primary_key=True)
    act: str = Field(max_length=40, index=True)
    procedure_id: int | None = Field(default=None, foreign_key="procedure.id", index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Mã, thời điểm; không có bí mật")
    reason: str = Field(max_length=1000)
    state: ActState = Field(default=ActState.ASKED, sa_type=words(ActState), index=True)  # pyright: ignore
    asked_by: int = Field(foreign_key="account.id")
    asked_as: str = Field(max_length=32, description="Vai trò của người đề nghị")
    asked_at: datetime = Field(sa_type=Instant)
    settled_by: int | None = Field(default=None, foreign_key="account.id")
    settled_as: str = Field(default="", max_length=32)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
