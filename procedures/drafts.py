"""Bản nháp của một quy trình: what is the same for every kind while nothing has been sent."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session, select

from law.parameters import NotInForce
from law.rules import Rules
from models import (
    Account,
    Appointment,
    Consultation,
    OutboxMessage,
    Procedure,
    ProcedureState,
    Resolution,
    Round,
    RoundMode,
    RoundPlace,
)
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import Step, recorded
from procedures.overlay import law_on
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day

LONGEST_SUBJECT, LONGEST_INVITATION = 500, 1000
NAMED_BY = ("Renamed", "TextWritten", "PlanWritten")


def begin(session: Session, actor: Actor, kind: str, subject: str, *, asks_by_mail: bool = True) -> int:
    """Begin a draft in the caller's transaction; returns the procedure's number.

    One that `asks_by_mail` has its round by name from the beginning; elsewhere rounds come with meetings.
    """
    account_id = actor.account_for(Power.DRAFT)
    if not subject.strip():
        raise Refusal("subject_missing", field="subject")
    procedure = Procedure(kind=kind, subject=subject.strip(), drafted_by=account_id, drafted_at=clock.now(session))
    session.add(procedure)
    session.flush()
    number = procedure.id or 0
    if asks_by_mail:
        session.add(Round(procedure_id=number, mode=RoundMode.NAMED, place=RoundPlace.CORRESPONDENCE))
    log.write(session, actor.name_in_log, "Drafted", number, kind=kind)
    return number


def drafted(session: Session, actor: Actor, procedure_id: int) -> Procedure:
    """The draft, held, for HR to write in; raises Refusal `already_opened`, `draft_discarded`."""
    actor.account_for(Power.DRAFT)
    procedure = lock(session, actor, procedure_id)
    _check_draft(procedure)
    return procedure


def _check_draft(procedure: Procedure) -> None:
    if procedure.state is not ProcedureState.DRAFT:
        raise Refusal("already_opened" if procedure.opened_at else "draft_discarded")


def to_open(
    session: Session, actor: Actor, procedure_id: int, opened: Step, lacking: Callable[[Session, Procedure], list[str]]
) -> Procedure | None:
    """The draft, held and whole, for HR to open; None where it has been opened before.

    Raises Refusal `draft_discarded` for one that was thrown away, `not_ready` that says what it lacks.
    """
    actor.account_for(Power.DRAFT)
    procedure = lock(session, actor, procedure_id)
    if recorded(session, procedure_id, opened):
        return None
    _check_draft(procedure)
    if gaps := lacking(session, procedure):
        raise Refusal("not_ready", lacking=gaps)
    return procedure


def open_under(session: Session, procedure: Procedure, begun_on: date, rules: Rules, flow_revision: int) -> None:
    """From now on the procedure runs, under these rules and no others."""
    procedure.begun_on, procedure.rules, procedure.flow_revision = begun_on, rules.frozen(), flow_revision
    procedure.state, procedure.opened_at = ProcedureState.OPEN, clock.now(session)
    session.add(procedure)


def rename(actor: Actor, procedure_id: int, subject: str, seen: int | None = None) -> None:
    """Give the draft another name; its text stays. `seen`: as in check_unchanged()."""
    if not subject.strip():
        raise Refusal("subject_missing", field="subject")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        if procedure.subject == subject.strip():
            return
        check_unchanged(session, actor, procedure_id, NAMED_BY, seen, now=[procedure.subject])
        procedure.subject = subject.strip()
        session.add(procedure)
        log.write(session, actor.name_in_log, "Renamed", procedure_id)


def invite(
    actor: Actor,
    procedure_id: int,
    drafted_as: type[Resolution | Consultation | Appointment],
    words: str,
    seen: int | None,
) -> None:
    """Keep the agency's own words for the letter in the row of its kind; `seen`: as in check_unchanged().

    Raises Refusal `text_too_long`.
    """
    if len(words.strip()) > LONGEST_INVITATION:
        raise Refusal("text_too_long", field="invitation", at_most=LONGEST_INVITATION)
    with transaction() as session:
        drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("InvitationWritten",), seen)
        row = session.get_one(drafted_as, procedure_id)
        row.invitation = words.strip()
        session.add(row)
        log.write(session, actor.name_in_log, "InvitationWritten", procedure_id)


def discard(actor: Actor, procedure_id: int) -> None:
    """Throw a draft away: nothing was sent, the row and its log stay; it never began, so it does not end either."""
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        procedure.state = ProcedureState.ANNULLED
        session.add(procedure)
        log.write(session, actor.name_in_log, "Discarded", procedure_id)


def send_preview(actor: Actor, procedure_id: int, letter: Callable[[Session, int, Account, int], None]) -> None:
    """Send the invitation as it is now to whoever drafts it; each press sends it anew."""
    account_id = actor.account_for(Power.DRAFT)
    with transaction() as session:
        lock(session, actor, procedure_id)
        mine = (OutboxMessage.procedure_id == procedure_id) & (OutboxMessage.kind == letter.__name__)
        sent = len(session.exec(select(OutboxMessage.id).where(mine)).all())
        letter(session, procedure_id, session.get_one(Account, account_id), sent + 1)


def rules_of(session: Session, procedure: Procedure) -> Rules:
    """The procedure's own rules; of a draft those of the day on which it begins, or of today.

    Raises Refusal `no_law_on_that_day`.
    """
    if procedure.rules:
        return Rules.thaw(procedure.rules)
    day = procedure.begun_on or local_day(clock.now(session))
    try:
        return law_on(session, procedure.kind, day)
    except NotInForce as nothing:
        raise Refusal("no_law_on_that_day", field="begun_on", day=day) from nothing


def law_of(session: Session, kind: str, day: date) -> Rules:
    """The rules of this kind of procedure on a day, with the agency's own; raises Refusal where none are in force."""
    try:
        return law_on(session, kind, day)
    except NotInForce as nothing:
        raise Refusal("not_in_force", field="adopted_on", day=day) from nothing
