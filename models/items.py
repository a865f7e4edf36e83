"""Việc phải làm theo nghị quyết: what was entrusted to whom, what the owner reported, how it was checked."""

import enum
from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words

CHANGES = 100


class ItemSource(enum.StrEnum):
    """Việc từ đâu ra: thảo luận, giải đáp, ý kiến, hoặc một điều của nghị quyết."""

    DISCUSSION = "discussion"
    ANSWER = "answer"
    OPINION = "opinion"
    ARTICLE = "article"


class ItemState(enum.StrEnum):
    """Đang làm, chờ xem báo cáo hoàn thành, quá hạn, đã xong."""

    DOING = "doing"
    AWAITING = "awaiting"
    OVERDUE = "overdue"
    DONE = "done"


class ReportKind(enum.StrEnum):
    """Báo tiến độ, hoặc báo hoàn thành."""

    PROGRESS = "progress"
    COMPLETION = "completion"


class Judgement(enum.StrEnum):
    """Công nhận hoàn thành, hoặc trả lại."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class ResolutionItem(Record, table=True):
    """Một việc phải làm: text, where it comes from, owner, last day; `changes` counts what two people changed since."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    text: str = Field(max_length=1000)
    source: ItemSource = Field(sa_type=words(ItemSource))  # pyright: ignore
    place: str = Field(default="", max_length=200, description="Điều nào, ý kiến nào")
    owner_id: int = Field(foreign_key="staff_member.id", index=True)
    due_on: date
    changes: int = 0
    done_on: date | None = Field(default=None, description="Ngày báo hoàn thành mà sau đó được công nhận")

    @property
    def entrusting(self) -> int:
        """Under which number it is recorded that it was entrusted: another one after each change."""
        return self.number * CHANGES + self.changes


class ItemReport(Record, table=True):
    """What an owner reported of an item, with evidence in words or a file; a completion is accepted or returned."""

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="resolution_item.id", index=True)
    roll_entry_id: int = Field(foreign_key="roll_entry.id", index=True)
    kind: ReportKind = Field(sa_type=words(ReportKind))  # pyright: ignore
    said: str = Field(default="", max_length=3000)
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
    entered_by: int | None = Field(default=None, foreign_key="account.id", description="Nhập từ báo cáo giấy")
    reported_at: datetime = Field(sa_type=Instant)
    judgement: Judgement | None = Field(default=None, sa_type=words(Judgement))  # pyright: ignore
    reason: str = Field(default="", max_length=1000)
    judged_by: int | None = Field(default=None, foreign_key="account.id")
    judged_at: datetime | None = Field(default=None, sa_type=Instant)


class ResolutionCheck(Record, table=True):
    """Một kỳ kiểm tra việc thực hiện nghị quyết: concluded by the head, then agreed or remarked on by the union."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    due_on: date
    conclusion: str = Field(default="", max_length=3000)
    concluded_by: int | None = Field(default=None, foreign_key="account.id")
    concluded_at: datetime | None = Field(default=None, sa_type=Instant)
    union_remark: str = Field(default="", max_length=3000)
    union_by: int | None = Field(default=None, foreign_key="account.id")
    union_at: datetime | None = Field(default=None, sa_type=Instant)


class CheckedItem(Record, table=True):
    """Một việc tại một kỳ kiểm tra: the assessment; state, owner and last day as they were when the head concluded."""

    __table_args__ = (UniqueConstraint("check_id", "item_id"),)
    id: int | None = Field(default=None, primary_key=True)
    check_id: int = Field(foreign_key="resolution_check.id", index=True)
    item_id: int = Field(foreign_key="resolution_item.id", index=True)
    assessment: str = Field(default="", max_length=1000)
    state: ItemState | None = Field(default=None, sa_type=words(ItemState))  # pyright: ignore
    owner_id: int | None = Field(default=None, foreign_key="staff_member.id")
    due_on: date | None = None
