"""Nhờ làm phiếu mã: one of the three who hold the keys, nobody of HR, makes the codes; another one where he cannot."""

from sqlmodel import Session

from models import Account, BoxState, CodeMode, KeyHolder, Procedure, ProcedureState, Role, SealedRound
from models.store.database import transaction
from notifications import messages
from procedures import log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.refusal import Refusal
from procedures.sealed import archive, holders


def ask_next(session: Session, sealed: SealedRound) -> KeyHolder:
    """Ask the holder after the one who was asked last, in the caller's transaction.

    Raises Refusal `slips_after_keys` while there is no ceremony of today's tellers.
    """
    ceremony = holders.ceremony_of(session, sealed.procedure_id)
    of_hr = {account.id for account in accounts.holding(session, Role.HR)}
    free = [each for each in _holders(session, ceremony.id if ceremony else 0) if holders.acting(each) not in of_hr]
    if not free:
        raise Refusal("slips_after_keys")
    asked = [each.id for each in free].index(sealed.slip_maker_id) if _is_among(sealed, free) else -1
    maker = free[(asked + 1) % len(free)]
    sealed.slip_maker_id = maker.id
    session.add(sealed)
    account = session.get_one(Account, holders.acting(maker))
    messages.slips_asked(session, sealed.procedure_id, account, sealed.id or 0, maker.id or 0)
    log.write(session, "clock", "SlipsAsked", sealed.procedure_id, sealed=sealed.id, place=maker.place)
    return maker


def _holders(session: Session, ceremony_id: int | None) -> list[KeyHolder]:
    return holders.holders_of(session, ceremony_id or 0)


def _is_among(sealed: SealedRound, free: list[KeyHolder]) -> bool:
    return sealed.slip_maker_id in [each.id for each in free]


def ask_another(actor: Actor, procedure_id: int, sealed_id: int) -> None:
    """HR asks another holder to make the codes; codes that were made stay until others take their place.

    Raises Refusal: `concerned`, `round_unknown`, `not_running`, `slips_not_here`, `sealed_signed`, `slips_after_keys`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        lock(session, actor, procedure_id)
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
        check_drawn(session, sealed)
        ask_next(session, sealed)


def check_drawn(session: Session, sealed: SealedRound) -> None:
    """Raise Refusal `not_running`, `slips_not_here` where no slips are drawn, `sealed_signed` after the opening was."""
    if session.get_one(Procedure, sealed.procedure_id).state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    if sealed.codes is not CodeMode.STRICT:
        raise Refusal("slips_not_here")
    if sealed.state is not BoxState.PREPARED:
        raise Refusal("sealed_signed")
