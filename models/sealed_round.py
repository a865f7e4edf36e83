"""Phiếu kín niêm phong: a round whose ballots are sealed in the voter's browser, its voters, and its key to reading."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, Text
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class CodeMode(enum.StrEnum):
    """Mã phiếu đi qua thư, hoặc bốc thăm tại hội trường."""

    BASIC = "basic"
    STRICT = "strict"


class BoxState(enum.StrEnum):
    """Hòm phiếu: đang chuẩn bị, đã ký mở, đang bỏ phiếu, đã đóng, đã mở; quá ít, hay nhiều phiếu hơn phiếu mã đã phát.

    The last two are never opened.
    """

    PREPARED = "prepared"
    SIGNED = "signed"
    OPEN = "open"
    CLOSED = "closed"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    OPENED = "opened"


NEVER_OPENED = (BoxState.TOO_FEW, BoxState.TOO_MANY)


class SealedRound(Record, table=True):
    """What a sealed round is beside its Round: questions, keys, the archive's last event, and its course.

    Of the archive `election` and `trustees` are the very bytes; `head` is the hash of the last event and `height` its
    number. Nothing here is finer than the hour about any single ballot.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", unique=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    ceremony_id: int | None = Field(default=None, foreign_key="key_ceremony.id", index=True)
    uuid: str = Field(max_length=40, unique=True)
    codes: CodeMode = Field(default=CodeMode.BASIC, sa_type=words(CodeMode))  # pyright: ignore
    state: BoxState = Field(default=BoxState.PREPARED, sa_type=words(BoxState), index=True)  # pyright: ignore
    title: str = Field(max_length=500)
    words: int = Field(default=0, description="Số byte của lời kín đi cùng lá phiếu; 0: không có lời")
    questions: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON, description="Câu hỏi và các ô")
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, description="Quy tắc ngày chuẩn bị")
    words_lost_on: date | None = Field(default=None, description="Hai người ký: lời kín không mở được")
    closes_at: datetime = Field(sa_type=Instant)
    consented_by: int | None = Field(default=None, foreign_key="account.id", description="Ai đồng ý gửi mã qua thư")
    consented_as: str = Field(default="", max_length=32)
    consented_on: date | None = None
    slip_maker_id: int | None = Field(default=None, foreign_key="key_holder.id", description="Ai được mời làm phiếu mã")
    slips: int | None = Field(default=None, description="Số phiếu mã đã phát, hai người kiểm phiếu ghi như nhau")
    voters: int = 0
    roll_hash: str = Field(default="", max_length=64)
    election: bytes = Field(default=b"", sa_type=LargeBinary)
    trustees: bytes = Field(default=b"", sa_type=LargeBinary)
    booth_print: str = Field(default="", max_length=64, description="Dấu của trang bỏ phiếu lúc mở lượt")
    height: int = Field(default=-1, description="Số của sự kiện cuối trong hồ sơ hòm phiếu")
    head: str = Field(default="", max_length=64)
    head_at_close: str = Field(default="", max_length=64)
    noticed_height: int = Field(default=0, description="Đã báo cho những ai có phiếu đến sự kiện này")
    noticed_on: date | None = None
    opened_at: datetime | None = Field(default=None, sa_type=Instant, description="Bắt đầu bỏ phiếu")
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    counted_at: datetime | None = Field(default=None, sa_type=Instant, description="Hai người giữ khóa đã mở hòm")


class VoterCredential(Record, table=True):
    """The public half of one voter's code, known by its SHA-256; the code itself is nowhere in the database.

    The roll entry is known where codes travel by mail, never where slips are drawn; of a ballot only its day and its
    place in the archive are.
    """

    __table_args__ = (UniqueConstraint("sealed_round_id", "roll_entry_id"),)
    id: str = Field(primary_key=True, max_length=64)
    sealed_round_id: int = Field(foreign_key="sealed_round.id", index=True)
    roll_entry_id: int | None = Field(default=None, foreign_key="roll_entry.id", index=True)
    public_half: str = Field(sa_type=Text)
    returned_on: date | None = None
    last_height: int | None = None


class SlipCount(Record, table=True):
    """How many drawn slips one teller says were handed out; two who say the same settle it."""

    __table_args__ = (UniqueConstraint("sealed_round_id", "account_id"),)
    id: int | None = Field(default=None, primary_key=True)
    sealed_round_id: int = Field(foreign_key="sealed_round.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    handed_out: int
    entered_at: datetime = Field(sa_type=Instant)


class ArchiveRecord(Record, table=True):
    """One record of the append-only archive, its bytes as they are hashed; the row's id is drawn by lot."""

    __table_args__ = (
        UniqueConstraint("sealed_round_id", "height", "place"),
        UniqueConstraint("sealed_round_id", "name"),
    )
    id: str = Field(primary_key=True, max_length=32)
    sealed_round_id: int = Field(foreign_key="sealed_round.id", index=True)
    height: int = Field(description="Số của sự kiện mà bản ghi thuộc về")
    place: int = Field(description="Thứ tự trong sự kiện ấy")
    name: str = Field(max_length=100)
    body: bytes = Field(sa_type=LargeBinary)


class HolderDecryption(Record, table=True):
    """The share of the opening that one holder's browser made, with its strong proof; a wrong one is kept and named."""

    id: str = Field(primary_key=True, max_length=32)
    sealed_round_id: int = Field(foreign_key="sealed_round.id", index=True)
    place: int = Field(description="Người giữ khóa thứ mấy")
    is_right: bool
    body: str = Field(sa_type=Text)
    strong_proof: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=Instant)
