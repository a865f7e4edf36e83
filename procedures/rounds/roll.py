"""Danh sách được hỏi: everyone who works here less those left out with a reason, frozen when the procedure opens."""

import hashlib

from sqlmodel import Session, col, delete, select

from models import LeftOut, RollEntry, StaffMember, Unit
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.drafts import drafted
from procedures.refusal import Refusal
from procedures.rounds.asking import round_of
from procedures.unchanged import check_unchanged

LONGEST_REASON = 500


def leave_out(actor: Actor, procedure_id: int, reasons: dict[int, str], seen: int | None = None) -> None:
    """Say who is not asked, and why: `reasons` by staff member; everyone else is on the list.

    `seen`: as in check_unchanged().
    """
    if any(not reason.strip() for reason in reasons.values()):
        raise Refusal("reason_missing", field="reason")
    if any(len(reason.strip()) > LONGEST_REASON for reason in reasons.values()):
        raise Refusal("text_too_long", field="reason", at_most=LONGEST_REASON)
    with transaction() as session:
        drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("LeftOut",), seen)
        session.exec(delete(LeftOut).where(col(LeftOut.procedure_id) == procedure_id))
        for staff_member_id, reason in reasons.items():
            session.add(LeftOut(procedure_id=procedure_id, staff_member_id=staff_member_id, reason=reason.strip()))
        log.write(session, actor.name_in_log, "LeftOut", procedure_id, people=sorted(reasons))


def summoned(session: Session, procedure_id: int) -> list[tuple[StaffMember, Unit]]:
    """Everyone who works at the agency today, less those left out with a reason."""
    left_out = select(LeftOut.staff_member_id).where(LeftOut.procedure_id == procedure_id)
    rows = (
        select(StaffMember, Unit)
        .join(Unit)
        .where(col(StaffMember.left_on).is_(None), col(StaffMember.id).not_in(left_out))
        .order_by(col(StaffMember.id))
    )
    return list(session.exec(rows).all())


def freeze_roll(session: Session, procedure_id: int) -> tuple[int, str]:
    """Write the list of people as they stand today; returns how many, and the list's SHA-256."""
    lines = []
    for member, unit in summoned(session, procedure_id):
        lines.append(f"{member.id}\t{member.full_name}\t{unit.name}")
        session.add(entry_for(procedure_id, member, unit))
    round_ = round_of(session, procedure_id)
    round_.roll_hash = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    session.add(round_)
    return len(lines), round_.roll_hash


def entry_for(procedure_id: int, member: StaffMember, unit: Unit) -> RollEntry:
    """Someone on a procedure's list, as they stand today."""
    return RollEntry(
        procedure_id=procedure_id,
        staff_member_id=member.id or 0,
        full_name=member.full_name,
        unit_name=unit.name,
        position=member.position,
        email=member.email,
    )


def enrol_everyone(session: Session, procedure_id: int) -> None:
    """Put everyone who works here on the list of a procedure that has asked some of them only: all are to be told."""
    known = set(session.exec(select(RollEntry.staff_member_id).where(RollEntry.procedure_id == procedure_id)).all())
    for member, unit in summoned(session, procedure_id):
        if member.id not in known:
            session.add(entry_for(procedure_id, member, unit))
    session.flush()
