"""Letters to the people on the list of a circulated resolution; one function a message, named after it."""

from sqlmodel import Session

from models import OutboxMessage
from notifications.compose.case import case_of
from notifications.compose.previews import to_drafter
from notifications.compose.standing import person
from notifications.compose.thread import is_overtaken
from notifications.compose.told import Told, invitation_lines, to_entry


def resolution_circulated(session: Session, message: OutboxMessage) -> Told | None:
    """Mời đọc: not once the person has answered or the round is over."""
    case = case_of(session, message.procedure_id)
    entry, answer = person(session, case, message.roll_entry_id)
    if answer or not case.is_asking:
        return None
    return to_entry(entry, case, invitation=invitation_lines(case.resolution.invitation))


def resolution_reminder(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc: not once the person has answered, the round is over, or a later reminder has been queued."""
    case = case_of(session, message.procedure_id)
    entry, answer = person(session, case, message.roll_entry_id)
    if answer or not case.is_asking or is_overtaken(session, message):
        return None
    return to_entry(entry, case, reminder=message.number)


def answer_recorded(session: Session, message: OutboxMessage) -> Told | None:
    """Đã ghi nhận: it goes whatever has become of the round, being the owner's remedy."""
    case = case_of(session, message.procedure_id)
    entry, answer = person(session, case, message.roll_entry_id)
    if answer is None or answer.id != message.facts["answer_id"] or case.is_annulled:
        return None
    return to_entry(entry, case, answered_at=answer.answered_at, receipt=answer.receipt)


def resolution_preview(session: Session, message: OutboxMessage) -> Told | None:
    """Gửi thử: the invitation's words, to the drafter, with a link and a code that open nothing."""
    case = case_of(session, message.procedure_id)
    return to_drafter(session, message, case, case.resolution.invitation)
