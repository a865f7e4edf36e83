"""Supervised children: started, watched, started again after a pause, and ended with their parent."""

import asyncio
import ctypes
import os
import signal
import sys
from dataclasses import dataclass, field

from cli import prefect_server

_PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 5
SETTLED_AFTER = 5


@dataclass
class Child:
    """A command that must run all the time."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    pauses: int = 0
    process: asyncio.subprocess.Process | None = None

    async def keep(self, stopping: asyncio.Event) -> None:
        """Run the command again whenever it ends, until told to stop; then end it."""
        while not stopping.is_set():
            process = await asyncio.create_subprocess_exec(
                *self.command, env={**os.environ, **self.environment}, preexec_fn=die_with_parent
            )
            self.process = process
            began = asyncio.get_running_loop().time()
            if await _ended(process, stopping):
                await _end(process)
                return
            lived = asyncio.get_running_loop().time() - began
            self.pauses = 0 if lived > SETTLED_AFTER else self.pauses + 1
            pause = min(0.2 * 2**self.pauses, LONGEST_PAUSE)
            sys.stderr.write(f"danchu: {self.name} ended ({process.returncode}); starting it again in {pause:g} s\n")
            await _rest(pause, stopping)


async def _ended(process: asyncio.subprocess.Process, stopping: asyncio.Event) -> bool:
    """Wait for the child's end or the wish to stop; returns whether it was the wish."""
    ends, stops = asyncio.ensure_future(process.wait()), asyncio.ensure_future(stopping.wait())
    await asyncio.wait({ends, stops}, return_when=asyncio.FIRST_COMPLETED)
    for waiting in (ends, stops):
        waiting.cancel()
    return stopping.is_set()


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(10):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _rest(seconds: float, stopping: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return


def die_with_parent() -> None:
    """In a child, before it begins: end when the parent ends, however that came about, and at once.

    A gentle end may wait for a connection that never closes; nothing is lost by a hard one.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def children() -> list[Child]:
    """The processes of the product on one machine."""
    danchu = [sys.executable, "-m", "cli.main"]
    return [
        Child("prefect", prefect_server.command(), prefect_server.server_environment()),
        Child("web", [*danchu, "web"]),
        Child("courier", [*danchu, "courier"]),
    ]


async def keep_all(children: list[Child]) -> None:
    """Keep every child until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    async with asyncio.TaskGroup() as group:
        for child in children:
            group.create_task(child.keep(stopping))
