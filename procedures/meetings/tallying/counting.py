"""Kiểm phiếu: two tellers enter what they counted, neither sees the other's figures, a difference voids both."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Account, CountEntry, DutyKind, Meeting, Post, Role
from models.store import clock
from models.store.database import reading, transaction
from notifications import messages
from procedures import log
from procedures.access import accounts, conflicts, duties
from procedures.access.actor import Actor
from procedures.engine import Waiting, ask_for_run
from procedures.filing import Upload, store
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at, running
from procedures.meetings.holding.attendance import attendance
from procedures.meetings.summoning.grounds import may_count_together
from procedures.meetings.tallying import sealed
from procedures.meetings.tallying.ballots import Ballot, ballot_of, ballots_at
from procedures.meetings.tallying.count import Count, checked, differing
from procedures.refusal import Refusal

FIRST, SECOND, CORRECTED = 1, 2, 3


@dataclass(frozen=True)
class Entered:
    """Which of the two entries it was, and whether they agree; None while there is one."""

    entry: int
    agrees: bool | None


@dataclass(frozen=True)
class Standing:
    """Where the count of one ballot stands, without any figure: for the tellers' page.

    `entered`: how many of the two are in; `is_mine_in`: the reader's is one of them; `differing`: the lines in which
    the last two differed, while neither has been entered anew; `needs_scan`: the first came without the sheet's scan.
    """

    attempt: int
    entered: int
    is_mine_in: bool
    differing: tuple[str, ...]
    is_settled: bool
    needs_scan: bool


def enter(
    actor: Actor,
    procedure_id: int,
    meeting_id: int,
    post_id: int | None,
    count: Count,
    scan: Upload | None,
    attempt: int | None = None,
) -> Entered:
    """Enter what was counted on one ballot: the first of the two tellers, or the second, who does not see the first's.

    Where the two differ both are void and the next attempt begins; `attempt` is the one that the page showed, so that
    a form sent twice is one entry. The sheet's scan comes with one of the two at least. Raises Refusal:
    `not_your_duty`, `concerned`, `meeting_not_opened`, `no_quorum_no_ballot`, `not_voted_on`, `second_teller`,
    `tellers_both_of_hr`, `count_settled`, `scan_missing`, or one that names the line which cannot be true.
    """
    with transaction() as session:
        meeting = running(session, actor, procedure_id, meeting_id)
        duties.check_holder(session, actor, procedure_id, DutyKind.TELLER)
        ballot = _ballot(session, meeting, post_id)
        post, there = ballot.post, attendance(session, meeting)
        full = checked(count, there.present, ballot.nominees, ballot.polled, ballot.levels, ballot.seats)
        pairs = _Pairs(session, meeting, post)
        if known := pairs.known(actor.account_id or 0, full, attempt):
            return known
        pairs.check(actor.account_id or 0, attempt)
        if len(pairs.current) == SECOND - 1 and scan is None and pairs.current[0].scan_id is None:
            raise Refusal("scan_missing", field="scan")
        kept = _kept(session, pairs, actor.account_id or 0, full, scan)
        facts = {"meeting": meeting_id, "step": meeting.step, "post": post_id, "entry": kept.entry}
        log.write(session, actor.name_in_log, "CountEntered", procedure_id, attempt=kept.attempt, **facts)
        return _compared(session, actor, meeting, pairs, kept)


def _ballot(session: Session, meeting: Meeting, post_id: int | None) -> Ballot:
    if meeting.opened_at is None or meeting.is_typed_in:
        raise Refusal("meeting_not_opened")
    if not regime.has_ballot(session, meeting):
        raise Refusal("not_voted_on")
    if sealed.is_sealed(session, meeting):
        raise Refusal("counted_by_keys")
    if not regime.has_quorum(session, meeting, attendance(session, meeting)):
        raise Refusal("no_quorum_no_ballot")
    return ballot_of(session, meeting, post_id)


class _Pairs:
    """The entries of one ballot at one meeting, in pairs; of a teller who is concerned by now nothing counts."""

    def __init__(self, session: Session, meeting: Meeting, post: Post | None) -> None:
        self.session, self.meeting, self.post_id = session, meeting, post.id if post else None
        in_order = _entries(meeting, post).order_by(col(CountEntry.attempt), col(CountEntry.entry))
        self.entries = [row for row in session.exec(in_order).all() if row.entry != CORRECTED]
        self.last = max((row.attempt for row in self.entries), default=1)
        pair = self.of_attempt(self.last)
        self.agreed = len(pair) == SECOND and not differing(count_of(pair[0]), count_of(pair[1]))
        listed = conflicts.accounts_listed(session, meeting.procedure_id)
        is_spoilt = len(pair) == SECOND or any(row.account_id in listed for row in pair)
        self.attempt = self.last + (is_spoilt and not self.agreed)
        self.current = self.of_attempt(self.attempt)

    def of_attempt(self, attempt: int) -> list[CountEntry]:
        return [row for row in self.entries if row.attempt == attempt]

    @property
    def lines(self) -> list[str]:
        """In what the last two differed."""
        pair = self.of_attempt(self.last)
        return differing(count_of(pair[0]), count_of(pair[1])) if len(pair) == SECOND else []

    def known(self, account_id: int, count: Count, attempt: int | None) -> Entered | None:
        """What this teller was told when they entered the same before."""
        for row in self.of_attempt(attempt or self.last):
            if row.account_id == account_id and not differing(count_of(row), count):
                agrees = not self._differ(row.attempt) if row.entry == SECOND else None
                return None if attempt is None and self._begins_anew(row) else Entered(row.entry, agrees)
        return None

    def _begins_anew(self, row: CountEntry) -> bool:
        """Whoever was first in a pair that differed may stand by the same figures in the next."""
        return row.entry == FIRST and self.attempt > row.attempt

    def _differ(self, attempt: int) -> bool:
        one, other = self.of_attempt(attempt)
        return bool(differing(count_of(one), count_of(other)))

    def check(self, account_id: int, attempt: int | None) -> None:
        """Raise Refusal where this teller may not enter now."""
        if self.agreed:
            raise Refusal("count_settled")
        if conclusions_at(self.session, self.meeting).get(self.post_id):
            raise Refusal("meeting_concluded")
        if attempt is not None and attempt != self.attempt:
            raise Refusal("count_begun_anew", attempt=self.attempt)
        if self.current:
            first = self.session.get_one(Account, self.current[0].account_id)
            second = self.session.get_one(Account, account_id)
            of_hr = {account.id for account in accounts.holding(self.session, Role.HR)}
            if {first.id, second.id} <= of_hr and first.id != second.id:
                raise Refusal("tellers_both_of_hr")
            if not may_count_together(first, second, of_hr):
                raise Refusal("second_teller")


def _kept(session: Session, pairs: _Pairs, account_id: int, count: Count, scan: Upload | None) -> CountEntry:
    row = CountEntry(
        meeting_id=pairs.meeting.id or 0,
        post_id=pairs.post_id,
        entry=len(pairs.current) + 1,
        attempt=pairs.attempt,
        account_id=account_id,
        scan_id=store(session, scan) if scan else None,
        entered_at=clock.now(session),
        **columns(count),
    )
    session.add(row)
    session.flush()
    return row


def _compared(session: Session, actor: Actor, meeting: Meeting, pairs: _Pairs, kept: CountEntry) -> Entered:
    if kept.entry == FIRST:
        return Entered(FIRST, None)
    lines, number = differing(count_of(pairs.current[0]), count_of(kept)), meeting.procedure_id
    facts = {"meeting": meeting.id, "step": meeting.step, "post": pairs.post_id, "attempt": kept.attempt}
    log.write(session, actor.name_in_log, "CountsDiffer" if lines else "CountSettled", number, **facts)
    if lines:
        for account in duties.holders_now(session, number, DutyKind.TELLER):
            messages.meeting_count_differs(session, number, account, meeting.id or 0, kept.id or 0)
    elif all_settled(session, meeting):
        duties.done(session, number, DutyKind.TELLER)
        ask_for_run(session, number)
    return Entered(SECOND, not lines)


def count_of(row: CountEntry) -> Count:
    """What an entry says."""
    votes = {int(number): votes for number, votes in row.votes.items()}
    marks = {int(number): marks for number, marks in row.marks.items()}
    return Count(row.issued, row.returned, row.valid, row.invalid, row.blank, votes, row.others, marks)


def columns(count: Count) -> dict[str, Any]:
    """The same as it is kept."""
    votes = {str(number): votes for number, votes in count.votes.items()}
    marks = {str(number): dict(marks) for number, marks in count.marks.items()}
    return {**vars(count), "votes": votes, "marks": marks}


def _entries(meeting: Meeting, post: Post | None) -> SelectOfScalar[CountEntry]:
    """The entries of one ballot: of a post, or of the whole meeting."""
    of_ballot = col(CountEntry.post_id) == post.id if post else col(CountEntry.post_id).is_(None)
    return select(CountEntry).where(CountEntry.meeting_id == meeting.id, of_ballot)


def settled(session: Session, meeting: Meeting, post: Post | None) -> CountEntry | None:
    """The count that holds: a signed correction, else two equal entries, else what was typed in; None before that.

    Of sealed ballots it is what came out of the opened box.
    """
    if sealed.is_sealed(session, meeting) and not meeting.is_typed_in:
        return sealed.counted(session, meeting, post)
    corrected = _entries(meeting, post).where(CountEntry.entry == CORRECTED)
    latest = corrected.order_by(col(CountEntry.attempt).desc())
    if found := session.exec(latest).first():
        return found
    pairs = _Pairs(session, meeting, post)
    if meeting.is_typed_in:
        return pairs.entries[-1] if pairs.entries else None
    return pairs.current[0] if pairs.agreed else None


def all_settled(session: Session, meeting: Meeting) -> bool:
    """Whether nothing is left to count: each ballot has its count, or there is no ballot, or no quorum for one."""
    there = attendance(session, meeting)
    if meeting.is_typed_in or not regime.is_voted_on(session, meeting, there):
        return bool(meeting.opened_at)
    return bool(meeting.opened_at) and all(
        settled(session, meeting, each.post) for each in ballots_at(session, meeting)
    )


def wait_for_count(procedure_id: int, step: int, convening: int = 1) -> None:
    """Raise Waiting while a ballot of this meeting has no two entries that agree."""
    with reading() as session:
        of_it = (Meeting.procedure_id == procedure_id) & (Meeting.step == step) & (Meeting.convening == convening)
        meeting = session.exec(select(Meeting).where(of_it)).first()
        if meeting and ballots_at(session, meeting) and not all_settled(session, meeting):
            raise Waiting("box" if sealed.is_sealed(session, meeting) else "count")


def sheets(session: Session, meeting: Meeting, post: Post | None) -> list[int]:
    """The scans of what holds: of the two entries that agree, or of the correction."""
    if (held := settled(session, meeting, post)) is None:
        return []
    is_of_it = (CountEntry.attempt == held.attempt) & (
        (CountEntry.entry == CORRECTED) if held.entry == CORRECTED else (CountEntry.entry != CORRECTED)
    )
    rows = session.exec(_entries(meeting, post).where(is_of_it).order_by(col(CountEntry.entry))).all()
    return [row.scan_id for row in rows if row.scan_id]


def standing(session: Session, actor: Actor, meeting: Meeting, post: Post | None) -> Standing:
    """Where the count of one ballot stands, for a teller."""
    pairs = _Pairs(session, meeting, post)
    is_settled = settled(session, meeting, post) is not None
    return Standing(
        attempt=pairs.attempt,
        entered=len(pairs.current),
        is_mine_in=any(row.account_id == actor.account_id for row in pairs.current),
        differing=() if is_settled or pairs.current else tuple(pairs.lines),
        is_settled=is_settled,
        needs_scan=bool(pairs.current) and pairs.current[0].scan_id is None,
    )
