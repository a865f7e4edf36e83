"""Kết quả lấy phiếu: read from whatever kind of ballot the poll used, and what the law makes of it for each person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session

from law.decisions.confidence import Confidence, PollTally, consequences
from law.threshold import Base
from models import Conclusion, Meeting, PolledPerson, Round, RoundMode
from models.store import clock
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at
from procedures.meetings.holding.attendance import Attendance, attendance
from procedures.meetings.tallying.ballots import polled
from procedures.meetings.tallying.count import UNMARKED
from procedures.meetings.tallying.counting import count_of, settled
from procedures.meetings.tallying.sealed import is_too_few

Reader = Callable[[Session, Meeting, Attendance], PollTally]
POLLED, NO_QUORUM, TOO_FEW = "polled", "no_quorum", "too_few"
HELD_AGAIN = (NO_QUORUM, TOO_FEW)
OTHER_BASES = (Base.PRESENT, Base.SUMMONED)


@dataclass(frozen=True)
class Level:
    """How many gave a person one level: the share on ballots returned, as the law wants, and on the other bases."""

    key: str
    ballots: int
    of_returned: Fraction | None
    others: Mapping[str, Fraction | None]


@dataclass(frozen=True)
class PersonResult:
    """What was counted for one person; `invalid` ballots mark no level for them, or several."""

    person: PolledPerson
    valid: int
    invalid: int
    levels: Sequence[Level]
    confidence: Confidence


def tally_of(session: Session, meeting: Meeting) -> PollTally:
    """The count of the poll, by the kind of its ballots. Raises LookupError while nothing is settled."""
    mode = session.get_one(Round, meeting.round_id).mode
    return READERS[mode](session, meeting, attendance(session, meeting))


def _of_count(session: Session, meeting: Meeting, there: Attendance) -> PollTally:
    if (entry := settled(session, meeting, None)) is None:
        raise LookupError(f"meeting {meeting.id}: nothing is settled")
    count = count_of(entry)
    marks = {
        number: {mark: ballots for mark, ballots in of.items() if mark != UNMARKED}
        for number, of in count.marks.items()
    }
    return PollTally(there.summoned, there.present, count.issued, count.returned, count.valid, marks)


READERS: Mapping[RoundMode, Reader] = {RoundMode.PAPER: _of_count, RoundMode.SEALED: _of_count}


def results_of(session: Session, meeting: Meeting) -> list[PersonResult]:
    """Everyone polled in the order of the ballot, with what follows by law; who may see it is asked before.

    Nobody where the meeting had no quorum, or too few sealed ballots came.
    """
    if not is_counted(session, meeting):
        return []
    tally, rules = tally_of(session, meeting), regime.rules_of(session, meeting)
    found = consequences(rules, tally)
    levels = rules.names("levels")
    return [
        _result(person, tally, [str(level) for level in levels], found[person.id or 0])
        for person in polled(session, meeting.procedure_id)
    ]


def is_voted_on(session: Session, meeting: Meeting) -> bool:
    """Whether ballots were handed out: of a meeting without a quorum there are none."""
    return regime.is_voted_on(session, meeting, attendance(session, meeting))


def is_counted(session: Session, meeting: Meeting) -> bool:
    """Whether the ballots were counted, or will be: of too few sealed ones the box stays shut."""
    return is_voted_on(session, meeting) and not is_too_few(session, meeting)


def _result(person: PolledPerson, tally: PollTally, levels: list[str], confidence: Confidence) -> PersonResult:
    number = person.id or 0
    valid = tally.valid_of(number)
    found = [
        Level(
            level,
            tally.marks[number][level],
            tally.share(number, level),
            {base.value: tally.share(number, level, base) for base in OTHER_BASES},
        )
        for level in levels
    ]
    return PersonResult(person, valid, tally.returned - valid, found, confidence)


def conclude(session: Session, meeting: Meeting) -> Conclusion:
    """Note in the caller's transaction that the meeting is over: polled, or to be held again; anew after a correction.

    What follows for each person is never stored: the law draws it from the count that holds.
    """
    before = conclusions_at(session, meeting).get(None)
    has_quorum = is_voted_on(session, meeting)
    was_counted = POLLED if is_counted(session, meeting) else TOO_FEW
    conclusion = Conclusion(
        meeting_id=meeting.id or 0,
        revision=before.revision + 1 if before else 1,
        quorum="met" if has_quorum else "not_met",
        reason=was_counted if has_quorum else NO_QUORUM,
        concluded_at=clock.now(session),
    )
    session.add(conclusion)
    session.flush()
    return conclusion
