"""Lấy phiếu tín nhiệm: the poll, the people polled with their reports, and what voters asked them."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record


class ConfidencePoll(Record, table=True):
    """The poll as HR plans it: which term it belongs to, who organises it, and the words of its letters."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    term: str = Field(default="", max_length=100, description="Nhiệm kỳ, kỳ lấy phiếu")
    organiser: str = Field(default="", max_length=200, description="Nơi tổ chức, đứng tên trên phiếu và văn bản")
    authority: str = Field(default="", max_length=200, description="Cấp có thẩm quyền nhận báo cáo kết quả")
    starts_at: datetime | None = Field(default=None, sa_type=Instant, description="Giờ họp, hoặc giờ thu phiếu")
    by_correspondence: bool = Field(default=False, description="Gửi và thu phiếu, không họp")
    is_sealed: bool = Field(default=False, description="Không họp: phiếu kín niêm phong, không phải giấy")
    correspondence_basis: str = Field(default="", max_length=300, description="Văn bản cho phép gửi phiếu, không họp")
    place: str = Field(default="", max_length=300)
    chair: str = Field(default="", max_length=300, description="Họ tên, chức vụ người chủ trì")
    invitation: str = Field(default="", max_length=1000, description="Lời nhắn của cơ quan trong giấy mời")


class PolledPerson(Record, table=True):
    """Người được lấy phiếu, as they stood when they came on the list, with the report that they or HR filed."""

    __table_args__ = (
        UniqueConstraint("procedure_id", "staff_member_id"),
        UniqueConstraint("procedure_id", "number"),
    )
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    number: int = Field(description="Thứ tự trên phiếu")
    full_name: str = Field(max_length=200)
    position: str = Field(default="", max_length=200)
    unit_name: str = Field(default="", max_length=200)
    report_id: int | None = Field(default=None, foreign_key="stored_file.id", description="Báo cáo tự đánh giá")
    reported_at: datetime | None = Field(default=None, sa_type=Instant)
    reported_by: int | None = Field(default=None, foreign_key="account.id", description="None: tự nộp qua liên kết")


class PollQuestion(Record, table=True):
    """What a voter asked someone who is polled, and the answer; who asked is kept, and shown to nobody."""

    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    polled_id: int = Field(foreign_key="polled_person.id", index=True)
    asked_by: int = Field(foreign_key="roll_entry.id")
    text: str = Field(max_length=2000)
    asked_at: datetime = Field(sa_type=Instant)
    answer: str = Field(default="", max_length=5000)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answered_by: int | None = Field(default=None, foreign_key="account.id", description="None: tự trả lời qua liên kết")
