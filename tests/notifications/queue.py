"""An outbox filled for the tests here: letter `n` goes to p<n>@sngv.example, and no procedure is needed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from models import DemoMarker, LetterState, OutboxMessage
from models.store import clock
from models.store.database import reading, transaction
from notifications.letter import Letter
from notifications.relay import Relay
from notifications.sink import Sink
from tests.notifications.letters import letter


def message_id(number: int) -> str:
    return f"<probe.{number}@sngv.example>"


def address(number: int) -> str:
    return f"p{number}@sngv.example"


def fill(numbers: Iterable[int], **changed: Any) -> None:
    """Queue a letter for each number, due now unless told otherwise."""
    with transaction() as session:
        now = clock.unmoved(session)
        fields = {"kind": "probe", "queued_at": now, "not_before": now, **changed}
        session.add_all(OutboxMessage(message_id=message_id(each), number=each, **fields) for each in numbers)


def compose(_: Session, message: OutboxMessage) -> Letter | None:
    return letter(message_id=message.message_id, to_address=address(message.number))


def rows() -> list[OutboxMessage]:
    with reading() as session:
        return list(session.exec(select(OutboxMessage).order_by(OutboxMessage.number)).all())


def row(number: int = 1) -> OutboxMessage:
    (found,) = (each for each in rows() if each.number == number)
    return found


def states() -> list[LetterState]:
    return [each.state for each in rows()]


def unmoved() -> datetime:
    with reading() as session:
        return clock.unmoved(session)


def make_due() -> None:
    """Let every rest and lease be over, as if the machine's clock had gone on."""
    with transaction() as session:
        past = clock.unmoved(session) - timedelta(seconds=1)
        for each in session.exec(select(OutboxMessage)).all():
            each.not_before = past
            each.lease_until = each.lease_until and past
            session.add(each)


def set_hour(hour: int) -> None:
    """Move the clock of the procedures to an hour of the day in Vietnam."""
    with transaction() as session:
        marker = session.get(DemoMarker, 1) or DemoMarker(created_at=clock.unmoved(session))
        local = (clock.unmoved(session) + timedelta(hours=7)).replace(tzinfo=None)
        wanted = local.replace(hour=hour, minute=30, second=0, microsecond=0)
        marker.offset_seconds = int((wanted - local).total_seconds())
        session.add(marker)


def relay_of(sink: Sink, **changed: Any) -> Relay:
    return Relay("127.0.0.1", sink.port, **{"dot_timeout": 20, **changed})


def kept(sink: Sink) -> list[tuple[str, str]]:
    """Message-ID and recipient of every mail that the sink has, in order."""
    return [(mail.header("Message-ID"), *mail.recipients) for mail in sink.mails]
