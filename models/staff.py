"""Cán bộ, công chức, viên chức, người lao động: the people an agency must ask."""

import enum
from datetime import date

from sqlmodel import Field

from models.store.types import Record, words


class StaffCategory(enum.StrEnum):
    """Loại người làm việc."""

    CADRE = "cadre"
    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT_WORKER = "contract_worker"


class StaffMember(Record, table=True):
    """One person who works at the agency; leavers keep their row and get `left_on`."""

    id: int | None = Field(default=None, primary_key=True)
    full_name: str = Field(max_length=200)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    category: StaffCategory = Field(sa_type=words(StaffCategory))  # pyright: ignore
    position: str = Field(default="", max_length=200)
    is_unit_head: bool = Field(default=False, description="Nhận tin về đơn vị mình")
    email: str | None = Field(default=None, max_length=254, unique=True, description="Chữ thường; None: nhận phiếu in")
    birth_year: int | None = None
    left_on: date | None = None
