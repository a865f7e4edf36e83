"""Mỗi người một cách: who has answered with the name sends no sealed words in the same procedure, and the other way."""

from sqlmodel import Session, col, select

from models import Answer, RollEntry, Round, RoundMode, SealedRound, VoterCredential
from procedures.refusal import Refusal


def check_unsigned(session: Session, sealed: SealedRound, voter: VoterCredential) -> None:
    """Hold the voter's row; raises Refusal `opinion_signed` where an answer with the name is on record."""
    if voter.roll_entry_id is None:
        return
    session.get(RollEntry, voter.roll_entry_id, with_for_update=True)
    named = select(Round.id).where(Round.procedure_id == sealed.procedure_id, Round.mode == RoundMode.NAMED)
    signed = select(Answer.id).where(Answer.roll_entry_id == voter.roll_entry_id, col(Answer.round_id).in_(named))
    if session.exec(signed).first() is not None:
        raise Refusal("opinion_signed")


def has_sealed(session: Session, entry: RollEntry) -> bool:
    """Whether a sealed ballot with words of this person is on record; the caller holds the row where it decides."""
    mine = (
        select(VoterCredential.id)
        .join(SealedRound)
        .where(VoterCredential.roll_entry_id == entry.id, SealedRound.procedure_id == entry.procedure_id)
        .where(SealedRound.words > 0, col(VoterCredential.last_height).is_not(None))
    )
    return session.exec(mine).first() is not None
