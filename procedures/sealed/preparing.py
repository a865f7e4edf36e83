"""Chuẩn bị phiếu kín niêm phong: the questions, the hour of closing, the consent to codes by mail, what lacks yet."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from ballots.election import new_uuid
from law.rules import Rules
from models import (
    Attendee,
    BoxState,
    CodeMode,
    MatterRound,
    Meeting,
    Procedure,
    ProcedureState,
    Role,
    RollEntry,
    Round,
    RoundMode,
    RoundPlace,
    SealedRound,
    VoterCredential,
)
from models.store import clock
from models.store.database import reading, transaction
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.meetings import finding, regime
from procedures.meetings.tallying.asking import Asked, questions_of, title_of
from procedures.overlay import law_on
from procedures.refusal import Refusal
from procedures.sealed import archive, holders
from procedures.sealed.hall import asking
from words.dates import local_day

KIND = "sealed"
CONSENTING = (Role.UNION, Role.INSPECTOR)
LONGEST_TITLE, LONGEST_WORDS, MOST_ANSWERS, MOST_QUESTIONS = 500, 300, 60, 50


def prepare(
    actor: Actor,
    procedure_id: int,
    round_id: int,
    title: str,
    questions: Sequence[Asked],
    closes_at: datetime,
    codes: CodeMode = CodeMode.BASIC,
    words: int = 0,
) -> int:
    """Say what a sealed round asks and when it closes, until its opening was signed; returns its number.

    `words` is the size in bytes of the words that come with each ballot, one of `ballots.mix.SIZES`; 0: none come.
    What is changed is to be consented to again; of codes that are drawn as slips a holder is asked to make them.
    Raises Refusal: `concerned`, `not_running`, `round_not_sealed`, `sealed_signed`, `deadline_passed`,
    `sealed_question`, `slips_after_summons`, `slips_after_keys`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        procedure, now = _open(lock(session, actor, procedure_id)), clock.now(session)
        if closes_at <= now:
            raise Refusal("deadline_passed", field="closes_on", at=closes_at)
        sealed = _unsigned(session, _sealed_round(session, procedure, round_id), closes_at)
        sealed.title, sealed.closes_at, sealed.codes = _words(title, LONGEST_TITLE), closes_at, codes
        sealed.words = words
        sealed.questions = [asdict(_checked(each)) for each in _bounded(questions)]
        sealed.rules = law_on(session, KIND, local_day(now)).frozen()
        sealed.consented_by, sealed.consented_as, sealed.consented_on = None, "", None
        ceremony = holders.ceremony_of(session, procedure_id)
        sealed.ceremony_id = ceremony.id if ceremony else None
        session.add(sealed)
        session.flush()
        if codes is CodeMode.STRICT:
            _ask_for_slips(session, sealed)
        facts = {"sealed": sealed.id, "closes_at": closes_at.isoformat(), "codes": codes.value}
        log.write(session, actor.name_in_log, "SealedRoundPrepared", procedure_id, **facts)
        return sealed.id or 0


def _sealed_round(session: Session, procedure: Procedure, round_id: int) -> Round:
    round_ = session.get(Round, round_id)
    if round_ is None or round_.procedure_id != procedure.id or round_.mode is not RoundMode.SEALED:
        raise Refusal("round_not_sealed")
    return round_


def _ask_for_slips(session: Session, sealed: SealedRound) -> None:
    """So many as are summoned, so the summons goes first; once."""
    meeting = meeting_of(session, sealed)
    if meeting is None or meeting.summoned_at is None:
        raise Refusal("slips_after_summons")
    if sealed.slip_maker_id is None:
        asking.ask_next(session, sealed)


def _unsigned(session: Session, round_: Round, closes_at: datetime) -> SealedRound:
    """The box of a round, new or said before; raises Refusal `sealed_signed` once its opening was signed."""
    assert round_.id is not None
    sealed = archive.of_round(session, round_.id)
    if sealed is None:
        return SealedRound(
            round_id=round_.id, procedure_id=round_.procedure_id, uuid=new_uuid(), title="", closes_at=closes_at
        )
    if sealed.state is not BoxState.PREPARED:
        raise Refusal("sealed_signed")
    return sealed


def prepare_meeting(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    closes_at: datetime | None = None,
    codes: CodeMode | None = None,
) -> int:
    """The same for a meeting: a question a post, each name a row, and a last row for whoever names nobody.

    Where people do not meet the box closes at the hour by which ballots are wanted, whatever is asked for. `codes` is
    one of the ways in which the voters of this meeting may get theirs, the usual one where None.
    Raises Refusal `closing_hour_missing`, `codes_never`.
    """
    actor.account_for(Power.DRAFT)
    with reading() as session:
        meeting = finding.meeting_of(session, procedure_id, meeting_id)
        title, questions = title_of(session, meeting), questions_of(session, meeting)
        at = meeting.starts_at if is_by_mail(session, meeting) else closes_at
        ways = regime.codes_of_sealed(session, meeting)
    if at is None:
        raise Refusal("closing_hour_missing", field="closes_on")
    if codes not in (None, *ways):
        raise Refusal("codes_never", field="codes")
    return prepare(actor, procedure_id, meeting.round_id, title, questions, at, codes or ways[0])


def _open(procedure: Procedure) -> Procedure:
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    return procedure


def _bounded(questions: Sequence[Asked]) -> Sequence[Asked]:
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise Refusal("sealed_question", field="questions")
    return questions


def _checked(asked: Asked) -> Asked:
    """The question with its words tidied; raises Refusal `sealed_question` for one that nobody could answer."""
    answers = tuple(_words(each, LONGEST_WORDS) for each in asked.answers)
    fits = 0 <= asked.minimum <= asked.maximum <= len(answers) and asked.maximum >= 1
    if not fits or not 2 <= len(answers) <= MOST_ANSWERS or len(set(answers)) != len(answers):
        raise Refusal("sealed_question", field="questions")
    if asked.names and len(asked.names) != len(answers):
        raise Refusal("sealed_question", field="questions")
    return replace(asked, question=_words(asked.question, LONGEST_WORDS), answers=answers)


def _words(text: str, longest: int) -> str:
    words = " ".join(text.split())
    if not words or len(words) > longest:
        raise Refusal("sealed_question", field="questions")
    return words


def asked_in(sealed: SealedRound) -> list[Asked]:
    """The questions as they are kept."""
    return [_asked(**each) for each in sealed.questions]


def _asked(answers: Sequence[str], names: Sequence[int | None], marks: Sequence[str] = (), **other: Any) -> Asked:
    return Asked(answers=tuple(answers), names=tuple(names), marks=tuple(marks), **other)


def rules_of(sealed: SealedRound) -> Rules:
    """The rules of sealed ballots on the day on which the round was prepared."""
    return Rules.thaw(sealed.rules)


def consent(actor: Actor, procedure_id: int, sealed_id: int) -> None:
    """The union or the inspection board agrees that codes travel by mail, though HR's server could vote with them.

    Again, nothing happens. Raises Refusal: `needs_role`, `second_factor_needed`, `concerned`, `round_unknown`,
    `sealed_signed`.
    """
    account_id = actor.account_with(*CONSENTING)
    if not actor.is_strong:
        raise Refusal("second_factor_needed")
    with transaction() as session:
        _open(lock(session, actor, procedure_id))
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
        if sealed.consented_by:
            return
        if sealed.state is not BoxState.PREPARED:
            raise Refusal("sealed_signed")
        role = next(role for role in CONSENTING if actor.holds(role))
        sealed.consented_by, sealed.consented_as = account_id, role.value
        sealed.consented_on = local_day(clock.now(session))
        session.add(sealed)
        log.write(session, actor.name_in_log, "CodesByMailAgreed", procedure_id, sealed=sealed_id, role=role.value)


def voters_of(session: Session, sealed: SealedRound) -> list[RollEntry]:
    """Who gets a code: of a meeting whoever is there with a vote, else everyone on the list who has mail.

    Of a meeting that nobody comes to, whoever is summoned with a vote.
    """
    meeting = meeting_of(session, sealed)
    rows = select(RollEntry).where(RollEntry.procedure_id == sealed.procedure_id, col(RollEntry.email).is_not(None))
    if meeting:
        voting = (Attendee.meeting_id == meeting.id) & Attendee.has_vote
        rows = select(RollEntry).join(Attendee).where(voting)
        if not is_by_mail(session, meeting):
            rows = rows.where(col(Attendee.present_at).is_not(None))
    return list(session.exec(rows.order_by(RollEntry.id)).all())  # pyright: ignore


def meeting_of(session: Session, sealed: SealedRound) -> Meeting | None:
    """The meeting that the round belongs to, as its own ballot or beside it; None where it stands by itself."""
    beside = select(MatterRound.meeting_id).where(MatterRound.round_id == sealed.round_id)
    own = Meeting.round_id == sealed.round_id
    return session.exec(select(Meeting).where(or_(own, col(Meeting.id).in_(beside)))).first()


def is_by_mail(session: Session, meeting: Meeting) -> bool:
    """Whether people do not meet, and each votes where they are until the hour of the meeting."""
    round_ = session.get_one(Round, meeting.round_id)
    return round_.mode is RoundMode.SEALED and round_.place is RoundPlace.CORRESPONDENCE


def halves_of(session: Session, sealed: SealedRound) -> list[str]:
    """The public halves of the codes on the slips that a holder made; none before."""
    rows = select(VoterCredential.public_half).where(VoterCredential.sealed_round_id == sealed.id)
    return sorted(session.exec(rows).all())


def codes_given(session: Session, sealed: SealedRound) -> int:
    """How many hold a code: the slips that were handed out, once counted, else one for each voter."""
    return sealed.slips if sealed.slips is not None else len(voters_of(session, sealed))


def lacking(session: Session, sealed: SealedRound) -> list[str]:
    """What a round still needs before two people may sign its opening: keys under `sealed_lacking`."""
    ceremony, found = holders.ceremony_of(session, sealed.procedure_id), list[str]()
    if ceremony is None or not holders.is_whole(session, ceremony):
        found.append("keys")
    elif not holders.is_still_of_the_tellers(session, ceremony):
        found.append("tellers_changed")
    if sealed.codes is CodeMode.BASIC and sealed.consented_by is None:
        found.append("consent")
    meeting = meeting_of(session, sealed)
    is_own = meeting is not None and meeting.round_id == sealed.round_id
    if meeting and is_own and asked_in(sealed) != [_checked(each) for each in questions_of(session, meeting)]:
        found.append("names_changed")
    if gap := _who_is_unknown(session, meeting):
        found.append(gap)
    elif not rules_of(sealed).threshold("minimum_summoned").is_met(codes_given(session, sealed)):
        found.append("too_few_summoned")
    if sealed.codes is CodeMode.STRICT:
        found += _slips_lacking(session, sealed)
    if meeting and is_by_mail(session, meeting) and sealed.closes_at != meeting.starts_at:
        found.append("hour_changed")
    if meeting and not is_own and (meeting.ended_at or finding.conclusions_at(session, meeting)):
        found.append("meeting_ended")
    if sealed.closes_at <= clock.now(session):
        found.append("deadline_passed")
    if sealed.words and _deadline(session, sealed) not in (None, sealed.closes_at):
        found.append("times_changed")
    return found


def _slips_lacking(session: Session, sealed: SealedRound) -> list[str]:
    made = len(halves_of(session, sealed))
    if made == 0:
        return ["slips_unmade"]
    if made < len(voters_of(session, sealed)):
        return ["slips_short"]
    return ["slips_uncounted"] if sealed.slips is None else []


def _deadline(session: Session, sealed: SealedRound) -> datetime | None:
    """Until when the same people may answer by name: the box beside that round closes with it."""
    by_name = select(Round.closes_at).where(Round.procedure_id == sealed.procedure_id, Round.mode == RoundMode.NAMED)
    return session.exec(by_name).first()


def _who_is_unknown(session: Session, meeting: Meeting | None) -> str:
    """Why it is not settled yet who votes: the summons has not gone, or nobody has said who is there."""
    if meeting is None or meeting.opened_at:
        return ""
    if is_by_mail(session, meeting):
        return "" if meeting.summoned_at else "summons"
    return "attendance"
