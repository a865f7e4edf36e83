"""Postfix's own load tools, smtp-source and smtp-sink: those of the machine, or unpacked from the Debian package."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection

from bench.processes import free_port

SBIN = "/usr/sbin"


class NoPostfix(Exception):
    """The tools are not on this machine and their package could not be fetched."""


@contextmanager
def sink(folder: Path) -> Iterator[tuple[int, Path]]:
    """A running smtp-sink: its port, and the path of smtp-source. Raises NoPostfix."""
    tools, port = _tools(folder), free_port()
    command = [str(tools / "smtp-sink"), "-u", "nobody", f"127.0.0.1:{port}", "1000"]
    process = subprocess.Popen(command, env=_environment(tools), stderr=subprocess.DEVNULL)
    try:
        _await_port(port)
        yield port, tools / "smtp-source"
    finally:
        process.terminate()
        process.wait(10)


def pour(source: Path, port: int, letters: int, size: int, connections: int) -> float:
    """Seconds that smtp-source takes for so many letters of so many bytes."""
    load = [str(source), "-d", "-s", str(connections), "-m", str(letters), "-l", str(size)]
    begun = time.perf_counter()
    subprocess.run([*load, f"127.0.0.1:{port}"], env=_environment(source.parent), check=True)
    return time.perf_counter() - begun


def _tools(folder: Path) -> Path:
    for place in (Path(SBIN), Path(shutil.which("smtp-source") or "/nowhere").parent):
        if (place / "smtp-source").exists():
            return place
    return _fetched(folder)


def _fetched(folder: Path) -> Path:
    """Download and unpack the package; nothing of it is installed or started."""
    try:
        subprocess.run(["apt-get", "download", "postfix"], cwd=folder, check=True, capture_output=True, timeout=60)
        (package,) = folder.glob("postfix_*.deb")
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True, capture_output=True)
    except (OSError, ValueError, subprocess.SubprocessError) as trouble:
        raise NoPostfix(str(trouble)) from trouble
    folder.chmod(0o755)
    return folder / "usr" / "sbin"


def _environment(tools: Path) -> dict[str, str]:
    return {**os.environ, "LD_LIBRARY_PATH": str(tools.parent / "lib" / "postfix")}


def _await_port(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise NoPostfix("smtp-sink does not answer")
