"""Mã gõ tay: a machine from which wrong codes come waits; whoever owns a code still has the link in the letter."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlmodel import Session, func, select

from models import WrongCode
from models.store import clock
from models.store.database import reading, transaction
from procedures.access.sign_in import hashed_client
from procedures.refusal import Refusal

WINDOW = timedelta(minutes=15)
WRONG_FOR_AN_ADDRESS, WRONG_OF_A_CLIENT = 5, 100


@contextmanager
def guarded(email: str, client: str) -> Iterator[None]:
    """Let a code be looked up that was typed with this address on the machine of this network address.

    A wrong one is noted. Raises Refusal `codes_too_often`; a whole agency may stand behind one network address, so a
    machine may be wrong often, but about one person only a few times.
    """
    client_hash, address_hash = hashed_client(client), hashed_client(email.strip().lower())
    with reading() as session:
        _check(session, client_hash, address_hash)
    try:
        yield
    except Refusal as refusal:
        if refusal.key == "code_unknown":
            with transaction() as session:
                typed_at = clock.unmoved(session)
                session.add(WrongCode(client_hash=client_hash, address_hash=address_hash, typed_at=typed_at))
        raise


def _check(session: Session, client_hash: str, address_hash: str) -> None:
    recent = (
        select(func.count())
        .select_from(WrongCode)
        .where(WrongCode.client_hash == client_hash, WrongCode.typed_at > clock.unmoved(session) - WINDOW)
    )
    of_address = session.exec(recent.where(WrongCode.address_hash == address_hash)).one()
    if of_address >= WRONG_FOR_AN_ADDRESS or session.exec(recent).one() >= WRONG_OF_A_CLIENT:
        raise Refusal("codes_too_often", field="code")
