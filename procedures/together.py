"""One transaction for what many people ask for at the same moment: who comes while one is under way shares the next."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

MOST = 64
Asked = TypeVar("Asked")
Told = TypeVar("Told")
AnyFuture = Future[Told] | asyncio.Future[Told]


class Together(Generic[Asked, Told]):
    """What is asked at the same time is done in one call of `do`, in one thread, and told when that has returned.

    `do` gives one outcome for each thing asked, in order: what is told, or the exception that its asker gets. Where
    `do` itself raises, each is done alone, so that one that cannot be done stops no other.
    """

    def __init__(self, do: Callable[[Sequence[Asked]], Sequence[Told | BaseException]], name: str) -> None:
        self._do = do
        self._waiting: list[tuple[Asked, AnyFuture[Told]]] = []
        self._is_serving = False
        self._lock = Lock()
        self._desk = ThreadPoolExecutor(1, name)

    def ask(self, asked: Asked) -> Told:
        """Return what became of it once that is durable; raises the exception that is its outcome."""
        told = Future[Told]()
        self._queue(asked, told)
        return told.result()

    async def ask_soon(self, asked: Asked) -> Told:
        """The same for a caller who must not block."""
        told: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._queue(asked, told)
        return await told

    def _queue(self, asked: Asked, told: AnyFuture[Told]) -> None:
        with self._lock:
            self._waiting.append((asked, told))
            begins, self._is_serving = not self._is_serving, True
        if begins:
            self._desk.submit(self._serve_all)

    def _serve_all(self) -> None:
        """Serve until nobody waits any more, so many at a time."""
        while True:
            with self._lock:
                served, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                self._is_serving = bool(served)
            if not served:
                return
            self._serve(served)

    def _serve(self, waiting: list[tuple[Asked, AnyFuture[Told]]]) -> None:
        try:
            outcomes = self._do([asked for asked, _ in waiting])
        except BaseException as error:  # it becomes the outcome of the one that cannot be done: nobody waits for ever
            if len(waiting) > 1:
                for each in waiting:
                    self._serve([each])
                return
            outcomes = [error]
        _tell([(told, outcome) for (_, told), outcome in zip(waiting, outcomes, strict=True)])


def _tell(all_told: list[tuple[AnyFuture[Told], Told | BaseException]]) -> None:
    """Give each its outcome; those who wait in one event loop are woken together."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[AnyFuture[Told], Told | BaseException]]] = {}
    for told, outcome in all_told:
        if isinstance(told, asyncio.Future):
            loops.setdefault(told.get_loop(), []).append((told, outcome))
        else:
            _settle([(told, outcome)])
    for loop, of_loop in loops.items():
        with suppress(RuntimeError):  # the loop has been closed: its askers are gone
            loop.call_soon_threadsafe(_settle, of_loop)


def _settle(all_told: list[tuple[AnyFuture[Told], Told | BaseException]]) -> None:
    for told, outcome in all_told:
        if told.done():  # its asker went away; what was asked is done all the same
            continue
        if isinstance(outcome, BaseException):
            told.set_exception(outcome)
        else:
            told.set_result(outcome)
