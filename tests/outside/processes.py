"""The processes of a running product, as the system shows them: who they are, what they use, whether they are gone."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
ENDINGS = {"web": "cli.main web", "courier": "cli.main courier", "prefect": "prefect server start"}


def words_of(pid: int) -> str:
    """The command line of a process; empty for one that is gone or a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def of_folder(folder: Path) -> list[int]:
    """Every process, this one excepted, that was started for the data in a folder."""
    mark = f"DANCHU_DATA_DIR={folder.resolve()}".encode()
    return [pid for pid in _everyone() if pid != os.getpid() and mark in _environment(pid)]


def children_of(parent: int) -> dict[str, int]:
    """The children of `danchu serve` by their names: web, courier, prefect."""
    found = {}
    for pid in _everyone():
        if _stat(pid)[1:2] == [str(parent)]:
            found |= {name: pid for name, ending in ENDINGS.items() if ending in words_of(pid)}
    return found


def seconds_used(pid: int) -> float:
    """The processor time that a process has used, in seconds."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS


def end_all(folder: Path) -> None:
    """End whatever still runs for a folder, also what is stopped."""
    for pid in of_folder(folder):
        send(pid, signal.SIGKILL)


def send(pid: int, number: signal.Signals) -> bool:
    """Send a signal; False where the process is gone."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


async def until(is_so: Callable[[], object], seconds: float = 120, every: float = 0.2) -> float:
    """Wait until something is so; returns how many seconds that took, raises TimeoutError when it does not come."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(seconds):
        while not await asyncio.to_thread(is_so):
            await asyncio.sleep(every)
    return loop.time() - began


def _everyone() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def tell(**figures: float) -> None:
    """Say what was measured (`pytest -s` or `-rP` shows it); no test is decided by it."""
    sys.stdout.write(f"{ {name: round(figure, 4) for name, figure in figures.items()} }\n")
