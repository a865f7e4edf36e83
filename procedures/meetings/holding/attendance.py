"""Ai được triệu tập, ai có mặt: the list of one meeting, and its four numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Attendee, CheckIn, CountEntry, Meeting, RollEntry
from procedures.refusal import Refusal
from words.names import order_key


@dataclass(frozen=True)
class AttendanceRow:
    """One person summoned: how they stand on the roll, what they replied, and whether they came."""

    entry_id: int
    full_name: str
    unit_name: str
    position: str
    capacity: str
    has_vote: bool
    has_mail: bool
    added_reason: str
    will_attend: bool | None
    present_at: datetime | None
    how: CheckIn | None
    is_excused: bool
    absent_reason: str

    @property
    def is_present(self) -> bool:
        return self.present_at is not None


@dataclass(frozen=True)
class Attendance:
    """How many were summoned with a vote, of these excused and present; and how many attend without a vote.

    Of a meeting that was typed in, `present` is what its minutes say, and no row is marked.
    """

    summoned: int
    excused: int
    present: int
    without_vote: int
    rows: Sequence[AttendanceRow]

    @property
    def prepared(self) -> int:
        """Ballots to print: one for each person summoned with a vote."""
        return self.summoned

    @property
    def issued(self) -> int:
        """Ballots to hand out: one for each person present with a vote."""
        return self.present


def attendance(session: Session, meeting: Meeting) -> Attendance:
    """The list of a meeting, by name in the Vietnamese order, with its numbers."""
    rows = sorted((_row(*each) for each in summoned(session, meeting)), key=lambda row: order_key(row.full_name))
    voting = [row for row in rows if row.has_vote]
    present = sum(row.is_present for row in voting)
    return Attendance(
        summoned=len(voting),
        excused=sum(row.is_excused for row in voting),
        present=_typed_in(session, meeting) if meeting.is_typed_in else present,
        without_vote=len(rows) - len(voting),
        rows=rows,
    )


def summoned(session: Session, meeting: Meeting) -> list[tuple[Attendee, RollEntry]]:
    """Everyone on the list of a meeting, in the order in which they came on it."""
    rows = select(Attendee, RollEntry).join(RollEntry).where(Attendee.meeting_id == meeting.id)
    return list(session.exec(rows.order_by(col(Attendee.id))).all())


def attendee_of(session: Session, meeting: Meeting, roll_entry_id: int) -> Attendee:
    """How someone stands on the list of a meeting, held till the end of the transaction; Refusal `not_summoned`."""
    of_it = (Attendee.meeting_id == meeting.id) & (Attendee.roll_entry_id == roll_entry_id)
    found = select(Attendee).where(of_it).with_for_update().execution_options(populate_existing=True)
    if (attendee := session.exec(found).first()) is None:
        raise Refusal("not_summoned", field="person")
    return attendee


def _row(attendee: Attendee, entry: RollEntry) -> AttendanceRow:
    return AttendanceRow(
        entry_id=entry.id or 0,
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        position=entry.position,
        capacity=attendee.capacity,
        has_vote=attendee.has_vote,
        has_mail=bool(entry.email),
        added_reason=attendee.added_reason,
        will_attend=attendee.will_attend,
        present_at=attendee.present_at,
        how=attendee.checked_in,
        is_excused=attendee.excused_by is not None,
        absent_reason=attendee.absent_reason,
    )


def _typed_in(session: Session, meeting: Meeting) -> int:
    """A ballot is handed to each person present, so the minutes' ballots are the people, as last put right.

    One correction of a meeting that was typed in puts all its posts right, so any of the last entries says it.
    """
    issued = select(CountEntry.issued).where(CountEntry.meeting_id == meeting.id)
    latest = (col(CountEntry.entry).desc(), col(CountEntry.id).desc())
    return session.exec(issued.order_by(*latest).limit(1)).first() or 0
