"""Câu trả lời trên hồ sơ: what is on record of whom, whether a round takes more, and how new ones are kept."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, col, insert, select

from models import Answer, AnswerChannel, Procedure, ProcedureState, RollEntry, Round
from models.store import clock
from notifications import links
from procedures.refusal import Refusal

# Made once: on the day of a deadline, making statements anew costs more than carrying them out.
_ANSWERS = SQLModel.metadata.tables["answer"]
_KEPT = insert(_ANSWERS).returning(_ANSWERS.c.id, sort_by_parameter_order=True)
_RECEIPTS = select(Answer.roll_entry_id, Answer.receipt, Answer.answered_at, Answer.channel).where(
    col(Answer.roll_entry_id).in_(bindparam("entries", expanding=True))
)


@dataclass(frozen=True)
class Receipt:
    """That an answer was recorded: when, and the number to quote."""

    code: str
    at: datetime
    channel: AnswerChannel


@dataclass(frozen=True)
class Kept:
    """An answer that has just been recorded: whose, under which number of ours, and its receipt."""

    entry: RollEntry
    answer_id: int
    receipt: Receipt


def mark_of(receipt: Receipt | None) -> str:
    """Tells one answer from the next that replaces it; empty where there is none."""
    return receipt.at.isoformat() if receipt else ""


def answer_of(session: Session, round_: Round, entry: RollEntry) -> Answer | None:
    """What this person has answered in a round."""
    of_entry = (Answer.round_id == round_.id) & (Answer.roll_entry_id == entry.id)
    return session.exec(select(Answer).where(of_entry)).first()


def receipt_in(answer: Answer) -> Receipt:
    """The receipt that an answer carries."""
    return Receipt(answer.receipt, answer.answered_at, answer.channel)


def receipt_of(session: Session, entry: RollEntry) -> Receipt | None:
    """What is on record of this person's answer."""
    return receipts_of(session, [entry]).get(entry.id or 0)


def receipts_of(session: Session, entries: Sequence[RollEntry]) -> dict[int, Receipt]:
    """What is on record of these people's answers, by roll entry."""
    rows = session.exec(_RECEIPTS, params={"entries": [entry.id for entry in entries]}).all()
    return {entry_id: Receipt(code, at, channel) for entry_id, code, at, channel in rows}


def check_open(session: Session, round_: Round) -> None:
    """Raise Refusal where this round takes no answer now: the deadline is decided here, by the one clock."""
    now = clock.now(session)
    if round_.opened_at is None:
        raise Refusal("round_not_open")
    if round_.closed_at or round_.closes_at is None or now >= round_.closes_at:
        procedure = session.get_one(Procedure, round_.procedure_id)
        if procedure.state is ProcedureState.ANNULLED:
            raise Refusal("round_annulled")
        raise Refusal("round_closed", at=min(at for at in (now, round_.closes_at, round_.closed_at) if at))


def keep(
    session: Session,
    round_: Round,
    entries: Sequence[RollEntry],
    content: dict[str, Any],
    channel: AnswerChannel,
    scan_id: int | None = None,
) -> list[Kept]:
    """Record that these people, none of whom has answered yet, answered so; in the order of the people."""
    if not entries:
        return []
    now, round_id = clock.now(session), round_.id or 0
    receipts = [Receipt(receipt_code(round_id, entry.id or 0), now, channel) for entry in entries]
    common = {"round_id": round_id, "content": content, "channel": channel, "scan_id": scan_id}
    rows = [
        {**common, "roll_entry_id": entry.id, "receipt": receipt.code, "answered_at": now}
        for entry, receipt in zip(entries, receipts, strict=True)
    ]
    session.flush()
    ids = session.connection().execute(_KEPT, rows).scalars().all()
    return [Kept(*each) for each in zip(entries, ids, receipts, strict=True)]


def change(
    session: Session,
    answer: Answer,
    content: dict[str, Any],
    channel: AnswerChannel,
    scan_id: int | None = None,
    instead_of: str | None = None,
) -> Receipt:
    """Put another answer in the place of one; it keeps its number.

    `instead_of` is the mark (mark_of) of the answer that the person knows to replace, where a page has said so.
    Raises Refusal `answer_moved_on` where it is another by now.
    """
    known = receipt_in(answer)
    if instead_of not in (None, mark_of(known)):
        raise Refusal("answer_moved_on", at=known.at)
    answer.content, answer.answered_at = content, clock.now(session)
    answer.changes, answer.channel, answer.scan_id = answer.changes + 1, channel, scan_id
    session.add(answer)
    return receipt_in(answer)


def receipt_code(round_id: int, entry_id: int) -> str:
    """Four letters and figures to quote when asking about an answer: `4F2K`."""
    digest = hashlib.sha256(links.form_token("receipt", round_id, entry_id).encode()).digest()
    return links.in_letters(int.from_bytes(digest[:3], "big"), 4)
