"""Hội nghị không họp nữa: whoever was summoned to it is told, with a file that takes it out of the calendar."""

from sqlmodel import Session

from models import Meeting, Procedure, ProcedureState, RollEntry
from notifications import messages
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at, meetings_of, posts_at
from procedures.meetings.holding.attendance import summoned
from procedures.refusal import Refusal


def call_off(session: Session, procedure_id: int, act_id: int) -> list[RollEntry]:
    """Write to everyone summoned to a meeting that has not begun, in the transaction of the act that ends it."""
    told: list[RollEntry] = []
    for meeting in meetings_of(session, procedure_id):
        if meeting.summoned_at is None or meeting.opened_at:
            continue
        for _, entry in summoned(session, meeting):
            messages.meeting_cancelled(session, procedure_id, entry, meeting.id or 0, act_id)
            told.append(entry)
    return told


def is_off(session: Session, meeting: Meeting) -> bool:
    """Whether a meeting that has not begun will not be held: the procedure has ended, or nobody is left to be named."""
    if meeting.opened_at or conclusions_at(session, meeting):
        return False
    is_open = session.get_one(Procedure, meeting.procedure_id).state is ProcedureState.OPEN
    return not is_open or (regime.is_for_posts(session, meeting) and not posts_at(session, meeting))


def check_is_on(session: Session, meeting: Meeting) -> None:
    """Raise Refusal `meeting_off` where a meeting will not be held."""
    if is_off(session, meeting):
        raise Refusal("meeting_off")
