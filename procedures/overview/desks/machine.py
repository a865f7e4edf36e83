"""Máy chạy ra sao: couriers, Prefect, runs in trouble, letters by state, database, disk; ids and step names only."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models import (
    AuditHead,
    BoxState,
    CodeMode,
    CourierHeartbeat,
    LetterState,
    Nudge,
    OutboxMessage,
    Procedure,
    ProcedureState,
    SealedRound,
    VoterCredential,
)
from models.store import clock, schema
from notifications import booth, round_keys
from procedures.nudging import SILENT_AFTER
from procedures.overview.desks.letters import UNLISTED
from settings import settings


@dataclass(frozen=True)
class Courier:
    """One courier process and when it was last heard of."""

    id: str
    host: str
    process: int
    started_at: datetime
    beat_at: datetime
    is_silent: bool


@dataclass(frozen=True)
class Run:
    """A procedure whose runs break or wait: its number and kind, how often it broke, when it is tried again."""

    procedure_id: int
    kind: str
    waiting_for: str
    attempts: int
    trouble: str
    not_before: datetime | None


@dataclass(frozen=True)
class Machine:
    """What the operator looks at; instants are the machine's own.

    `other_booths`: procedures whose voters are served another voting page than the one with which the box was opened;
    `without_codes`: those with an open box whose voters' codes this host cannot make.
    """

    now: datetime
    couriers: list[Courier]
    prefect_seen_at: datetime | None
    troubled: list[Run]
    wishes: int
    letters: dict[LetterState, int]
    database: str
    is_migrated: bool
    events: int
    disk_free: int
    disk_size: int
    other_booths: list[int]
    without_codes: list[int]

    @property
    def disk_is_short(self) -> bool:
        return self.disk_free * 10 < self.disk_size


def machine(session: Session) -> Machine:
    """The state of everything that runs."""
    now, disk = clock.unmoved(session), shutil.disk_usage(settings().data_dir)
    couriers = session.exec(select(CourierHeartbeat).order_by(col(CourierHeartbeat.started_at))).all()
    listed = select(OutboxMessage.state, func.count()).where(col(OutboxMessage.kind).not_in(UNLISTED))
    letters = session.exec(listed.group_by(col(OutboxMessage.state))).all()
    wishes = select(func.count()).select_from(Nudge).where(col(Nudge.asked) > col(Nudge.done))
    return Machine(
        now=now,
        couriers=[_courier(row, now) for row in couriers],
        prefect_seen_at=max((row.prefect_seen_at for row in couriers if row.prefect_seen_at), default=None),
        troubled=_troubled(session),
        wishes=session.exec(wishes).one(),
        letters=dict.fromkeys(LetterState, 0) | dict(letters),
        database=session.get_bind().dialect.name,
        is_migrated=schema.is_current(),
        events=session.get_one(AuditHead, 1).number,
        disk_free=disk.free,
        disk_size=disk.total,
        other_booths=_with_another_booth(session),
        without_codes=_without_codes(session),
    )


def _courier(row: CourierHeartbeat, now: datetime) -> Courier:
    head = (row.id, row.host, row.process, row.started_at, row.beat_at)
    return Courier(*head, is_silent=now - row.beat_at > SILENT_AFTER)


def _with_another_booth(session: Session) -> list[int]:
    """Procedures with a box that takes ballots on a page that is not the one with which it was opened."""
    rows = select(SealedRound.procedure_id).where(SealedRound.state == BoxState.OPEN)
    other = rows.where(col(SealedRound.booth_print).not_in(("", booth.served_fingerprint())))
    return sorted(set(session.exec(other).all()))


def _without_codes(session: Session) -> list[int]:
    """Procedures with a box that takes ballots by codes sent by mail, and no right key file of it on this host."""
    rows = select(SealedRound).join(Procedure, col(Procedure.id) == SealedRound.procedure_id)
    is_open = Procedure.state == ProcedureState.OPEN, SealedRound.state == BoxState.OPEN
    rows = rows.where(*is_open, SealedRound.codes == CodeMode.BASIC)
    return sorted({sealed.procedure_id for sealed in session.exec(rows).all() if not _makes_codes(session, sealed)})


def _makes_codes(session: Session, sealed: SealedRound) -> bool:
    """By one voter's code: all of a round come from one file."""
    voter = session.exec(select(VoterCredential).where(VoterCredential.sealed_round_id == sealed.id)).first()
    try:
        return voter is None or bool(round_keys.code_of(sealed.uuid, voter))
    except round_keys.NoKeyHere:
        return False


def _troubled(session: Session) -> list[Run]:
    rows = select(Nudge, Procedure.kind, Procedure.waiting_for).join(Procedure).where(col(Nudge.trouble).is_not(None))
    return [
        Run(nudge.procedure_id, kind, waiting or "", nudge.attempts, nudge.trouble or "", nudge.not_before)
        for nudge, kind, waiting in session.exec(rows.order_by(col(Nudge.procedure_id))).all()
    ]
