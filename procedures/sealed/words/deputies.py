"""Mở phong bì khôi phục: where a holder is away, the deputy peels in the holder's place, with the two others there."""

from sqlmodel import Session, col, select

from models import Account, DutyKind, EnvelopeWitness, KeyHolder, Role, SealedRound
from models.store.database import transaction
from procedures import log
from procedures.access import accounts, conflicts, duties
from procedures.countersigning.holders import is_same_person
from procedures.engine import lock as hold
from procedures.refusal import Refusal
from procedures.sealed import archive, holders
from procedures.sealed.words import peeling
from words.dates import local_day

PRESENT = 2


def bear_witness(token: str, place: int) -> bool:
    """A holder says: I am there while the envelope of the holder at `place` is opened; returns whether two have.

    With two the deputy is written to and the absent holder's link is void. Again, nothing happens. Raises Refusal:
    `link_unknown`, `words_none`, `box_not_yet`, `words_not_his_turn`, `deputy_none`, `deputy_unfit`.
    """
    with transaction() as session:
        witness = holders.holder_behind(session, token)
        found = peeling.waiting_words(session, witness)
        if found is None:
            raise Refusal("words_none")
        hold(session, found.procedure_id)
        sealed = archive.held(session, found.id or 0)
        now = peeling.check_time(session, sealed)
        absent = _absent(session, sealed, place, witness)
        deputy = _deputy(session, sealed, absent)
        if witness.id in {row.witness_id for row in witnesses_of(session, absent)}:
            return absent.deputy_id is not None
        row = EnvelopeWitness(holder_id=absent.id or 0, witness_id=witness.id or 0, witnessed_on=local_day(now))
        session.add(row)
        session.flush()
        facts = {"sealed": sealed.id, "place": place, "deputy": deputy.id}
        log.write(session, holders.name_in_log(witness), "EnvelopeWitnessed", sealed.procedure_id, **facts)
        if len(witnesses_of(session, absent)) < PRESENT:
            return False
        absent.deputy_id, absent.link_version = deputy.id, absent.link_version + 1
        session.add(absent)
        session.flush()
        log.write(session, "clock", "DeputyPeels", sealed.procedure_id, **facts)
        peeling.ask_next(session, sealed)
        return True


def _absent(session: Session, sealed: SealedRound, place: int, witness: KeyHolder) -> KeyHolder:
    """The holder whose turn it is and who is not the witness."""
    if place != peeling.turn_of(session, sealed) or place == witness.place:
        raise Refusal("words_not_his_turn")
    return next(each for each in holders.holders_of(session, sealed.ceremony_id or 0) if each.place == place)


def _deputy(session: Session, sealed: SealedRound, absent: KeyHolder) -> Account:
    """The deputy whom HR named for this teller; raises Refusal `deputy_none`, `deputy_unfit`."""
    tellers = duties.duties_of(session, sealed.procedure_id, DutyKind.TELLER)
    found = next((duty.deputy_id for duty in tellers if duty.account_id == absent.account_id), None)
    deputy = session.get(Account, found) if found else None
    if deputy is None or deputy.closed_at or deputy.id in conflicts.accounts_listed(session, sealed.procedure_id):
        raise Refusal("deputy_none", name=session.get_one(Account, absent.account_id).full_name)
    others = [
        session.get_one(Account, holders.acting(each))
        for each in holders.holders_of(session, sealed.ceremony_id or 0)
        if each.place != absent.place
    ]
    of_hr = {account.id for account in accounts.holding(session, Role.HR)}
    too_many_of_hr = sum(each.id in of_hr for each in (*others, deputy)) > holders.HOLDERS_OF_HR
    if too_many_of_hr or any(is_same_person(deputy, other) for other in others):
        raise Refusal("deputy_unfit", name=deputy.full_name)
    return deputy


def witnesses_of(session: Session, absent: KeyHolder) -> list[EnvelopeWitness]:
    """Who has said to be there when this holder's envelope is opened."""
    rows = select(EnvelopeWitness).where(EnvelopeWitness.holder_id == absent.id)
    return list(session.exec(rows.order_by(col(EnvelopeWitness.id))).all())
