"""All ballots of an archive, checked one by one by as many processes as are given, and added up."""

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from typing import BinaryIO

from ballots import exact
from ballots.archive import body_at
from ballots.ballot import Ballot, check, choices_of
from ballots.exact import Broken
from ballots.tally import Adding
from ballots.verify.chain import Event
from ballots.verify.setup import Setup

AT_ONCE = 16
Work = list[tuple[bytes, str]]

_setup: Setup | None = None


class Casting:
    """The ballots so far; what was given in is checked at the latest when `finish` returns."""

    def __init__(self, setup: Setup, stream: BinaryIO, processes: int) -> None:
        self.adding = Adding(setup.election)
        self.ballots = 0
        self._setup, self._stream = setup, stream
        self._seen: set[bytes] = set()
        self._waiting: list[Event] = []
        self._under_way: deque[tuple[list[Event], Future[list[Ballot]]]] = deque()
        self._most = 2 * processes
        self._pool = ProcessPoolExecutor(processes, initializer=_prepare, initargs=(setup,)) if processes > 1 else None

    def cast(self, event: Event) -> None:
        """Takes a ballot in. Raises `Broken` for this one or for one before it."""
        hash_ = bytes.fromhex(exact.digest(event.payload))
        if hash_ in self._seen:
            raise Broken("ballot-twice", event.at)
        self._seen.add(hash_)
        self.ballots += 1
        if self._pool is None:
            self._count(event, check(self._setup.election, event.payload, self._setup, event.at))
            return
        self._waiting.append(event)
        if len(self._waiting) == AT_ONCE:
            self._hand_out(self._pool)

    def finish(self) -> None:
        """Waits for what is under way. Raises `Broken`."""
        if self._pool is None:
            return
        self._hand_out(self._pool)
        while self._under_way:
            self._take_back()
        self.stop()

    def stop(self) -> None:
        """Lets the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _hand_out(self, pool: ProcessPoolExecutor) -> None:
        work: Work = [(event.payload, event.at) for event in self._waiting]
        self._under_way.append((self._waiting, pool.submit(_check_all, work)))
        self._waiting = []
        while len(self._under_way) > self._most:
            self._take_back()

    def _take_back(self) -> None:
        given, future = self._under_way.popleft()
        for event, ballot in zip(given, future.result(), strict=True):
            self._count(event, ballot)

    def _count(self, event: Event, ballot: Ballot) -> None:
        voter = self._setup.voter(ballot.credential)
        replaced = None if voter.last < 0 else choices_of(self._setup.election, body_at(self._stream, voter.last))
        self.adding.add(ballot.choices, voter.weight, replaced)
        voter.last = event.parts[0].offset


def _prepare(setup: Setup) -> None:
    global _setup
    _setup = setup


def _check_all(work: Work) -> list[Ballot]:
    assert _setup is not None
    return [check(_setup.election, raw, _setup, at) for raw, at in work]
