"""Danh sách triệu tập: who is on the list of one meeting, and who of the body is not."""

import hashlib
from collections.abc import Iterable

from sqlmodel import Session, col, select

from models import Attendee, Meeting, NotSummoned, PolledPerson, RollEntry, StaffMember, Unit
from procedures.meetings.regime import Summoned
from procedures.rounds.roll import entry_for


def roll_entry_of(session: Session, meeting: Meeting, staff_member_id: int) -> tuple[Attendee, RollEntry] | None:
    """How someone stands on the list of this meeting, if they do."""
    rows = select(Attendee, RollEntry).join(RollEntry).where(Attendee.meeting_id == meeting.id)
    return session.exec(rows.where(RollEntry.staff_member_id == staff_member_id)).first()


def put_on(
    session: Session, meeting: Meeting, staff_member_id: int, capacity: str, has_vote: bool, added_reason: str = ""
) -> RollEntry:
    """Summon someone to a meeting: one link a person and procedure, however many meetings they attend."""
    of_it = (RollEntry.procedure_id == meeting.procedure_id) & (RollEntry.staff_member_id == staff_member_id)
    entry = session.exec(select(RollEntry).where(of_it)).first() or _entry(session, meeting, staff_member_id)
    session.add(
        Attendee(
            meeting_id=meeting.id or 0,
            roll_entry_id=entry.id or 0,
            capacity=capacity,
            has_vote=has_vote,
            added_reason=added_reason,
        )
    )
    off = select(NotSummoned).where(NotSummoned.meeting_id == meeting.id)
    for row in session.exec(off.where(NotSummoned.staff_member_id == staff_member_id)).all():
        session.delete(row)
    session.flush()
    return entry


def _entry(session: Session, meeting: Meeting, staff_member_id: int) -> RollEntry:
    member = session.get_one(StaffMember, staff_member_id)
    entry = entry_for(meeting.procedure_id, member, session.get_one(Unit, member.unit_id))
    session.add(entry)
    session.flush()
    return entry


def put_on_all(session: Session, meeting: Meeting, people: Iterable[Summoned]) -> None:
    """The same of everyone whom the law summons to a meeting that has nobody on its list yet, at once."""
    summoned_now = list(people)
    on_roll = select(RollEntry).where(RollEntry.procedure_id == meeting.procedure_id)
    entries = {entry.staff_member_id: entry for entry in session.exec(on_roll).all()}
    here = {member.id: (member, unit) for member, unit in session.exec(select(StaffMember, Unit).join(Unit)).all()}
    for person in summoned_now:
        if person.staff_member_id not in entries:
            entry = entry_for(meeting.procedure_id, *here[person.staff_member_id])
            session.add(entry)
            entries[person.staff_member_id] = entry
    session.flush()
    for person in summoned_now:
        session.add(
            Attendee(
                meeting_id=meeting.id or 0,
                roll_entry_id=entries[person.staff_member_id].id or 0,
                capacity=person.capacity,
                has_vote=person.has_vote,
            )
        )
    session.flush()


def take_off(session: Session, attendee: Attendee, entry: RollEntry) -> None:
    """Take someone off the list; whoever is on no other list of the procedure, nor polled in it, leaves its roll."""
    session.delete(attendee)
    session.flush()
    polled = select(PolledPerson.id).where(PolledPerson.procedure_id == entry.procedure_id)
    if session.exec(polled.where(PolledPerson.staff_member_id == entry.staff_member_id)).first():
        return
    if session.exec(select(Attendee.id).where(Attendee.roll_entry_id == entry.id).limit(1)).first() is None:
        session.delete(entry)
        session.flush()


def keep_off(session: Session, meeting: Meeting, staff_member_id: int, reason: str) -> None:
    """Remember that someone of the body is not summoned, and why."""
    session.add(NotSummoned(meeting_id=meeting.id or 0, staff_member_id=staff_member_id, reason=reason))


def not_summoned(session: Session, meeting: Meeting) -> list[tuple[StaffMember, str]]:
    """Those of the body who are not summoned, each with the reason."""
    rows = select(StaffMember, NotSummoned.reason).join(NotSummoned).where(NotSummoned.meeting_id == meeting.id)
    return list(session.exec(rows.order_by(col(NotSummoned.id))).all())


def have_left(session: Session, meeting: Meeting) -> list[str]:
    """The names of those on the list who work here no more."""
    rows = select(RollEntry.full_name).join(Attendee).join(StaffMember).where(Attendee.meeting_id == meeting.id)
    return list(session.exec(rows.where(col(StaffMember.left_on).is_not(None)).order_by(col(Attendee.id))).all())


def fingerprint(people: Iterable[tuple[Attendee, RollEntry]]) -> str:
    """The list's SHA-256: who, of which unit, with or without a vote."""
    order = sorted(people, key=lambda each: each[1].staff_member_id)
    lines = [
        f"{entry.staff_member_id}\t{entry.full_name}\t{entry.unit_name}\t{int(attendee.has_vote)}"
        for attendee, entry in order
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
