"""Phát phiếu mã: two tellers write how many slips were drawn, each without seeing what the other wrote."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Account, DutyKind, Role, SealedRound, SlipCount
from models.store import clock
from models.store.database import transaction
from procedures import log
from procedures.access import accounts, conflicts, duties
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.engine import ask_for_run
from procedures.meetings.summoning.grounds import may_count_together
from procedures.refusal import Refusal
from procedures.sealed import archive, preparing
from procedures.sealed.hall.asking import check_drawn


@dataclass(frozen=True)
class Handed:
    """What a teller is told: whether two have said the same now, and whether the other one said otherwise."""

    is_settled: bool
    differs: bool


def enter(actor: Actor, procedure_id: int, sealed_id: int, handed_out: int) -> Handed:
    """Write how many slips people hold who are there: those drawn, less the spoiled ones that were taken back.

    Once two tellers, not both of HR, have written the same it is settled, and more ballots than that are never opened.
    A teller may write anew until then. Raises Refusal: `not_your_duty`, `concerned`, `round_unknown`, `not_running`,
    `slips_not_here`, `sealed_signed`, `slips_before_attendance`, `slips_unmade`, `slips_above` (more than are there,
    or than were made), `slips_settled`.
    """
    with transaction() as session:
        lock(session, actor, procedure_id)
        duties.check_holder(session, actor, procedure_id, DutyKind.TELLER)
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
        check_drawn(session, sealed)
        if sealed.slips is not None:
            if sealed.slips != handed_out:
                raise Refusal("slips_settled", slips=sealed.slips)
            return Handed(True, False)
        _check(session, sealed, handed_out)
        _write(session, sealed, actor.account_id or 0, handed_out)
        log.write(session, actor.name_in_log, "SlipsCounted", procedure_id, sealed=sealed_id)
        return _compared(session, sealed)


def _check(session: Session, sealed: SealedRound, handed_out: int) -> None:
    meeting = preparing.meeting_of(session, sealed)
    if meeting is None or meeting.opened_at is None:
        raise Refusal("slips_before_attendance")
    made = len(preparing.halves_of(session, sealed))
    if not made:
        raise Refusal("slips_unmade")
    most = min(made, len(preparing.voters_of(session, sealed)))
    if not 0 <= handed_out <= most:
        raise Refusal("slips_above", field="slips", at_most=most)


def _write(session: Session, sealed: SealedRound, account_id: int, handed_out: int) -> None:
    own = (SlipCount.sealed_round_id == sealed.id) & (SlipCount.account_id == account_id)
    row = session.exec(select(SlipCount).where(own)).first()
    if row is None:
        row = SlipCount(
            sealed_round_id=sealed.id or 0,
            account_id=account_id,
            handed_out=handed_out,
            entered_at=clock.now(session),
        )
    row.handed_out, row.entered_at = handed_out, clock.now(session)
    session.add(row)
    session.flush()


def _compared(session: Session, sealed: SealedRound) -> Handed:
    rows = counts_of(session, sealed)
    of_hr = {account.id for account in accounts.holding(session, Role.HR)}
    for row, account in rows:
        agreeing = [other for said, other in rows if said.handed_out == row.handed_out]
        if any(may_count_together(account, other, of_hr) for other in agreeing):
            sealed.slips = row.handed_out
            session.add(sealed)
            facts = {"sealed": sealed.id, "slips": sealed.slips}
            log.write(session, "clock", "SlipsSettled", sealed.procedure_id, **facts)
            ask_for_run(session, sealed.procedure_id)
            return Handed(True, False)
    return Handed(False, len({row.handed_out for row, _ in rows}) > 1)


def counts_of(session: Session, sealed: SealedRound) -> list[tuple[SlipCount, Account]]:
    """What each teller wrote; of one who is concerned by now nothing counts."""
    rows = select(SlipCount, Account).join(Account).where(SlipCount.sealed_round_id == sealed.id)
    listed = conflicts.accounts_listed(session, sealed.procedure_id)
    found = session.exec(rows.order_by(col(SlipCount.id))).all()
    return [(row, account) for row, account in found if account.id not in listed]
