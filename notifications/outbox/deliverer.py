"""The lanes on which letters go: a few kept connections, and one apart for sign-in codes, which wait for nobody."""

import asyncio
import logging
from collections import deque
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from notifications.outbox.book import Book
from notifications.outbox.claiming import Compose, Ready, claim, look
from notifications.outbox.pace import Pace
from notifications.outbox.settling import Attempt, hand_back
from notifications.relay import Relay, agency_relay
from notifications.smtp import Connection
from settings import settings

BATCH = 10
POLL = 0.5
IDLE = 10.0
MARGIN = 60.0
log = logging.getLogger("danchu.courier")


class Deliverer:
    """Sends what is due; `owner` names this courier in leases, `compose` renders within the claim's transaction."""

    def __init__(self, owner: str, compose: Compose, relay: Relay | None = None) -> None:
        relay, pace, book = relay or agency_relay(), Pace(settings().mail_per_minute), Book(owner)
        ordinary = [Lane(owner, compose, relay, pace, book) for _ in range(settings().mail_connections)]
        self.lanes = [*ordinary, Lane(owner, compose, relay, Pace(0, urgent=True), book, urgent=True)]

    async def work(self, stopping: asyncio.Event) -> None:
        """Deliver until told to stop: letters under way are finished, those not yet tried are handed back."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch(stopping))
            for lane in self.lanes:
                group.create_task(lane.work(stopping))

    async def _watch(self, stopping: asyncio.Event) -> None:
        """Look for all lanes at once what is due, and wake those that may send it."""
        while not stopping.is_set():
            try:
                ordinary, urgent = await asyncio.to_thread(look)
            except DBAPIError as error:
                log.error("letters wait for the database: %s", type(error).__name__)
                ordinary = urgent = False
            for lane in self.lanes:
                lane.wake(urgent if lane.urgent else ordinary)
            await _pause(stopping, POLL)
        for lane in self.lanes:
            lane.wake(True)

    async def deliver_due(self) -> int:
        """Deliver all that is due and may go now; returns how many letters were tried or settled untried."""
        total, never = 0, asyncio.Event()
        while done := sum(await asyncio.gather(*(lane.deliver_batch(never) for lane in self.lanes))):
            total += done
        await asyncio.gather(*(lane.connection.close() for lane in self.lanes))
        return total


class Lane:
    """One connection and the letters that go over it, one after the other."""

    def __init__(
        self, owner: str, compose: Compose, relay: Relay, pace: Pace, book: Book, urgent: bool = False
    ) -> None:
        self.connection, self._book = Connection(relay), book
        self._owner, self._compose, self._pace, self.urgent = owner, compose, pace, urgent
        self._due = asyncio.Event()
        self._longest, self._lease = relay.longest_delivery, relay.longest_delivery + MARGIN

    async def work(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                done = await self.deliver_batch(stopping)
            except DBAPIError as error:
                log.error("letters wait for the database: %s", type(error).__name__)
                done = 0
            if not done:
                await _pause(stopping, POLL)
                await self._rest()
        await self.connection.close()

    def wake(self, is_due: bool) -> None:
        """Say whether there is anything for this lane."""
        if is_due:
            self._due.set()
        else:
            self._due.clear()

    async def _rest(self) -> None:
        """Wait until something is due; a connection over which nothing goes for a while is closed."""
        try:
            async with asyncio.timeout(IDLE):
                await self._due.wait()
        except TimeoutError:
            await self.connection.close()
            await self._due.wait()

    async def deliver_batch(self, stopping: asyncio.Event) -> int:
        """Claim some letters and send them; returns how many were tried or settled untried."""
        begun = _moment()
        room = self._pace.take(BATCH, begun)
        if not room:
            return 0
        lease = timedelta(seconds=self._lease)
        claimed = await asyncio.to_thread(claim, self._owner, self._compose, room, lease, self.urgent)
        pending = deque(claimed.ready)
        recorded: asyncio.Future[None] | None = None
        try:
            while pending and self._may_go_on(stopping, begun):
                recorded = self._book.record(await self._try(pending.popleft()), stopping)
        finally:
            if recorded:
                await asyncio.shield(recorded)
        tried = len(claimed.ready) - len(pending)
        self._pace.give_back(room - tried)
        if pending:
            await asyncio.to_thread(hand_back, self._owner, list(pending))
        return tried + claimed.settled

    def _may_go_on(self, stopping: asyncio.Event, begun: float) -> bool:
        fits = _moment() + self._longest < begun + self._lease
        return fits and not stopping.is_set() and not self._pace.is_resting(_moment())

    async def _try(self, ready: Ready) -> Attempt:
        delivery = await self.connection.deliver(ready.raw, ready.sender, ready.recipient)
        if delivery.concerns_relay:
            self._pace.relay_failed(_moment())
        else:
            self._pace.relay_works()
        log.info("letter %s: %s at %s, code %s", ready.id, delivery.outcome, delivery.phase, delivery.code)
        return Attempt(ready, delivery, self._pace.relay_failures)


def _moment() -> float:
    return asyncio.get_running_loop().time()


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return
