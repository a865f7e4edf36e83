"""Đóng hòm, báo tin: the last event of the ballots, its hash to be read aloud, codes destroyed, everyone told."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, func, select

from ballots import archive as written
from models import (
    Account,
    Answer,
    BoxState,
    CodeMode,
    CountersignedAct,
    Procedure,
    ProcedureState,
    RollEntry,
    Round,
    SealedRound,
    VoterCredential,
)
from models.store import clock
from models.store.database import reading, transaction
from notifications import messages, round_keys
from procedures import log
from procedures.countersigning.acts import Act, Facts
from procedures.engine import ask_for_run
from procedures.engine import lock as hold
from procedures.refusal import Refusal
from procedures.sealed import archive, ceremony, holders
from procedures.sealed.box import open_box
from procedures.sealed.opening import check_open, let_vote
from procedures.sealed.preparing import rules_of
from words.dates import VIETNAM, local_day


def close(sealed_id: int) -> None:
    """End the ballots once their hour has passed: the archive gets its EndBallots, voters and holders their letters.

    Again, or before the hour, nothing happens.
    """
    with transaction() as session:
        hold(session, session.get_one(SealedRound, sealed_id).procedure_id)
        sealed = archive.held(session, sealed_id)
        if sealed.state is BoxState.OPEN and clock.now(session) >= sealed.closes_at:
            _end(session, sealed, "clock")


def _end(session: Session, sealed: SealedRound, by: str) -> None:
    archive.append(session, sealed, written.end_ballots(written.Head(sealed.height, sealed.head)))
    sealed.state = _state_at_close(sealed, returned(session, sealed))
    sealed.head_at_close, sealed.closed_at = sealed.head, clock.now(session)
    session.add(sealed)
    session.flush()
    for entry in _told_at_close(session, sealed):
        messages.ballots_closed(session, sealed.procedure_id, entry, sealed.id or 0)
    if sealed.state is BoxState.CLOSED:
        for holder in holders.holders_of(session, sealed.ceremony_id or 0):
            account = session.get_one(Account, holder.account_id)
            messages.box_to_open(session, sealed.procedure_id, account, sealed.id or 0, holder.id or 0)
    facts = {"sealed": sealed.id, "head": sealed.head, "outcome": sealed.state.value}
    log.write(session, by, "SealedRoundClosed", sealed.procedure_id, **facts)
    ask_for_run(session, sealed.procedure_id)


def _state_at_close(sealed: SealedRound, returned: int) -> BoxState:
    """More ballots than slips that were handed out is a box in which somebody voted who had none: it is void."""
    if not rules_of(sealed).threshold("minimum_voters").is_met(returned):
        return BoxState.TOO_FEW
    return BoxState.TOO_MANY if sealed.slips is not None and returned > sealed.slips else BoxState.CLOSED


def returned(session: Session, sealed: SealedRound) -> int:
    """How many different people have a ballot in the box: for the law's decisions, for no page while it is open."""
    rows = select(func.count()).where(
        VoterCredential.sealed_round_id == sealed.id, col(VoterCredential.last_height).is_not(None)
    )
    return session.exec(rows).one()


def _voters(session: Session, sealed: SealedRound) -> list[RollEntry]:
    rows = select(RollEntry).join(VoterCredential).where(VoterCredential.sealed_round_id == sealed.id)
    return list(session.exec(rows.order_by(col(RollEntry.id))).all())


def _told_at_close(session: Session, sealed: SealedRound) -> list[RollEntry]:
    """Every voter; where words were asked for too, not those who have said theirs with the name."""
    voters = _voters(session, sealed)
    signed = select(Answer.roll_entry_id).join(Round).where(Round.procedure_id == sealed.procedure_id)
    named = set(session.exec(signed).all()) if sealed.words else set[int]()
    return [entry for entry in voters if entry.id not in named]


def _early(session: Session, procedure_id: int, facts: Facts) -> Facts:
    sealed = archive.of_procedure(session, procedure_id, facts["sealed"])
    check_open(session, sealed)
    if sealed.words:
        raise Refusal("words_not_early")
    return {"sealed": sealed.id}


def _end_early(session: Session, asked: CountersignedAct, by: str) -> Facts:
    """The hour of closing becomes now: whoever comes later is refused at once, and the run that is asked for closes."""
    sealed = archive.held(session, asked.facts["sealed"])
    sealed.closes_at = clock.now(session)
    session.add(sealed)
    _end(session, sealed, by)
    return {"sealed": sealed.id}


def _told(session: Session, procedure_id: int, facts: Facts) -> Facts:
    sealed = archive.of_procedure(session, procedure_id, facts["sealed"])
    return {"title": sealed.title, "closes_at": sealed.closes_at}


ACT = Act("close_sealed_round", _early, _end_early, _told)


def next_notice(sealed: SealedRound) -> datetime | None:
    """When those who have voted since the last time are told that their ballot is recorded; None once it is closed.

    Never where slips were drawn: nobody knows whose ballot is whose.
    """
    if sealed.state is not BoxState.OPEN or sealed.opened_at is None or sealed.codes is CodeMode.STRICT:
        return None
    at = time(rules_of(sealed).number("noticed_at"))
    first = local_day(sealed.opened_at) if sealed.noticed_on is None else sealed.noticed_on + timedelta(days=1)
    due = datetime.combine(first, at, VIETNAM)
    return due if due > sealed.opened_at else due + timedelta(days=1)


def give_notice(sealed_id: int) -> None:
    """Tell, all at the same hour, those whose ballot came since the last time; before that hour nobody."""
    with transaction() as session:
        hold(session, session.get_one(SealedRound, sealed_id).procedure_id)
        sealed = archive.held(session, sealed_id)
        now, due = clock.now(session), next_notice(sealed)
        if due is None or now < due:
            return
        rows = (
            select(RollEntry)
            .join(VoterCredential)
            .where(
                VoterCredential.sealed_round_id == sealed_id,
                col(VoterCredential.last_height) > sealed.noticed_height,
            )
        )
        day = _day_of_notice(sealed, now)
        number = (day - local_day(sealed.opened_at or now)).days + 1
        for entry in session.exec(rows.order_by(col(RollEntry.id))).all():
            messages.ballot_recorded(session, sealed.procedure_id, entry, sealed_id, number)
        sealed.noticed_height, sealed.noticed_on = sealed.height, day
        session.add(sealed)


def _day_of_notice(sealed: SealedRound, now: datetime) -> date:
    local = now.astimezone(VIETNAM)
    is_past = local.hour >= rules_of(sealed).number("noticed_at")
    return local.date() if is_past else local.date() - timedelta(days=1)


def carry_on(procedure_id: int) -> None:
    """Do what is due in the sealed rounds of a procedure: begin, give notice, close, open the box. Again, nothing.

    A key file goes when its round has closed or the procedure is over, so that nobody can make a voter's code any
    more; holders whose keys nothing needs are asked to destroy them.
    """
    for sealed_id in _under_way(procedure_id):
        let_vote(sealed_id)
        give_notice(sealed_id)
        close(sealed_id)
        open_box(sealed_id)
    for uuid in _spent_key_files(procedure_id):
        round_keys.destroy(uuid)
    ceremony.ask_to_destroy(procedure_id)


def _spent_key_files(procedure_id: int) -> list[str]:
    """The names of the rounds whose codes nobody may use: each may have a key file, left over by a crash perhaps."""
    rows = select(SealedRound.uuid).where(SealedRound.procedure_id == procedure_id)
    with reading() as session:
        if session.get_one(Procedure, procedure_id).state is ProcedureState.OPEN:
            rows = rows.where(col(SealedRound.closed_at).is_not(None))
        return list(session.exec(rows).all())


def next_due(procedure_id: int) -> datetime | None:
    """When there is something to do next: the hour of a notice, of closing, of keys that are to be destroyed."""
    with reading() as session:
        found = [session.get_one(SealedRound, number) for number in _under_way(procedure_id)]
    still_open = [sealed for sealed in found if sealed.state is BoxState.OPEN]
    moments = [at for sealed in still_open for at in (next_notice(sealed), sealed.closes_at)]
    return min((at for at in (*moments, ceremony.next_due(procedure_id)) if at), default=None)


def _under_way(procedure_id: int) -> list[int]:
    """The sealed rounds that are under way; none of a procedure that is over."""
    rows = select(SealedRound.id).join(Procedure, col(Procedure.id) == SealedRound.procedure_id)
    waiting = col(SealedRound.state).in_((BoxState.SIGNED, BoxState.OPEN, BoxState.CLOSED))
    rows = rows.where(Procedure.id == procedure_id, Procedure.state == ProcedureState.OPEN, waiting)
    with reading() as session:
        return [number or 0 for number in session.exec(rows).all()]
