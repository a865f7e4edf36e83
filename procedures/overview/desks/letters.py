"""Thư đã đi tới đâu: letters by state, and the first invitation of each person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

from models import Account, LetterState, OutboxMessage, Procedure, RollEntry, SealedRound, StaffMember
from procedures.opinion import sealing

PER_PAGE = 50
NOT_DELIVERED = (LetterState.BOUNCED, LetterState.UNKNOWN)
UNLISTED = ("ballot_recorded",)
"""Letters whose very number says who voted, or how many: no desk shows or counts them."""
VEILED = ("opinion_recorded", "opinion_reminder")
"""Letters that say who has answered with the name, or not at all: shown once nobody can answer sealed any more."""
UNDER_WAY = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)


@dataclass(frozen=True)
class Letter:
    """One letter, with the person it is for; `not_before` is when it is tried (again), on the machine's clock."""

    id: int
    kind: str
    number: int
    to: str
    address: str
    procedure_id: int
    subject: str
    state: LetterState
    queued_at: datetime
    not_before: datetime
    settled_at: datetime | None
    attempts: int
    phase: str
    code: int | None
    reply: str


@dataclass(frozen=True)
class Outbox:
    """A page of letters, newest first, and how many there are in each state."""

    letters: list[Letter]
    totals: dict[LetterState, int]
    found: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PER_PAGE))


def outbox(
    session: Session, states: tuple[LetterState, ...] = (), procedure_id: int | None = None, page: int = 1
) -> Outbox:
    """The letters of procedures (sign-in codes are nobody's business), of some states and one procedure if named."""
    totals = totals_of(session, procedure_id)
    found = sum(totals[state] for state in states or LetterState)
    rows = (
        select(OutboxMessage, Procedure.subject, RollEntry, Account, StaffMember)
        .select_from(OutboxMessage)
        .join(Procedure, col(OutboxMessage.procedure_id) == col(Procedure.id))
        .join(RollEntry, col(OutboxMessage.roll_entry_id) == col(RollEntry.id), isouter=True)
        .join(Account, col(OutboxMessage.account_id) == col(Account.id), isouter=True)
        .join(StaffMember, col(OutboxMessage.staff_member_id) == col(StaffMember.id), isouter=True)
        .where(col(OutboxMessage.kind).not_in(UNLISTED), _unveiled(session))
        .order_by(col(OutboxMessage.id).desc())
    )
    if states:
        rows = rows.where(col(OutboxMessage.state).in_(states))
    if procedure_id is not None:
        rows = rows.where(OutboxMessage.procedure_id == procedure_id)
    shown = session.exec(rows.offset((page - 1) * PER_PAGE).limit(PER_PAGE)).all()
    return Outbox([_letter(*row) for row in shown], totals, found)


def totals_of(session: Session, procedure_id: int | None = None) -> dict[LetterState, int]:
    """How many letters of procedures, or of one, stand in each state."""
    rows = select(OutboxMessage.state, func.count()).where(col(OutboxMessage.kind).not_in(UNLISTED))
    rows = rows.where(_unveiled(session))
    rows = rows.group_by(col(OutboxMessage.state))
    if procedure_id is None:
        rows = rows.where(col(OutboxMessage.procedure_id).is_not(None))
    else:
        rows = rows.where(OutboxMessage.procedure_id == procedure_id)
    return dict.fromkeys(LetterState, 0) | dict(session.exec(rows).all())


def _unveiled(session: Session) -> ColumnElement[bool]:
    """All but the letters of a consultation under way that would tell who took which way."""
    hidden = sealing.veiled(session, list(session.exec(select(SealedRound.procedure_id)).all()))
    is_of_these = col(OutboxMessage.kind).in_(VEILED) & col(OutboxMessage.procedure_id).in_(hidden)
    return or_(col(OutboxMessage.procedure_id).is_(None), ~is_of_these)


def _letter(
    row: OutboxMessage, subject: str, entry: RollEntry | None, account: Account | None, member: StaffMember | None
) -> Letter:
    person = entry or account or member
    return Letter(
        id=row.id or 0,
        kind=row.kind,
        number=row.number,
        to=person.full_name if person else "",
        address=(person.email if person else "") or "",
        procedure_id=row.procedure_id or 0,
        subject=subject,
        state=row.state,
        queued_at=row.queued_at,
        not_before=row.not_before,
        settled_at=row.settled_at,
        attempts=row.attempts,
        phase=row.last_phase,
        code=row.last_code,
        reply=row.last_reply,
    )
