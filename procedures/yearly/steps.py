"""Mốc hội nghị hằng năm: its steps, for what they wait, and how it is known that a conference was held."""

from datetime import date

from sqlmodel import Session, col, select

from law.decisions import conference as law
from law.decisions.clock import MONTHS_A_YEAR, months_later
from law.rules import Rules
from models import ConferenceYear, Procedure, ProcedureState, Resolution
from models.store import clock
from models.store.database import reading
from procedures.engine import Step, Waiting
from procedures.meetings.regime import staff_at_work
from words.dates import at_local

KIND = "yearly_conference"
LAW = "conference"
FLOW_REVISION = 1
MORNING, REMINDERS = 8, 10

OPENED = Step("year_opened", "held_every")
ASKED = Step("conference_asked", "latest_after_work_year")
HELD = Step("conference_held", "held_every")
STEPS = (OPENED,)

CALENDARS = select(col(Procedure.id)).where(col(Procedure.kind) == KIND, col(Procedure.state) == ProcedureState.OPEN)


def calendars(session: Session) -> list[int]:
    """The open calendars of the yearly conference: one, once HR has begun it."""
    return list(session.connection().execute(CALENDARS).scalars())


def years_of(session: Session, procedure_id: int) -> list[ConferenceYear]:
    """The work years so far, the first one first."""
    rows = select(ConferenceYear).where(ConferenceYear.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(ConferenceYear.year))).all())


def year_of(session: Session, procedure_id: int, year: int) -> ConferenceYear:
    """One of them; raises NoResultFound."""
    of_it = (ConferenceYear.procedure_id == procedure_id) & (ConferenceYear.year == year)
    return session.exec(select(ConferenceYear).where(of_it)).one()


def held_on(session: Session, row: ConferenceYear) -> date | None:
    """When the conference of a work year was held: as HR noted it, or as its resolution in the product says.

    What was adopted before the last day for the year before belongs to that year.
    """
    if row.held_on:
        return row.held_on
    before = months_later(row.latest_on, -MONTHS_A_YEAR)
    adopted = (
        select(Resolution.adopted_on)
        .join(Procedure)
        .where(col(Procedure.state).in_((ProcedureState.OPEN, ProcedureState.CLOSED)))
        .where(col(Resolution.is_extraordinary).is_(False), col(Resolution.adopted_on) > before)
    )
    return session.exec(adopted.order_by(col(Resolution.adopted_on))).first()


def is_settled(session: Session, row: ConferenceYear) -> bool:
    """Whether nothing is left to remind of: it was held, or HR noted why it is not."""
    return row.noted_at is not None or held_on(session, row) is not None


def is_optional(session: Session, procedure: Procedure) -> bool:
    """Whether the agency is so small that the law leaves it to it to hold a conference."""
    return law.is_optional(Rules.thaw(procedure.rules), len(staff_at_work(session)))


def reminders_of(session: Session, row: ConferenceYear) -> tuple[date, ...]:
    """The days on which those who hold the conference are reminded, by the law of this year."""
    rules = Rules.thaw(session.get_one(Procedure, row.procedure_id).rules)
    return law.reminded_on(rules, row.latest_on)


def wait_for_asking(procedure_id: int, occurrence: int) -> None:
    """A reminder waits for its morning; none is waited for once the conference was held."""
    year, number = divmod(occurrence, REMINDERS)
    with reading() as session:
        row = year_of(session, procedure_id, year)
        at = at_local(reminders_of(session, row)[number - 1], MORNING)
        if not is_settled(session, row) and clock.now(session) < at:
            raise Waiting("yearly_conference", at)


def wait_for_conference(procedure_id: int, year: int) -> None:
    """The year goes on until its conference was held, or the reminders for the next one begin."""
    with reading() as session:
        row = year_of(session, procedure_id, year)
        first = reminders_of(session, row)[0]
        at = at_local(months_later(first, MONTHS_A_YEAR), MORNING)
        if not is_settled(session, row) and clock.now(session) < at:
            raise Waiting("yearly_conference", at)
