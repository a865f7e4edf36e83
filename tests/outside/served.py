"""`danchu serve` as its operator starts it: one supervisor with its real children, on a fresh agency of its own."""

import asyncio
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx

from cli.children import die_with_parent
from cli.demo.serving import environment
from models.store import schema
from notifications.sink import KeptMail, Sink
from settings import settings, use
from tests.databases import own_environment
from tests.outside import processes
from tests.outside.processes import until
from tests.prefect_server import free_port

HURRIED = {"DANCHU_SMTP_TIMEOUT": "3", "DANCHU_MAIL_CONNECTIONS": "2", "DANCHU_MAIL_REST_FACTOR": "0.02"}
BEHIND_A_PROXY = {"DANCHU_TRUSTED_PROXY": "true"}


class Served:
    """A running product; `base` is the address of its pages, and `sink` keeps its mail."""

    def __init__(self, folder: Path, sink: Sink) -> None:
        self.folder, self.mail, self.sink = folder, folder / "mail", sink
        self.base, self.prefect = settings().base_url, settings().prefect_api
        self.ports = (settings().web_port, settings().prefect_port)
        self.supervisor: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start the supervisor and wait until the pages and the courier are there (Prefect may still be coming)."""
        command = [str(Path(sys.executable).with_name("danchu")), "serve"]
        with (self.folder / "serve.log").open("ab") as log:
            self.supervisor = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=die_with_parent)
        await until(lambda: self.is_up("web") and self.is_up("courier"))

    @property
    def children(self) -> dict[str, int]:
        return processes.children_of(self.supervisor.pid) if self.supervisor else {}

    def is_up(self, name: str) -> bool:
        """Whether a child does its work: it answers, or its heart beats in the database."""
        pid = self.children.get(name)
        if pid is None:
            return False
        if name == "courier":
            return (pid,) in self.rows("SELECT process FROM courier_heartbeat")
        address = f"{self.base}/healthz" if name == "web" else f"{self.prefect}/health"
        try:
            return httpx.get(address, timeout=3).status_code == 200
        except httpx.HTTPError:
            return False

    def signal(self, name: str, number: signal.Signals) -> int:
        """Send a signal to a child; returns its process number, 0 where there is none."""
        pid = self.children.get(name, 0)
        return pid if pid and processes.send(pid, number) else 0

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database answers to a reader beside the product."""
        with closing(sqlite3.connect(self.folder / "danchu.db", timeout=30)) as record:
            return record.execute(query).fetchall()

    def mails(self, kind: str) -> list[KeptMail]:
        return [mail for mail in self.sink.mails if mail.header("Message-ID").startswith(f"<{kind}.")]

    def is_settled(self) -> bool:
        """Whether no letter waits and no wish for a run is open."""
        waiting = self.rows("SELECT 1 FROM outbox_message WHERE state IN ('queued', 'deferred', 'sending')")
        return not waiting and not self.rows("SELECT 1 FROM nudge WHERE asked > done")

    def held_ports(self) -> list[int]:
        return [port for port in self.ports if _is_held(port)]

    async def end(self) -> None:
        """End the supervisor in order, and then whatever is left."""
        if self.supervisor and self.supervisor.poll() is None:
            self.supervisor.terminate()
            try:
                await asyncio.to_thread(self.supervisor.wait, 25)
            except subprocess.TimeoutExpired:
                self.supervisor.kill()
        processes.end_all(self.folder)
        if self.supervisor:
            await asyncio.to_thread(self.supervisor.wait, 20)


def _is_held(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@asynccontextmanager
async def served(folder: Path, **changed: str) -> AsyncIterator[Served]:
    """A migrated database in an empty folder, a sink, and settings for both; the test puts people in and starts it."""
    with own_environment():
        async with Sink(folder / "mail") as sink:
            use(environment(folder, free_port(), free_port(), sink.port) | HURRIED | changed)
            product = Served(folder, sink)
            try:
                await asyncio.to_thread(schema.migrate)
                yield product
            finally:
                await product.end()
