"""Nhiệm vụ trong một quy trình: who has which duty, who takes over from them, and who is concerned."""

import enum
from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class DutyKind(enum.StrEnum):
    """Thư ký, kiểm phiếu, người quyết định."""

    SECRETARY = "secretary"
    TELLER = "teller"
    DECIDER = "decider"


class Duty(Record, table=True):
    """A duty of one account in one procedure; its deputy takes over when it has waited `takes_over_after` hours."""

    __table_args__ = (UniqueConstraint("procedure_id", "kind", "account_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    kind: DutyKind = Field(sa_type=words(DutyKind))  # pyright: ignore
    account_id: int = Field(foreign_key="account.id", index=True)
    deputy_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    takes_over_after: int = Field(default=24, description="Giờ, từ lúc việc chờ người giữ nhiệm vụ")
    waits_since: datetime | None = Field(default=None, sa_type=Instant)


class ListedPerson(Record, table=True):
    """Someone on the list that a procedure is about: no HR, secretary, teller, signer or decider of it meanwhile."""

    __table_args__ = (UniqueConstraint("procedure_id", "staff_member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    listed_at: datetime = Field(sa_type=Instant)
    removed_at: datetime | None = Field(default=None, sa_type=Instant)
    reason: str = Field(default="", max_length=500)
