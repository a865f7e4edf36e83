"""Mở hòm để bỏ phiếu: two people sign; codes are made from the round's key file, and each voter is sent the own one.

Where slips are drawn in the hall the codes are not ours: the archive begins with the public halves that a holder sent.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gmpy2 import mpz
from sqlmodel import Session, select

from ballots import archive as written
from ballots import credentials
from ballots.election import Election, Question, make_election
from ballots.keys.ceremony import read_ceremony
from models import (
    BoxState,
    CodeMode,
    CountersignedAct,
    KeyCeremony,
    OutboxMessage,
    Procedure,
    ProcedureState,
    RollEntry,
    SealedRound,
    VoterCredential,
)
from models.store import clock
from models.store.database import reading, transaction
from notifications import booth, messages, round_keys
from procedures import log
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.access.powers import Power
from procedures.countersigning.acts import Act, Facts
from procedures.engine import ask_for_run
from procedures.engine import lock as hold
from procedures.refusal import Refusal
from procedures.sealed import archive, holders, preparing

HOUR = 3600
MOST_LETTERS = 20


@dataclass(frozen=True)
class _Plan:
    """What is made outside the transaction: who votes, and the public halves of the codes; drawn ones are nobody's."""

    entries: tuple[int, ...]
    halves: tuple[str, ...]
    trustees: bytes
    public_key: mpz
    key: bytes | None


def code_of(session: Session, sealed: SealedRound, entry_id: int) -> str:
    """The code of one voter, the same each time until the round closes.

    Raises Refusal: `voter_unknown` for who was not on the list when it was opened, `codes_missing`.
    """
    of_entry = VoterCredential.roll_entry_id == entry_id
    voter = session.exec(select(VoterCredential).where(VoterCredential.sealed_round_id == sealed.id, of_entry)).first()
    if voter is None:
        raise Refusal("voter_unknown")
    try:
        return round_keys.code_of(sealed.uuid, voter)
    except round_keys.NoKeyHere:
        raise Refusal("codes_missing") from None


def _to_be_signed(session: Session, procedure_id: int, facts: Facts) -> Facts:
    sealed = archive.of_procedure(session, procedure_id, facts["sealed"])
    if sealed.state is not BoxState.PREPARED:
        raise Refusal("sealed_signed")
    if gaps := preparing.lacking(session, sealed):
        raise Refusal("sealed_not_ready", lacking=gaps)
    voters = preparing.voters_of(session, sealed)
    return {
        "sealed": sealed.id,
        "voters": preparing.codes_given(session, sealed),
        "roll": _fingerprint(voters),
        "closes_at": sealed.closes_at.isoformat(),
        "ceremony": getattr(holders.ceremony_of(session, procedure_id), "id", None),
    }


def _fingerprint(voters: Sequence[RollEntry]) -> str:
    lines = sorted(f"{entry.id}\t{entry.full_name}\t{entry.unit_name}" for entry in voters)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _sign(session: Session, asked: CountersignedAct, _by: str) -> Facts:
    sealed = archive.held(session, asked.facts["sealed"])
    sealed.state, sealed.ceremony_id = BoxState.SIGNED, asked.facts["ceremony"]
    sealed.voters, sealed.roll_hash = asked.facts["voters"], asked.facts["roll"]
    session.add(sealed)
    ask_for_run(session, sealed.procedure_id)
    return {"sealed": sealed.id, "voters": sealed.voters}


def _told(session: Session, procedure_id: int, facts: Facts) -> Facts:
    sealed = archive.of_procedure(session, procedure_id, facts["sealed"])
    told = {"title": sealed.title, "voters": facts.get("voters", 0), "closes_at": sealed.closes_at}
    return told | {"codes": sealed.codes.value}


ACT = Act("open_sealed_round", _to_be_signed, _sign, _told)


def let_vote(sealed_id: int) -> None:
    """Make the codes of a round whose opening was signed, begin its archive, and write to every voter; once.

    The codes are made before the transaction: it takes a few milliseconds each. Where the list of voters is not the
    one that was signed, or its hour has passed, the signatures are void and the round is prepared anew.
    """
    with reading() as session:
        sealed = session.get_one(SealedRound, sealed_id)
        if sealed.state is not BoxState.SIGNED:
            return
        voters = preparing.voters_of(session, sealed)
        said = holders.said(session, keys_of(session, sealed))
        drawn = preparing.halves_of(session, sealed)
    keys = read_ceremony(*said)
    entries = tuple(entry.id or 0 for entry in voters)
    key = None if sealed.codes is CodeMode.STRICT else round_keys.make(sealed.uuid)
    halves = _derived(sealed.uuid, entries, key) if key else tuple(drawn)
    _begin(sealed_id, _Plan(entries, halves, keys.trustees, keys.public_key, key))


def _derived(uuid: str, entries: Sequence[int], key: bytes) -> tuple[str, ...]:
    codes = (credentials.derive_code(key, str(entry)) for entry in entries)
    return tuple(credentials.public_credential(code, uuid) for code in codes)


def _begin(sealed_id: int, plan: _Plan) -> None:
    with transaction() as session:
        hold(session, session.get_one(SealedRound, sealed_id).procedure_id)
        sealed = archive.held(session, sealed_id)
        if sealed.state is not BoxState.SIGNED:
            return
        if plan.key and plan.key != round_keys.read(sealed.uuid):
            return  # a run that voided an opening signed before took the key of these codes with it
        voters, now = preparing.voters_of(session, sealed), clock.now(session)
        is_the_same = tuple(entry.id for entry in voters) == plan.entries and _fingerprint(voters) == sealed.roll_hash
        if not is_the_same or now >= sealed.closes_at:
            sealed.state = BoxState.PREPARED
            session.add(sealed)
            round_keys.destroy(sealed.uuid)
            log.write(session, "clock", "SealedOpeningVoid", sealed.procedure_id, sealed=sealed_id)
            return
        election = _election(session, sealed, plan)
        timestamp = int(now.timestamp()) // HOUR * HOUR
        public = credentials.credentials_json(list(plan.halves))
        setup = written.begin(election, plan.trustees, public, timestamp)
        sealed.election, sealed.trustees = election.raw, plan.trustees
        archive.append(session, sealed, setup)
        sealed.state, sealed.opened_at, sealed.booth_print = BoxState.OPEN, now, booth.served_fingerprint()
        session.add(sealed)
        session.flush()
        if sealed.codes is CodeMode.BASIC:
            _give_codes(session, sealed, voters, plan.halves)
        facts = {"sealed": sealed_id, "voters": sealed.voters, "head": sealed.head}
        log.write(session, "clock", "SealedRoundOpened", sealed.procedure_id, **facts)


def _give_codes(session: Session, sealed: SealedRound, voters: Sequence[RollEntry], halves: Sequence[str]) -> None:
    """Each voter's public half is kept with the name; a letter goes to them, or where words are asked for too their
    own page leads to the booth.
    """
    for entry, half in zip(voters, halves, strict=True):
        row = archive.credential_id(sealed.uuid, half)
        session.add(VoterCredential(id=row, sealed_round_id=sealed.id or 0, roll_entry_id=entry.id, public_half=half))
    session.flush()
    for entry in () if sealed.words else voters:
        messages.ballot_asked(session, sealed.procedure_id, entry, sealed.id or 0)


def _election(session: Session, sealed: SealedRound, plan: _Plan) -> Election:
    asked = preparing.asked_in(sealed)
    questions = [Question(each.question, each.answers, each.minimum, each.maximum) for each in asked]
    subject = session.get_one(Procedure, sealed.procedure_id).subject
    return make_election(sealed.uuid, sealed.title, subject, plan.public_key, questions)


def send_again(actor: Actor, procedure_id: int, sealed_id: int, entry_id: int) -> None:
    """Send a voter the same link and code again, to the registered address, while the round is open.

    Raises Refusal: `concerned`, `round_closed`, `codes_drawn`, `voter_unknown`, `codes_missing`, `codes_sent_enough`.
    """
    actor.account_for(Power.DRAFT)
    with transaction() as session:
        lock(session, actor, procedure_id)
        sealed = archive.of_procedure(session, procedure_id, sealed_id)
        check_open(session, sealed)
        if sealed.codes is CodeMode.STRICT:
            raise Refusal("codes_drawn")
        code_of(session, sealed, entry_id)
        sent = select(OutboxMessage.id).where(
            OutboxMessage.kind == "ballot_asked",
            OutboxMessage.roll_entry_id == entry_id,
            OutboxMessage.procedure_id == procedure_id,
        )
        times = len(session.exec(sent).all())
        if times >= MOST_LETTERS:
            raise Refusal("codes_sent_enough")
        messages.ballot_asked(session, procedure_id, session.get_one(RollEntry, entry_id), sealed_id, times + 1)
        log.write(session, actor.name_in_log, "CodeSentAgain", procedure_id, sealed=sealed_id, entry=entry_id)


def check_open(session: Session, sealed: SealedRound) -> datetime:
    """Now, while the round takes ballots; raises Refusal `round_not_open`, `round_annulled`, `round_closed`."""
    now = clock.now(session)
    if sealed.state in (BoxState.PREPARED, BoxState.SIGNED):
        raise Refusal("round_not_open")
    if session.get_one(Procedure, sealed.procedure_id).state is ProcedureState.ANNULLED:
        raise Refusal("round_annulled")
    is_running = archive.is_running(session, sealed)
    if not is_running or sealed.state is not BoxState.OPEN or now >= sealed.closes_at:
        raise Refusal("round_closed", at=sealed.closes_at)
    return now


def keys_of(session: Session, sealed: SealedRound) -> KeyCeremony:
    """The ceremony whose keys open this box."""
    return session.get_one(KeyCeremony, sealed.ceremony_id)
