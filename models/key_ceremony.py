"""Lễ tạo khóa: three tellers make, in their browsers, the keys of sealed rounds; any two open a box."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record


class KeyCeremony(Record, table=True):
    """One making of keys; when a teller changes, another one takes its place for the rounds not yet opened."""

    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int
    uuid: str = Field(max_length=40, unique=True, description="Tên của lễ trong các lời người giữ khóa nói")
    begun_at: datetime = Field(sa_type=Instant)
    replaced_at: datetime | None = Field(default=None, sa_type=Instant, description="Người giữ khóa đã đổi")
    spent_at: datetime | None = Field(default=None, sa_type=Instant, description="Đã đề nghị hủy các mã khôi phục")


class KeyHolder(Record, table=True):
    """Người giữ khóa: a teller in one ceremony; the recovery code that is the key never comes here."""

    __table_args__ = (UniqueConstraint("ceremony_id", "place"),)
    id: int | None = Field(default=None, primary_key=True)
    ceremony_id: int = Field(foreign_key="key_ceremony.id", index=True)
    place: int = Field(description="1, 2, 3: thứ tự trong lễ tạo khóa")
    account_id: int = Field(foreign_key="account.id", index=True)
    link_version: int = Field(default=1, description="Tăng lên là liên kết cũ hết hiệu lực")
    deputy_id: int | None = Field(default=None, foreign_key="account.id", description="Người mở phong bì thay")
    destroyed_on: date | None = Field(default=None, description="Ngày người giữ báo đã hủy mã")


class CeremonyMessage(Record, table=True):
    """What one holder's browser said in one round: three make the key, the fourth proves that the code was typed back.

    Public and append-only.
    """

    __table_args__ = (UniqueConstraint("ceremony_id", "round", "place"),)
    id: int | None = Field(default=None, primary_key=True)
    ceremony_id: int = Field(foreign_key="key_ceremony.id", index=True)
    round: int
    place: int
    body: str = Field(sa_type=Text)
