"""Cơ quan, đơn vị: who we are, its units, and whether this database is the demo's."""

from datetime import datetime

from sqlmodel import Field

from models.store.types import Instant, Record


class Agency(Record, table=True):
    """The agency of this database (one row): what its papers and letters print."""

    id: int = Field(default=1, primary_key=True)
    name: str = Field(max_length=200)
    governing_body: str = Field(default="", max_length=200)
    symbol: str = Field(default="", max_length=30, description="Chữ viết tắt trong số, ký hiệu: SNgV")
    place: str = Field(default="", max_length=100, description="Địa danh ghi trên văn bản")
    head_title: str = Field(default="GIÁM ĐỐC", max_length=100)
    head_name: str = Field(default="", max_length=200)
    union_title: str = Field(default="CHỦ TỊCH CÔNG ĐOÀN", max_length=100)
    union_name: str = Field(default="", max_length=200)
    contact: str = Field(default="", max_length=300, description="Đầu mối giải đáp, in ở cuối mỗi thư")
    has_units: bool = Field(default=True, description="Có tổ chức cấu thành: phòng, đơn vị thuộc và trực thuộc")
    party_leads: bool = Field(default=False, description="Đảng ủy lãnh đạo toàn diện cơ quan")
    office: str = Field(default="", max_length=200, description="Tên đứng tên gửi thư: Văn phòng Sở ...")


class Unit(Record, table=True):
    """Phòng, đơn vị trực thuộc."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200, unique=True)


class DemoMarker(Record, table=True):
    """Written when a demo's database is created, never later: without it the clock does not move."""

    id: int = Field(default=1, primary_key=True)
    offset_seconds: int = 0
    created_at: datetime = Field(sa_type=Instant)
