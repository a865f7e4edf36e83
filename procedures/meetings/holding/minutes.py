"""Biên bản: the course of a meeting as its secretary writes it down, and when it ended."""

from datetime import datetime

from sqlmodel import Session

from models import Meeting, PaperState
from models.paper import paper_name
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.engine import ask_for_run
from procedures.filing import paper_of
from procedures.meetings.finding import running
from procedures.meetings.running import check_runs
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged

MINUTES = "meeting_minutes"
LONGEST_COURSE = 20_000


def write_course(actor: Actor, procedure_id: int, meeting_id: int, text: str, seen: int | None = None) -> None:
    """Keep the course of the meeting, until its minutes are signed; `seen`: as in check_unchanged().

    Raises Refusal: `not_your_duty`, `minutes_signed`, `course_too_long`, `written_meanwhile`.
    """
    words = text.replace("\r\n", "\n").strip()
    if len(words) > LONGEST_COURSE:
        raise Refusal("course_too_long", field="course", at_most=LONGEST_COURSE)
    with transaction() as session:
        meeting = _unsigned(session, actor, procedure_id, meeting_id)
        if meeting.course == words:
            return
        check_unchanged(session, actor, procedure_id, ("CourseWritten",), seen, about={"meeting": meeting_id})
        meeting.course = words
        session.add(meeting)
        log.write(session, actor.name_in_log, "CourseWritten", procedure_id, meeting=meeting_id, step=meeting.step)


def end_meeting(actor: Actor, procedure_id: int, meeting_id: int, ended_at: datetime) -> None:
    """Write down when the meeting ended, until its minutes are signed; the same again is one.

    Raises Refusal: `minutes_signed`, `meeting_not_opened`, `ended_before_opening`, `ended_in_future`.
    """
    with transaction() as session:
        meeting = _unsigned(session, actor, procedure_id, meeting_id)
        if meeting.opened_at is None:
            raise Refusal("meeting_not_opened")
        if ended_at < meeting.opened_at.replace(second=0, microsecond=0):
            raise Refusal("ended_before_opening", field="ended_at", at=meeting.opened_at)
        if ended_at > clock.now(session):
            raise Refusal("ended_in_future", field="ended_at")
        if meeting.ended_at == ended_at:
            return
        meeting.ended_at = ended_at
        session.add(meeting)
        facts = {"meeting": meeting_id, "step": meeting.step, "ended_at": ended_at.isoformat()}
        log.write(session, actor.name_in_log, "MeetingEnded", procedure_id, **facts)
        ask_for_run(session, procedure_id)


def _unsigned(session: Session, actor: Actor, procedure_id: int, meeting_id: int) -> Meeting:
    meeting = running(session, actor, procedure_id, meeting_id)
    check_runs(session, actor, procedure_id)
    paper = paper_of(session, procedure_id, paper_name(MINUTES, meeting.occurrence))
    if paper and paper.state is PaperState.SIGNED:
        raise Refusal("minutes_signed")
    return meeting
