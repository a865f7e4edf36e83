"""Công bố, tra cứu: what of the archive is for everyone, or for those who see the result; the turnout that is shown."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from ballots import archive as written
from ballots.archive import Record, spoken
from models import Account, ArchiveRecord, BoxState, KeyHolder, SealedRound, VoterCredential
from procedures.access.actor import Actor
from procedures.meetings import regime
from procedures.meetings.seeing import may_see
from procedures.sealed import archive, box, closing, holders, preparing

IN_STEPS_OF, LAST_NEVER = 5, 3
AROUND_A_TRACKER = re.compile(r"[^A-Za-z0-9+/]")


@dataclass(frozen=True)
class Turnout:
    """How many have voted, of how many, as everyone may know it; `is_final` once the box is closed."""

    returned: int
    voters: int
    is_final: bool


def turnout(session: Session, sealed: SealedRound) -> Turnout:
    """While the round is open in steps of five, and the last three never: no page, letter or export knows it better."""
    returned, is_final = closing.returned(session, sealed), sealed.closed_at is not None
    if sealed.words and not is_final:
        return Turnout(0, sealed.voters, is_final)  # who may also answer with the name is counted with the others
    return Turnout(returned if is_final else shown(returned, sealed.voters), sealed.voters, is_final)


def shown(returned: int, voters: int) -> int:
    """The turnout of an open round: rounded down, as if the last three had not come."""
    known = min(returned, max(voters - LAST_NEVER, 0))
    return known // IN_STEPS_OF * IN_STEPS_OF


def is_announced(session: Session, sealed: SealedRound) -> bool:
    """Whether the law announces the result, so that the whole archive is for everyone once the meeting is concluded.

    What would be announced at a meeting that is not held is told to those alone who may see it.
    """
    meeting = preparing.meeting_of(session, sealed)
    if meeting is None or preparing.is_by_mail(session, meeting):
        return False
    return regime.law_of(session, meeting).announced


def public_height(session: Session, sealed: SealedRound) -> int:
    """The last event that is for everyone.

    While the box takes ballots it is the first, for their number would be the turnout; of a result that the law does
    not announce, it is the end of the ballots.
    """
    if sealed.state is BoxState.OPEN:
        return archive.SETUP
    if sealed.state is not BoxState.OPENED or is_announced(session, sealed):
        return sealed.height
    return end_of_ballots(session, sealed)


def end_of_ballots(session: Session, sealed: SealedRound) -> int:
    """The height of EndBallots in the archive of a closed round."""
    rows = select(ArchiveRecord.height).where(
        ArchiveRecord.sealed_round_id == sealed.id, ArchiveRecord.name == f"{sealed.head_at_close}.event.json"
    )
    return session.exec(rows).one()


def may_see_result(session: Session, viewer: Actor | None, sealed: SealedRound) -> bool:
    """Whether this person may have the whole archive: whoever may see the result of the meeting.

    Of a round that stands by itself those who hold its keys may, who have counted it.
    """
    meeting = preparing.meeting_of(session, sealed)
    if meeting is None:
        counting = {holder.account_id for holder in holders.holders_of(session, sealed.ceremony_id or 0)}
        return sealed.state is BoxState.OPENED and viewer is not None and viewer.account_id in counting
    return may_see(session, viewer, meeting)


@dataclass(frozen=True)
class Counted:
    """What was counted in one opened box, as its holders report it; each question with its answers and their counts."""

    title: str
    voters: int
    returned: int
    questions: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    opened_by: tuple[str, ...]
    spoken: str


def counted_with(session: Session, holder: KeyHolder) -> list[Counted]:
    """The boxes that were opened with the keys of this holder's ceremony, whose result the holder may see now."""
    account = session.get_one(Account, holders.acting(holder))
    viewer = Actor(account.full_name, account.email, account_id=account.id)
    rows = select(SealedRound).where(
        SealedRound.ceremony_id == holder.ceremony_id, SealedRound.state == BoxState.OPENED
    )
    opened = session.exec(rows.order_by(col(SealedRound.counted_at))).all()
    return [_counted(session, sealed) for sealed in opened if may_see_result(session, viewer, sealed)]


def _counted(session: Session, sealed: SealedRound) -> Counted:
    names, given = holders.names_of(session, sealed.ceremony_id or 0), box.given(session, sealed)
    asked = zip(preparing.asked_in(sealed), box.counts_of(session, sealed), strict=True)
    return Counted(
        title=sealed.title,
        voters=sealed.voters,
        returned=closing.returned(session, sealed),
        questions=tuple((each.question, tuple(zip(each.answers, row, strict=True))) for each, row in asked),
        opened_by=tuple(name for place, name in names.items() if given.get(place)),
        spoken=head_aloud(sealed),
    )


def file(sealed: SealedRound, last: int) -> Iterator[bytes]:
    """The archive up to an event, as `belenios-tool` reads it, piece by piece."""
    timestamp = None
    for record in archive.records(sealed.id or 0, last):
        timestamp = timestamp if timestamp is not None else _timestamp(record)
        yield written.block(record, timestamp)


def _timestamp(first: Record) -> int:
    return int(json.loads(first.body)["timestamp"])


def find_tracker(session: Session, sealed: SealedRound, tracker: str) -> str | None:
    """What became of a tracker: `counts`, `replaced` by a later ballot of the same voter, or None: not in the box."""
    name = hash_of_tracker(tracker)
    rows = select(ArchiveRecord.height).where(
        ArchiveRecord.sealed_round_id == sealed.id, ArchiveRecord.name == f"{name}.data.json"
    )
    height = session.exec(rows).first() if name else None
    if not height:
        return None
    mine = select(VoterCredential.id).where(
        VoterCredential.sealed_round_id == sealed.id, col(VoterCredential.last_height) == height
    )
    return "counts" if session.exec(mine).first() else "replaced"


def counting_trackers(session: Session, sealed: SealedRound) -> list[str]:
    """The trackers of all ballots that count, sorted, once the box is closed: before that they would be the turnout."""
    if sealed.closed_at is None:
        return []
    counted = select(VoterCredential.last_height).where(VoterCredential.sealed_round_id == sealed.id)
    rows = select(ArchiveRecord.name).where(
        ArchiveRecord.sealed_round_id == sealed.id,
        ArchiveRecord.place == 0,
        col(ArchiveRecord.height).in_(counted),
    )
    names = session.exec(rows).all()
    return sorted(base64.b64encode(bytes.fromhex(name.partition(".")[0])).decode().rstrip("=") for name in names)


def hash_of_tracker(tracker: str) -> str:
    """The hash that a tracker says in Base64, in hexadecimal; empty for what is no tracker.

    What a paste brings along is passed over: spaces, marks of quotation, characters without a width, a last `=`.
    """
    try:
        raw = base64.b64decode(AROUND_A_TRACKER.sub("", tracker) + "=", validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == 32 else ""


def head_aloud(sealed: SealedRound) -> str:
    """The hash at close as it is read aloud: eleven groups of four digits; empty before."""
    return spoken(sealed.head_at_close) if sealed.head_at_close else ""
