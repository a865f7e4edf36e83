"""Người có tên trong danh sách xem xét: has no part in running the procedure, and keeps the own answer."""

from sqlmodel import Session, col, or_, select

from models import Account, ListedPerson, Procedure, ProcedureState, StaffMember
from procedures import engine
from procedures.access.actor import Actor
from procedures.refusal import Refusal


def lock(session: Session, actor: Actor, procedure_id: int) -> Procedure:
    """The procedure's row, held, for someone whom it is not about: the first line of a person's verb.

    Raises Refusal `concerned`.
    """
    procedure = engine.lock(session, procedure_id)
    check(session, actor, procedure_id)
    return procedure


def check(session: Session, actor: Actor, procedure_id: int) -> None:
    """Raise Refusal `concerned` where the procedure is about this person."""
    if is_listed(session, actor, procedure_id):
        raise Refusal("concerned")


def is_listed(session: Session, actor: Actor, procedure_id: int) -> bool:
    """Whether this person stands on the list of the procedure now, as a staff member or by the account."""
    if actor.account_id in accounts_listed(session, procedure_id):
        return True
    return actor.staff_member_id is not None and actor.staff_member_id in members_listed(session, procedure_id)


def is_listed_anywhere(session: Session, actor: Actor) -> bool:
    """Whether a procedure that has not ended is about this person."""
    going_on = select(Procedure.id).where(col(Procedure.state).in_((ProcedureState.DRAFT, ProcedureState.OPEN)))
    about = going_on.join(ListedPerson).where(col(ListedPerson.removed_at).is_(None)).distinct()
    return any(is_listed(session, actor, number or 0) for number in session.exec(about).all())


def members_listed(session: Session, procedure_id: int) -> set[int]:
    """The staff members whom the procedure is about now."""
    rows = select(ListedPerson.staff_member_id).where(ListedPerson.procedure_id == procedure_id)
    return set(session.exec(rows.where(col(ListedPerson.removed_at).is_(None))).all())


def accounts_listed(session: Session, procedure_id: int) -> set[int]:
    """The accounts of these people: tied to their row, or of the same address."""
    same = or_(col(Account.staff_member_id) == StaffMember.id, col(Account.email) == StaffMember.email)
    rows = (
        select(Account.id)
        .join(StaffMember, same)
        .join(ListedPerson, col(ListedPerson.staff_member_id) == StaffMember.id)
        .where(ListedPerson.procedure_id == procedure_id, col(ListedPerson.removed_at).is_(None))
    )
    return {number or 0 for number in session.exec(rows).all()}
