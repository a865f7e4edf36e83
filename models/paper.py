"""Văn bản và tệp: the papers of a procedure (draft, printed, signed) and the files people hand in."""

import enum
from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, UniqueConstraint

from models.store.types import Instant, Record, words


class PaperState(enum.StrEnum):
    """bản nháp → đã in → đã ký."""

    DRAFT = "draft"
    PRINTED = "printed"
    SIGNED = "signed"


class FiledPaper(Record, table=True):
    """A paper of a procedure: its content is made from the record, its number comes from the clerk."""

    __table_args__ = (UniqueConstraint("procedure_id", "kind", "occurrence"),)
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    kind: str = Field(max_length=40)
    occurrence: int = 0
    state: PaperState = Field(default=PaperState.DRAFT, sa_type=words(PaperState))  # pyright: ignore
    number: int | None = None
    symbol: str = Field(default="", max_length=40)
    dated_on: date | None = None
    signer: str = Field(default="", max_length=200)
    content_hash: str = Field(default="", max_length=64, description="SHA-256 của nội dung lúc in")
    scan_id: int | None = Field(default=None, foreign_key="stored_file.id")
    made_at: datetime = Field(sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def name(self) -> str:
        """How addresses and verbs call it: its kind, and its number where there are several of the kind."""
        return paper_name(self.kind, self.occurrence)


def paper_name(kind: str, occurrence: int = 0) -> str:
    """The name of a paper: `resolution`, or `meeting_minutes-31`."""
    return f"{kind}-{occurrence}" if occurrence else kind


class StoredFile(Record, table=True):
    """A file handed in, kept whole with its SHA-256; what it may be is checked before it is stored."""

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    size: int
    content: bytes = Field(sa_type=LargeBinary)
    stored_at: datetime = Field(sa_type=Instant)
