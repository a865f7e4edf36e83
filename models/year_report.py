"""Số liệu năm do cán bộ tổ chức ghi: what the report for the conference says and no procedure here has on record."""

import enum
from datetime import datetime

from sqlmodel import Field

from models.store.types import Instant, Record, words


class YearHeading(enum.StrEnum):
    """Mục của báo cáo mà phần mềm không có sẵn số liệu."""

    RECRUITMENT = "recruitment"
    TRAINING = "training"
    ROTATION = "rotation"
    MISSIONS = "missions"
    EVALUATION = "evaluation"
    REWARDS = "rewards"
    DISCIPLINE = "discipline"
    POLICIES = "policies"
    FINANCE = "finance"
    ASSETS = "assets"
    PETITIONS = "petitions"
    INSPECTION_BOARD = "inspection_board"


class YearEntry(Record, table=True):
    """Một dòng của một mục trong một năm; what is taken out stays, with who took it out and when."""

    id: int | None = Field(default=None, primary_key=True)
    year: int = Field(index=True)
    heading: YearHeading = Field(sa_type=words(YearHeading))  # pyright: ignore
    said: str = Field(max_length=2000)
    written_by: int = Field(foreign_key="account.id")
    written_at: datetime = Field(sa_type=Instant)
    removed_by: int | None = Field(default=None, foreign_key="account.id")
    removed_at: datetime | None = Field(default=None, sa_type=Instant)
