"""The stage: a fresh temporary agency, its mail sink and its three processes, each stopped and started at will."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx
from sqlmodel import select

from cli.children import Child, children
from cli.demo.serving import environment
from models import CourierHeartbeat
from models.store import clock, schema
from models.store.database import reading
from notifications.sink import Mischief, Sink
from procedures import demo
from settings import settings, use
from words.dates import local_day

READY_WITHIN = 120


class Stage:
    """Where a rehearsal plays; `base` is the address of its pages."""

    def __init__(self, folder: Path, sink: Sink) -> None:
        self.folder, self.sink = folder, sink
        self.base = settings().base_url
        self._actors: dict[str, tuple[Child, asyncio.Event, asyncio.Task[None]]] = {}

    def start(self, name: str) -> None:
        child = next(child for child in children() if child.name == name)
        stop = asyncio.Event()
        self._actors[name] = (child, stop, asyncio.ensure_future(child.keep(stop)))

    async def stop(self, name: str) -> None:
        """End a process in order, and do not start it again."""
        _, stop, task = self._actors.pop(name)
        stop.set()
        await task

    def kill(self, name: str) -> None:
        """SIGKILL a process; its keeper starts it again."""
        process = self._actors[name][0].process
        if process and process.returncode is None:
            os.kill(process.pid, signal.SIGKILL)

    async def is_up(self, name: str) -> bool:
        """Whether a process does its work: it answers, or its heart beats in the database."""
        process = self._actors[name][0].process if name in self._actors else None
        if process is None or process.returncode is not None:
            return False
        if name == "courier":
            return await asyncio.to_thread(_beats, process.pid)
        address = f"{self.base}/healthz" if name == "web" else f"{settings().prefect_api}/health"
        async with httpx.AsyncClient() as client:
            return await _answers(client, address)

    async def ready(self, *addresses: str) -> None:
        """Wait until each address answers; raises TimeoutError after two minutes."""
        async with asyncio.timeout(READY_WITHIN), httpx.AsyncClient() as client:
            for address in addresses:
                while not await _answers(client, address):
                    await asyncio.sleep(0.2)

    async def end(self) -> None:
        await asyncio.gather(*(self.stop(name) for name in list(self._actors)))


def _beats(process: int) -> bool:
    with reading() as session:
        return session.exec(select(CourierHeartbeat.id).where(CourierHeartbeat.process == process)).first() is not None


async def _answers(client: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await client.get(address, timeout=5)).status_code == 200
    except httpx.HTTPError:
        return False


@asynccontextmanager
async def stage(
    folder: Path, faults: Iterable[Mischief] = (), *, is_demo: bool = True, opens_on: date | None = None
) -> AsyncIterator[Stage]:
    """Build the agency in an empty folder and start everything; ends every process on the way out.

    `opens_on` sets the agency's clock to that day.
    Prefect comes up while the first scenes play: they do not need it.
    """
    async with Sink(folder / "mail", faults=faults) as sink:
        use(environment(folder, free_port(), free_port(), sink.port))
        use({"DANCHU_SMTP_TIMEOUT": "3", "DANCHU_MAIL_CONNECTIONS": "2", "DANCHU_MAIL_REST_FACTOR": "0.02"})
        await asyncio.to_thread(_found, is_demo, opens_on)
        built = Stage(folder, sink)
        try:
            for name in ("prefect", "web", "courier"):
                built.start(name)
            await built.ready(f"{built.base}/healthz")
            yield built
        finally:
            await built.end()


def _found(is_demo: bool, opens_on: date | None) -> None:
    schema.migrate()
    if not is_demo:
        return
    with reading() as session:
        behind = timedelta(days=(local_day(clock.unmoved(session)) - opens_on).days) if opens_on else timedelta()
    demo.mark(behind)


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
