"""Bóc lời kín: three holders, one after the other; each layer is checked and kept under the name of who made it."""

import secrets
from datetime import datetime

from sqlmodel import Session, col, select

from ballots import exact
from ballots.exact import Broken, NotExact
from ballots.mix import Layer
from ballots.peeling import Record, check_one, read_layer
from ballots.proofs.knowledge import Proof
from models import Account, BoxState, KeyHolder, PeeledWords, SealedRound
from models.store import clock
from models.store.database import reading, transaction
from notifications import messages
from procedures import log
from procedures.engine import ask_for_run
from procedures.engine import lock as hold
from procedures.refusal import Refusal
from procedures.sealed import archive, box, holders
from procedures.sealed.words import record as records


def waiting_words(session: Session, holder: KeyHolder) -> SealedRound | None:
    """The closed box whose words wait for these holders, the one that closed first."""
    for sealed in archive.waiting_for_keys(session, holder.ceremony_id, BoxState.CLOSED, BoxState.OPENED):
        if sealed.words and not sealed.words_lost_on and turn_of(session, sealed) <= holders.HOLDERS:
            return sealed
    return None


def turn_of(session: Session, sealed: SealedRound) -> int:
    """The place of the holder whose layer comes next; one more than there are holders when all are off."""
    return len(records.layers_of(session, sealed)) + 1


def hand_on(token: str, body: bytes) -> bool:
    """Keep what a holder hands on; returns whether all layers are off. The same again is nothing new.

    Raises Refusal: `link_unknown`, `concerned`, `words_none`, `box_not_yet`, `words_not_your_turn`, `words_wrong` (it
    does not fit what came, or is not signed: the log names the holder), `words_few`.
    """
    with reading() as session:
        holder = holders.holder_behind(session, token)
        known = _known(session, holder)
        if known and known.body.encode() == body:
            return known.place == holders.HOLDERS
        sealed = ready(session, holder)
        before = records.read(session, sealed)
    layer, signature = _read(body)
    rule = _what_is_wrong(before, holder.place, layer, signature)
    if rule:
        _name(token, sealed.id or 0, rule)
        raise Refusal("words_few" if rule == "words-few" else "words_wrong")
    return _keep(token, sealed.id or 0, body, layer)


def ready(session: Session, holder: KeyHolder) -> SealedRound:
    """The box whose words this holder may peel now; raises Refusal."""
    sealed = waiting_words(session, holder)
    if sealed is None:
        raise Refusal("words_none")
    check_time(session, sealed)
    if turn_of(session, sealed) != holder.place:
        raise Refusal("words_not_your_turn")
    return sealed


def check_time(session: Session, sealed: SealedRound) -> datetime:
    """Now, once the time for objections is over; raises Refusal `box_not_yet`."""
    from_, now = box.opens_at(sealed), clock.now(session)
    if from_ is None or now < from_:
        raise Refusal("box_not_yet", at=from_)
    return now


def _known(session: Session, holder: KeyHolder) -> PeeledWords | None:
    """What this holder handed on last."""
    mine = select(PeeledWords).join(SealedRound).where(SealedRound.ceremony_id == holder.ceremony_id)
    rows = mine.where(PeeledWords.place == holder.place).order_by(col(PeeledWords.received_at).desc())
    return session.exec(rows).first()


def _read(body: bytes) -> tuple[Layer, Proof]:
    try:
        return read_layer(exact.parse(body))
    except NotExact as wrong:
        raise Refusal("json_unreadable") from wrong


def _what_is_wrong(before: Record, place: int, layer: Layer, signature: Proof) -> str:
    """The rule that a layer breaks; empty where it breaks none."""
    try:
        check_one(before, place, layer, signature)
    except Broken as broken:
        return broken.rule
    return ""


def _name(token: str, sealed_id: int, rule: str) -> None:
    """Write down who handed on what does not fit."""
    with transaction() as session:
        holder = holders.holder_behind(session, token)
        procedure_id = session.get_one(SealedRound, sealed_id).procedure_id
        facts = {"sealed": sealed_id, "place": holder.place, "rule": rule}
        log.write(session, holders.name_in_log(holder), "WordsWrong", procedure_id, **facts)


def _keep(token: str, sealed_id: int, body: bytes, layer: Layer) -> bool:
    with transaction() as session:
        holder = holders.holder_behind(session, token)
        hold(session, session.get_one(SealedRound, sealed_id).procedure_id)
        sealed = archive.held(session, sealed_id)
        now = check_time(session, sealed)
        if turn_of(session, sealed) != holder.place:
            raise Refusal("words_not_your_turn")
        row = PeeledWords(id=secrets.token_hex(16), sealed_round_id=sealed_id, place=holder.place, received_at=now)
        row.body, row.deputy_id = body.decode(), holder.deputy_id
        session.add(row)
        session.flush()
        counts = {"opened": len(layer.opened), "unopened": len(layer.unopened)}
        facts = {"sealed": sealed_id, "place": holder.place, **counts}
        log.write(session, holders.name_in_log(holder), "WordsPeeled", sealed.procedure_id, **facts)
        is_last = holder.place == holders.HOLDERS
        if is_last:
            ask_for_run(session, sealed.procedure_id)
        else:
            ask_next(session, sealed)
        return is_last


def ask_next(session: Session, sealed: SealedRound) -> None:
    """Write to the holder whose turn it is."""
    turn = turn_of(session, sealed)
    for holder in holders.holders_of(session, sealed.ceremony_id or 0):
        if holder.place == turn:
            account = session.get_one(Account, holders.acting(holder))
            messages.words_to_peel(session, sealed.procedure_id, account, sealed.id or 0, holder.id or 0)
