"""Mời, nhắc, hỏi kết quả kiểm phiếu, báo văn thư: what goes out around a meeting of any kind."""

from collections.abc import Sequence

from sqlmodel import Session

from models import DutyKind, Meeting, Procedure, Role
from models.meeting import place_at
from models.paper import paper_name
from models.store import clock
from notifications import messages
from procedures.access import accounts, duties
from procedures.filing import draft_paper
from procedures.meetings.holding import attending
from procedures.meetings.summoning import convening


def propose(session: Session, procedure: Procedure, number: int, *, asks_hr: bool = True) -> Meeting:
    """The meeting with the list that the law proposes; HR is asked to settle hour, place and list."""
    meeting = convening.prepare(session, procedure, *place_at(number))
    for account in accounts.holding(session, Role.HR) if asks_hr else ():
        messages.meeting_list_wanted(session, meeting.procedure_id, account, meeting.id or 0)
    return meeting


def summon(session: Session, meeting: Meeting, papers: Sequence[str]) -> dict[str, int]:
    """Invite everyone on the list, by mail or on paper, and make these papers; returns how many are reached how."""
    people = convening.roll_of(session, meeting)
    by_mail = [entry for entry in people if entry.email]
    for entry in by_mail:
        messages.meeting_summons(session, meeting.procedure_id, entry, meeting.id or 0)
    convening.mark_summoned(session, meeting)
    _draft(session, meeting, papers)
    return {"summoned": len(people), "letters": len(by_mail), "on_paper": len(people) - len(by_mail)}


def remind(session: Session, meeting: Meeting) -> int | None:
    """Remind those who have not said whether they come, before the meeting alone.

    Returns how many letters go; None where there is nobody to remind.
    """
    is_over = meeting.opened_at or (meeting.starts_at and clock.now(session) >= meeting.starts_at)
    people = attending.silent(session, meeting) if meeting.remind_at and not is_over else []
    for entry in people:
        messages.meeting_reminder(session, meeting.procedure_id, entry, meeting.id or 0)
    return sum(1 for entry in people if entry.email) if people else None


def ask_for_count(session: Session, meeting: Meeting) -> None:
    """The tellers are asked for their count, and their deputies after the time that was set."""
    duties.wait(session, meeting.procedure_id, DutyKind.TELLER)
    for account in duties.holders_now(session, meeting.procedure_id, DutyKind.TELLER):
        messages.meeting_count_asked(session, meeting.procedure_id, account, meeting.id or 0)


def hand_to_clerk(session: Session, meeting: Meeting, minutes: Sequence[str]) -> None:
    """Make these minutes, and tell the clerk that they await number, date and signature."""
    _draft(session, meeting, minutes)
    for account in accounts.holding(session, Role.CLERK):
        messages.meeting_minutes_await_signature(session, meeting.procedure_id, account, meeting.id or 0)


def _draft(session: Session, meeting: Meeting, papers: Sequence[str]) -> None:
    for kind in papers:
        draft_paper(session, meeting.procedure_id, paper_name(kind, meeting.occurrence))
