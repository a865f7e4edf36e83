"""Đính chính đã có hai người ký: what the papers of a procedure print, and its page shows."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select

from documents.papers.corrections import Correction, Hand
from models import Account, ActState, AuditEvent, CountEntry, CountersignedAct, Nominee
from procedures.countersigning.reading import in_words
from procedures.meetings.tallying import correcting, counting
from procedures.meetings.tallying.count import Count
from words.dates import local_day
from words.sentences import say


def corrections_of(
    session: Session,
    procedure_id: int,
    meeting_id: int | None = None,
    but_not: Collection[str] = (),
    *,
    with_figures: bool = False,
) -> list[Correction]:
    """What was corrected or changed in a procedure after it was opened, the earliest first.

    With a meeting: of that one alone; acts named in `but_not` are left out. `with_figures`: with what each line of a
    count was and is, for a paper of those alone who may see the count.
    """
    is_of_it = (col(CountersignedAct.procedure_id) == procedure_id) | col(CountersignedAct.id).in_(
        _followed(session, procedure_id)
    )
    signed = select(CountersignedAct).where(is_of_it, CountersignedAct.state == ActState.SIGNED)
    rows = session.exec(signed.order_by(col(CountersignedAct.settled_at), col(CountersignedAct.id))).all()
    of_it = [row for row in rows if meeting_id in (None, row.facts.get("meeting_id"))]
    return [_correction(session, row, with_figures) for row in of_it if row.act not in but_not]


def _followed(session: Session, procedure_id: int) -> list[int]:
    """What was signed in another procedure and reached this one too: the address of someone whom both ask."""
    events = (AuditEvent.procedure_id == procedure_id) & (col(AuditEvent.name) == "AddressFollowed")
    return [facts["number"] for facts in session.exec(select(AuditEvent.facts).where(events)).all()]


def _correction(session: Session, row: CountersignedAct, with_figures: bool) -> Correction:
    change = in_words(session, "acts_done", row)
    if with_figures and (lines := _lines(session, row)):
        change = say("corrections.figures", change=change, lines=lines)
    return Correction(
        change=change,
        reason=row.reason,
        asked_by=_hand(session, row.asked_by, row.asked_as),
        signed_by=_hand(session, row.settled_by or 0, row.settled_as),
        done_on=local_day(row.settled_at or row.asked_at),
    )


def _lines(session: Session, row: CountersignedAct) -> list[dict[str, Any]]:
    """Each corrected line of the count of an appointment's post: whose or which, what it was, what it is."""
    lines: list[str] = row.facts.get("lines", [])
    if row.act != correcting.ACT or any(line.startswith("marks_") for line in lines):
        return []
    was, now = counting.count_of(session.get_one(CountEntry, row.facts["was"])), row.facts["count"]
    return [_line(session, line, was, now) for line in lines]


def _line(session: Session, line: str, was: Count, now: dict[str, Any]) -> dict[str, Any]:
    if not line.startswith("votes_"):
        return {"line": line, "name": "", "was": getattr(was, line), "now": now[line]}
    number = line.removeprefix("votes_")
    name = session.get_one(Nominee, int(number)).full_name
    return {"line": "", "name": name, "was": was.votes.get(int(number), 0), "now": now["votes"].get(number, 0)}


def _hand(session: Session, account_id: int, role: str) -> Hand:
    return Hand(session.get_one(Account, account_id).full_name, say(f"roles.{role}"))
