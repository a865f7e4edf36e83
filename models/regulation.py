"""Quy chế của cơ quan: what rules are drafted, how they came into force, and what each review of them found."""

import enum
from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class RegulationSort(enum.StrEnum):
    """Quy chế thực hiện dân chủ, quy chế phối hợp, quy chế chi tiêu nội bộ, nội quy, quy chế khác."""

    DEMOCRACY = "democracy_rules"
    COORDINATION = "coordination_rules"
    SPENDING = "spending_rules"
    OTHER = "other_rules"


class ReviewResult(enum.StrEnum):
    """Giữ nguyên, cần sửa đổi, hoặc bãi bỏ."""

    KEPT = "kept"
    TO_AMEND = "to_amend"
    REPEALED = "repealed"


class Regulation(Record, table=True):
    """One text of rules; `by_conference` stays as the law of the day of the opening had it."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    sort: RegulationSort | None = Field(default=None, sa_type=words(RegulationSort))  # pyright: ignore
    by_conference: bool = Field(default=False, description="Phải được hội nghị thông qua")
    in_force_on: date | None = Field(default=None, description="Ngày có hiệu lực; None: từ ngày ký")
    replaces_id: int | None = Field(default=None, foreign_key="procedure.id", description="Thay quy chế nào")


class RegulationReview(Record, table=True):
    """Một kỳ rà soát quy chế: asked for, and what was found."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    due_on: date
    result: ReviewResult | None = Field(default=None, sa_type=words(ReviewResult))  # pyright: ignore
    note: str = Field(default="", max_length=3000)
    reviewed_by: int | None = Field(default=None, foreign_key="account.id")
    reviewed_at: datetime | None = Field(default=None, sa_type=Instant)
