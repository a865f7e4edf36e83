"""Người được lấy phiếu, người bỏ phiếu: who is polled, put on the list of a draft, and who is whom behind a link."""

from sqlmodel import Session, col, func, select

from models import Attendee, ListedPerson, Meeting, PolledPerson, RollEntry, StaffMember, Unit
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.drafts import drafted
from procedures.meetings.tallying.ballots import polled
from procedures.refusal import Refusal
from procedures.rounds.roll import entry_for

MOST_POLLED = 50
LISTED = "Được lấy phiếu tín nhiệm"
UNLISTED = "Không còn trong danh sách được lấy phiếu của bản nháp"


def poll_person(actor: Actor, procedure_id: int, staff_member_id: int) -> int:
    """Put someone on the ballot of a draft, last; returns their number there. Again, nothing happens.

    Whoever is polled keeps the own vote, and is nothing in the running of the poll. Raises Refusal: `concerned`,
    `already_opened`, `person_unknown`, `polls_oneself`, `too_many_polled`.
    """
    with transaction() as session:
        drafted(session, actor, procedure_id)
        member = session.get(StaffMember, staff_member_id)
        if member is None or member.left_on:
            raise Refusal("person_unknown", field="person")
        if member.id == actor.staff_member_id or (member.email is not None and member.email == actor.email):
            raise Refusal("polls_oneself", field="person")
        known = {person.staff_member_id: person for person in polled(session, procedure_id)}
        if person := known.get(staff_member_id):
            return person.number
        if len(known) >= MOST_POLLED:
            raise Refusal("too_many_polled", field="person", at_most=MOST_POLLED)
        number = max((each.number for each in known.values()), default=0) + 1
        session.add(_as_they_stand(session, procedure_id, member, number))
        _list(session, procedure_id, staff_member_id, is_on=True)
        log.write(session, actor.name_in_log, "PersonListed", procedure_id, person=staff_member_id, reason=LISTED)
        return number


def _as_they_stand(session: Session, procedure_id: int, member: StaffMember, number: int) -> PolledPerson:
    return PolledPerson(
        procedure_id=procedure_id,
        staff_member_id=member.id or 0,
        number=number,
        full_name=member.full_name,
        position=member.position,
        unit_name=session.get_one(Unit, member.unit_id).name,
    )


def unpoll(actor: Actor, procedure_id: int, staff_member_id: int) -> None:
    """Take someone off the ballot of a draft. Again, nothing happens. Raises Refusal `already_opened`."""
    with transaction() as session:
        drafted(session, actor, procedure_id)
        for person in polled(session, procedure_id):
            if person.staff_member_id == staff_member_id:
                session.delete(person)
                _list(session, procedure_id, staff_member_id, is_on=False)
                facts = {"person": staff_member_id, "reason": UNLISTED}
                log.write(session, actor.name_in_log, "PersonUnlisted", procedure_id, **facts)


def _list(session: Session, procedure_id: int, staff_member_id: int, *, is_on: bool) -> None:
    """Among those whom the procedure is about, or not any more."""
    of_it = (ListedPerson.procedure_id == procedure_id) & (ListedPerson.staff_member_id == staff_member_id)
    now = clock.now(session)
    row = session.exec(select(ListedPerson).where(of_it)).first() or ListedPerson(
        procedure_id=procedure_id, staff_member_id=staff_member_id, listed_at=now
    )
    row.removed_at, row.reason = None if is_on else now, LISTED if is_on else UNLISTED
    session.add(row)


def enrol(session: Session, procedure_id: int) -> None:
    """Give everyone polled a place on the roll, and so a link of their own, whether they vote or not."""
    known = set(session.exec(select(RollEntry.staff_member_id).where(RollEntry.procedure_id == procedure_id)).all())
    for person in polled(session, procedure_id):
        if person.staff_member_id not in known:
            member = session.get_one(StaffMember, person.staff_member_id)
            session.add(entry_for(procedure_id, member, session.get_one(Unit, member.unit_id)))
    session.flush()


def entry_of(session: Session, person: PolledPerson) -> RollEntry:
    """The place on the roll of someone polled."""
    of_it = (RollEntry.procedure_id == person.procedure_id) & (RollEntry.staff_member_id == person.staff_member_id)
    return session.exec(select(RollEntry).where(of_it)).one()


def polled_as(session: Session, entry: RollEntry) -> PolledPerson | None:
    """How the owner of a link stands among those polled, if they do."""
    of_it = (PolledPerson.procedure_id == entry.procedure_id) & (PolledPerson.staff_member_id == entry.staff_member_id)
    return session.exec(select(PolledPerson).where(of_it)).first()


def polled_behind(session: Session, entry: RollEntry) -> PolledPerson:
    """The same; raises Refusal `not_polled`."""
    if (person := polled_as(session, entry)) is None:
        raise Refusal("not_polled")
    return person


def meeting_of_voter(session: Session, entry: RollEntry) -> Meeting | None:
    """The last meeting to which the owner of a link was summoned with a ballot, None before the summons went."""
    rows = select(Meeting).join(Attendee).where(Attendee.roll_entry_id == entry.id, col(Attendee.has_vote).is_(True))
    rows = rows.where(col(Meeting.summoned_at).is_not(None))
    return session.exec(rows.order_by(col(Meeting.convening).desc())).first()


def how_many(session: Session, procedure_id: int) -> int:
    """How many are polled."""
    return session.exec(select(func.count()).where(PolledPerson.procedure_id == procedure_id)).one()
