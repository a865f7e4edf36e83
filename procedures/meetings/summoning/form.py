"""Hình thức bỏ phiếu: on paper in the hall, or sealed where the authority allows a hybrid meeting and its ballots."""

from sqlmodel import Session, func, select

from models import Meeting, Round, RoundMode, RoundPlace
from models.store.database import transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.powers import Power
from procedures.meetings import regime
from procedures.meetings.finding import running
from procedures.meetings.summoning.grounds import check_form
from procedures.refusal import Refusal
from procedures.sealed import archive

FORMS = (RoundMode.PAPER, RoundMode.SEALED)


def choose_form(
    actor: Actor, procedure_id: int, meeting_id: int, mode: RoundMode, place: RoundPlace | None = None
) -> None:
    """Vote on paper or by sealed ballots, until the summons went; a round keeps its mode, so it is another round.

    `place` is where people vote by sealed ballots, the usual one where None: a hybrid meeting gets its codes by mail, a
    meeting in the hall draws them; for a poll people do not meet at all. The same again changes nothing.

    Raises Refusal: `meeting_summoned`, `not_voted_on`, `sealed_never` (the rules of the procedure do not know it),
    `ground_missing` (the authority's document on the hybrid meeting and the form of its ballot), `basis_missing`,
    `sealed_too_few`, `sealed_prepared`.
    """
    actor.account_for(Power.DRAFT)
    if mode not in FORMS:
        raise Refusal("sealed_never", field="mode")
    with transaction() as session:
        meeting = running(session, actor, procedure_id, meeting_id)
        if meeting.summoned_at:
            raise Refusal("meeting_summoned")
        old = session.get_one(Round, meeting.round_id)
        places = regime.places_of_sealed(session, meeting)
        wanted = (place or places[0]) if mode is RoundMode.SEALED else None
        if old.mode is mode and wanted in (None, old.place):
            return
        if not regime.has_ballot(session, meeting):
            raise Refusal("not_voted_on", field="mode")
        if wanted and not (regime.may_be_sealed(session, meeting) and wanted in places):
            raise Refusal("sealed_never", field="mode")
        if mode is RoundMode.SEALED:
            check_form(session, meeting)
        if archive.of_round(session, old.id or 0):
            raise Refusal("sealed_prepared")
        another_round(session, meeting, mode, wanted)
        facts = {"meeting": meeting_id, "step": meeting.step, "mode": mode.value}
        log.write(session, actor.name_in_log, "BallotFormChosen", procedure_id, **facts)


def another_round(session: Session, meeting: Meeting, mode: RoundMode, place: RoundPlace | None = None) -> None:
    """The round of a meeting in another form, in the caller's transaction; the old one goes, else its place stays."""
    old = session.get_one(Round, meeting.round_id)
    last = session.exec(select(func.max(Round.number)).where(Round.procedure_id == meeting.procedure_id)).one() or 0
    new = Round(procedure_id=meeting.procedure_id, number=last + 1, mode=mode, place=place or old.place)
    session.add(new)
    session.flush()
    meeting.round_id, meeting.is_set = new.id or 0, False
    session.add(meeting)
    session.flush()
    session.delete(old)
