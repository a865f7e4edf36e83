"""Phong bì lời kín: comes with each ballot of a round that takes words; the last one goes with the last ballot."""

import base64
import secrets
from dataclasses import dataclass

from gmpy2 import mpz
from sqlmodel import Session, select

from ballots import ballot as ballots
from ballots import exact, keys, mix
from ballots.exact import Broken, NotExact
from ballots.proofs.knowledge import Proof, read_proof
from models import SealedRound, SealedWords, VoterCredential
from procedures.refusal import Refusal

SCALAR = 32
FIELDS = ("ballot", "words", "words_signature")


@dataclass(frozen=True)
class Envelope:
    """Sealed words and the signature by which they go with one ballot."""

    sealed: bytes
    signature: Proof

    @property
    def digest(self) -> str:
        return exact.digest(self.sealed)


def read_posted(body: bytes) -> tuple[bytes, Envelope]:
    """The ballot and the envelope of a post; raises Refusal `ballot_broken` for anything else."""
    try:
        said = exact.fields(exact.parse(body), FIELDS)
        if not isinstance(said["ballot"], str) or not isinstance(said["words"], str):
            raise NotExact("text was asked for")
        sealed = base64.b64decode(said["words"], validate=True)
        return said["ballot"].encode(), Envelope(sealed, read_proof(said["words_signature"]))
    except ValueError as wrong:
        raise Refusal("ballot_broken") from wrong


def check(sealed: SealedRound, voter: VoterCredential, raw: bytes, envelope: Envelope) -> None:
    """Of the round's one size, signed by who signed this ballot in this round; raises Refusal `ballot_broken`."""
    size = {"size": sealed.words, "holders": keys.HOLDERS}
    try:
        mix.check_envelope(
            sealed.uuid, ballots.tracker(raw), voter.public_half, envelope.sealed, envelope.signature, **size
        )
    except Broken as broken:
        raise Refusal("ballot_broken") from broken


def keep(session: Session, sealed: SealedRound, voter: VoterCredential, envelope: Envelope) -> None:
    """Put the envelope in the place of this voter's last one; raises Refusal `words_copied` for another voter's."""
    same = select(SealedWords).where(SealedWords.sealed_round_id == sealed.id, SealedWords.digest == envelope.digest)
    known = session.exec(same).first()
    if known and known.voter_id != voter.id:
        raise Refusal("words_copied")
    before = session.exec(select(SealedWords).where(SealedWords.voter_id == voter.id)).first()
    if before:
        session.delete(before)
        session.flush()
    session.add(
        SealedWords(
            id=secrets.token_hex(16),
            sealed_round_id=sealed.id or 0,
            voter_id=voter.id,
            digest=envelope.digest,
            envelope=envelope.sealed,
            signature=_as_bytes(envelope.signature),
        )
    )
    session.flush()


def check_same(session: Session, voter: VoterCredential, envelope: Envelope) -> None:
    """A ballot that comes again comes with the envelope that is kept; raises Refusal `ballot_seen`."""
    kept = session.exec(select(SealedWords.digest).where(SealedWords.voter_id == voter.id)).first()
    if kept != envelope.digest:
        raise Refusal("ballot_seen")


def _as_bytes(signature: Proof) -> bytes:
    return b"".join(int(each).to_bytes(SCALAR) for each in (signature.challenge, signature.response))


def signature_of(row: SealedWords) -> Proof:
    """The signature that stands in a row."""
    both = row.signature[:SCALAR], row.signature[SCALAR:]
    return Proof(*(mpz(int.from_bytes(each)) for each in both))
