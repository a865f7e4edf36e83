"""Letters about the ballot by letter in place of a conference; one function a message, named after it."""

from sqlmodel import Session, select

from models import Answer, AnswerChannel, FiledPaper, LetterBallot, OutboxMessage, PaperState, Role, RollEntry, Round
from notifications.compose.appointing import appointing, to_officer
from notifications.compose.told import Told, to_entry


def letter_ballot_wanted(session: Session, message: OutboxMessage) -> Told | None:
    """Chuẩn bị gửi phiếu: not once HR has planned it."""
    about, ballot = appointing(session, message.procedure_id), session.get_one(LetterBallot, message.procedure_id)
    if not about.is_open or ballot.days is not None:
        return None
    return to_officer(session, message, about, "/letter-ballot", {Role.HR})


def letter_ballot_to_agree(session: Session, message: OutboxMessage) -> Told | None:
    """Thống nhất việc gửi phiếu: not once the union has agreed."""
    about, ballot = appointing(session, message.procedure_id), session.get_one(LetterBallot, message.procedure_id)
    if not about.is_open or ballot.agreed_at:
        return None
    return to_officer(session, message, about, "/letter-ballot", {Role.UNION}, days=ballot.days)


def letter_ballot_awaits_signature(session: Session, message: OutboxMessage) -> Told | None:
    """Quyết định, biên bản chờ số, ngày, bản ký: not once the signed paper is in the register."""
    about, kind = appointing(session, message.procedure_id), message.facts["paper"]
    paper = select(FiledPaper.state).where(FiledPaper.procedure_id == message.procedure_id, FiledPaper.kind == kind)
    if not about.is_open or session.exec(paper).first() is PaperState.SIGNED:
        return None
    return to_officer(session, message, about, f"/papers/{kind}", {Role.CLERK}, paper=kind)


def letter_ballot_asked(session: Session, message: OutboxMessage) -> Told | None:
    """Mời trả lời: not once the person has answered or the deadline has passed."""
    return _asked(session, message)


def letter_ballot_reminder(session: Session, message: OutboxMessage) -> Told | None:
    """Nhắc: not once the person has answered or the deadline has passed."""
    return _asked(session, message)


def letter_ballot_recorded(session: Session, message: OutboxMessage) -> Told | None:
    """Đã ghi phiếu, hay vừa đổi: each time, being the owner's remedy."""
    about, round_ = appointing(session, message.procedure_id), _round(session, message)
    answer = session.get(Answer, message.facts["answer_id"])
    if answer is None or about.is_annulled:
        return None
    return to_entry(
        session.get_one(RollEntry, message.roll_entry_id),
        about,
        recorded_at=message.queued_at,
        closes_at=round_.closes_at,
        is_over=round_.closed_at is not None or round_.closes_at is None or about.now >= round_.closes_at,
        is_change=message.number > 1,
        on_paper=answer.channel is AnswerChannel.PAPER,
        receipt=answer.receipt,
    )


def _asked(session: Session, message: OutboxMessage) -> Told | None:
    about, round_ = appointing(session, message.procedure_id), _round(session, message)
    entry = session.get_one(RollEntry, message.roll_entry_id)
    answered = select(Answer.id).where(Answer.round_id == round_.id, Answer.roll_entry_id == entry.id)
    is_over = round_.closed_at is not None or round_.closes_at is None or about.now >= round_.closes_at
    if not about.is_open or is_over or session.exec(answered).first() is not None:
        return None
    return to_entry(entry, about, closes_at=round_.closes_at, opened_at=round_.opened_at)


def _round(session: Session, message: OutboxMessage) -> Round:
    return session.get_one(Round, session.get_one(LetterBallot, message.procedure_id).round_id)
