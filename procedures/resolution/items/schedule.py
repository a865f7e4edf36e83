"""Khi nào đến hạn: reminders of items, checks, the end of the following, and what takes the place of what."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from law.decisions import following as law
from law.rules import Rules
from models import Procedure, ProcedureState, Resolution, ResolutionCheck, ResolutionItem, StepRecord
from models.store import clock
from models.store.database import reading
from procedures.engine import Step, recorded
from procedures.resolution.items.listing import open_checks
from procedures.resolution.steps import CHECK_ASKED, CHECK_URGED, ENTRUSTED, KIND, REPORTED, URGED
from procedures.rounds.asking import round_of
from words.dates import at_local, local_day

MORNING, REMINDERS = 8, 10


@dataclass(frozen=True)
class Event:
    """A step that is due at its instant, whatever else the flow waits for."""

    step: Step
    occurrence: int
    at: datetime


def counted_from(session: Session, procedure: Procedure) -> date:
    """From which day the checks and the end of the following are counted."""
    adopted_on = session.get_one(Resolution, procedure.id).adopted_on or local_day(procedure.drafted_at)
    ended = round_of(session, procedure.id or 0).closed_at
    until = local_day(ended) if ended else adopted_on
    return law.counted_from(Rules.thaw(procedure.rules), adopted_on, until)


def checks_of(session: Session, procedure: Procedure) -> tuple[law.Turn, ...]:
    """The checks of a procedure by its own rules."""
    return law.checks(Rules.thaw(procedure.rules), counted_from(session, procedure))


def followed_until(session: Session, procedure: Procedure) -> date:
    """The last day on which it is followed, where no later conference's resolution takes its place."""
    return law.followed_until(Rules.thaw(procedure.rules), counted_from(session, procedure))


def is_succeeded(session: Session, procedure: Procedure) -> bool:
    """Whether the resolution of the next yearly conference has been opened."""
    mine = session.get_one(Resolution, procedure.id)
    later = (
        select(Procedure.id)
        .join(Resolution)
        .where(Procedure.kind == KIND, col(Procedure.state).in_((ProcedureState.OPEN, ProcedureState.CLOSED)))
        .where(col(Resolution.is_extraordinary).is_(False), col(Resolution.adopted_on) > mine.adopted_on)
        .where(col(Procedure.opened_at) > procedure.opened_at)
    )
    return session.exec(later.limit(1)).first() is not None


def predecessors(session: Session, procedure: Procedure) -> list[int]:
    """The open resolutions whose place this one takes."""
    older = select(Procedure).where(Procedure.kind == KIND, Procedure.state == ProcedureState.OPEN)
    others = session.exec(older.where(Procedure.id != procedure.id).order_by(col(Procedure.id))).all()
    return [each.id or 0 for each in others if is_succeeded(session, each)]


def events_of(session: Session, procedure: Procedure) -> list[Event]:
    """Reminders of items and of a check, past and to come; none from before the asking."""
    rules, number = Rules.thaw(procedure.rules), procedure.id or 0
    asked = select(StepRecord).where(StepRecord.procedure_id == number)
    asked = asked.where(col(StepRecord.step).in_((ENTRUSTED.key, CHECK_ASKED.key)))
    since = {(row.step, row.occurrence): row.recorded_at for row in session.exec(asked).all()}
    found: list[tuple[datetime | None, Event]] = []
    for row in session.exec(_items(number).where(col(ResolutionItem.done_on).is_(None))).all():
        begins = since.get((ENTRUSTED.key, row.entrusting))
        for nth, day in enumerate(law.reminded_on(rules, row.due_on), start=1):
            found.append((begins, Event(URGED, row.entrusting * REMINDERS + nth, at_local(day, MORNING))))
    for check in session.exec(open_checks().where(ResolutionCheck.procedure_id == number)).all():
        begins = since.get((CHECK_ASKED.key, check.number))
        found.append((begins, Event(CHECK_URGED, check.number, at_local(check.due_on, MORNING))))
    return [event for begins, event in found if begins and event.at > begins]


def due_events(procedure_id: int) -> list[Event]:
    """Those whose instant has come, and the entrusting of every item."""
    with reading() as session:
        procedure, now = session.get_one(Procedure, procedure_id), clock.now(session)
        new = [Event(ENTRUSTED, item.entrusting, now) for item in session.exec(_items(procedure_id)).all()]
        return new + [event for event in events_of(session, procedure) if event.at <= now]


def next_event(procedure_id: int) -> datetime | None:
    """When the flow must run again whatever it waits for."""
    with reading() as session:
        procedure, now = session.get_one(Procedure, procedure_id), clock.now(session)
        if recorded(session, procedure_id, REPORTED) is None:
            return None
        return min((event.at for event in events_of(session, procedure) if event.at > now), default=None)


def checks_ahead(procedure_id: int) -> list[int]:
    """The numbers of the checks of a procedure."""
    with reading() as session:
        return [check.number for check in checks_of(session, session.get_one(Procedure, procedure_id))]


def checks_asked(session: Session, procedure_id: int) -> list[ResolutionCheck]:
    """The checks that have been asked for, the first one first."""
    of_it = select(ResolutionCheck).where(ResolutionCheck.procedure_id == procedure_id)
    return list(session.exec(of_it.order_by(col(ResolutionCheck.number))).all())


def check_of(session: Session, procedure_id: int, number: int) -> ResolutionCheck | None:
    """The check of a number, once it has been asked for."""
    of_it = select(ResolutionCheck).where(ResolutionCheck.procedure_id == procedure_id)
    return session.exec(of_it.where(ResolutionCheck.number == number)).first()


def _items(procedure_id: int) -> SelectOfScalar[ResolutionItem]:
    return select(ResolutionItem).where(ResolutionItem.procedure_id == procedure_id)


def check_in_law(session: Session, procedure: Procedure, number: int) -> law.Turn:
    """The check of a number, as the procedure's own rules have it."""
    return next(check for check in checks_of(session, procedure) if check.number == number)


def asked_at(session: Session, procedure: Procedure, number: int) -> datetime:
    """When head and union are asked for a check."""
    return at_local(check_in_law(session, procedure, number).asked_on, MORNING)


def overtaken_at(session: Session, procedure: Procedure, number: int) -> datetime | None:
    """When the next check is asked for; None for the last."""
    is_last = number == len(checks_of(session, procedure))
    return None if is_last else asked_at(session, procedure, number + 1)


def is_overtaken(session: Session, procedure: Procedure, number: int) -> bool:
    """Whether the next check, or the resolution of the next conference, has taken its place."""
    at = overtaken_at(session, procedure, number)
    return is_succeeded(session, procedure) or (at is not None and clock.now(session) >= at)
