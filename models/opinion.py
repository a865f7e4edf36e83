"""Lấy ý kiến trước khi quyết định: the plan, the draft in paragraphs, what people said of it, and what was answered."""

import enum
from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class Verdict(enum.StrEnum):
    """Tiếp thu hoặc giải trình."""

    ACCEPTED = "accepted"
    EXPLAINED = "explained"


class Decision(enum.StrEnum):
    """Ban hành hoặc không ban hành."""

    ISSUED = "issued"
    NOT_ISSUED = "not_issued"


class Consultation(Record, table=True):
    """The head's plan to ask, the union's remark, and the decision that followed."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    matter: str = Field(default="", max_length=40, description="Nội dung phải lấy ý kiến: khóa trong tệp tham số")
    purpose: str = Field(default="", max_length=2000)
    responsible: str = Field(default="", max_length=300, description="Đơn vị chịu trách nhiệm tổ chức thực hiện")
    invitation: str = Field(default="", max_length=1000, description="Lời nhắn của cơ quan trong thư mời")
    offers_sealed: bool = Field(default=False, description="Người được hỏi có thể gửi ý kiến kín")
    union_remark: str = Field(default="", max_length=5000)
    union_remarked_by: int | None = Field(default=None, foreign_key="account.id")
    union_remarked_at: datetime | None = Field(default=None, sa_type=Instant)
    decision: Decision | None = Field(default=None, sa_type=words(Decision))  # pyright: ignore
    decision_reason: str = Field(default="", max_length=2000)
    decided_by: int | None = Field(default=None, foreign_key="account.id")
    decided_at: datetime | None = Field(default=None, sa_type=Instant)


class DraftParagraph(Record, table=True):
    """Một đoạn của dự thảo; version 1 is what people were asked about, version 2 the amended draft."""

    __table_args__ = (UniqueConstraint("procedure_id", "version", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    version: int = 1
    number: int
    text: str = Field(max_length=20000)


class MergedOpinion(Record, table=True):
    """Like comments merged into one, with what the head answers: accepted, or explained."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    paragraph: int = Field(default=0, description="Số của đoạn; 0: toàn bộ dự thảo")
    gist: str = Field(sa_type=Text)
    people_sealed: int = Field(default=0, description="Bao nhiêu người viết kín lời này; 0: ý kiến có ký tên")
    verdict: Verdict | None = Field(default=None, sa_type=words(Verdict))  # pyright: ignore
    response: str = Field(default="", max_length=5000)
    responded_by: int | None = Field(default=None, foreign_key="account.id")
    responded_at: datetime | None = Field(default=None, sa_type=Instant)


class Comment(Record, table=True):
    """What one person said of one paragraph, or of the whole draft."""

    __table_args__ = (UniqueConstraint("answer_id", "paragraph"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    answer_id: int = Field(foreign_key="answer.id", index=True)
    paragraph: int = Field(default=0, description="Số của đoạn; 0: toàn bộ dự thảo")
    text: str = Field(max_length=5000)
    merged_id: int | None = Field(default=None, foreign_key="merged_opinion.id", index=True)
