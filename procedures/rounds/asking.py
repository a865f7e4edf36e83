"""Một lượt hỏi đang ở đâu: its times, who has not answered, and what each of its steps waits for."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, exists, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Answer, RollEntry, Round, SealedRound, StaffMember, VoterCredential
from models.store import clock
from models.store.database import reading
from procedures.engine import Waiting

_ANYONE_LEFT = (
    select(RollEntry.id)
    .where(
        RollEntry.procedure_id == bindparam("procedure_id"),
        ~exists().where(Answer.round_id == bindparam("round_id"), col(Answer.roll_entry_id) == RollEntry.id),
    )
    .limit(1)
)


def round_of(session: Session, procedure_id: int) -> Round:
    """The round of a procedure that has one."""
    return session.exec(_round(procedure_id)).one()


def round_held(session: Session, procedure_id: int, *, to_close: bool = False) -> Round:
    """The same, held until the transaction ends: by answers beside one another, and to close by one alone.

    So a close waits for the answers that were taken in time, and none is taken after it.
    """
    return session.exec(_round(procedure_id).with_for_update(read=not to_close)).one()


def _round(procedure_id: int) -> SelectOfScalar[Round]:
    return select(Round).where(Round.procedure_id == procedure_id, Round.number == 1)


def reminders(session: Session, procedure_id: int) -> list[datetime]:
    """When those who have not answered are reminded, soonest first."""
    return [datetime.fromisoformat(moment) for moment in round_of(session, procedure_id).remind_at]


def everyone_answered(session: Session, round_: Round) -> bool:
    """Whether each person on the roll has answered."""
    of_round = {"procedure_id": round_.procedure_id, "round_id": round_.id}
    return session.execute(_ANYONE_LEFT, of_round).first() is None


def missing(session: Session, procedure_id: int) -> list[RollEntry]:
    """Those on the roll who have not answered, by name or sealed."""
    answered = select(Answer.roll_entry_id).where(Answer.round_id == round_of(session, procedure_id).id)
    sealed = (
        select(VoterCredential.roll_entry_id)
        .join(SealedRound)
        .where(SealedRound.procedure_id == procedure_id, SealedRound.words > 0)
        .where(col(VoterCredential.last_height).is_not(None), col(VoterCredential.roll_entry_id).is_not(None))
    )
    rows = select(RollEntry).where(RollEntry.procedure_id == procedure_id, col(RollEntry.id).not_in(answered))
    rows = rows.where(col(RollEntry.id).not_in(sealed))
    return list(session.exec(rows.order_by(col(RollEntry.id))).all())


def to_remind(session: Session, procedure_id: int) -> list[RollEntry]:
    """Those of them who still work here: nobody who has left is written to."""
    left = select(StaffMember.id).where(col(StaffMember.left_on).is_not(None))
    gone = set(session.exec(left).all())
    return [entry for entry in missing(session, procedure_id) if entry.staff_member_id not in gone]


def wait_for_sending(procedure_id: int) -> None:
    """Letters go at the hour HR chose, and never after the deadline."""
    with reading() as session:
        round_, now = round_of(session, procedure_id), clock.now(session)
        if round_.closes_at is None or now >= round_.closes_at:
            raise Waiting("new_times")
        if round_.sends_at and now < round_.sends_at:
            raise Waiting("sending", round_.sends_at)


def wait_for_reminder(procedure_id: int, number: int, waits: str = "answers") -> None:
    """A reminder waits for its hour; once everyone has answered or the deadline has passed, it waits no more."""
    with reading() as session:
        round_, now = round_of(session, procedure_id), clock.now(session)
        due = reminders(session, procedure_id)[number - 1]
        if now < due and not is_over(session, round_, now):
            raise Waiting(waits, due)


def wait_for_close(procedure_id: int) -> None:
    """A round ends at its deadline, or when nobody is left to answer."""
    with reading() as session:
        round_ = round_of(session, procedure_id)
        if not is_over(session, round_, clock.now(session)):
            raise Waiting("answers", round_.closes_at)


def is_over(session: Session, round_: Round, now: datetime) -> bool:
    return (round_.closes_at is not None and now >= round_.closes_at) or everyone_answered(session, round_)
