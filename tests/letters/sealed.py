"""Letters of a round of sealed ballots: every kind, with its variants, composed at the moment it would be sent."""

from datetime import timedelta

from sqlmodel import col, select

from models import Account, Agency, BoxState, KeyHolder, OutboxMessage, SealedRound
from models.store import database
from notifications import messages
from notifications.compose import compose
from notifications.letter import Letter
from procedures.sealed import closing
from tests.sealed.sealing import Sealed28

THREE_DAYS = timedelta(days=3)


def sealed_letters(contact: str) -> dict[str, list[Letter]]:
    """A round with enough voters and one with too few, on the database of the moment."""
    case = Sealed28()
    with database.transaction() as session:
        agency = session.get_one(Agency, 1)
        agency.contact = contact
        session.add(agency)
    case.begin_keys()
    kept = {"keys_asked": composed("keys_asked")}
    case.let_vote(THREE_DAYS)
    kept["ballot_asked"] = composed("ballot_asked")
    case.vote(0, 0, 1, 0, 2)
    case.world.move(days=1)
    closing.carry_on(case.number)
    kept["ballot_recorded"] = composed("ballot_recorded")
    case.world.move(days=3)
    closing.carry_on(case.number)
    _ask_to_peel(case)
    kept["slips_asked"] = slips_letters(case)
    _ask_to_destroy(case)
    last = ("ballots_closed", "box_to_open", "words_to_peel", "keys_to_destroy")
    return kept | {kind: composed(kind) for kind in last}


def slips_letters(case: Sealed28) -> list[Letter]:
    """As in a round whose codes are drawn in the hall, while its box is not signed yet."""
    first, *_ = case.holders()
    with database.transaction() as session:
        sealed = session.get_one(SealedRound, case.sealed_id)
        state, sealed.state, sealed.slip_maker_id = sealed.state, BoxState.PREPARED, first.id
        session.add(sealed)
        account = session.get_one(Account, first.account_id)
        messages.slips_asked(session, case.number, account, case.sealed_id, first.id or 0)
    letters = composed("slips_asked")
    with database.transaction() as session:
        sealed = session.get_one(SealedRound, case.sealed_id)
        sealed.state, sealed.slip_maker_id = state, None
        session.add(sealed)
    return letters


def _ask_to_destroy(case: Sealed28) -> None:
    """As when nothing needs the keys any more."""
    with database.transaction() as session:
        for each in case.holders():
            account = session.get_one(Account, each.account_id)
            messages.keys_to_destroy(session, case.number, account, each.id or 0)


def _ask_to_peel(case: Sealed28) -> None:
    """As in a round that takes words: the second holder in turn, and the third one's deputy."""
    _, second, third = case.holders()
    with database.transaction() as session:
        holder = session.get_one(KeyHolder, third.id)
        holder.deputy_id = case.world.manager.account_id
        session.add(holder)
        for each in (second, holder):
            account = session.get_one(Account, each.deputy_id or each.account_id)
            messages.words_to_peel(session, case.number, account, case.sealed_id, each.id or 0)


def composed(kind: str) -> list[Letter]:
    """What each queued letter of a kind becomes if it is sent now, those that nobody wants any more apart."""
    with database.reading() as session:
        rows = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(col(OutboxMessage.id))
        letters = [compose(session, message) for message in session.exec(rows).all()]
    assert any(letters)
    return [letter for letter in letters if letter]
