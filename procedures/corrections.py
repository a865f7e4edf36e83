"""Đính chính đã có hai người ký: what the papers of a procedure print, and its page shows."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from documents.papers.corrections import Correction, Hand
from models import Account, ActState, AuditEvent, CountersignedAct
from procedures.countersigning.reading import in_words
from words.dates import local_day
from words.sentences import say


def corrections_of(
    session: Session, procedure_id: int, meeting_id: int | None = None, but_not: Collection[str] = ()
) -> list[Correction]:
    """What was corrected or changed in a procedure after it was opened, the earliest first.

    With a meeting: of that one alone; acts named in `but_not` are left out.
    """
    is_of_it = (col(CountersignedAct.procedure_id) == procedure_id) | col(CountersignedAct.id).in_(
        _followed(session, procedure_id)
    )
    signed = select(CountersignedAct).where(is_of_it, CountersignedAct.state == ActState.SIGNED)
    rows = session.exec(signed.order_by(col(CountersignedAct.settled_at), col(CountersignedAct.id))).all()
    of_it = [row for row in rows if meeting_id in (None, row.facts.get("meeting_id"))]
    return [_correction(session, row) for row in of_it if row.act not in but_not]


def _followed(session: Session, procedure_id: int) -> list[int]:
    """What was signed in another procedure and reached this one too: the address of someone whom both ask."""
    events = (AuditEvent.procedure_id == procedure_id) & (col(AuditEvent.name) == "AddressFollowed")
    return [facts["number"] for facts in session.exec(select(AuditEvent.facts).where(events)).all()]


def _correction(session: Session, row: CountersignedAct) -> Correction:
    return Correction(
        change=in_words(session, "acts_done", row),
        reason=row.reason,
        asked_by=_hand(session, row.asked_by, row.asked_as),
        signed_by=_hand(session, row.settled_by or 0, row.settled_as),
        done_on=local_day(row.settled_at or row.asked_at),
    )


def _hand(session: Session, account_id: int, role: str) -> Hand:
    return Hand(session.get_one(Account, account_id).full_name, say(f"roles.{role}"))
