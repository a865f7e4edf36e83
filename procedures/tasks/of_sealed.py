"""Việc của phiếu kín niêm phong: what a sealed round waits for, of HR, of the holders, of whoever agrees to codes."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, func, select

from models import (
    ActState,
    BoxState,
    CodeMode,
    CountersignedAct,
    DutyKind,
    KeyCeremony,
    KeyHolder,
    Procedure,
    ProcedureState,
    Role,
    Round,
    RoundMode,
    SealedRound,
)
from models.sealed_round import NEVER_OPENED
from models.store import clock
from notifications import links
from procedures.access import conflicts, duties
from procedures.access.actor import Actor
from procedures.sealed import archive, box, ceremony, holders, preparing
from procedures.sealed.hall import handing, making
from procedures.sealed.words import peeling
from procedures.tasks.task import Task

OVER = (BoxState.OPENED, *NEVER_OPENED)
ASKING, OPENING = "consent", "open_sealed_round"


def sealed_tasks(session: Session, actor: Actor) -> Iterator[Task]:
    """What sealed ballots wait for this person to do; in a procedure about the person nothing."""
    if actor.account_id is None:
        return
    yield from _of_holder(session, actor)
    yield from _of_tellers(session, actor)
    if not actor.holds(Role.HR, *preparing.CONSENTING):
        return
    for round_, procedure in _rounds(session):
        sealed = archive.of_round(session, round_.id or 0)
        if not (sealed and sealed.state in OVER) and not conflicts.is_listed(session, actor, procedure.id or 0):
            yield from _of_round(session, actor, procedure, sealed)


def _rounds(session: Session) -> list[tuple[Round, Procedure]]:
    """The sealed rounds of open procedures."""
    rows = select(Round, Procedure).join(Procedure, col(Procedure.id) == Round.procedure_id)
    rows = rows.where(Round.mode == RoundMode.SEALED, Procedure.state == ProcedureState.OPEN)
    return list(session.exec(rows.order_by(col(Round.id))).all())


def _of_round(session: Session, actor: Actor, procedure: Procedure, sealed: SealedRound | None) -> Iterator[Task]:
    number, at = procedure.id or 0, procedure.opened_at or procedure.drafted_at
    if actor.holds(Role.HR):
        made = holders.ceremony_of(session, number)
        if made is None or not holders.is_still_of_the_tellers(session, made):
            yield Task("sealed_keys", at, number, procedure.subject)
        if sealed is None:
            yield Task("sealed_prepare", at, number, procedure.subject)
    if sealed is None or sealed.state is not BoxState.PREPARED:
        return
    lacking, facts = preparing.lacking(session, sealed), {"title": sealed.title}
    if actor.holds(*preparing.CONSENTING) and ASKING in lacking:
        yield Task("sealed_consent", at, number, procedure.subject, facts=facts)
    if actor.holds(Role.HR) and not lacking and not _is_asked(session, sealed):
        yield Task("sealed_open", sealed.closes_at, number, procedure.subject, True, facts)


def _of_tellers(session: Session, actor: Actor) -> Iterator[Task]:
    """Slips that were drawn wait to be counted by two tellers."""
    drawn = select(SealedRound, Procedure).join(Procedure, col(Procedure.id) == SealedRound.procedure_id)
    uncounted = SealedRound.codes == CodeMode.STRICT, SealedRound.state == BoxState.PREPARED
    rows = drawn.where(*uncounted, col(SealedRound.slips).is_(None), Procedure.state == ProcedureState.OPEN)
    for sealed, procedure in session.exec(rows.order_by(col(SealedRound.id))).all():
        tellers = {account.id for account in duties.holders_now(session, procedure.id or 0, DutyKind.TELLER)}
        has_written = {account.id for _, account in handing.counts_of(session, sealed)}
        meeting = preparing.meeting_of(session, sealed)
        if actor.account_id not in tellers - has_written or meeting is None or meeting.opened_at is None:
            continue
        if preparing.halves_of(session, sealed):
            yield Task("slips_to_count", meeting.opened_at, procedure.id, procedure.subject)


def _is_asked(session: Session, sealed: SealedRound) -> bool:
    """Whether the opening waits for its second signature."""
    rows = select(CountersignedAct).where(
        CountersignedAct.procedure_id == sealed.procedure_id,
        CountersignedAct.act == OPENING,
        CountersignedAct.state == ActState.ASKED,
    )
    return any(row.facts.get("sealed") == sealed.id for row in session.exec(rows).all())


def _of_holder(session: Session, actor: Actor) -> Iterator[Task]:
    """Keys to make, boxes to open, codes to destroy."""
    rows = (
        select(KeyHolder, KeyCeremony, Procedure)
        .join(KeyCeremony, col(KeyCeremony.id) == KeyHolder.ceremony_id)
        .join(Procedure, col(Procedure.id) == KeyCeremony.procedure_id)
        .where(
            func.coalesce(KeyHolder.deputy_id, KeyHolder.account_id) == actor.account_id,
            col(KeyHolder.destroyed_on).is_(None),
        )
    )
    for holder, made, procedure in session.exec(rows.order_by(col(KeyHolder.id))).all():
        if found := _waits(session, holder, made, procedure):
            key, at = found
            if key == "keys_to_destroy" or not conflicts.is_listed(session, actor, procedure.id or 0):
                token = links.holder_token(holder.id or 0, holder.link_version)
                yield Task(key, at, procedure.id, procedure.subject, facts={"token": token})


def _waits(session: Session, holder: KeyHolder, made: KeyCeremony, procedure: Procedure) -> tuple[str, datetime] | None:
    """What this holder has to do now, and since when."""
    said = holders.messages_of(session, made.id or 0)
    reached = holders.round_of(said)
    if reached <= holders.ROUNDS:
        has_spoken = any(each.place == holder.place and each.round == reached for each in said)
        is_wanted = procedure.state is ProcedureState.OPEN and made.replaced_at is None and not has_spoken
        return ("keys_to_make", made.begun_at) if is_wanted else None
    drawn = making.waiting_slips(session, holder)
    if drawn and not preparing.halves_of(session, drawn):
        return "slips_to_make", made.begun_at
    sealed, now = box.waiting_box(session, holder), clock.now(session)
    opens_at = box.opens_at(sealed) if sealed else None
    if sealed and opens_at and opens_at <= now and not box.given(session, sealed).get(holder.place):
        return "box_to_open", opens_at
    worded = peeling.waiting_words(session, holder)
    peels_at = box.opens_at(worded) if worded else None
    if worded and peels_at and peels_at <= now and peeling.turn_of(session, worded) == holder.place:
        return "words_to_peel", peels_at
    spent_at = ceremony.destroyed_from(session, made)
    return ("keys_to_destroy", spent_at) if spent_at and spent_at <= now else None
