"""Letters about a confidence poll beside its meeting; one function a message, named after it."""

from dataclasses import replace

from sqlmodel import Session, col, func, select

from law.decisions.confidence import Deadlines, deadlines
from models import (
    FiledPaper,
    Meeting,
    OutboxMessage,
    PaperState,
    PolledPerson,
    PollQuestion,
    Role,
    RollEntry,
)
from notifications.compose.appointing import Appointing, appointing, to_officer
from notifications.compose.convened import invited, meeting_of
from notifications.compose.told import Told, to_entry
from words.dates import local_day


def poll_report_wanted(session: Session, message: OutboxMessage) -> Told | None:
    """Nộp báo cáo: not once it is in, or where the person is polled no more."""
    about, person = appointing(session, message.procedure_id), _polled(session, message)
    last = _last_days(session, about)
    if not about.is_open or person is None or person.report_id or last is None:
        return None
    entry = session.get_one(RollEntry, message.roll_entry_id)
    return to_entry(entry, about, due_on=last.papers_to_hr, now_on=local_day(about.now))


def poll_answers_wanted(session: Session, message: OutboxMessage) -> Told | None:
    """Trả lời câu hỏi: how many wait, and by when; not once all are answered."""
    about, person = appointing(session, message.procedure_id), _polled(session, message)
    last = _last_days(session, about)
    if not about.is_open or person is None or last is None:
        return None
    waiting = select(func.count()).where(PollQuestion.polled_id == person.id, col(PollQuestion.answered_at).is_(None))
    questions = session.exec(waiting).one()
    entry = session.get_one(RollEntry, message.roll_entry_id)
    return to_entry(entry, about, due_on=last.answers, questions=questions) if questions else None


def poll_answered(session: Session, message: OutboxMessage) -> Told | None:
    """Đã có trả lời: only to whoever votes, and not once the meeting has begun."""
    of = meeting_of(session, message)
    found = invited(session, message) if of.is_to_come else None
    return replace(found[0], attachments=()) if found and found[1].has_vote else None


def poll_paper_awaits_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Thông báo, báo cáo chờ số, ngày, bản ký: not once the signed paper is in the register."""
    about, kind = appointing(session, message.procedure_id), message.facts["paper"]
    paper = select(FiledPaper.state).where(FiledPaper.procedure_id == message.procedure_id, FiledPaper.kind == kind)
    if not about.is_open or session.exec(paper).first() is PaperState.SIGNED:
        return None
    return to_officer(session, message, about, f"/papers/{kind}", {Role.CLERK}, paper=kind)


def _polled(session: Session, message: OutboxMessage) -> PolledPerson | None:
    entry = session.get_one(RollEntry, message.roll_entry_id)
    of_it = (PolledPerson.procedure_id == entry.procedure_id) & (PolledPerson.staff_member_id == entry.staff_member_id)
    return session.exec(select(PolledPerson).where(of_it)).first()


def _last_days(session: Session, about: Appointing) -> Deadlines | None:
    """By the hour of the first meeting as it stands now."""
    first = select(Meeting).where(Meeting.procedure_id == about.procedure.id).order_by(col(Meeting.convening))
    meeting = session.exec(first).first()
    if meeting is None or meeting.starts_at is None or about.rules is None:
        return None
    return deadlines(about.rules, local_day(meeting.starts_at))
