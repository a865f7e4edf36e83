"""Hồ sơ lời kín: envelopes of the last ballots and what holders have handed on, for their pages and the command."""

import json
from base64 import b64encode
from typing import Any

from sqlmodel import Session, col, select

from ballots import exact
from ballots.peeling import Record, read_record
from models import ArchiveRecord, BoxState, KeyCeremony, PeeledWords, SealedRound, SealedWords, VoterCredential
from procedures.sealed import holders
from procedures.sealed.words.envelopes import signature_of


def record_of(session: Session, sealed: SealedRound) -> bytes:
    """The whole record as compact JSON; nothing of it is checked here."""
    uuid, said = holders.said(session, session.get_one(KeyCeremony, sealed.ceremony_id))
    layers = [_in_order(row) for row in layers_of(session, sealed)]
    return exact.compact(
        {
            "uuid": sealed.uuid,
            "size": sealed.words,
            "ceremony": {"id": uuid, "messages": said[: holders.HOLDERS]},
            "envelopes": _sent(session, sealed),
            "layers": layers,
        }
    )


def _in_order(row: PeeledWords) -> dict[str, Any]:
    """A layer with its keys in the order of the format, however they were posted."""
    said = json.loads(row.body)
    return {"index": row.place, **{name: said[name] for name in ("opened", "unopened", "signature")}}


def read(session: Session, sealed: SealedRound) -> Record:
    """The same, read."""
    return read_record(record_of(session, sealed))


def _sent(session: Session, sealed: SealedRound) -> list[dict[str, Any]]:
    """In the order of the credentials, which says nothing."""
    is_last = (col(ArchiveRecord.sealed_round_id) == sealed.id) & (
        col(ArchiveRecord.height) == col(VoterCredential.last_height)
    )
    rows = (
        select(VoterCredential.public_half, ArchiveRecord.name, SealedWords)
        .join(SealedWords, col(SealedWords.voter_id) == VoterCredential.id)
        .join(ArchiveRecord, is_last)
        .where(VoterCredential.sealed_round_id == sealed.id, ArchiveRecord.place == 0)
        .order_by(VoterCredential.public_half)
    )
    return [
        {
            "credential": half,
            "tracker": b64encode(bytes.fromhex(name.partition(".")[0])).decode().rstrip("="),
            "words": b64encode(words.envelope).decode(),
            "signature": signature_of(words).as_json(),
        }
        for half, name, words in session.exec(rows).all()
    ]


def layers_of(session: Session, sealed: SealedRound) -> list[PeeledWords]:
    """What holders have handed on, in their places."""
    rows = select(PeeledWords).where(PeeledWords.sealed_round_id == sealed.id)
    return list(session.exec(rows.order_by(col(PeeledWords.place))).all())


def are_settled(session: Session, sealed: SealedRound) -> bool:
    """Whether nothing of the words is waited for: too few for ever, given up by two people, or all layers are off."""
    if sealed.state is BoxState.TOO_FEW or sealed.words_lost_on:
        return True
    return sealed.state is BoxState.OPENED and len(layers_of(session, sealed)) == holders.HOLDERS
