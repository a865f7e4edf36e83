"""Bỏ phiếu lại trên giấy: a meeting whose sealed round cannot be, or had too few ballots, votes on paper."""

from sqlmodel import Session, func, select

from models import BoxState, DutyKind, Meeting, Round, RoundMode, SealedRound
from models.paper import paper_name
from models.sealed_round import NEVER_OPENED
from models.store.database import transaction
from notifications import messages, round_keys
from procedures import log
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.appointment.steps import BALLOTS
from procedures.conference.steps import BALLOT as BOARD_BALLOT
from procedures.engine import ask_for_run
from procedures.filing import draft_paper
from procedures.meetings import regime
from procedures.meetings.finding import running
from procedures.refusal import Refusal
from procedures.sealed import archive, preparing
from procedures.sealed.hall import making

ON_PAPER = {**BALLOTS, regime.ELECTION: BOARD_BALLOT}


def vote_on_paper(actor: Actor, procedure_id: int, meeting_id: int) -> None:
    """Hand out paper ballots: the tellers are asked for their counts. Again, nothing happens.

    Raises Refusal `sealed_goes_on` while the sealed round may still come to a result.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        meeting = running(session, actor, procedure_id, meeting_id)
        old = session.get_one(Round, meeting.round_id)
        if old.mode is RoundMode.PAPER:
            return
        sealed = archive.of_round(session, old.id or 0)
        if not is_hopeless(session, meeting, sealed):
            raise Refusal("sealed_goes_on")
        _turn(session, meeting, old, sealed)
        if ballot := ON_PAPER.get(regime.law_of(session, meeting).ballot):
            draft_paper(session, procedure_id, paper_name(ballot, meeting.occurrence))
        duties.wait(session, procedure_id, DutyKind.TELLER)
        for account in duties.holders_now(session, procedure_id, DutyKind.TELLER):
            messages.meeting_count_asked(session, procedure_id, account, meeting_id)
        facts = {"meeting": meeting_id, "step": meeting.step, "mode": RoundMode.PAPER.value}
        log.write(session, actor.name_in_log, "BallotFormChosen", procedure_id, **facts)
        ask_for_run(session, procedure_id)


def is_hopeless(session: Session, meeting: Meeting, sealed: SealedRound | None) -> bool:
    """Whether the box is never opened, or so few are there that a sealed round may not begin.

    What nobody meets for is held again by itself, on paper. An election does not keep a whole hall waiting for a box
    that nobody could open to its voters yet.
    """
    if sealed is None or meeting.opened_at is None or preparing.is_by_mail(session, meeting):
        return False
    if sealed.state in NEVER_OPENED:
        return True
    if sealed.state is not BoxState.PREPARED:
        return False
    enough = preparing.rules_of(sealed).threshold("minimum_summoned")
    return regime.elects(session, meeting) or not enough.is_met(preparing.codes_given(session, sealed))


def _turn(session: Session, meeting: Meeting, old: Round, sealed: SealedRound | None) -> None:
    """Another round, for a round keeps its mode; a box that took ballots stays beside it, one that never did goes."""
    last = session.exec(select(func.max(Round.number)).where(Round.procedure_id == meeting.procedure_id)).one() or 0
    kept = {"roll_hash": old.roll_hash, "opened_at": old.opened_at, "place": old.place}
    new = Round(procedure_id=meeting.procedure_id, number=last + 1, mode=RoundMode.PAPER, **kept)
    session.add(new)
    session.flush()
    meeting.round_id = new.id or 0
    session.add(meeting)
    session.flush()
    if sealed and sealed.state is BoxState.PREPARED:
        making.forget(session, sealed)
        round_keys.destroy(sealed.uuid)
        session.delete(sealed)
        session.flush()
        session.delete(old)
