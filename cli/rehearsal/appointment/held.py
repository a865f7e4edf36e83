"""What the play itself remembers of one convened meeting: who was summoned and came, and every ballot."""

from dataclasses import dataclass, field
from datetime import datetime

from cli.rehearsal.appointment.ballots import Counted, counted
from cli.rehearsal.sealed.voting import SealedVote
from law.decisions.appointment import Meeting, Reason
from words.dates import at_local, local_day

AGAIN = 10
HOUR, MINUTE = 8, 30


@dataclass(frozen=True)
class Seat:
    """One person on the list of a meeting: the number on the roll, and how the secretary's page names them."""

    entry: int
    name: str
    has_vote: bool
    has_mail: bool


@dataclass
class Held:
    """One convening; `names` are the nominees on its ballot by number, whoever leads in the script first.

    `is_sealed`: it votes by sealed ballots, with codes that are drawn in the hall where `is_drawn`; `vote` is how that
    went, once it has.
    """

    law: Meeting
    convening: int
    meeting_id: int
    starts_at: datetime
    seats: list[Seat] = field(default_factory=list[Seat])
    replies: dict[int, bool] = field(default_factory=dict[int, bool])
    excused: set[int] = field(default_factory=set[int])
    present: set[int] = field(default_factory=set[int])
    names: list[str] = field(default_factory=list[str])
    ballots: list[str] = field(default_factory=list[str])
    reason: Reason | None = None
    chosen: tuple[str, ...] = ()
    was_miscounted: bool = False
    is_sealed: bool = False
    is_drawn: bool = False
    vote: SealedVote | None = None

    @property
    def number(self) -> int:
        """Its occurrence, as papers and steps have it."""
        return self.law.step * AGAIN + self.convening

    @property
    def voters(self) -> list[int]:
        return [seat.entry for seat in self.seats if seat.has_vote]

    @property
    def count(self) -> Counted:
        """What is on the ballots, names in the order of the roll."""
        return counted(self.ballots, sorted(self.names, key=int))

    @property
    def voting(self) -> list[int]:
        """Those who are there and are handed a ballot."""
        return [entry for entry in self.voters if entry in self.present]

    @property
    def calendar(self) -> str:
        """Its hour as a calendar file says it."""
        return f"{local_day(self.starts_at):%Y%m%d}T{HOUR:02d}{MINUTE:02d}00"


def hour_after(now: datetime, days: int) -> datetime:
    """Half past eight so many days from now; of a weekend the Monday after it."""
    day = local_day(now)
    while days or day.weekday() > 4:
        day = day.fromordinal(day.toordinal() + 1)
        days = max(0, days - 1)
    return at_local(day, HOUR, MINUTE)
