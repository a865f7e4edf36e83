"""Puts a message into the outbox, in the transaction of the act that calls for it; again, nothing new."""

from collections.abc import Mapping

from sqlmodel import Session, select

from models import Account, OutboxMessage, RollEntry, StaffMember
from models.store import clock
from notifications import links


def to_entry(
    session: Session,
    kind: str,
    procedure_id: int,
    entry: RollEntry,
    number: int = 1,
    urgent: bool = False,
    **facts: int | str,
) -> None:
    if entry.email:
        queue(
            session,
            kind,
            procedure_id,
            f"entry:{entry.id}",
            number,
            urgent=urgent,
            roll_entry_id=entry.id,
            facts=facts,
        )


def to_account(
    session: Session,
    kind: str,
    procedure_id: int,
    account: Account,
    number: int = 1,
    urgent: bool = False,
    **facts: int | str,
) -> None:
    to = f"account:{account.id}"
    queue(session, kind, procedure_id, to, number, urgent=urgent, account_id=account.id, facts=facts)


def to_staff(session: Session, kind: str, procedure_id: int, person: StaffMember) -> None:
    if person.email:
        queue(session, kind, procedure_id, f"staff:{person.id}", staff_member_id=person.id)


def queue(
    session: Session,
    kind: str,
    procedure_id: int | None,
    addressee: str,
    number: int = 1,
    urgent: bool = False,
    roll_entry_id: int | None = None,
    account_id: int | None = None,
    staff_member_id: int | None = None,
    facts: Mapping[str, int | str] | None = None,
) -> None:
    message_id = links.message_id(kind, procedure_id, addressee, number)
    if session.exec(select(OutboxMessage.id).where(OutboxMessage.message_id == message_id)).first():
        return
    session.add(
        OutboxMessage(
            message_id=message_id,
            kind=kind,
            number=number,
            procedure_id=procedure_id,
            roll_entry_id=roll_entry_id,
            account_id=account_id,
            staff_member_id=staff_member_id,
            facts=dict(facts or {}),
            urgent=urgent,
            queued_at=clock.now(session),
            not_before=clock.unmoved(session),
        )
    )
