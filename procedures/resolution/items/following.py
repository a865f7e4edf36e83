"""Theo dõi việc thực hiện: what the flow waits for once a resolution with items is circulated, and does."""

from datetime import timedelta

from sqlmodel import Session, col, select

from models import ItemState, PaperState, Procedure, ProcedureState, ResolutionCheck, Role, RollEntry, StaffMember
from models.items import CHANGES
from models.store import clock
from models.store.database import reading
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.engine import Waiting, once, record
from procedures.filing import draft_paper, paper_of
from procedures.resolution.items import schedule
from procedures.resolution.items.listing import item_of, items_of, owner_entry
from procedures.resolution.steps import (
    CHECK_ASKED,
    CHECK_REPORT,
    CHECK_TOLD,
    CHECK_URGED,
    CHECKED,
    ENTRUSTED,
    FOLLOWED,
    OUTCOME,
    URGED,
)
from words.dates import at_local, local_day

BEFORE_IT_IS_DUE, ON_THE_DAY, CONCLUDED = 0, 1, 2
ONE_DAY = timedelta(days=1)


@once(ENTRUSTED)
def entrust(session: Session, procedure: Procedure, occurrence: int) -> str:
    """Send an item to its owner; one without an address hears of it from HR."""
    number, changes = divmod(occurrence, CHANGES)
    item = item_of(session, procedure.id or 0, number).row
    entry = owner_entry(session, item) if item.changes == changes and not item.done_on else None
    if entry is None:
        return record(session, procedure, ENTRUSTED, "not_needed", occurrence)
    messages.item_entrusted(session, entry, item)
    letters = 1 if entry.email else 0
    log.write(session, "clock", "ItemEntrusted", procedure.id, number=number, letters=letters)
    return record(session, procedure, ENTRUSTED, occurrence=occurrence, letters=letters)


@once(URGED)
def urge(session: Session, procedure: Procedure, occurrence: int) -> str:
    """Remind the owner of an item that is not done, unless a later reminder is due already."""
    entrusted, _nth = divmod(occurrence, schedule.REMINDERS)
    number, changes = divmod(entrusted, CHANGES)
    item, now = item_of(session, procedure.id or 0, number), clock.now(session)
    later = [
        e
        for e in schedule.events_of(session, procedure)
        if e.step is URGED and e.at <= now and e.occurrence > occurrence
    ]
    is_later = any(event.occurrence // schedule.REMINDERS == entrusted for event in later)
    entry = owner_entry(session, item.row)
    is_wanted = item.state in (ItemState.DOING, ItemState.OVERDUE) and item.row.changes == changes
    if entry is None or is_later or not is_wanted:
        return record(session, procedure, URGED, "not_needed", occurrence)
    messages.item_reminder(session, entry, item.row, occurrence)
    log.write(session, "clock", "ItemUrged", procedure.id, number=number)
    return record(session, procedure, URGED, occurrence=occurrence, letters=1 if entry.email else 0)


def wait_for_asking(procedure_id: int, number: int) -> None:
    """Head and union are asked some days before the check is due."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        at = schedule.asked_at(session, procedure, number)
        if clock.now(session) < at and not schedule.is_succeeded(session, procedure):
            raise Waiting("items", at)


@once(CHECK_ASKED)
def ask_check(session: Session, procedure: Procedure, number: int) -> str:
    """Ask head and union for a check, unless the next one or the next resolution has overtaken it."""
    if schedule.is_overtaken(session, procedure, number):
        return record(session, procedure, CHECK_ASKED, "not_needed", number)
    check = schedule.check_in_law(session, procedure, number)
    session.add(ResolutionCheck(procedure_id=procedure.id or 0, number=number, due_on=check.due_on))
    _ask(session, procedure, number, BEFORE_IT_IS_DUE)
    log.write(session, "clock", "CheckAsked", procedure.id, number=number, due_on=check.due_on.isoformat())
    return record(session, procedure, CHECK_ASKED, occurrence=number)


@once(CHECK_URGED)
def urge_check(session: Session, procedure: Procedure, number: int) -> str:
    """On the day on which a check is due, ask again those who have not done their part."""
    check = schedule.check_of(session, procedure.id or 0, number)
    if check is None or check.union_at or schedule.is_overtaken(session, procedure, number):
        return record(session, procedure, CHECK_URGED, "not_needed", number)
    _ask(session, procedure, number, ON_THE_DAY)
    return record(session, procedure, CHECK_URGED, occurrence=number)


def _ask(session: Session, procedure: Procedure, number: int, turn: int) -> None:
    for account in accounts.distinct(session, Role.HR, Role.MANAGER, Role.UNION):
        messages.items_check_asked(session, procedure.id or 0, account, number, turn)


def wait_for_check(procedure_id: int, number: int) -> None:
    """The head concludes and the union agrees, or has its remark written down."""
    with reading() as session:
        procedure, check = session.get_one(Procedure, procedure_id), schedule.check_of(session, procedure_id, number)
        if check and check.union_at is None and not schedule.is_overtaken(session, procedure, number):
            raise Waiting("items_check", schedule.overtaken_at(session, procedure, number))


@once(CHECKED)
def note_check(session: Session, procedure: Procedure, number: int) -> str:
    """Have the report of a check made; the clerk numbers and files it."""
    check = schedule.check_of(session, procedure.id or 0, number)
    if check is None or check.union_at is None:
        return record(session, procedure, CHECKED, "not_needed", number)
    draft_paper(session, procedure.id or 0, f"{CHECK_REPORT}-{number}")
    for account in accounts.holding(session, Role.CLERK):
        messages.items_check_awaits_signature(session, procedure.id or 0, account, number)
    is_late = local_day(check.union_at) > check.due_on
    log.write(session, "clock", "CheckDone", procedure.id, number=number)
    return record(session, procedure, CHECKED, "late" if is_late else "done", number)


def wait_for_check_paper(procedure_id: int, number: int) -> None:
    """The report goes to everyone once its number, date and signed scan are there."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        paper = paper_of(session, procedure_id, f"{CHECK_REPORT}-{number}")
        is_unsigned = paper is not None and paper.state is not PaperState.SIGNED
        if is_unsigned and not schedule.is_overtaken(session, procedure, number):
            raise Waiting("items_check_signature", schedule.overtaken_at(session, procedure, number))


@once(CHECK_TOLD)
def tell_check(session: Session, procedure: Procedure, number: int) -> str:
    """Tell everyone on the list who still works here what the check found."""
    paper = paper_of(session, procedure.id or 0, f"{CHECK_REPORT}-{number}")
    if paper is None or paper.state is not PaperState.SIGNED:
        return record(session, procedure, CHECK_TOLD, "not_needed", number)
    works_here = select(RollEntry).join(StaffMember).where(col(StaffMember.left_on).is_(None))
    everyone = session.exec(works_here.where(RollEntry.procedure_id == procedure.id)).all()
    for entry in everyone:
        messages.items_checked(session, procedure.id or 0, entry, number)
    letters = sum(1 for entry in everyone if entry.email)
    log.write(session, "clock", "CheckTold", procedure.id, number=number, letters=letters)
    return record(session, procedure, CHECK_TOLD, occurrence=number, letters=letters)


def wait_for_end(procedure_id: int) -> None:
    """It is followed for a year, or until the resolution of the next yearly conference is opened."""
    with reading() as session:
        procedure = session.get_one(Procedure, procedure_id)
        at = at_local(schedule.followed_until(session, procedure) + ONE_DAY, 0)
        if clock.now(session) < at and not schedule.is_succeeded(session, procedure):
            raise Waiting("items", at)


@once(FOLLOWED)
def end(session: Session, procedure: Procedure) -> str:
    """Have the list of what became of each item made, tell those who see to it, and end the procedure."""
    number, items = procedure.id or 0, items_of(session, procedure.id or 0)
    done = sum(1 for item in items if item.state is ItemState.DONE)
    outcome = "carried_out" if done == len(items) else "items_left"
    draft_paper(session, number, OUTCOME)
    for account in accounts.distinct(session, Role.HR, Role.CLERK, Role.MANAGER, Role.UNION):
        messages.items_ended(session, number, account)
    procedure.state, procedure.outcome, procedure.closed_at = ProcedureState.CLOSED, outcome, clock.now(session)
    session.add(procedure)
    log.write(session, "clock", "ItemsEnded", number, done=done, items=len(items))
    return record(session, procedure, FOLLOWED, outcome, done=done, items=len(items))
