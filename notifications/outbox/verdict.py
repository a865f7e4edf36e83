"""What an attempt means for a letter: its next state, and how long it rests before the next attempt."""

from dataclasses import dataclass
from datetime import timedelta

from models import LetterState
from notifications.smtp import Delivery, Outcome
from settings import settings

MINUTE = timedelta(minutes=1)
BACK_OFF = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE)
BACK_OFF_URGENT = (timedelta(seconds=10), timedelta(seconds=30), MINUTE, 2 * MINUTE, 5 * MINUTE)
BACK_OFF_RELAY = (MINUTE, 5 * MINUTE, 15 * MINUTE)
GIVES_UP_AFTER = timedelta(hours=24)
_ENDS = {Outcome.SENT: LetterState.SENT, Outcome.BOUNCED: LetterState.BOUNCED}


@dataclass(frozen=True)
class Tries:
    """What a letter has been through before this attempt."""

    attempts: int = 0
    unknown: int = 0
    urgent: bool = False


@dataclass(frozen=True)
class Verdict:
    """The state that follows; where it is no end, the rest before the next attempt. The tries include this one."""

    state: LetterState
    tries: Tries
    rest: timedelta = timedelta(0)

    @property
    def is_end(self) -> bool:
        return self.state is not LetterState.DEFERRED


def judge(tries: Tries, delivery: Delivery, relay_failures: int = 0) -> Verdict:
    """Judge one attempt; `relay_failures` counts those in a row, this one included, that were the relay's.

    A relay's own trouble never counts against a letter. An unknown end is tried once more. A letter refused for now
    is given up when its rests add up to a day: bounced, or unknown where the relay may have had it once.
    """
    if delivery.concerns_relay:
        return Verdict(LetterState.DEFERRED, tries, relay_rest(relay_failures, tries.urgent))
    unknown = tries.unknown + (delivery.outcome is Outcome.UNKNOWN)
    tried = Tries(tries.attempts + 1, unknown, tries.urgent)
    if delivery.outcome in _ENDS:
        return Verdict(_ENDS[delivery.outcome], tried)
    given_up = rested(tried.attempts) >= GIVES_UP_AFTER
    if unknown and (given_up or (delivery.outcome is Outcome.UNKNOWN and unknown > 1)):
        return Verdict(LetterState.UNKNOWN, tried)
    if given_up:
        return Verdict(LetterState.BOUNCED, tried)
    rest = rest_after(tried.attempts, tries.urgent)
    return Verdict(
        LetterState.DEFERRED, tried, rest if tries.urgent else max(rest, delivery.wait * settings().mail_rest_factor)
    )


def rest_after(attempts: int, urgent: bool = False) -> timedelta:
    """The rest after so many attempts of a letter."""
    return _step(BACK_OFF_URGENT if urgent else BACK_OFF, attempts)


def relay_rest(failures: int, urgent: bool = False) -> timedelta:
    """The rest after so many failures of the relay in a row: shorter, for it is one probe for all letters."""
    return _step(BACK_OFF_URGENT if urgent else BACK_OFF_RELAY, failures)


def rested(attempts: int) -> timedelta:
    """How long a letter has rested, all in all, before its last of so many attempts."""
    early = sum(BACK_OFF[: attempts - 1], timedelta(0))
    return early + max(attempts - 1 - len(BACK_OFF), 0) * BACK_OFF[-1]


def _step(rests: tuple[timedelta, ...], number: int) -> timedelta:
    return rests[min(max(number, 1), len(rests)) - 1] * settings().mail_rest_factor
