"""Việc của mốc hội nghị hằng năm: those who hold the conference see it once they have been reminded."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from models import Procedure, Role, StepRecord
from procedures.access.actor import Actor
from procedures.tasks.task import Task
from procedures.yearly.steps import ASKED, REMINDERS, calendars, is_settled, years_of
from words.dates import at_local


def yearly_tasks(session: Session, actor: Actor) -> Iterator[Task]:
    """The conference of the year, until it was held or HR noted why not."""
    if not actor.holds(Role.HR, Role.MANAGER):
        return
    for number in calendars(session):
        row = years_of(session, number)[-1]
        asked = select(StepRecord.id).where(StepRecord.procedure_id == number, StepRecord.step == ASKED.key)
        since = row.year * REMINDERS
        told = asked.where(StepRecord.outcome == "done", col(StepRecord.occurrence).between(since, since + REMINDERS))
        if session.exec(told).first() and not is_settled(session, row):
            subject = session.get_one(Procedure, number).subject
            yield Task("conference_due", at_local(row.latest_on, 23, 59), number, subject, True, {"year": row.year})
