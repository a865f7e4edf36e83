"""Thành phần triệu tập: which positions in the sense of the law people hold, as the one who keeps the staff says."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from law.decisions.appointment import Person
from models import AuditHead, Position, PositionHolding, StaffCategory, StaffMember
from models.store.database import transaction
from procedures import log
from procedures.access import conflicts
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged

LEADERSHIP = (Position.HEAD, Position.DEPUTY_HEAD)
_ORDER = list(Position)


def holders(session: Session) -> dict[int, tuple[Position, ...]]:
    """The positions of everyone who works here and holds one, by staff member, the highest first."""
    held = select(PositionHolding).join(StaffMember).where(col(StaffMember.left_on).is_(None))
    found: dict[int, list[Position]] = {}
    for row in session.exec(held.order_by(col(PositionHolding.id))).all():
        found.setdefault(row.staff_member_id, []).append(row.position)
    return {member: tuple(sorted(positions, key=_ORDER.index)) for member, positions in found.items()}


def holding(session: Session, *positions: Position) -> list[int]:
    """The staff members who hold any of the positions."""
    return [member for member, held in holders(session).items() if set(held).intersection(positions)]


def set_positions(actor: Actor, staff_member_id: int, positions: Sequence[Position], seen: int | None = None) -> None:
    """Say which positions someone holds; what was said before is replaced whole. Again, nothing happens.

    `seen`: as in check_unchanged().

    Positions say who is summoned to every meeting, so nobody sets them whom a procedure is about that has not ended.
    Raises Refusal `person_unknown`, `agency_has_a_head` (another holds that position), `listed_sets_no_positions`.
    """
    actor.account_for(Power.KEEP_STAFF)
    wanted = set(positions)
    with transaction() as session:
        session.get_one(AuditHead, 1, with_for_update=True)
        if conflicts.is_listed_anywhere(session, actor):
            raise Refusal("listed_sets_no_positions")
        member = session.get(StaffMember, staff_member_id)
        if member is None or member.left_on:
            raise Refusal("person_unknown", field="person")
        if Position.HEAD in wanted:
            _check_only_head(session, staff_member_id)
        held = select(PositionHolding).where(PositionHolding.staff_member_id == staff_member_id)
        rows = {row.position: row for row in session.exec(held).all()}
        if set(rows) == wanted:
            return
        about = {"person": staff_member_id}
        check_unchanged(session, actor, None, ("PositionsSet",), seen, about=about)
        for position in rows.keys() - wanted:
            session.delete(rows[position])
        for position in sorted(wanted - rows.keys(), key=_ORDER.index):
            session.add(PositionHolding(staff_member_id=staff_member_id, position=position))
        log.write(session, actor.name_in_log, "PositionsSet", **about, positions=len(wanted))


def _check_only_head(session: Session, staff_member_id: int) -> None:
    for other in holding(session, Position.HEAD):
        if other != staff_member_id:
            raise Refusal("agency_has_a_head", field="positions", name=session.get_one(StaffMember, other).full_name)


def people_of_the_law(session: Session) -> list[Person]:
    """Everyone who works here, as the law's electorates ask about them, in the order of the staff list."""
    held = holders(session)
    rows = select(StaffMember).where(col(StaffMember.left_on).is_(None)).order_by(col(StaffMember.id))
    return [
        Person(
            id=member.id or 0,
            positions=tuple(position.value for position in held.get(member.id or 0, ())),
            is_civil_servant=member.category is StaffCategory.CIVIL_SERVANT,
            title=member.position,
        )
        for member in session.exec(rows).all()
    ]
