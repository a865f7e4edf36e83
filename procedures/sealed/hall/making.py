"""Làm phiếu mã: the public halves of the codes that a holder's browser made and printed; the codes never come here."""

import hashlib
from collections.abc import Sequence

from sqlmodel import Session, col, delete, func, select

from ballots import exact
from ballots.archive import spoken
from ballots.credentials import credentials_json
from ballots.exact import Json, NotExact
from models import (
    Attendee,
    BoxState,
    CodeMode,
    KeyHolder,
    Procedure,
    ProcedureState,
    SealedRound,
    SlipCount,
    VoterCredential,
)
from models.store.database import transaction
from procedures import log
from procedures.engine import lock as hold
from procedures.refusal import Refusal
from procedures.sealed import archive, holders, preparing
from procedures.sealed.hall.asking import check_drawn

GROUPS_OF_MARK = 2


def spare(sealed: SealedRound) -> int:
    """How many slips are made beyond the number of those summoned: one that is spoiled is changed for one of them."""
    return preparing.rules_of(sealed).number("spare_slips")


def wanted(session: Session, sealed: SealedRound) -> int:
    """How many slips are to be made: one for each person summoned with a vote, and the spare ones."""
    meeting = preparing.meeting_of(session, sealed)
    assert meeting is not None
    summoned = select(func.count()).where(Attendee.meeting_id == meeting.id, col(Attendee.has_vote))
    return session.exec(summoned).one() + spare(sealed)


def mark_of(halves: Sequence[str]) -> str:
    """The mark that all slips of one making share, so that those of an earlier one are known; empty of none."""
    if not halves:
        return ""
    return " ".join(spoken(hashlib.sha256(credentials_json(halves)).hexdigest()).split()[:GROUPS_OF_MARK])


def waiting_slips(session: Session, holder: KeyHolder) -> SealedRound | None:
    """The round whose slips this holder is asked to make: one that has none yet, else one that may have them anew."""
    rows = select(SealedRound).join(Procedure, col(Procedure.id) == SealedRound.procedure_id)
    rows = rows.where(
        Procedure.state == ProcedureState.OPEN,
        SealedRound.slip_maker_id == holder.id,
        SealedRound.codes == CodeMode.STRICT,
        SealedRound.state == BoxState.PREPARED,
    )
    found = session.exec(rows.order_by(col(SealedRound.id))).all()
    unmade = [sealed for sealed in found if not preparing.halves_of(session, sealed)]
    return next(iter(unmade or found), None)


def keep(token: str, uuid: str, posted: Json) -> str:
    """Keep the public halves of one making, in place of those before; returns the mark of its slips.

    What was counted as handed out is void with the slips that it counted. The same again changes nothing.
    Raises Refusal: `link_unknown`, `concerned`, `slips_not_yours`, `not_running`, `slips_not_here`, `sealed_signed`,
    `slips_number` (one for each person summoned, and the spare ones), `slips_wrong` (no sorted list of halves).
    """
    halves = _read(posted)
    with transaction() as session:
        holder = holders.holder_behind(session, token)
        asked = select(SealedRound).where(SealedRound.uuid == uuid, SealedRound.slip_maker_id == holder.id)
        if (mine := session.exec(asked).first()) is None:
            raise Refusal("slips_not_yours")
        hold(session, mine.procedure_id)
        sealed = archive.held(session, mine.id or 0)
        if sealed.slip_maker_id != holder.id:
            raise Refusal("slips_not_yours")
        check_drawn(session, sealed)
        known = preparing.halves_of(session, sealed)
        if known != halves:
            if len(halves) != (wants := wanted(session, sealed)):
                raise Refusal("slips_number", wanted=wants)
            _replace(session, sealed, halves)
            facts = {"sealed": sealed.id, "slips": len(halves), "again": bool(known)}
            log.write(session, holders.name_in_log(holder), "SlipsMade", sealed.procedure_id, **facts)
    return mark_of(halves)


def _read(posted: Json) -> list[str]:
    """The halves, each a member of the group in digits, in order and none twice."""
    if not isinstance(posted, list):
        raise Refusal("slips_wrong")
    halves = [each for each in posted if isinstance(each, str)]
    if len(halves) != len(posted) or halves != sorted(set(halves)):
        raise Refusal("slips_wrong")
    try:
        for each in halves:
            exact.member(each)
    except NotExact as wrong:
        raise Refusal("slips_wrong") from wrong
    return halves


def forget(session: Session, sealed: SealedRound) -> None:
    """Slips of a box that takes no ballots yet are void, with what was counted of them; in the caller's transaction."""
    session.exec(delete(VoterCredential).where(col(VoterCredential.sealed_round_id) == sealed.id))
    session.exec(delete(SlipCount).where(col(SlipCount.sealed_round_id) == sealed.id))
    sealed.slips = None
    session.add(sealed)
    session.flush()


def _replace(session: Session, sealed: SealedRound, halves: Sequence[str]) -> None:
    forget(session, sealed)
    for half in halves:
        row = archive.credential_id(sealed.uuid, half)
        session.add(VoterCredential(id=row, sealed_round_id=sealed.id or 0, public_half=half))
    session.flush()
