"""Một việc cần làm, and what its sentence needs to know."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Task:
    """One thing to do: `key` names its sentence; `at` is its clock (UTC): a deadline, or since when it waits."""

    key: str
    at: datetime
    procedure_id: int | None = None
    subject: str = ""
    is_deadline: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
