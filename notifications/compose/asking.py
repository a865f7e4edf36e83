"""Letters to the people whom a consultation asks; one function a message, named after it."""

from sqlmodel import Session

from law.parameters import NotInForce
from law.rules import rules_on
from models import AnswerChannel, Decision, OutboxMessage
from notifications.compose.consultation import SEES_ONLY_WHO, Consulted, consulted, counts_of
from notifications.compose.previews import to_drafter
from notifications.compose.standing import person
from notifications.compose.thread import is_overtaken
from notifications.compose.told import Told, invitation_lines, to_entry
from words.dates import local_day


def opinion_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Mời cho ý kiến: not once the person has answered or the deadline has passed."""
    case = consulted(session, message.procedure_id)
    entry, answer = person(session, case, message.roll_entry_id)
    if answer or not case.is_asking:
        return None
    return to_entry(entry, case, invitation=invitation_lines(case.consultation.invitation))


def opinion_reminder(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc: not once the person has answered, the deadline has passed, or a later reminder has been queued."""
    case = consulted(session, message.procedure_id)
    entry, answer = person(session, case, message.roll_entry_id)
    if answer or not case.is_asking or is_overtaken(session, message):
        return None
    return to_entry(entry, case, reminder=message.number)


def opinion_recorded(session: Session, message: OutboxMessage) -> Told | None:
    """Đã ghi ý kiến, hay vừa đổi: each time, whatever has become of the round, being the owner's remedy."""
    case = consulted(session, message.procedure_id)
    entry, answer = person(session, case, message.roll_entry_id)
    if answer is None or answer.id != message.facts["answer_id"] or case.is_annulled:
        return None
    return to_entry(
        entry,
        case,
        recorded_at=message.queued_at,
        is_change=message.number > 1,
        on_paper=answer.channel is AnswerChannel.PAPER,
        receipt=answer.receipt,
    )


def opinion_disclosed(session: Session, message: OutboxMessage) -> Told | None:
    """Công khai: the table to everyone who was asked, whether they spoke or not."""
    case = consulted(session, message.procedure_id)
    entry, _answer = person(session, case, message.roll_entry_id)
    if case.disclosure is None or case.is_annulled:
        return None
    paper = case.issued
    return to_entry(
        entry,
        case,
        counts=counts_of(session, case),
        is_issued=case.consultation.decision is Decision.ISSUED,
        number=paper.number if paper else None,
        symbol=paper.symbol if paper else "",
        dated_on=paper.dated_on if paper else None,
        posted_until=case.disclosure.posted_until,
    )


def opinion_preview(session: Session, message: OutboxMessage) -> Told | None:
    """Gửi thử: the invitation's words, to the drafter, with a link and a code that open nothing."""
    case = consulted(session, message.procedure_id)
    return to_drafter(session, message, case, case.consultation.invitation, names_seen_by=_seen_by(case))


def _seen_by(case: Consulted) -> list[str]:
    """Who will see the names: by the law of the day, while the draft has no rules of its own."""
    try:
        rules = case.rules or rules_on(case.procedure.kind, local_day(case.now))
        return [role for role in rules.names("shown_to") if role != SEES_ONLY_WHO]
    except NotInForce:
        return []
