"""Đại biểu dự hội nghị: how many each unit elects, and who they are."""

from sqlmodel import Field, UniqueConstraint

from models.store.types import Record


class DelegateSeats(Record, table=True):
    """How many delegates a unit elects to one conference."""

    __table_args__ = (UniqueConstraint("procedure_id", "unit_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    seats: int


class Delegate(Record, table=True):
    """A delegate to one conference: elected by a unit, or by office where there is none."""

    __table_args__ = (UniqueConstraint("procedure_id", "staff_member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id", description="Đơn vị bầu; không có: đương nhiên")
