"""Thi đua, khen thưởng tại hội nghị: the pact that head and union sign, and who is rewarded for what."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record


class EmulationPact(Record, table=True):
    """Giao ước thi đua của một hội nghị: what head and union promise one another, a line each, until it is signed."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    text: str = Field(max_length=20000)
    written_by: int = Field(foreign_key="account.id")
    written_at: datetime = Field(sa_type=Instant)


class Reward(Record, table=True):
    """Một tập thể, cá nhân được khen thưởng tại hội nghị; what is taken out stays, with who took it out and when."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    honoured: str = Field(max_length=300, description="Tập thể, hoặc họ tên, chức vụ của cá nhân")
    form: str = Field(max_length=300, description="Hình thức khen thưởng")
    merit: str = Field(default="", max_length=1000, description="Thành tích")
    written_by: int = Field(foreign_key="account.id")
    written_at: datetime = Field(sa_type=Instant)
    removed_by: int | None = Field(default=None, foreign_key="account.id")
    removed_at: datetime | None = Field(default=None, sa_type=Instant)
