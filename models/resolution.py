"""Nghị quyết hội nghị: the adopted text that is circulated, article by article."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.store.types import Record


class Resolution(Record, table=True):
    """The text of one conference's resolution and what the clerk filed of it."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    conference: str = Field(default="", max_length=300, description="Hội nghị cán bộ, công chức ... năm ...")
    adopted_on: date | None = None
    is_extraordinary: bool = Field(default=False, description="Của hội nghị bất thường, không thay nghị quyết năm")
    present: int | None = None
    in_favour: int | None = None
    bases: list[str] = Field(default_factory=list, sa_type=JSON)
    invitation: str = Field(default="", max_length=1000, description="Lời nhắn của cơ quan trong thư mời đọc")


class ResolutionArticle(Record, table=True):
    """Một điều của nghị quyết."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    heading: str = Field(default="", max_length=500)
    paragraphs: list[Any] = Field(default_factory=list, sa_type=JSON)
