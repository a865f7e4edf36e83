"""Mở hòm phiếu: the sealed sum, the shares of two holders, each of them proved; who sent a wrong one is named."""

import json
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from sqlmodel import Session, col, select

from ballots import archive as written
from ballots import tally as sums
from ballots.archive import Head
from ballots.ballot import Ballot, check
from ballots.election import read_election
from ballots.exact import Broken
from ballots.opening import FEWEST
from ballots.tally import Tally
from models import BoxState, CodeMode, HolderDecryption, KeyHolder, SealedRound
from models.sealed_round import NEVER_OPENED
from models.store import clock
from models.store.database import reading, transaction
from procedures import log
from procedures.engine import ask_for_run
from procedures.engine import lock as hold
from procedures.refusal import Refusal
from procedures.sealed import archive, holders
from procedures.sealed.preparing import rules_of

ENOUGH = 2
LONGEST_SHARE = 400_000
MOST_WRONG = 10


def waiting_box(session: Session, holder: KeyHolder) -> SealedRound | None:
    """The box that waits to be opened with this holder's keys, the one that closed first; none of what is annulled."""
    return next(iter(archive.waiting_for_keys(session, holder.ceremony_id, BoxState.CLOSED)), None)


def opens_at(sealed: SealedRound) -> datetime | None:
    """From when a closed box may be opened: after the time for objections where codes went by mail, else at once."""
    if sealed.closed_at is None or sealed.codes is not CodeMode.BASIC:
        return sealed.closed_at
    return sealed.closed_at + timedelta(hours=rules_of(sealed).period("opens_after").length)


def give_share(token: str, body: str, strong_proof: str) -> bool:
    """Take a holder's share in opening the box; returns whether the box is open now.

    The share is checked against the sum that we make ourselves, before the transaction; a wrong one is kept, and its
    sender named on the tellers' page. The same holder again changes nothing. Raises Refusal: `link_unknown`,
    `concerned`, `box_none`, `box_not_yet`, `share_too_long`, `share_wrong`, `share_wrong_too_often`.
    """
    if len(body) + len(strong_proof) > LONGEST_SHARE:
        raise Refusal("share_too_long")
    with reading() as session:
        holder = holders.holder_behind(session, token)
        sealed = _ready(session, holder)
        if holder.place in _right(session, sealed):
            return sealed.state is BoxState.OPENED
    is_right = _is_right(sealed, holder.place, body, strong_proof)
    _keep(token, sealed.id or 0, is_right, body, strong_proof)
    if not is_right:
        raise Refusal("share_wrong")
    return open_box(sealed.id or 0)


def _ready(session: Session, holder: KeyHolder) -> SealedRound:
    sealed = waiting_box(session, holder)
    if sealed is None:
        raise Refusal("box_none")
    from_ = opens_at(sealed)
    if from_ is None or clock.now(session) < from_:
        raise Refusal("box_not_yet", at=from_)
    return sealed


def _is_right(sealed: SealedRound, place: int, body: str, strong_proof: str) -> bool:
    try:
        election = read_election(sealed.election)
        sums.check_share(election, sealed.trustees, place, sum_of(sealed), body.encode(), strong_proof.encode())
    except Broken:
        return False
    return True


def _keep(token: str, sealed_id: int, is_right: bool, body: str, strong_proof: str) -> None:
    with transaction() as session:
        holder = holders.holder_behind(session, token)
        hold(session, session.get_one(SealedRound, sealed_id).procedure_id)
        sealed = archive.held(session, sealed_id)
        if sealed.state is not BoxState.CLOSED or holder.place in _right(session, sealed):
            return
        if not archive.is_running(session, sealed):
            raise Refusal("box_none")
        if not is_right and _wrong(session, sealed, holder.place) >= MOST_WRONG:
            raise Refusal("share_wrong_too_often")
        row = HolderDecryption(
            id=secrets.token_hex(16),
            sealed_round_id=sealed_id,
            place=holder.place,
            is_right=is_right,
            body=body,
            strong_proof=strong_proof,
            received_at=clock.now(session),
        )
        session.add(row)
        name = "ShareGiven" if is_right else "ShareWrong"
        facts = {"sealed": sealed_id, "place": holder.place}
        log.write(session, f"account:{holder.account_id}", name, sealed.procedure_id, **facts)


def _rows(session: Session, sealed: SealedRound) -> list[HolderDecryption]:
    rows = select(HolderDecryption).where(HolderDecryption.sealed_round_id == sealed.id)
    return list(session.exec(rows.order_by(col(HolderDecryption.place))).all())


def _right(session: Session, sealed: SealedRound) -> dict[int, str]:
    return {row.place: row.body for row in _rows(session, sealed) if row.is_right}


def _wrong(session: Session, sealed: SealedRound, place: int) -> int:
    return sum(not row.is_right for row in _rows(session, sealed) if row.place == place)


def given(session: Session, sealed: SealedRound) -> dict[int, bool]:
    """Of each holder who sent a share, whether it was right in the end."""
    found: dict[int, bool] = {}
    for row in _rows(session, sealed):
        found[row.place] = found.get(row.place, False) or row.is_right
    return found


def open_box(sealed_id: int) -> bool:
    """With two right shares: the sum, the shares and the result are written; returns whether the box is open. Once."""
    with reading() as session:
        sealed = session.get_one(SealedRound, sealed_id)
        shares = dict(list(_right(session, sealed).items())[:ENOUGH])
        if sealed.state is not BoxState.CLOSED or len(shares) < ENOUGH:
            return sealed.state is BoxState.OPENED
    election, tally = read_election(sealed.election), sum_of(sealed)
    parts = {place: body.encode() for place, body in shares.items()}
    counts = sums.result(election, sealed.trustees, tally, parts)
    with transaction() as session:
        hold(session, sealed.procedure_id)
        sealed = archive.held(session, sealed_id)
        if sealed.state is not BoxState.CLOSED or not archive.is_running(session, sealed):
            return sealed.state is BoxState.OPENED
        archive.append(
            session, sealed, written.encrypted_tally(_head(sealed), tally.as_json(), tally.voters, tally.weight)
        )
        for place, body in parts.items():
            archive.append(session, sealed, written.partial_decryption(_head(sealed), place, body))
        archive.append(session, sealed, written.result(_head(sealed), counts))
        sealed.state, sealed.counted_at = BoxState.OPENED, clock.now(session)
        session.add(sealed)
        facts = {"sealed": sealed_id, "holders": sorted(parts), "head": sealed.head}
        log.write(session, "clock", "BoxOpened", sealed.procedure_id, **facts)
        ask_for_run(session, sealed.procedure_id)
    return True


def _head(sealed: SealedRound) -> Head:
    return Head(sealed.height, sealed.head)


def sum_of(sealed: SealedRound) -> Tally:
    """The sealed sum of the last ballot of each voter, added up anew from the archive.

    Raises Refusal `too_few`, `too_many`.
    """
    if sealed.state in NEVER_OPENED:
        raise Refusal(sealed.state.value)
    return _sum(sealed.id or 0, sealed.election, sealed.head_at_close)


@lru_cache(maxsize=8)
def _sum(sealed_id: int, raw: bytes, _head_at_close: str) -> Tally:
    """Kept by the head at close: what stands before it never changes."""
    election = read_election(raw)
    last: dict[str, bytes] = {}
    for body in _ballots(sealed_id):
        last[str(json.loads(body)["credential"])] = body
    found = sums.add_up(election, ((_checked(election, body), 1) for body in last.values()))
    if found.voters < FEWEST:
        raise Refusal("too_few")
    return found


def _checked(election: object, body: bytes) -> Ballot:
    return check(election, body)  # pyright: ignore


def _ballots(sealed_id: int) -> Iterator[bytes]:
    with reading() as session:
        height = session.get_one(SealedRound, sealed_id).height
    events = archive.records(sealed_id, height)
    previous = b""
    for record in events:
        if record.name.endswith(".event.json") and json.loads(record.body)["type"] == "Ballot":
            yield previous
        previous = record.body


def counts_of(session: Session, sealed: SealedRound) -> list[list[int]]:
    """The result of an opened box, question by question; raises LookupError before that."""
    if sealed.state is not BoxState.OPENED:
        raise LookupError(f"sealed round {sealed.id}: the box is not open")
    event = archive.event_at(session, sealed, sealed.height)
    payload = json.loads(event.body)["payload"]
    record = archive.knows(session, sealed, written.Record(f"{payload}.data.json", b""))
    assert record is not None
    return json.loads(record.body)["result"]
