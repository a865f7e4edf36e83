"""Lời kín: envelopes that come with sealed ballots, and what each key holder hands on of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record


class SealedWords(Record, table=True):
    """Phong bì lời kín: the one that came with a voter's last ballot.

    The row's id is drawn by lot, no time is kept, and envelope and signature have one size in all rows of a round:
    whoever says nothing sends an envelope too.
    """

    __table_args__: Any = (
        UniqueConstraint("voter_id"),
        UniqueConstraint("sealed_round_id", "digest"),
        {"sqlite_with_rowid": False},  # SQLite would keep the order in which rows came
    )
    id: str = Field(primary_key=True, max_length=32)
    sealed_round_id: int = Field(foreign_key="sealed_round.id", index=True)
    voter_id: str = Field(foreign_key="voter_credential.id", max_length=64)
    digest: str = Field(max_length=64)
    envelope: bytes = Field(sa_type=LargeBinary)
    signature: bytes = Field(sa_type=LargeBinary, description="Hai số 32 byte: thử thách, lời đáp")


class PeeledWords(Record, table=True):
    """Lời kín sau một lớp: what one holder handed on, sorted, as signed; nothing of it says whose is whose."""

    __table_args__ = (UniqueConstraint("sealed_round_id", "place"),)
    id: str = Field(primary_key=True, max_length=32)
    sealed_round_id: int = Field(foreign_key="sealed_round.id", index=True)
    place: int = Field(description="Lớp thứ mấy, cũng là người giữ khóa thứ mấy")
    body: str = Field(sa_type=Text)
    deputy_id: int | None = Field(default=None, foreign_key="account.id", description="Ai mở thay, bằng phong bì")
    received_at: datetime = Field(sa_type=Instant)


class EnvelopeWitness(Record, table=True):
    """Người chứng kiến mở phong bì khôi phục: with two of them a deputy opens in the place of a holder who is away."""

    __table_args__ = (UniqueConstraint("holder_id", "witness_id"),)
    id: int | None = Field(default=None, primary_key=True)
    holder_id: int = Field(foreign_key="key_holder.id", index=True)
    witness_id: int = Field(foreign_key="key_holder.id")
    witnessed_on: date
