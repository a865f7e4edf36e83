"""Danh sách xem xét: whom a procedure is about; at each change the duties are looked at again."""

from sqlmodel import Session, select

from models import ListedPerson, Procedure, ProcedureState, StaffMember
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.refusal import Refusal

OVER = (ProcedureState.CLOSED, ProcedureState.ANNULLED)
LONGEST_REASON = 500


def list_person(actor: Actor, procedure_id: int, staff_member_id: int, reason: str = "") -> list[duties.Wanting]:
    """Put someone on the list; returns what nobody may do now, for which a deputy is asked. Again, nothing happens.

    The person keeps the own answer and vote. Raises Refusal: `concerned`, `procedure_over`, `listed_of_nobody`,
    `listing_reason` (once the procedure is open, a change needs one).
    """
    actor.account_for(Power.LIST_PEOPLE)
    with transaction() as session:
        procedure = _changing(session, actor, procedure_id)
        member = session.get(StaffMember, staff_member_id)
        if member is None or member.left_on:
            raise Refusal("listed_of_nobody", field="person")
        if procedure.state is ProcedureState.OPEN and not reason.strip():
            raise Refusal("listing_reason", field="reason")
        row = _row(session, procedure_id, staff_member_id)
        if row is None or row.removed_at:
            now = clock.now(session)
            row = row or ListedPerson(procedure_id=procedure_id, staff_member_id=staff_member_id, listed_at=now)
            row.listed_at, row.removed_at, row.reason = now, None, reason.strip()[:LONGEST_REASON]
            session.add(row)
            _say(session, actor, "PersonListed", procedure_id, staff_member_id, row.reason)
        return duties.wanting(session, procedure_id)


def unlist_person(actor: Actor, procedure_id: int, staff_member_id: int, reason: str) -> list[duties.Wanting]:
    """Take someone off the list, with the reason; returns what nobody may do even now. Again, nothing happens."""
    actor.account_for(Power.LIST_PEOPLE)
    if not reason.strip():
        raise Refusal("listing_reason", field="reason")
    with transaction() as session:
        _changing(session, actor, procedure_id)
        row = _row(session, procedure_id, staff_member_id)
        if row and row.removed_at is None:
            row.removed_at, row.reason = clock.now(session), reason.strip()[:LONGEST_REASON]
            session.add(row)
            _say(session, actor, "PersonUnlisted", procedure_id, staff_member_id, row.reason)
        return duties.wanting(session, procedure_id)


def _changing(session: Session, actor: Actor, procedure_id: int) -> Procedure:
    procedure = lock(session, actor, procedure_id)
    if procedure.state in OVER:
        raise Refusal("procedure_over")
    return procedure


def _row(session: Session, procedure_id: int, staff_member_id: int) -> ListedPerson | None:
    rows = select(ListedPerson).where(ListedPerson.procedure_id == procedure_id)
    return session.exec(rows.where(ListedPerson.staff_member_id == staff_member_id)).first()


def _say(session: Session, actor: Actor, name: str, procedure_id: int, member_id: int, reason: str) -> None:
    log.write(session, actor.name_in_log, name, procedure_id, person=member_id, reason=reason)
