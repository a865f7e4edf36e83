"""What may go wrong with a relay, and on which occasions the sink plays it."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """A relay's fault, in the order of the conversation; with the last three the mail has been kept."""

    REFUSED = "refused"
    RESET = "reset"
    BANNER_HANG = "banner-hang"
    BANNER_421 = "banner-421"
    MAIL_450 = "mail-450"
    RCPT_450 = "rcpt-450"
    RCPT_452 = "rcpt-452"
    RCPT_550 = "rcpt-550"
    DROP_AT_RCPT = "drop-at-rcpt"
    DATA_554 = "data-554"
    DROP_MID_DATA = "drop-mid-data"
    AFTER_DOT_451 = "after-dot-451"
    AFTER_DOT_552 = "after-dot-552"
    DROP_AFTER_DOT = "drop-after-dot"
    HANG_AFTER_DOT = "hang-after-dot"
    DROP_AT_QUIT = "drop-at-quit"


AT_CONNECT = (Fault.REFUSED, Fault.RESET, Fault.BANNER_HANG, Fault.BANNER_421)
AT_RCPT = (Fault.RCPT_450, Fault.RCPT_452, Fault.RCPT_550, Fault.DROP_AT_RCPT)
AT_DATA = (Fault.DATA_554, Fault.DROP_MID_DATA)
AFTER_DOT = (Fault.AFTER_DOT_451, Fault.AFTER_DOT_552, Fault.DROP_AFTER_DOT, Fault.HANG_AFTER_DOT)
REPLIES = {
    Fault.MAIL_450: "450 4.7.1 Try again later",
    Fault.RCPT_450: "450 4.2.0 Greylisted, try again later",
    Fault.RCPT_452: "452 4.2.2 Mailbox full",
    Fault.RCPT_550: "550 5.1.1 User unknown",
    Fault.DATA_554: "554 5.7.1 Transaction failed",
    Fault.AFTER_DOT_451: "451 4.3.0 Local error in processing",
    Fault.AFTER_DOT_552: "552 5.3.4 Message too big",
}


@dataclass
class Mischief:
    """When a fault is played: always, on the first `times` occasions, or at a `rate` drawn from `seed`.

    `recipients` limits it to those addresses, and `each` counts `times` for every recipient apart (greylisting);
    both need a fault that comes when the recipient is known, else ValueError.
    """

    fault: Fault
    times: int | None = None
    rate: float = 1.0
    seed: int = 0
    recipients: frozenset[str] = frozenset()
    each: bool = False
    _played: Counter[str] = field(default_factory=Counter[str], init=False, repr=False)

    def __post_init__(self) -> None:
        if (self.recipients or self.each) and self.fault not in (*AT_RCPT, *AT_DATA, *AFTER_DOT):
            raise ValueError(f"{self.fault} is played without regard to a recipient")
        self._random = random.Random(self.seed)  # noqa: S311

    @property
    def is_constant(self) -> bool:
        """Whether every occasion, for everybody, meets the fault."""
        return self.times is None and self.rate >= 1 and not self.recipients

    def strikes(self, recipient: str = "") -> bool:
        """Whether the fault is played on this occasion; an occasion on which it is played counts."""
        if self.recipients and recipient not in self.recipients:
            return False
        if self.rate < 1 and self._random.random() >= self.rate:
            return False
        counted = recipient if self.each else ""
        if self.times is not None and self._played[counted] >= self.times:
            return False
        self._played[counted] += 1
        return True


class Script:
    """All the mischief a sink is up to."""

    def __init__(self, mischief: Iterable[Mischief] = ()) -> None:
        self.mischief = list(mischief)

    def refuses_connections(self) -> bool:
        return any(each.fault is Fault.REFUSED and each.is_constant for each in self.mischief)

    def at(self, *faults: Fault, recipient: str = "") -> Fault | None:
        """The fault, of these, that is to be played now."""
        for mischief in self.mischief:
            if mischief.fault in faults and mischief.strikes(recipient):
                return mischief.fault
        return None
