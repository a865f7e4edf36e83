"""Đại biểu dự hội nghị: seats of each unit in proportion, those there by office, whom each unit has elected."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from law.decisions import conference as law
from law.decisions.delegates import seats
from law.rules import Rules
from models import Attending, Conference, Delegate, DelegateSeats, Position, Procedure, StaffMember, Unit
from models.store.database import transaction
from procedures import bodies, log
from procedures.access.actor import Actor
from procedures.drafts import drafted, rules_of
from procedures.meetings.regime import staff_at_work
from procedures.refusal import Refusal
from words.names import order_key


@dataclass(frozen=True)
class UnitOfDelegates:
    """A unit, how many it elects, whom it may elect, and whom it has."""

    unit: Unit
    seats: int
    people: list[StaffMember]
    elected: list[int]

    @property
    def is_done(self) -> bool:
        return len(self.elected) == self.seats


def share_out(actor: Actor, procedure_id: int, total: int) -> None:
    """Let delegates attend: so many are elected by the units in proportion; those there by office come on top.

    Whom units have elected before is forgotten. Raises Refusal `delegates_not_allowed`, `delegates_total`.
    """
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        session.get_one(Conference, procedure_id)
        rules, here = rules_of(session, procedure), staff_at_work(session)
        if law.must_be_all_staff(rules, len(here)):
            raise Refusal("delegates_not_allowed", field="total", staff=len(here))
        by_office = _by_office(session, rules)
        people = _electing(here, by_office)
        if not 0 < total <= sum(map(len, people.values())):
            raise Refusal("delegates_total", field="total", at_most=sum(map(len, people.values())))
        _forget(session, procedure_id)
        for unit, number in seats({unit: len(members) for unit, members in people.items()}, total).items():
            session.add(DelegateSeats(procedure_id=procedure_id, unit_id=unit, seats=number))
        for number in by_office:
            session.add(Delegate(procedure_id=procedure_id, staff_member_id=number))
        _attend(session, procedure_id, Attending.DELEGATES)
        log.write(session, actor.name_in_log, "DelegatesShared", procedure_id, total=total, by_office=len(by_office))


def let_everyone_attend(actor: Actor, procedure_id: int) -> None:
    """No delegates: everyone attends; again, nothing happens."""
    with transaction() as session:
        drafted(session, actor, procedure_id)
        _forget(session, procedure_id)
        _attend(session, procedure_id, Attending.EVERYONE)
        log.write(session, actor.name_in_log, "EveryoneAttends", procedure_id)


def elect(actor: Actor, procedure_id: int, unit_id: int, members: Sequence[int]) -> None:
    """Keep whom a unit has elected, in place of what was said before.

    Raises Refusal `delegates_of_nothing`, `delegates_number`, `delegate_elsewhere`.
    """
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        of_unit = next((each for each in units_of(session, procedure) if each.unit.id == unit_id), None)
        if of_unit is None:
            raise Refusal("delegates_of_nothing", field="total")
        if not set(members) <= {person.id for person in of_unit.people}:
            raise Refusal("delegate_elsewhere", field=f"unit_{unit_id}")
        if len(set(members)) != of_unit.seats:
            raise Refusal("delegates_number", field=f"unit_{unit_id}", seats=of_unit.seats, chosen=len(set(members)))
        of_it = col(Delegate.procedure_id) == procedure_id, col(Delegate.unit_id) == unit_id
        session.exec(delete(Delegate).where(*of_it))
        for number in dict.fromkeys(members):
            session.add(Delegate(procedure_id=procedure_id, staff_member_id=number, unit_id=unit_id))
        log.write(session, actor.name_in_log, "DelegatesElected", procedure_id, unit=unit_id, people=len(set(members)))


def units_of(session: Session, procedure: Procedure) -> list[UnitOfDelegates]:
    """Every unit that elects delegates to a conference, by name."""
    number = procedure.id or 0
    rows = select(DelegateSeats).where(DelegateSeats.procedure_id == number)
    kept = {row.unit_id: row.seats for row in session.exec(rows).all()}
    chosen = session.exec(select(Delegate).where(Delegate.procedure_id == number)).all()
    by_office = [each.staff_member_id for each in chosen if each.unit_id is None]
    people = _electing(staff_at_work(session), by_office)
    found = [
        UnitOfDelegates(
            unit=session.get_one(Unit, unit),
            seats=share,
            people=sorted(people.get(unit, []), key=lambda each: order_key(each.full_name)),
            elected=[each.staff_member_id for each in chosen if each.unit_id == unit],
        )
        for unit, share in kept.items()
    ]
    return sorted(found, key=lambda each: order_key(each.unit.name))


def by_office_of(session: Session, procedure_id: int) -> list[StaffMember]:
    """Those who attend by their office."""
    rows = select(StaffMember).join(Delegate, col(Delegate.staff_member_id) == StaffMember.id)
    return list(session.exec(rows.where(Delegate.procedure_id == procedure_id, col(Delegate.unit_id).is_(None))).all())


def are_elected(session: Session, procedure: Procedure) -> bool:
    """Whether every unit has elected its delegates, where delegates attend."""
    conference = session.get_one(Conference, procedure.id)
    if conference.attending is Attending.EVERYONE:
        return True
    units = units_of(session, procedure)
    return bool(units) and all(each.is_done for each in units)


def _by_office(session: Session, rules: Rules) -> list[int]:
    if "delegates_by_office" not in rules:
        return []
    positions = [Position(str(name)) for name in rules.names("delegates_by_office")]
    return bodies.holding(session, *positions)


def _electing(here: dict[int, StaffMember], by_office: Sequence[int]) -> dict[int, list[StaffMember]]:
    """The people of each unit, less those who attend by their office."""
    found: dict[int, list[StaffMember]] = {}
    for number, member in here.items():
        if number not in by_office:
            found.setdefault(member.unit_id, []).append(member)
    return found


def _forget(session: Session, procedure_id: int) -> None:
    session.exec(delete(Delegate).where(col(Delegate.procedure_id) == procedure_id))
    session.exec(delete(DelegateSeats).where(col(DelegateSeats.procedure_id) == procedure_id))
    session.flush()


def _attend(session: Session, procedure_id: int, who: Attending) -> None:
    conference = session.get_one(Conference, procedure_id)
    conference.attending = who
    session.add(conference)
