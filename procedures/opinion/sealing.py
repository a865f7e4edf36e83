"""Góp ý kín: a consultation that also takes sealed opinions; which way a person chose nobody is shown while it runs."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import Session, col, func, select

from ballots.peeling import published
from models import (
    BoxState,
    Consultation,
    MergedOpinion,
    Procedure,
    RollEntry,
    Round,
    RoundMode,
    RoundPlace,
    SealedRound,
    VoterCredential,
)
from models.store import clock
from models.store.database import reading, transaction
from notifications import links
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.drafts import drafted
from procedures.engine import Waiting, ask_for_run, once
from procedures.engine import record as write_step
from procedures.opinion.steps import SEALED_HEARD
from procedures.overlay import law_on
from procedures.refusal import Refusal
from procedures.rounds.asking import round_of, wait_for_sending
from procedures.sealed import box, closing, opening, preparing
from procedures.sealed.preparing import Asked
from procedures.sealed.words import record
from words.dates import local_day
from words.sentences import say
from words.typed_text import tidied

NUMBER = 2
SEALED_SINCE = 2
"""The flow revision since which a consultation can take sealed opinions."""
SIZE = 8192
"""Bytes of the words of each opinion, so that its length says nothing: about 5,400 letters of Vietnamese."""


def offer(actor: Actor, procedure_id: int, offers_sealed: bool) -> None:
    """Say in a draft whether people may also answer sealed."""
    with transaction() as session:
        drafted(session, actor, procedure_id)
        consultation = session.get_one(Consultation, procedure_id)
        if consultation.offers_sealed is offers_sealed:
            return
        consultation.offers_sealed = offers_sealed
        session.add(consultation)
        log.write(session, actor.name_in_log, "SealedOffered", procedure_id, offered=offers_sealed)


def drop(actor: Actor, procedure_id: int) -> None:
    """Ask with names only after all, until letters went or the box was signed for. Again, nothing.

    Raises Refusal: `not_running`, `already_circulated`, `sealed_signed`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        lock(session, actor, procedure_id)
        consultation = session.get_one(Consultation, procedure_id)
        if not consultation.offers_sealed:
            return
        if round_of(session, procedure_id).opened_at:
            raise Refusal("already_circulated")
        sealed = box_of(session, procedure_id)
        if sealed and sealed.state is not BoxState.PREPARED:
            raise Refusal("sealed_signed")
        consultation.offers_sealed = False
        session.add(consultation)
        log.write(session, actor.name_in_log, "SealedOffered", procedure_id, offered=False)
        ask_for_run(session, procedure_id)


def add_round(session: Session, procedure_id: int) -> None:
    """Beside the round by name one of sealed opinions, in the caller's transaction."""
    if session.get_one(Consultation, procedure_id).offers_sealed:
        place = RoundPlace.CORRESPONDENCE
        session.add(Round(procedure_id=procedure_id, number=NUMBER, mode=RoundMode.SEALED, place=place))


def prepare(actor: Actor, procedure_id: int) -> int:
    """Prepare the box: open until the deadline of the consultation; raises Refusal as `preparing.prepare` does."""
    actor.account_for(Power.DRAFT)
    with reading() as session:
        procedure, round_ = session.get_one(Procedure, procedure_id), _round(session, procedure_id)
        closes_at = round_of(session, procedure_id).closes_at
    if round_ is None or closes_at is None:
        raise Refusal("round_not_sealed")
    answers = tuple(say(f"sealed_opinion.{key}") for key in ("agree", "comment"))
    asked = Asked(say("sealed_opinion.question"), answers)
    title = say("sealed_opinion.title", subject=procedure.subject)[: preparing.LONGEST_TITLE]
    return preparing.prepare(actor, procedure_id, round_.id or 0, title, [asked], closes_at, words=SIZE)


def _round(session: Session, procedure_id: int) -> Round | None:
    return session.exec(select(Round).where(Round.procedure_id == procedure_id, Round.number == NUMBER)).first()


def box_of(session: Session, procedure_id: int) -> SealedRound | None:
    """The box of a consultation, once it was prepared."""
    rows = select(SealedRound).where(SealedRound.procedure_id == procedure_id, SealedRound.words > 0)
    return session.exec(rows).first()


def takes_sealed(session: Session, procedure_id: int) -> bool:
    """Whether a consultation that was opened takes sealed opinions."""
    consultation = session.get(Consultation, procedure_id)
    return bool(consultation and consultation.offers_sealed and _round(session, procedure_id))


def may_be_prepared(session: Session, procedure_id: int) -> bool:
    """Whether the box is wanted and is not there, or not with the deadline of today."""
    sealed = box_of(session, procedure_id)
    if not takes_sealed(session, procedure_id):
        return False
    if sealed is None:
        return True
    return sealed.state is BoxState.PREPARED and sealed.closes_at != round_of(session, procedure_id).closes_at


def is_veiled(session: Session, procedure_id: int) -> bool:
    """Whether the two ways stand open, so that nobody may learn who took which."""
    return bool(veiled(session, [procedure_id]))


def veiled(session: Session, procedure_ids: Sequence[int]) -> set[int]:
    """Those of these procedures of which that is so."""
    rows = (
        select(SealedRound.procedure_id)
        .join(Round, (col(Round.procedure_id) == SealedRound.procedure_id) & (col(Round.number) == 1))
        .where(SealedRound.words > 0, col(SealedRound.opened_at).is_not(None), col(Round.closed_at).is_(None))
        .where(col(SealedRound.procedure_id).in_(procedure_ids))
    )
    return set(session.exec(rows).all())


def was_opened(session: Session, procedure_id: int) -> bool:
    """Whether some may have answered sealed, so that nobody can be named who has not answered."""
    sealed = box_of(session, procedure_id)
    return sealed is not None and sealed.opened_at is not None


def answered_sealed(session: Session, procedure_ids: Sequence[int]) -> dict[int, int]:
    """How many have answered sealed in each of these procedures that take sealed opinions; for no page as it is."""
    found = session.connection().execute(_answered_sealed(), {"procedure_ids": procedure_ids})
    return dict(found.tuples().all())


@cache
def _answered_sealed() -> Select[Any]:
    number, has_voted = col(SealedRound.procedure_id), func.count(col(VoterCredential.last_height))
    of_these = number.in_(bindparam("procedure_ids", expanding=True))
    rows = select(number, has_voted).join(VoterCredential).where(col(SealedRound.words) > 0, of_these)
    return rows.group_by(number)


def follow_deadline(session: Session, procedure_id: int, closes_at: datetime) -> None:
    """A later deadline is the box's too, in the caller's transaction."""
    sealed = box_of(session, procedure_id)
    if sealed and sealed.state in (BoxState.SIGNED, BoxState.OPEN):
        sealed.closes_at = closes_at
        session.add(sealed)


def wait_for_box(procedure_id: int) -> None:
    """Where sealed opinions are taken, letters go when the box is open."""
    wait_for_sending(procedure_id)
    with reading() as session:
        sealed = box_of(session, procedure_id)
        if session.get_one(Consultation, procedure_id).offers_sealed and (sealed is None or sealed.opened_at is None):
            raise Waiting("sealed_opening")


def wait_for_words(procedure_id: int) -> None:
    """The box that took sealed opinions is opened and the words are peeled, or two people have given them up."""
    with reading() as session:
        sealed = box_of(session, procedure_id)
        if sealed and sealed.opened_at and not record.are_settled(session, sealed):
            raise Waiting("sealed_words")


@once(SEALED_HEARD)
def hear(session: Session, procedure: Procedure) -> str:
    """Sealed opinions enter the table as one group without names, sorted; like words once, with how many said so.

    The outcome: `not_needed`, `too_few` or `lost` (never opened), `heard`.
    """
    number, sealed = procedure.id or 0, box_of(session, procedure.id or 0)
    if sealed is None or sealed.opened_at is None:
        return write_step(session, procedure, SEALED_HEARD, "not_needed")
    returned = closing.returned(session, sealed)
    if sealed.state is BoxState.TOO_FEW or sealed.words_lost_on:
        outcome = "too_few" if sealed.state is BoxState.TOO_FEW else "lost"
        return write_step(session, procedure, SEALED_HEARD, outcome, returned=returned)
    agreed, commented = box.counts_of(session, sealed)[0]
    said = Counter(filter(None, map(tidied, published(record.read(session, sealed)))))
    last = session.exec(select(func.max(MergedOpinion.number)).where(MergedOpinion.procedure_id == number)).one()
    for place, words in enumerate(sorted(said), start=(last or 0) + 1):
        session.add(MergedOpinion(procedure_id=number, number=place, gist=words, people_sealed=said[words]))
    log.write(session, "clock", "SealedHeard", number, returned=returned, opinions=len(said))
    facts = {"returned": returned, "agreed": agreed, "commented": commented, "opinions": len(said)}
    return write_step(session, procedure, SEALED_HEARD, "heard", **facts)


def booth_of(session: Session, entry: RollEntry) -> str:
    """The address of the booth with the person's code behind the `#`.

    The server that asks for the codes by mail can make them again, so it can show them to their owner too. Raises
    Refusal: `round_not_open`, `round_closed`, `round_annulled`, `voter_unknown` (no box, or none for this person),
    `codes_missing` (there is one, but this host cannot make its codes).
    """
    sealed = box_of(session, entry.procedure_id)
    if sealed is None:
        raise Refusal("round_not_open")
    opening.check_open(session, sealed)
    return links.page(f"/b/{sealed.uuid}#{opening.code_of(session, sealed, entry.id or 0)}")


def check_times(session: Session, procedure_id: int) -> None:
    """Raise Refusal `sealed_signed` where two people have signed until when the box takes ballots."""
    sealed = box_of(session, procedure_id)
    if sealed and sealed.state in (BoxState.SIGNED, BoxState.OPEN):
        raise Refusal("sealed_signed")


def are_enough(session: Session, people: int) -> bool:
    """Whether so many people with mail are enough for sealed opinions, by the rules of today."""
    return law_on(session, preparing.KIND, local_day(clock.now(session))).threshold("minimum_summoned").is_met(people)
