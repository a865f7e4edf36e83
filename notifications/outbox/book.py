"""The record that one courier keeps of its attempts: those that end during one commit, on any lane, share the next."""

import asyncio
import logging

from sqlalchemy.exc import DBAPIError

from notifications.outbox.settling import Attempt, settle

AGAIN_AFTER = 0.5
log = logging.getLogger("danchu.courier")


class Book:
    """Writes attempts down while the next letters go, however long the database takes: else they would go again."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._attempts: list[Attempt] = []
        self._durable: asyncio.Future[None] | None = None
        self._writing: asyncio.Task[None] | None = None

    def record(self, attempt: Attempt, stopping: asyncio.Event) -> asyncio.Future[None]:
        """Have an attempt written down; what is returned is done when it, and all before it, are durable.

        It ends with DBAPIError where the database is away and the courier must stop. Lanes share it: shield it.
        """
        self._attempts.append(attempt)
        if self._durable is None:
            self._durable = asyncio.get_running_loop().create_future()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write(stopping))
        return self._durable

    async def _write(self, stopping: asyncio.Event) -> None:
        while (durable := self._durable) is not None:
            attempts, self._attempts, self._durable = self._attempts, [], None
            error = await self._written(attempts, stopping)
            if error:
                durable.set_exception(error)
            else:
                durable.set_result(None)

    async def _written(self, attempts: list[Attempt], stopping: asyncio.Event) -> Exception | None:
        while True:
            try:
                await asyncio.to_thread(settle, self._owner, attempts)
                return None
            except DBAPIError as error:
                log.error("%s letters wait to be recorded: %s", len(attempts), type(error).__name__)
                if stopping.is_set():
                    return error
            except Exception as error:  # else the lanes that wait for this record would wait for ever
                return error
            await asyncio.sleep(AGAIN_AFTER)
