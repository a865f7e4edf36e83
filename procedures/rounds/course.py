"""Một lượt hỏi diễn ra: letters to everyone, reminders to those who have not answered, the end; for any procedure."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, func, select

from models import Answer, Procedure, RollEntry
from models.store import clock
from procedures.filing import draft_paper
from procedures.rounds.asking import reminders, round_held, round_of, to_remind

Letter = Callable[[Session, int, RollEntry], None]
Reminder = Callable[[Session, int, RollEntry, int], None]


@dataclass(frozen=True)
class Ended:
    """How many were asked, and how many of them had answered when the round ended."""

    summoned: int
    returned: int


def send_to_all(session: Session, procedure: Procedure, letter: Letter, paper: str) -> dict[str, int]:
    """Open the round: a letter to everyone who has an address; where some have none, the paper for them is made."""
    number = procedure.id or 0
    everyone = session.exec(select(RollEntry).where(RollEntry.procedure_id == number)).all()
    by_mail = [entry for entry in everyone if entry.email]
    for entry in by_mail:
        letter(session, number, entry)
    round_ = round_of(session, number)
    round_.opened_at = clock.now(session)
    session.add(round_)
    if len(by_mail) < len(everyone):
        draft_paper(session, number, paper)
    return {"letters": len(by_mail), "on_paper": len(everyone) - len(by_mail)}


def remind(
    session: Session, procedure: Procedure, reminder: int, letter: Reminder, *, is_over: bool
) -> tuple[str, int]:
    """A reminder to those who have not answered, unless the round is over or a later reminder is due already.

    Returns `done` or `not_needed`, and how many letters go.
    """
    number, now = procedure.id or 0, clock.now(session)
    overtaken = any(later <= now for later in reminders(session, number)[reminder:])
    people = [] if overtaken or is_over else to_remind(session, number)
    for entry in people:
        letter(session, number, entry, reminder)
    return "done" if people else "not_needed", sum(1 for entry in people if entry.email)


def end(session: Session, procedure: Procedure) -> Ended:
    """End the round: from now on no answer is taken."""
    round_ = round_held(session, procedure.id or 0, to_close=True)
    round_.closed_at = clock.now(session)
    session.add(round_)
    summoned = session.exec(select(func.count()).where(RollEntry.procedure_id == procedure.id)).one()
    returned = session.exec(select(func.count()).where(Answer.round_id == round_.id)).one()
    return Ended(summoned, returned)
