"""What several papers of an appointment speak of: posts, nominees, meetings, who came, and the counts."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from law.decisions.appointment import Reason
from law.threshold import Base
from words.names import order_key


@dataclass(frozen=True)
class Official:
    """A person with a post (chức vụ) and, where it is not in the post's name, a unit."""

    full_name: str
    position: str = ""
    unit: str = ""

    @property
    def standing(self) -> str:
        """Post and unit on one line: `Chuyên viên, Văn phòng`; `Trưởng phòng Lãnh sự` names its unit already."""
        return standing(self.position, self.unit)


@dataclass(frozen=True)
class Candidate(Official):
    """A nominee (nhân sự) as on the ballot; `planned_work` is the work foreseen after the appointment."""

    birth_year: int | None = None
    planned_work: str = ""


@dataclass(frozen=True)
class Post:
    """A post to be filled (chức vụ, chức danh)."""

    title: str
    unit: str = ""

    @property
    def name(self) -> str:
        """Title and unit on one line."""
        return standing(self.title, self.unit)


@dataclass(frozen=True)
class DrawnSlips:
    """Slips with codes (phiếu mã) without names, as they were made, handed out in the hall, and used for a ballot.

    Raises ValueError where more were handed out than made, or used than handed out.
    """

    made: int
    handed_out: int
    used: int

    def __post_init__(self) -> None:
        if not 0 <= self.used <= self.handed_out <= self.made:
            raise ValueError(f"{self.made} slips made, {self.handed_out} handed out, {self.used} used cannot be")


@dataclass(frozen=True)
class SealedBox:
    """A box of sealed ballots (hòm phiếu kín) that was opened: the number that was read aloud when it closed, the print
    of the booth's page, the key holders who opened it, the name of its archive, and when (UTC); where codes were drawn
    in the hall, how many slips were made and handed out.
    """

    number: str
    booth: str
    opened_by: tuple[str, ...]
    archive: str
    closed_at: datetime
    counted_at: datetime
    slips: DrawnSlips | None = None


@dataclass(frozen=True)
class PostOnBallot:
    """A post and those who may be named for it. Raises ValueError when one of them stands there twice."""

    post: Post
    candidates: tuple[Candidate, ...]

    def __post_init__(self) -> None:
        if len(set(self.candidates)) != len(self.candidates):
            raise ValueError(f"{self.post.name}: a nominee stands twice on the ballot")


@dataclass(frozen=True)
class MeetingHead:
    """A meeting (hội nghị) of the procedure: which step of how many, when (UTC) and where, who chairs and who writes.

    `convening` is 2 when it was convened again; `by_call` when part of those who attend are on a call.
    """

    name: str
    step: int
    steps: int
    starts_at: datetime | None
    place: str
    chair: Official
    secretary: Official | None = None
    convening: int = 1
    by_call: bool = False
    ended_at: datetime | None = None

    @property
    def is_last(self) -> bool:
        """Whether the procedure has no further meeting."""
        return self.step == self.steps


@dataclass(frozen=True)
class Absentee:
    """Someone with a ballot who did not come; `excused_by` is the authority's document on force majeure, if any."""

    person: Official
    reason: str = ""
    excused_by: str = ""


@dataclass(frozen=True)
class Attendance:
    """Those with a ballot who were summoned, who of them did not come, and who attended without a ballot."""

    summoned: int
    absent: tuple[Absentee, ...] = ()
    without_ballot: tuple[Official, ...] = ()

    def __post_init__(self) -> None:
        if len(self.absent) > self.summoned:
            raise ValueError(f"{len(self.absent)} of {self.summoned} cannot be absent")

    @property
    def present(self) -> int:
        """Those with a ballot who came."""
        return self.summoned - len(self.absent)


@dataclass(frozen=True)
class BallotCount:
    """The ballots of one post at one meeting; `excused` leave the number of those summoned, `blank` are invalid ones.

    Raises ValueError for counts that cannot be.
    """

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int
    blank: int = 0
    excused: int = 0

    def __post_init__(self) -> None:
        if self.valid + self.invalid != self.returned:
            raise ValueError(f"{self.valid} valid and {self.invalid} invalid are not {self.returned} returned")
        rising = (0, self.returned, self.issued, self.present, self.summoned - self.excused)
        if list(rising) != sorted(rising):
            raise ValueError(f"returned, issued, present, summoned cannot be {rising[1:]}")
        if min(self.valid, self.invalid, self.blank, self.excused) < 0 or self.blank > self.invalid:
            raise ValueError(f"{self.valid} valid, {self.invalid} invalid, {self.blank} blank cannot be")

    def number(self, base: Base) -> int:
        """How many a share on this base is taken of. Raises KeyError for a base that no meeting has."""
        return {
            Base.SUMMONED: self.summoned,
            Base.SUMMONED_NET: self.summoned - self.excused,
            Base.PRESENT: self.present,
            Base.RETURNED: self.returned,
        }[base]


@dataclass(frozen=True)
class CountLine:
    """The votes for one nominee, and whether the nominee goes on."""

    candidate: Candidate
    votes: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Choice:
    """Who chose between two who were tied, why, and the opinions that differed, each in full."""

    by: str
    reason: str = ""
    document: str = ""
    differing_opinions: tuple[str, ...] = ()


@dataclass(frozen=True)
class PostTally:
    """The count of one post at one meeting, and what follows by law.

    `base` is what the law takes the share of, `over` (trên) and `least` (từ ... trở lên) its marks at this meeting.
    `count` is None where there was no ballot. `others` are votes for names outside the list, invalid ones; `choice` is
    given once somebody chose between two who were tied. `reason` is also `differs`: the meeting preferred somebody new,
    and votes again on that. Raises ValueError for more votes than valid ballots.
    """

    post: Post
    lines: tuple[CountLine, ...]
    reason: Reason | Literal["differs"]
    count: BallotCount | None = None
    base: Base = Base.SUMMONED
    over: Fraction | None = None
    least: Fraction | None = None
    others: int = 0
    choice: Choice | None = None

    def __post_init__(self) -> None:
        votes = [line.votes for line in self.lines]
        if min(votes, default=0) < 0 or sum(votes) > (self.count.valid if self.count else 0):
            raise ValueError(f"{self.post.name}: {votes} votes are more than the valid ballots")

    @property
    def by_votes(self) -> tuple[CountLine, ...]:
        """Most votes first, then in the order of Vietnamese names."""
        return tuple(sorted(self.lines, key=lambda line: (-line.votes, order_key(line.candidate.full_name))))

    @property
    def chosen(self) -> tuple[CountLine, ...]:
        """Those who go on, most votes first; nobody while the choice between two who are tied is still open."""
        if self.reason in (Reason.HEAD_DECIDES, Reason.AUTHORITY_DECIDES) and not self.choice:
            return ()
        return tuple(line for line in self.by_votes if line.is_chosen)

    @property
    def leading(self) -> tuple[CountLine, ...]:
        """Those with the most votes: one, or several who are tied."""
        return tuple(line for line in self.by_votes if line.votes == self.by_votes[0].votes)

    @property
    def bases(self) -> tuple[Base, ...]:
        """The law's own base first, then the other two that people ask about."""
        summoned = Base.SUMMONED if self.base is Base.SUMMONED else Base.SUMMONED_NET
        return (self.base, *(base for base in (summoned, Base.PRESENT, Base.RETURNED) if base is not self.base))

    def share(self, line: CountLine, base: Base | None = None) -> Fraction | None:
        """The exact share of a nominee on a base, the law's own if none is named; None of nought."""
        whole = self.count.number(base or self.base) if self.count else 0
        return Fraction(line.votes, whole) if whole else None


@dataclass(frozen=True)
class MeetingResult:
    """A meeting that was held and its counts; `minutes` is the counting minutes as papers cite them."""

    meeting: MeetingHead
    tallies: tuple[PostTally, ...]
    minutes: str = ""


def standing(title: str, unit: str) -> str:
    """A post and its unit on one line, the unit left out where the post's name ends with it."""
    named = title.casefold().endswith(unit.casefold())
    return title if named else ", ".join(filter(None, (title, unit)))


def by_name(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Nominees in the order of Vietnamese names, as the law's ballot lists them; namesakes the elder first."""
    return tuple(sorted(candidates, key=lambda each: (order_key(each.full_name), each.birth_year or 0)))
