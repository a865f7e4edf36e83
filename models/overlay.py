"""Quy định riêng của cơ quan và xác nhận của pháp chế, lay over the law's own values."""

from datetime import datetime

from sqlmodel import Field

from models.store.types import Instant, Record


class AgencyOverlay(Record, table=True):
    """One version of an agency's overlay of one kind of procedure, as YAML; the last one counts, none is removed."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40, index=True)
    text: str = Field(max_length=100000)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime = Field(sa_type=Instant)
