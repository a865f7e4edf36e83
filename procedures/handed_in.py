"""Danh sách cán bộ vừa tải lên, chờ xem trước: kept for a day at most, gone once it is taken."""

import hashlib
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from models import StoredFile
from models.store import clock
from models.store.database import transaction
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.filing import Upload

STAFF_LIST = "application/x-staff-list"
KEPT_FOR = timedelta(days=1)


def keep(actor: Actor, upload: Upload) -> StoredFile:
    """Keep a staff list until it has been looked at. Older ones that nobody took go, and their numbers return."""
    actor.account_for(Power.KEEP_STAFF)
    with transaction() as session:
        now = clock.unmoved(session)
        is_old = (StoredFile.media_type == STAFF_LIST) & (col(StoredFile.stored_at) < now - KEPT_FOR)
        session.exec(delete(StoredFile).where(is_old))
        file = StoredFile(
            sha256=hashlib.sha256(upload.content).hexdigest(),
            name=upload.name[-200:] or "danh-sach",
            media_type=STAFF_LIST,
            size=len(upload.content),
            content=upload.content,
            stored_at=now,
        )
        session.add(file)
        session.flush()
        return file


def kept(session: Session, number: int) -> StoredFile:
    """The list of a number; raises NoResultFound once it was taken, dropped or too old."""
    in_hand = select(StoredFile).where(StoredFile.id == number, StoredFile.media_type == STAFF_LIST)
    return session.exec(in_hand.where(col(StoredFile.stored_at) >= clock.unmoved(session) - KEPT_FOR)).one()


def drop(actor: Actor, number: int) -> None:
    """Forget a list; again, nothing happens."""
    actor.account_for(Power.KEEP_STAFF)
    with transaction() as session:
        session.exec(delete(StoredFile).where(col(StoredFile.id) == number, col(StoredFile.media_type) == STAFF_LIST))
