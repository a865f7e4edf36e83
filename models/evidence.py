"""Văn bản căn cứ: documents of others on which a step of a case rests, filed with number, date, reason and scan."""

import enum
from datetime import date, datetime

from sqlmodel import Field

from models.store.types import Instant, Record, words


class DocumentKind(enum.StrEnum):
    """Văn bản về việc gì."""

    POLICY = "policy"
    SUBMISSION = "submission"
    SUMMONS_LIST = "summons_list"
    FORCE_MAJEURE = "force_majeure"
    HYBRID_MEETING = "hybrid_meeting"
    SUPERIOR_CHAIRS = "superior_chairs"
    PARTY_OPINION = "party_opinion"
    NEW_ISSUES = "new_issues"
    TIE_DECISION = "tie_decision"
    WITHDRAWAL = "withdrawal"
    EARLIER_RESULT = "earlier_result"
    APPOINTMENT_DECISION = "appointment_decision"
    CONFERENCE_RESOLUTION = "conference_resolution"
    EARLIER_RULES = "earlier_rules"


class CaseDocument(Record, table=True):
    """One such document: of the whole case, of one meeting, or of one nominee."""

    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    kind: DocumentKind = Field(sa_type=words(DocumentKind))  # pyright: ignore
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    nominee_id: int | None = Field(default=None, foreign_key="nominee.id", index=True)
    number: str = Field(default="", max_length=100, description="Số, ký hiệu của văn bản")
    dated_on: date
    issuer: str = Field(max_length=200)
    gist: str = Field(default="", max_length=3000, description="Trích yếu, lý do, hoặc nội dung kết luận")
    scan_id: int = Field(foreign_key="stored_file.id")
    filed_by: int = Field(foreign_key="account.id")
    filed_at: datetime = Field(sa_type=Instant)
