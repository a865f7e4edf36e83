"""A real Prefect server for tests, one a test session, on a free port of loopback."""

import os
import select
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

import settings
from cli import prefect_server
from tests.databases import folder_of_this_run

PATIENCE = 300
"""Seconds within which the server answers a test's flows, however busy the machine is."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def choose() -> None:
    """Fix the server's address before Prefect is imported: it reads its environment once."""
    settings.use({"DANCHU_PREFECT_PORT": str(free_port()), "DANCHU_DATA_DIR": str(folder_of_this_run("danchu-test-"))})
    os.environ.update(prefect_server.environment(), PREFECT_API_REQUEST_TIMEOUT=str(PATIENCE))


@contextmanager
def running() -> Iterator[subprocess.Popen[bytes]]:
    """Start the server at the chosen address and home, whatever database a test has now; flows find it by the same."""
    process = subprocess.Popen(
        prefect_server.command(),
        env={**prefect_server.server_environment(), **os.environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await_health(process)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def await_health(process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{os.environ['PREFECT_API_URL']}/health", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            select.select([], [], [], 0.2)
    raise AssertionError("the Prefect server did not come up")
