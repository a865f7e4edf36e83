"""Hồ sơ hòm phiếu: a round's append-only archive in the database, one event a transaction, read record by record."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from ballots import exact
from ballots.archive import Record
from models import ArchiveRecord, BoxState, Procedure, ProcedureState, SealedRound
from models.store.database import reading
from procedures.refusal import Refusal

SETUP = 0
AT_ONCE = 500


def sealed_round(session: Session, uuid: str) -> SealedRound:
    """The round of this number; raises NoResultFound."""
    return session.exec(select(SealedRound).where(SealedRound.uuid == uuid)).one()


def credential_id(uuid: str, public_half: str) -> str:
    """Under which id a voter's row stands: it tells nothing of who came first."""
    return hashlib.sha256(f"{uuid} {public_half}".encode()).hexdigest()


def held(session: Session, sealed_id: int) -> SealedRound:
    """The same, its row held until the transaction ends: appends stand in one line."""
    found = select(SealedRound).where(SealedRound.id == sealed_id).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).one()


def of_procedure(session: Session, procedure_id: int, sealed_id: int) -> SealedRound:
    """The sealed round of this number in this procedure; raises Refusal `round_unknown`."""
    sealed = session.get(SealedRound, sealed_id)
    if sealed is None or sealed.procedure_id != procedure_id:
        raise Refusal("round_unknown")
    return sealed


def of_round(session: Session, round_id: int) -> SealedRound | None:
    """What a round of sealed ballots is beside its Round, once it has been prepared."""
    return session.exec(select(SealedRound).where(SealedRound.round_id == round_id)).first()


def is_running(session: Session, sealed: SealedRound) -> bool:
    """Whether the procedure goes on: of one that is over no box takes a ballot or is opened."""
    return session.get_one(Procedure, sealed.procedure_id).state is ProcedureState.OPEN


def waiting_for_keys(session: Session, ceremony_id: int, *states: BoxState) -> list[SealedRound]:
    """The boxes of a running procedure that these keys open, in one of these states; what closed first stands first."""
    rows = select(SealedRound).join(Procedure, col(Procedure.id) == SealedRound.procedure_id)
    rows = rows.where(Procedure.state == ProcedureState.OPEN, SealedRound.ceremony_id == ceremony_id)
    found = rows.where(col(SealedRound.state).in_(states)).order_by(col(SealedRound.closed_at), col(SealedRound.id))
    return list(session.exec(found).all())


def append(session: Session, sealed: SealedRound, records: Sequence[Record]) -> None:
    """Write one event with the data before it at the end of the archive, whose row the caller holds."""
    sealed.height += 1
    for place, record in enumerate(records):
        session.add(
            ArchiveRecord(
                id=secrets.token_hex(16),
                sealed_round_id=sealed.id or 0,
                height=sealed.height,
                place=place,
                name=record.name,
                body=record.body,
            )
        )
    sealed.head = exact.digest(records[-1].body)
    session.add(sealed)
    session.flush()


def knows(session: Session, sealed: SealedRound, record: Record) -> ArchiveRecord | None:
    """The record of the same bytes, where the archive has it already."""
    rows = select(ArchiveRecord).where(ArchiveRecord.sealed_round_id == sealed.id, ArchiveRecord.name == record.name)
    return session.exec(rows).first()


def event_at(session: Session, sealed: SealedRound, height: int) -> ArchiveRecord:
    """The event of this number."""
    rows = select(ArchiveRecord).where(ArchiveRecord.sealed_round_id == sealed.id, ArchiveRecord.height == height)
    return session.exec(rows.order_by(col(ArchiveRecord.place).desc())).first()  # pyright: ignore


def records(sealed_id: int, last: int) -> Iterator[Record]:
    """The records up to the event of this number, a few hundred at a time: an archive may be large."""
    for begin in range(0, last + 1, AT_ONCE):
        with reading() as session:
            rows = select(ArchiveRecord.name, ArchiveRecord.body).where(
                ArchiveRecord.sealed_round_id == sealed_id,
                col(ArchiveRecord.height) >= begin,
                col(ArchiveRecord.height) < min(begin + AT_ONCE, last + 1),
            )
            found = session.exec(rows.order_by(col(ArchiveRecord.height), col(ArchiveRecord.place))).all()
        yield from (Record(name, body) for name, body in found)
