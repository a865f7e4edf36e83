"""Liên kết riêng của mỗi người: whose a link or a typed code is, and new ones for those who lost theirs."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import OutboxMessage, Procedure, ProcedureState, RollEntry, Round, StaffMember
from models.store import clock
from models.store.database import reading, transaction
from notifications import links, messages
from procedures import log
from procedures.refusal import Refusal

REISSUE_AGAIN_AFTER = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)
"""How long links and typed codes still show their owners what became of a procedure that is over."""


def entry_behind(session: Session, token: str) -> RollEntry:
    """The person whose link this is; raises Refusal `link_unknown` for a wrong, old or made-up one.

    Whoever has left has no link any more, and nobody has one of a procedure that ended long ago.
    """
    entry_id = links.entry_of(token)
    entry = session.get(RollEntry, entry_id) if entry_id else None
    if entry is None or not links.is_genuine(token, entry.id or 0, entry.link_version):
        raise Refusal("link_unknown")
    if session.get_one(StaffMember, entry.staff_member_id).left_on or _is_dropped(session, entry):
        raise Refusal("link_unknown")
    return entry


def _is_dropped(session: Session, entry: RollEntry) -> bool:
    ended = session.get_one(Procedure, entry.procedure_id).closed_at
    return ended is not None and clock.now(session) >= ended + KEPT_FOR


def token_of(email: str, code: str) -> str:
    """The link of whoever typed a code and the address it was sent to; raises Refusal `code_unknown`."""
    with reading() as session:
        entries = session.exec(select(RollEntry).where(RollEntry.email == email.strip().lower())).all()
        for entry in entries:
            if links.same_code(code, entry.id or 0, entry.link_version) and not _is_dropped(session, entry):
                return links.token(entry.id or 0, entry.link_version)
    raise Refusal("code_unknown", field="code")


def reissue(email: str) -> None:
    """Send new links of every running procedure to a registered address; the old ones are void from now.

    Says nothing of whether the address is known, and does nothing twice within ten minutes.
    """
    with transaction() as session:
        now = clock.unmoved(session)
        running = (
            select(RollEntry)
            .join(Procedure)
            .join(StaffMember)
            .where(Procedure.state == ProcedureState.OPEN, RollEntry.email == email.strip().lower())
            .where(col(StaffMember.left_on).is_(None))
        )
        for entry in session.exec(running.order_by(col(RollEntry.id)).with_for_update(of=RollEntry)).all():
            if not _has_been_asked(session, entry) or _just_reissued(session, entry, now):
                continue
            entry.link_version += 1
            session.add(entry)
            messages.link_reissued(session, entry.procedure_id, entry)
            log.write(session, f"entry:{entry.id}", "LinkReissued", entry.procedure_id)


def _has_been_asked(session: Session, entry: RollEntry) -> bool:
    """Whether letters of any round of the procedure have gone, or one to this person before the first round."""
    asked = select(Round.id).where(Round.procedure_id == entry.procedure_id, col(Round.opened_at).is_not(None))
    told = select(OutboxMessage.id).where(OutboxMessage.roll_entry_id == entry.id)
    return any(session.exec(rows.limit(1)).first() is not None for rows in (asked, told))


def _just_reissued(session: Session, entry: RollEntry, now: datetime) -> bool:
    last = select(OutboxMessage.not_before).where(
        OutboxMessage.roll_entry_id == entry.id,
        OutboxMessage.kind == "link_reissued",
        OutboxMessage.number == entry.link_version,
    )
    queued = session.exec(last).first()
    return queued is not None and now < queued + REISSUE_AGAIN_AFTER
