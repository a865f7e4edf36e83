"""Công khai: what was decided is made public to everyone on the list, by when and for as long as the law wants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from law.decisions import disclosure
from law.parameters import NotInForce
from law.rules import Rules
from models import Disclosure, Procedure, RollEntry, StaffMember
from models.store import clock
from procedures.filing import draft_paper
from words.dates import local_day


@dataclass(frozen=True)
class Disclosed:
    """How many letters went, until which day it stays posted, and whether the law's day had passed."""

    letters: int
    until_on: date
    outcome: str


def make_public(
    session: Session,
    procedure: Procedure,
    content: str,
    counted_from: date,
    notice: str,
    letter: Callable[[Session, int, RollEntry], None],
) -> Disclosed:
    """Tell everyone on the list who still works here, and have a notice made for the board.

    The law's days run from `counted_from`; where the holidays of that year are unknown the last of them is too.
    """
    number, rules, now = procedure.id or 0, Rules.thaw(procedure.rules), clock.now(session)
    today = local_day(now)
    try:
        due_on = disclosure.due(rules, counted_from)
    except NotInForce:
        due_on = None
    until_on = disclosure.posted_until(rules, today)
    dates = {"counted_from": counted_from, "due_on": due_on, "posted_until": until_on}
    session.add(Disclosure(procedure_id=number, content=content, disclosed_at=now, **dates))
    draft_paper(session, number, notice)
    works_here = select(RollEntry).join(StaffMember).where(col(StaffMember.left_on).is_(None))
    everyone = session.exec(works_here.where(RollEntry.procedure_id == number)).all()
    for entry in everyone:
        letter(session, number, entry)
    is_late = due_on is not None and today > due_on
    return Disclosed(sum(1 for entry in everyone if entry.email), until_on, "late" if is_late else "in_time")
