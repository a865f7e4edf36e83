"""Bổ nhiệm: the case, its posts and nominees, and what was found of each of them."""

import enum
from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class PolicyWay(enum.StrEnum):
    """Chủ trương: tập thể lãnh đạo quyết định, hoặc trình cấp có thẩm quyền."""

    DECIDED = "decided"
    SUBMITTED = "submitted"


class HeadState(enum.StrEnum):
    """Người đứng đầu: đang có, khuyết, hoặc là người liên quan."""

    PRESENT = "present"
    VACANT = "vacant"
    CONCERNED = "concerned"


class FindingKind(enum.StrEnum):
    """Điều kiện bổ nhiệm, hoặc thành phần hồ sơ."""

    ELIGIBILITY = "eligibility"
    DOSSIER = "dossier"


class Appointment(Record, table=True):
    """The case as a whole: why, who decides on it, and what the law asks about the agency."""

    procedure_id: int = Field(foreign_key="procedure.id", primary_key=True)
    way: PolicyWay = Field(default=PolicyWay.DECIDED, sa_type=words(PolicyWay))  # pyright: ignore
    purpose: str = Field(default="", max_length=2000, description="Nhu cầu, căn cứ, dự kiến phân công")
    authority: str = Field(default="", max_length=200, description="Cấp có thẩm quyền bổ nhiệm")
    head_decides: bool = Field(default=False, description="Người đứng đầu cơ quan tự ra quyết định")
    head: HeadState = Field(default=HeadState.PRESENT, sa_type=words(HeadState))  # pyright: ignore
    has_units: bool = Field(default=True, description="Cơ quan có tổ chức cấu thành")
    constituent_unit: bool = Field(default=False, description="Chức vụ của một tổ chức cấu thành")
    party_leads: bool = Field(default=False, description="Đảng ủy lãnh đạo toàn diện")
    superior_chairs: bool = Field(default=False, description="Lãnh đạo cơ quan cấp trên trực tiếp chủ trì")
    superior_chair: str = Field(default="", max_length=300, description="Họ tên, chức vụ người của cấp trên")
    starts_at_step: int = Field(default=1, description="Bước đầu tiên làm trong phần mềm; các bước trước nhập từ giấy")
    submitted_on: date | None = Field(default=None, description="Ngày cấp có thẩm quyền nhận đề nghị")
    explanation: str = Field(default="", max_length=3000, description="Vì sao chưa xong đúng hạn")
    explained_by: int | None = Field(default=None, foreign_key="account.id")
    explained_at: datetime | None = Field(default=None, sa_type=Instant)
    invitation: str = Field(default="", max_length=1000, description="Lời nhắn của cơ quan trong giấy mời")


class Post(Record, table=True):
    """Một vị trí, chức vụ cần bổ nhiệm; several may be filled in one case, one name a post."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    title: str = Field(max_length=200)
    unit_name: str = Field(default="", max_length=200)
    is_head: bool = Field(default=False, description="Chức vụ người đứng đầu cơ quan")
    outcome: str | None = Field(
        default=None, max_length=40, description="None: đang làm; appointed, stopped, withdrawn"
    )


class Nominee(Record, table=True):
    """Nhân sự: someone who may be named for a post, as they stood when the case took them up."""

    __table_args__ = (UniqueConstraint("post_id", "staff_member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    post_id: int = Field(foreign_key="post.id", index=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    full_name: str = Field(max_length=200)
    birth_year: int | None = None
    position: str = Field(default="", max_length=200)
    unit_name: str = Field(default="", max_length=200)
    planned_work: str = Field(default="", max_length=500, description="Dự kiến phân công công tác")
    named_at_step: int = Field(default=0, description="0: trong quy hoạch; 3: giới thiệu thêm ở bước 3")
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawal_reason: str = Field(default="", max_length=500)


class Finding(Record, table=True):
    """One condition or one item of the dossier of one nominee: met or not, with the evidence."""

    __table_args__ = (UniqueConstraint("nominee_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    nominee_id: int = Field(foreign_key="nominee.id", index=True)
    kind: FindingKind = Field(sa_type=words(FindingKind))  # pyright: ignore
    key: str = Field(max_length=60, description="Khóa của điều kiện, của thành phần hồ sơ trong tệp tham số")
    met: bool
    evidence: str = Field(default="", max_length=1000, description="Số, ngày, nơi cấp, hoặc vì sao chưa đạt")
    dated_on: date | None = Field(default=None, description="Ngày của giấy tờ, để tính 6 tháng")
    from_database: bool = Field(default=False, description="Thay bằng dữ liệu trong cơ sở dữ liệu quốc gia")
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
    found_by: int = Field(foreign_key="account.id")
    found_at: datetime = Field(sa_type=Instant)
