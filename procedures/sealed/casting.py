"""Bỏ phiếu: a ballot is checked whole before it is taken, appended alone in its transaction, given a receipt."""

import base64
import json
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session

from ballots import archive as written
from ballots import ballot as ballots
from ballots import exact
from ballots.election import Election, read_election
from ballots.exact import Broken
from models import ArchiveRecord, SealedRound, VoterCredential
from models.store.database import reading, transaction
from notifications import links
from procedures.refusal import Refusal
from procedures.sealed import archive
from procedures.sealed.opening import check_open
from procedures.sealed.words import envelopes
from procedures.sealed.words.envelopes import Envelope
from procedures.sealed.words.once import check_unsigned
from words.dates import local_day

LONGEST_BALLOT = 1024 * 1024


@dataclass(frozen=True)
class Receipt:
    """What the voter keeps: the tracker, the place in the archive, the archive's head then, and our signature."""

    tracker: str
    height: int
    head: str
    signature: str


def cast(uuid: str, body: bytes) -> Receipt:
    """Take a ballot; the last one of a voter counts. The same one again, while it is the last, is one ballot.

    Where the round takes words, the body holds an envelope beside the ballot. Raises NoResultFound for a round that is
    not, Refusal: `ballot_too_long`, `round_not_open`, `round_closed`, `ballot_broken`, `ballot_code_unknown`,
    `ballot_seen` (an earlier ballot cannot come back), `words_copied`, `opinion_signed`.
    """
    if len(body) > LONGEST_BALLOT:
        raise Refusal("ballot_too_long")
    with reading() as session:
        sealed = archive.sealed_round(session, uuid)
        check_open(session, sealed)
        raw, envelope = envelopes.read_posted(body) if sealed.words else (body, None)
        voter = session.get(VoterCredential, archive.credential_id(uuid, _credential_in(raw)))
        if voter is None or voter.sealed_round_id != sealed.id:
            raise Refusal("ballot_code_unknown")
    try:
        ballots.check(_election(sealed.election), raw, {voter.public_half})
    except Broken as broken:
        raise Refusal("ballot_broken") from broken
    if envelope:
        envelopes.check(sealed, voter, raw, envelope)
    return _append(sealed.id or 0, voter.id, raw, envelope)


@lru_cache(maxsize=32)
def _election(raw: bytes) -> Election:
    """An election with its table of powers, made once for all ballots of a round."""
    return read_election(raw)


def _credential_in(raw: bytes) -> str:
    """Whose ballot it says it is: read before anything is proved, to look one voter up among many."""
    try:
        return str(json.loads(raw)["credential"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal("ballot_broken") from None


def _append(sealed_id: int, voter_id: str, raw: bytes, envelope: Envelope | None) -> Receipt:
    with transaction() as session:
        sealed = archive.held(session, sealed_id)
        now = check_open(session, sealed)
        voter = session.get_one(VoterCredential, voter_id, populate_existing=True)
        records = written.append_ballot(written.Head(sealed.height, sealed.head), raw)
        if known := archive.knows(session, sealed, records[0]):
            receipt_again = _again(session, sealed, voter, known, raw)
            if envelope:
                envelopes.check_same(session, voter, envelope)
            return receipt_again
        if envelope:
            check_unsigned(session, sealed, voter)
            envelopes.keep(session, sealed, voter, envelope)
        archive.append(session, sealed, records)
        voter.last_height, voter.returned_on = sealed.height, local_day(now)
        session.add(voter)
        session.flush()
        return receipt(sealed.uuid, raw, sealed.height, sealed.head)


def _again(session: Session, sealed: SealedRound, voter: VoterCredential, known: ArchiveRecord, raw: bytes) -> Receipt:
    """A double click gets its receipt again; a ballot that another one has replaced does not come back."""
    if known.height != voter.last_height:
        raise Refusal("ballot_seen")
    event = archive.event_at(session, sealed, known.height)
    return receipt(sealed.uuid, raw, known.height, exact.digest(event.body))


def receipt(uuid: str, raw: bytes, height: int, head: str) -> Receipt:
    """The receipt of a ballot that stands in the archive."""
    tracker = ballots.tracker(raw)
    signed = _key().sign(f"{uuid}|{tracker}|{height}|{head}".encode())
    return Receipt(tracker, height, head, base64.b64encode(signed).decode())


def receipt_key() -> str:
    """The public key with which anyone checks a receipt: Ed25519, in Base64."""
    return base64.b64encode(_key().public_key().public_bytes_raw()).decode()


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(links.receipt_seed())
