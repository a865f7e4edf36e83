"""All ballots of an archive, checked one by one by as many processes as are given, and added up."""

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from typing import BinaryIO

from ballots.archive import body_at
from ballots.ballot import Ballot, check, check_but_members, choices_of
from ballots.exact import Broken
from ballots.tally import Adding
from ballots.verify.chain import Event
from ballots.verify.setup import Setup
from ballots.verify.together import Together

AT_ONCE = 16
Work = list[tuple[bytes, str]]

_setup: Setup | None = None
_is_alone = True


class Casting:
    """The ballots so far; what was given in is checked at the latest when `finish` returns.

    Where `together` is given, that the ciphertexts are in the group is left to it.
    """

    def __init__(self, setup: Setup, stream: BinaryIO, processes: int, together: Together | None) -> None:
        self.adding = Adding(setup.election)
        self.ballots = 0
        self._setup, self._stream, self._together = setup, stream, together
        self._seen: set[bytes] = set()
        self._waiting: list[Event] = []
        self._under_way: deque[tuple[list[Event], Future[list[Ballot]]]] = deque()
        self._most = 2 * processes
        begin = setup, together is None
        self._pool = ProcessPoolExecutor(processes, initializer=_prepare, initargs=begin) if processes > 1 else None

    def cast(self, event: Event) -> None:
        """Takes a ballot in. Raises `Broken` for this one or for one before it."""
        hash_ = bytes.fromhex(event.parts[-1].hash)
        if hash_ in self._seen:
            raise Broken("ballot-twice", event.at)
        self._seen.add(hash_)
        self.ballots += 1
        if self._pool is None:
            self._count(event, _checked(self._setup, event.payload, event.at, is_alone=self._together is None))
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
        if self._together:
            self._together.add(half for each in chain(*ballot.choices) for half in (each.alpha, each.beta))
        self.adding.add(ballot.choices, voter.weight, replaced)
        voter.last = event.parts[0].offset


def _checked(setup: Setup, raw: bytes, at: str, *, is_alone: bool) -> Ballot:
    return (check if is_alone else check_but_members)(setup.election, raw, setup, at)


def _prepare(setup: Setup, is_alone: bool) -> None:
    global _setup, _is_alone
    _setup, _is_alone = setup, is_alone


def _check_all(work: Work) -> list[Ballot]:
    assert _setup is not None
    return [_checked(_setup, raw, at, is_alone=_is_alone) for raw, at in work]
