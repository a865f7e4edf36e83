"""Thành phần triệu tập: which position in the sense of the law someone holds at the agency."""

import enum

from sqlmodel import Field, UniqueConstraint

from models.store.types import Record, words


class Position(enum.StrEnum):
    """Vị trí mà luật nêu khi nói ai được triệu tập."""

    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    PARTY_COMMITTEE = "party_committee"
    UNIT_HEAD = "unit_head"
    UNIT_DEPUTY_HEAD = "unit_deputy_head"
    MASS_ORGANISATION_HEAD = "mass_organisation_head"
    HR_REPRESENTATIVE = "hr_representative"


class PositionHolding(Record, table=True):
    """One position of one person; someone with two of them is still one voter."""

    __table_args__ = (UniqueConstraint("staff_member_id", "position"),)
    id: int | None = Field(default=None, primary_key=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    position: Position = Field(sa_type=words(Position))  # pyright: ignore
