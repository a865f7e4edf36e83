"""Processes under measurement: a free port for them, their start and end, the processor time and memory they use."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from settings import ROOT

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(module: str, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m module arguments` from the root of the tree; ended on the way out."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def await_page(address: str, seconds: float = 90) -> None:
    """Wait until the page answers 200; raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(address)


def family(process_id: int) -> dict[int, str]:
    """The process and all its descendants, each with its command line."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _stat(int(folder.name))):
            parents[int(folder.name)] = int(stat[1])
    found, grew = {process_id}, True
    while grew:
        grown = found | {child for child, parent in parents.items() if parent in found}
        found, grew = grown, grown != found
    return {each: _command(each) for each in sorted(found)}


def processor_seconds(process_id: int) -> float:
    """User and system time of one process so far, its ended children included."""
    stat = _stat(process_id)
    return sum(int(stat[field]) for field in (11, 12, 13, 14)) / _TICK if stat else 0.0


def memory_now(process_id: int) -> int:
    """Resident bytes of one process, 0 when it is gone."""
    stat = _stat(process_id)
    return int(stat[21]) * _PAGE if stat else 0


def _stat(process_id: int) -> list[str]:
    """/proc/<pid>/stat from its third field on: the second, the name, may hold spaces."""
    try:
        text = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _command(process_id: int) -> str:
    try:
        return Path(f"/proc/{process_id}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""
