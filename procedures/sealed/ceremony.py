"""Lễ tạo khóa: begun by HR for the three tellers; their browsers say their parts, and each types the code back."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from ballots.election import new_uuid
from ballots.exact import Broken
from ballots.keys.ceremony import read_ceremony
from law.decisions.clock import due
from models import (
    Account,
    BoxState,
    CeremonyMessage,
    KeyCeremony,
    KeyHolder,
    Procedure,
    ProcedureState,
    SealedRound,
)
from models.sealed_round import NEVER_OPENED
from models.store import clock
from models.store.database import reading, transaction
from notifications import messages
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.engine import ask_for_run
from procedures.engine import lock as hold
from procedures.overlay import law_on
from procedures.refusal import Refusal
from procedures.sealed import holders
from procedures.sealed.preparing import KIND
from procedures.sealed.words.record import are_settled, layers_of
from words.dates import at_local, local_day

LONGEST_MESSAGE = 200_000


def begin(actor: Actor, procedure_id: int) -> int:
    """Ask the three tellers to make keys; returns the ceremony's number, the standing one's while they are the same.

    Where a teller has changed, a new ceremony serves the rounds not yet opened; the old keys stay for the others.
    Raises Refusal: `concerned`, `procedure_over`, `holders_three`, `holders_of_hr`, `holders_same_person`.
    """
    actor.account_for(Power.ASSIGN_DUTIES)
    with transaction() as session:
        procedure = lock(session, actor, procedure_id)
        if procedure.state not in (ProcedureState.DRAFT, ProcedureState.OPEN):
            raise Refusal("procedure_over")
        tellers = holders.three_tellers(session, procedure_id)
        known = holders.ceremony_of(session, procedure_id)
        if known and holders.is_still_of_the_tellers(session, known):
            return known.id or 0
        ceremony = _begun(session, procedure_id, tellers)
        if known:
            _replace(session, known, ceremony)
        facts = {"ceremony": ceremony.id, "number": ceremony.number, "holders": [each.id for each in tellers]}
        log.write(session, actor.name_in_log, "KeysAsked", procedure_id, **facts)
        return ceremony.id or 0


def _begun(session: Session, procedure_id: int, tellers: list[Account]) -> KeyCeremony:
    last = select(func.max(KeyCeremony.number)).where(KeyCeremony.procedure_id == procedure_id)
    number = (session.exec(last).one() or 0) + 1
    ceremony = KeyCeremony(procedure_id=procedure_id, number=number, uuid=new_uuid(), begun_at=clock.now(session))
    session.add(ceremony)
    session.flush()
    for place, teller in enumerate(tellers, start=1):
        holder = KeyHolder(ceremony_id=ceremony.id or 0, place=place, account_id=teller.id or 0)
        session.add(holder)
        session.flush()
        messages.keys_asked(session, procedure_id, teller, holder.id or 0)
    return ceremony


def _replace(session: Session, old: KeyCeremony, new: KeyCeremony) -> None:
    old.replaced_at = clock.now(session)
    session.add(old)
    unopened = select(SealedRound).where(
        SealedRound.ceremony_id == old.id, col(SealedRound.state).in_((BoxState.PREPARED, BoxState.SIGNED))
    )
    for sealed in session.exec(unopened).all():
        sealed.ceremony_id, sealed.state = new.id, BoxState.PREPARED
        session.add(sealed)


def say(token: str, message: Mapping[str, Any]) -> None:
    """Keep what a holder's browser says in the round that the ceremony has reached; the same again is nothing new.

    The fourth round proves that the recovery code was typed back. Raises Refusal: `link_unknown`, `concerned`,
    `keys_replaced`, `procedure_over`, `keys_said_otherwise` (another message than before), `keys_not_yet` (the others
    have not finished the round before), `keys_wrong` (it does not fit).
    """
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    number, place = message.get("round"), message.get("index")
    with reading() as session:
        holder = holders.holder_behind(session, token)
        ceremony = session.get_one(KeyCeremony, holder.ceremony_id)
        if _is_known(session, holder, number, body):
            return
        uuid, so_far = holders.said(session, ceremony)
        reached = holders.round_of(holders.messages_of(session, holder.ceremony_id))
    if place != holder.place or len(body) > LONGEST_MESSAGE:
        raise Refusal("keys_wrong")
    if number != reached:
        raise Refusal("keys_not_yet")
    try:
        read_ceremony(uuid, so_far).hear(dict(message))
    except Broken as broken:
        raise Refusal("keys_wrong") from broken
    _keep(token, reached, body)


def _keep(token: str, number: int, body: str) -> None:
    with transaction() as session:
        holder, ceremony = _held(session, token)
        if ceremony.replaced_at:
            raise Refusal("keys_replaced")
        if is_over(session, ceremony):
            raise Refusal("procedure_over")
        if _is_known(session, holder, number, body):
            return
        row = CeremonyMessage(ceremony_id=ceremony.id or 0, round=number, place=holder.place, body=body)
        session.add(row)
        session.flush()
        facts = {"ceremony": ceremony.id, "round": number, "place": holder.place}
        log.write(session, f"account:{holder.account_id}", "KeyMade", ceremony.procedure_id, **facts)
        if holders.is_whole(session, ceremony):
            log.write(session, "clock", "KeysWhole", ceremony.procedure_id, ceremony=ceremony.id)
            ask_for_run(session, ceremony.procedure_id)


def _held(
    session: Session, token: str, find: Callable[[Session, str], KeyHolder] = holders.holder_behind
) -> tuple[KeyHolder, KeyCeremony]:
    """The holder and the ceremony, its procedure held: two holders who speak at once do so one after the other."""
    holder = find(session, token)
    hold(session, session.get_one(KeyCeremony, holder.ceremony_id).procedure_id)
    session.refresh(holder)
    return holder, session.get_one(KeyCeremony, holder.ceremony_id, populate_existing=True)


def _is_known(session: Session, holder: KeyHolder, number: object, body: str) -> bool:
    """Whether this holder has said just this before; raises Refusal `keys_said_otherwise` for something else."""
    for row in holders.messages_of(session, holder.ceremony_id):
        if row.place == holder.place and row.round == number:
            if row.body != body:
                raise Refusal("keys_said_otherwise")
            return True
    return False


def is_over(session: Session, ceremony: KeyCeremony) -> bool:
    """Whether the procedure has ended or was annulled: whatever of its boxes is still shut stays so."""
    return session.get_one(Procedure, ceremony.procedure_id).state in (ProcedureState.CLOSED, ProcedureState.ANNULLED)


def may_be_destroyed(session: Session, ceremony: KeyCeremony) -> bool:
    """Whether the holders may destroy their codes now."""
    from_ = destroyed_from(session, ceremony)
    return from_ is not None and clock.now(session) >= from_


def destroyed_from(session: Session, ceremony: KeyCeremony) -> datetime | None:
    """From when the holders may destroy their codes; None while a box waits for them, or its result may be disputed.

    Keys that opened a box are kept until the time for complaints has passed, which begins with the end of the
    procedure: with them the count can be shown again. Keys that opened none and never will are of use to a thief only.
    """
    procedure = session.get_one(Procedure, ceremony.procedure_id)
    boxes = session.exec(select(SealedRound).where(SealedRound.ceremony_id == ceremony.id)).all()
    ended_at = procedure.closed_at if is_over(session, ceremony) else None
    if any(_was_opened(session, sealed) for sealed in boxes):
        return _complaints_end(session, ended_at) if ended_at else None
    is_spent = ceremony.replaced_at is not None and all(_is_done(session, sealed) for sealed in boxes)
    return ended_at or (ceremony.replaced_at if is_spent else None)


def _was_opened(session: Session, sealed: SealedRound) -> bool:
    return sealed.state is BoxState.OPENED or bool(layers_of(session, sealed))


def _complaints_end(session: Session, ended_at: datetime) -> datetime:
    ended_on = local_day(ended_at)
    last = due(ended_on, law_on(session, KIND, ended_on).period("keys_kept"))
    return at_local(last + timedelta(days=1), 0)


def _is_done(session: Session, sealed: SealedRound) -> bool:
    is_counted = sealed.state in (BoxState.OPENED, *NEVER_OPENED)
    return is_counted and (not sealed.words or are_settled(session, sealed))


def _unasked(session: Session, procedure_id: int) -> list[KeyCeremony]:
    """The makings of keys that came to a whole, and whose holders have not been asked to destroy them."""
    made = select(KeyCeremony).where(KeyCeremony.procedure_id == procedure_id, col(KeyCeremony.spent_at).is_(None))
    return [one for one in session.exec(made).all() if holders.is_whole(session, one)]


def next_due(procedure_id: int) -> datetime | None:
    """When holders are to be asked next to destroy their codes."""
    with reading() as session:
        found = [destroyed_from(session, each) for each in _unasked(session, procedure_id)]
    return min((at for at in found if at), default=None)


def ask_to_destroy(procedure_id: int) -> None:
    """Write to the holders of keys that were made whole and that nothing needs any more; once each."""
    with reading() as session:
        spent = [one.id for one in _unasked(session, procedure_id) if may_be_destroyed(session, one)]
    for number in spent:
        with transaction() as session:
            hold(session, procedure_id)
            ceremony = session.get_one(KeyCeremony, number, populate_existing=True)
            if ceremony.spent_at:
                continue
            ceremony.spent_at = clock.now(session)
            session.add(ceremony)
            for holder in holders.holders_of(session, number or 0):
                account = session.get_one(Account, holders.acting(holder))
                messages.keys_to_destroy(session, procedure_id, account, holder.id or 0)
            log.write(session, "clock", "KeysSpent", procedure_id, ceremony=number)


def state_destroyed(token: str, on: date | None = None) -> None:
    """Keep a holder's word that the recovery code was destroyed, once no box waits for these keys. Again, nothing.

    Whom the procedure came to be about has a code too, and may state it like the others.

    Raises Refusal: `link_unknown`, `keys_still_needed`.
    """
    with transaction() as session:
        holder, ceremony = _held(session, token, holders.whose_link)
        if holder.destroyed_on:
            return
        if not may_be_destroyed(session, ceremony):
            raise Refusal("keys_still_needed")
        holder.destroyed_on = on or local_day(clock.now(session))
        session.add(holder)
        facts = {"ceremony": ceremony.id, "place": holder.place}
        log.write(session, f"account:{holder.account_id}", "KeyDestroyed", ceremony.procedure_id, **facts)
