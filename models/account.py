"""Tài khoản, vai trò, lần xin mã, phiên: who may sign in and what they hold."""

import enum
from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class Role(enum.StrEnum):
    """Vai trò của một tài khoản."""

    HR = "hr"
    MANAGER = "manager"
    CLERK = "clerk"
    UNION = "union"
    INSPECTOR = "inspector"
    OPERATOR = "operator"


class Account(Record, table=True):
    """Someone with a role; a staff member without one signs in by the registered address alone."""

    id: int | None = Field(default=None, primary_key=True)
    full_name: str = Field(max_length=200)
    email: str = Field(max_length=254, unique=True)
    staff_member_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    totp_version: int = Field(default=1, description="Khóa xác thực được dẫn xuất từ số này; không lưu khóa")
    totp_since: datetime | None = Field(default=None, sa_type=Instant, description="None: chưa cài ứng dụng xác thực")
    totp_last_step: int = Field(default=0, description="Bước 30 giây đã dùng gần nhất, để mỗi mã dùng một lần")
    totp_wrong: int = 0
    totp_next_try_at: datetime | None = Field(default=None, sa_type=Instant)


class RoleHolding(Record, table=True):
    """One role of one account, since when."""

    __table_args__ = (UniqueConstraint("account_id", "role"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    role: Role = Field(sa_type=words(Role))  # pyright: ignore
    granted_at: datetime = Field(sa_type=Instant)


class SignInRequest(Record, table=True):
    """One browser's wish to sign in; its code is derived at send and never stored."""

    id: int | None = Field(default=None, primary_key=True)
    browser_hash: str = Field(max_length=64, index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    staff_member_id: int | None = Field(default=None, foreign_key="staff_member.id")
    asked_at: datetime = Field(sa_type=Instant)
    client_hash: str = Field(default="", max_length=64, index=True)
    wrong_codes: int = 0
    next_try_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class WrongCode(Record, table=True):
    """A code typed beside an address that did not go with it, by the machine it came from; hashes alone are kept."""

    id: int | None = Field(default=None, primary_key=True)
    client_hash: str = Field(max_length=64, index=True)
    address_hash: str = Field(max_length=64)
    typed_at: datetime = Field(sa_type=Instant)


class WebSession(Record, table=True):
    """A signed-in browser, known by the hash of its cookie; revoked by its row."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    staff_member_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    opened_at: datetime = Field(sa_type=Instant)
    browser: str = Field(default="", max_length=80, description="Trình duyệt và máy, bằng lời, để chủ nhận ra phiên")
    strong_since: datetime | None = Field(default=None, sa_type=Instant, description="Đã gõ mã ứng dụng xác thực")
    expires_at: datetime = Field(sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
