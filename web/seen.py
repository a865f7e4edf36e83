"""Điều trang đã biết: the last event that a page knew goes with its form, so that nothing is replaced unseen."""

import hashlib
from typing import Annotated

from fastapi import Form

from models.store.database import reading
from procedures import log
from procedures.refusal import Refusal
from procedures.unchanged import MEANWHILE
from web.bounds import LARGEST

Seen = Annotated[int | None, Form(ge=0, le=LARGEST)]


def last_event(procedure_id: int | None) -> int:
    """The last event of a procedure, None: of the agency; to be asked before what the page shows is read."""
    with reading() as session:
        return log.last_of(session, procedure_id)


def after(refusal: Refusal, procedure_id: int | None, seen: int | None) -> int | None:
    """What a page that is shown again knows: everything, once it has said what somebody else saved meanwhile."""
    return last_event(procedure_id) if refusal.key in MEANWHILE else seen


def mark_of(*shown: object) -> str:
    """A short mark of what a page shows in some controls: sent back with them, it tells whether they were touched."""
    return hashlib.sha256("\n".join(map(str, shown)).encode()).hexdigest()[:12]
