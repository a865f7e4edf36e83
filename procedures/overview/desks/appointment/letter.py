"""Giấy mời như sẽ tới: the summons of a case or of one meeting as it would arrive now, at nobody in particular."""

from dataclasses import replace

from sqlmodel import Session

from models import OutboxMessage
from models.store import clock
from notifications.compose import compose
from notifications.letter import Letter
from procedures.access.actor import Actor
from procedures.overview.desks.draft import TEST_MARK


def summons_letter(session: Session, actor: Actor, procedure_id: int, meeting_id: int | None = None) -> Letter | None:
    """The letter of a meeting, or of the first one while none is prepared; nothing is queued."""
    now = clock.now(session)
    message = OutboxMessage(
        message_id="",
        kind="meeting_preview",
        procedure_id=procedure_id,
        account_id=actor.account_id,
        facts={} if meeting_id is None else {"meeting_id": meeting_id},
        queued_at=now,
        not_before=now,
    )
    letter = compose(session, message)
    return letter and replace(letter, subject=letter.subject.removeprefix(TEST_MARK), text=_to_nobody(letter))


def _to_nobody(letter: Letter) -> str:
    """Its text without the mark of a test, its greeting left open."""
    text = letter.text[letter.text.find("Kính gửi") :] if "Kính gửi" in letter.text else letter.text
    return text.replace(f"đồng chí {letter.to_name},", "đồng chí (họ và tên),", 1)
