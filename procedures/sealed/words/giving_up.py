"""Thôi chờ lời kín: where a key is lost for good, two people write down that the words will never be opened."""

from sqlmodel import Session

from models import BoxState, CountersignedAct, SealedRound
from models.store import clock
from procedures import log
from procedures.countersigning.acts import Act, Facts
from procedures.engine import ask_for_run
from procedures.refusal import Refusal
from procedures.sealed import archive, box
from procedures.sealed.words import peeling, record
from words.dates import local_day


def may_be_given_up(session: Session, sealed: SealedRound) -> bool:
    """Whether words are waited for that holders might have peeled by now."""
    if not sealed.words or sealed.state not in (BoxState.CLOSED, BoxState.OPENED):
        return False
    from_ = box.opens_at(sealed)
    return from_ is not None and clock.now(session) >= from_ and not record.are_settled(session, sealed)


def _waited_for(session: Session, procedure_id: int, facts: Facts) -> Facts:
    sealed = archive.of_procedure(session, procedure_id, facts["sealed"])
    if not may_be_given_up(session, sealed):
        raise Refusal("words_settled")
    return {"sealed": sealed.id, "turn": peeling.turn_of(session, sealed)}


def _give_up(session: Session, asked: CountersignedAct, by: str) -> Facts:
    sealed = archive.held(session, asked.facts["sealed"])
    sealed.words_lost_on = local_day(clock.now(session))
    session.add(sealed)
    log.write(session, by, "WordsGivenUp", sealed.procedure_id, sealed=sealed.id)
    ask_for_run(session, sealed.procedure_id)
    return {"sealed": sealed.id}


def _told(session: Session, procedure_id: int, facts: Facts) -> Facts:
    return {"title": archive.of_procedure(session, procedure_id, facts["sealed"]).title}


ACT = Act("give_up_words", _waited_for, _give_up, _told)
