"""Ghi nhân sự vào một vị trí: whoever is named has no part in running the case from then on, and keeps the own vote."""

from sqlmodel import Session, col, delete, select, update

from models import (
    Appointment,
    CaseDocument,
    Finding,
    ListedPerson,
    Nominee,
    Post,
    Procedure,
    ProcedureState,
    StaffMember,
    Unit,
)
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.appointment.readiness import adjust
from procedures.appointment.steps import ELIGIBILITY_CHECKED
from procedures.drafts import drafted
from procedures.engine import ask_for_run, recorded
from procedures.refusal import Refusal

LONGEST_WORK = 500
NAMED = "Được giới thiệu bổ nhiệm"
UNNAMED = "Không còn trong danh sách nhân sự của bản nháp"


def name_person(actor: Actor, procedure_id: int, post_id: int, staff_member_id: int, planned_work: str = "") -> int:
    """Put someone on the list for a post; returns the nominee's number. Again, only the planned work changes.

    In a draft, or after the opening of a case that goes on from paper, until eligibility has been checked. Whoever is
    named cannot be secretary, teller, decider, second signer or HR of the case any more: `lacking` says who is wanted.
    Raises Refusal: `concerned`, `already_opened`, `post_unknown`, `person_unknown`, `names_oneself`, `named_already`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if not _may_be_named(session, procedure):
            raise Refusal("already_opened")
        nominee = put_on_list(session, actor, procedure, post_id, staff_member_id, planned_work)
        adjust(session, procedure)
        if procedure.state is ProcedureState.OPEN:
            ask_for_run(session, procedure_id)
        return nominee.id or 0


def _may_be_named(session: Session, procedure: Procedure) -> bool:
    if procedure.state is ProcedureState.DRAFT:
        return True
    comes_from_paper = session.get_one(Appointment, procedure.id).starts_at_step > 1
    is_checked = recorded(session, procedure.id or 0, ELIGIBILITY_CHECKED) is not None
    return procedure.state is ProcedureState.OPEN and comes_from_paper and not is_checked


def put_on_list(
    session: Session,
    actor: Actor,
    procedure: Procedure,
    post_id: int,
    staff_member_id: int,
    planned_work: str,
    step: int = 0,
) -> Nominee:
    """Name someone in the caller's transaction, at a step of the law or before the first one (0)."""
    post, number = session.get(Post, post_id), procedure.id or 0
    if post is None or post.procedure_id != number or post.outcome is not None:
        raise Refusal("post_unknown", field="post")
    member = session.get(StaffMember, staff_member_id)
    if member is None or member.left_on:
        raise Refusal("person_unknown", field="person")
    if member.id == actor.staff_member_id or (member.email is not None and member.email == actor.email):
        raise Refusal("names_oneself", field="person")
    known = select(Nominee).where(Nominee.procedure_id == number, Nominee.staff_member_id == staff_member_id)
    nominee = session.exec(known).first()
    if nominee and (nominee.post_id != post_id or nominee.withdrawn_at):
        raise Refusal("named_already", field="person", name=member.full_name)
    if nominee is None:
        nominee = _nominee(session, post, member, step)
        _list(session, actor, number, staff_member_id)
        facts = {"post": post_id, "nominee": nominee.id, "step": step}
        log.write(session, actor.name_in_log, "NomineeNamed", number, **facts)
    nominee.planned_work = planned_work.strip()[:LONGEST_WORK]
    session.add(nominee)
    return nominee


def _nominee(session: Session, post: Post, member: StaffMember, step: int) -> Nominee:
    """The person as they stand today."""
    nominee = Nominee(
        procedure_id=post.procedure_id,
        post_id=post.id or 0,
        staff_member_id=member.id or 0,
        full_name=member.full_name,
        birth_year=member.birth_year,
        position=member.position,
        unit_name=session.get_one(Unit, member.unit_id).name,
        named_at_step=step,
    )
    session.add(nominee)
    session.flush()
    return nominee


def unname(actor: Actor, procedure_id: int, nominee_id: int) -> None:
    """Take someone off the list of a draft, with what was found of them. Again, nothing happens.

    Raises Refusal `already_opened`: whoever leaves the list of an open case withdraws.
    """
    with transaction() as session:
        drafted(session, actor, procedure_id)
        nominee = session.get(Nominee, nominee_id)
        if nominee is None or nominee.procedure_id != procedure_id:
            return
        session.exec(delete(Finding).where(col(Finding.nominee_id) == nominee_id))
        of_them = update(CaseDocument).where(col(CaseDocument.nominee_id) == nominee_id)
        session.exec(of_them.values(nominee_id=None))
        member_id = nominee.staff_member_id
        session.delete(nominee)
        for row in _listed(session, procedure_id, member_id):
            row.removed_at, row.reason = clock.now(session), UNNAMED
            session.add(row)
            log.write(session, actor.name_in_log, "PersonUnlisted", procedure_id, person=member_id, reason=UNNAMED)


def _list(session: Session, actor: Actor, procedure_id: int, member_id: int) -> None:
    """Among those whom the procedure is about; whoever is there already stays."""
    now, rows = clock.now(session), _listed(session, procedure_id, member_id)
    row = rows[0] if rows else ListedPerson(procedure_id=procedure_id, staff_member_id=member_id, listed_at=now)
    if row.id is None or row.removed_at:
        row.listed_at, row.removed_at, row.reason = now, None, NAMED
        session.add(row)
        log.write(session, actor.name_in_log, "PersonListed", procedure_id, person=member_id, reason=NAMED)


def _listed(session: Session, procedure_id: int, member_id: int) -> list[ListedPerson]:
    rows = select(ListedPerson).where(ListedPerson.procedure_id == procedure_id)
    return list(session.exec(rows.where(ListedPerson.staff_member_id == member_id)).all())
