"""Bắt đầu, nhắc, ghi đã tổ chức: what HR does with the calendar of the yearly conference, and what its flow does."""

from datetime import date

from sqlmodel import Session

from law.decisions import conference as law
from law.decisions.clock import MONTHS_A_YEAR, months_later
from law.rules import Rules
from models import ConferenceYear, Procedure, ProcedureState, Role
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import drafts, log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.conference.board import term_of
from procedures.drafts import law_of
from procedures.engine import ask_for_run, once, record
from procedures.refusal import Refusal
from procedures.yearly.steps import (
    ASKED,
    FLOW_REVISION,
    HELD,
    KIND,
    LAW,
    OPENED,
    REMINDERS,
    calendars,
    held_on,
    is_optional,
    is_settled,
    reminders_of,
    year_of,
)
from words.dates import local_day
from words.sentences import say

LONGEST_NOTE = 1000
MOST_YEARS = 2


def begin(actor: Actor, work_year_ends: date) -> int:
    """Begin the calendar with the work year that ends on a day; returns its number, again the same.

    Raises Refusal `work_year_far` for a day that is more than two years away, `not_in_force`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        today = local_day(clock.now(session))
        if known := calendars(session):
            return known[0]
        if abs(work_year_ends.year - today.year) > MOST_YEARS:
            raise Refusal("work_year_far", field="ends_on")
        number = drafts.begin(session, actor, KIND, say("yearly.subject"), asks_by_mail=False)
        procedure, rules = session.get_one(Procedure, number), law_of(session, LAW, today)
        drafts.open_under(session, procedure, today, rules, FLOW_REVISION)
        _add(session, number, work_year_ends, rules)
        record(session, procedure, OPENED)
        log.write(session, actor.name_in_log, "YearlyBegun", number, ends_on=work_year_ends.isoformat())
        ask_for_run(session, number)
        return number


def _add(session: Session, procedure_id: int, ends_on: date, rules: Rules) -> None:
    latest_on = law.latest_on(rules, ends_on)
    session.add(ConferenceYear(procedure_id=procedure_id, year=ends_on.year, ends_on=ends_on, latest_on=latest_on))


def note(actor: Actor, procedure_id: int, year: int, held: date | None, said: str) -> None:
    """Note when the conference of a year was held, or why there is none; the year's reminders stop. Again, nothing.

    Raises Refusal `date_in_future`, `yearly_note_missing`, `comment_too_long`, `yearly_noted`.
    """
    account_id, words = actor.account_for(Power.DRAFT), " ".join(said.split())
    if not words:
        raise Refusal("yearly_note_missing", field="note")
    if len(words) > LONGEST_NOTE:
        raise Refusal("comment_too_long", field="note", at_most=LONGEST_NOTE)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        row = year_of(session, procedure_id, year)
        if held and held > local_day(clock.now(session)):
            raise Refusal("date_in_future", field="held_on")
        if row.noted_at:
            if (row.held_on, row.note) == (held, words):
                return
            raise Refusal("yearly_noted")
        if procedure.state is not ProcedureState.OPEN:
            raise Refusal("not_running")
        row.held_on, row.note, row.noted_by, row.noted_at = held, words, account_id, clock.now(session)
        session.add(row)
        log.write(session, actor.name_in_log, "YearlyNoted", procedure_id, year=year)
        ask_for_run(session, procedure_id)


@once(ASKED)
def ask(session: Session, procedure: Procedure, occurrence: int) -> str:
    """Remind HR, managers and the union, of a board to be elected too; not where it was held or may be left out, nor
    where a later reminder is due.
    """
    number, (year, nth) = procedure.id or 0, divmod(occurrence, REMINDERS)
    row, today = year_of(session, number, year), local_day(clock.now(session))
    overtaken = any(day <= today for day in reminders_of(session, row)[nth:])
    if is_settled(session, row) or overtaken:
        return record(session, procedure, ASKED, "not_needed", occurrence)
    if is_optional(session, procedure):
        return record(session, procedure, ASKED, "optional", occurrence)
    board_until = _board_until(session, row)
    for account in accounts.distinct(session, Role.HR, Role.MANAGER, Role.UNION):
        messages.conference_due(session, number, account, occurrence, board_until)
    log.write(session, "clock", "ConferenceAsked", number, year=year, latest_on=row.latest_on.isoformat())
    return record(session, procedure, ASKED, occurrence=occurrence)


def _board_until(session: Session, row: ConferenceYear) -> date | None:
    """The last day of the inspection board's term, where it ends before the year after must have its conference."""
    term = term_of(session)
    return term.until if term and term.until < months_later(row.latest_on, MONTHS_A_YEAR) else None


@once(HELD)
def close_year(session: Session, procedure: Procedure, year: int) -> str:
    """Note how a year ended; the next one begins under the law of that day."""
    number, row = procedure.id or 0, year_of(session, procedure.id or 0, year)
    held = held_on(session, row)
    if held:
        outcome = "done" if held <= row.latest_on else "late"
    else:
        outcome = "optional" if is_optional(session, procedure) else "not_held"
    rules = law_of(session, LAW, local_day(clock.now(session)))
    procedure.rules = rules.frozen()
    session.add(procedure)
    _add(session, number, months_later(row.ends_on, MONTHS_A_YEAR), rules)
    session.flush()
    log.write(session, "clock", "YearClosed", number, year=year, outcome=outcome)
    return record(session, procedure, HELD, outcome, year)
