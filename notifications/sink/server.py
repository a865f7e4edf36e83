"""The sink itself: opens the port, hands each connection to a conversation, shows what was kept."""

import asyncio
import socket
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from notifications.sink.conversation import Conversation, Rebuff, cut
from notifications.sink.faults import AT_CONNECT, Mischief, Script
from notifications.sink.kept import KeptMail, Store


class Sink:
    """An SMTP server on 127.0.0.1, at `port` or a free one; use as `async with Sink(...) as sink`.

    With a `folder` each mail is an .eml file there before it is acknowledged, and a later sink on the folder goes on
    with the numbers; without one mails stay in memory. Prints and logs no address.
    """

    def __init__(self, folder: Path | None = None, *, port: int = 0, faults: Iterable[Mischief] = ()) -> None:
        self.port = port
        self.connections = 0
        self._script = Script(faults)
        self._store = Store(folder)
        self._arrival = asyncio.Event()
        self._sessions: set[asyncio.BaseTransport] = set()
        self._socket: socket.socket | None = None
        self._server: asyncio.Server | None = None

    @property
    def mails(self) -> list[KeptMail]:
        """Every mail kept, in the order of arrival."""
        return self._store.mails()

    async def arrived(self, count: int) -> None:
        """Wait, in the sink's own loop, until it has kept so many mails since it was made."""
        while self._store.kept < count:
            self._arrival.clear()
            await self._arrival.wait()

    def play(self, *faults: Mischief) -> None:
        """Put this mischief in the place of what was played so far; none: behave."""
        self._script.mischief = list(faults)

    async def start(self) -> None:
        """Open the port. A sink that refuses every connection holds the port and does not listen on it."""
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", self.port))
        self.port = self._socket.getsockname()[1]
        if not self._script.refuses_connections():
            self._server = await asyncio.get_running_loop().create_server(self._answer, sock=self._socket)

    async def stop(self) -> None:
        """Close the port and cut every open session; `start` opens the same port again."""
        if self._server:
            self._server.close()
        for transport in list(self._sessions):
            cut(transport)
        while self._sessions:
            await asyncio.sleep(0)
        if self._socket:
            self._socket.close()
        self._socket = self._server = None

    async def __aenter__(self) -> "Sink":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _answer(self) -> asyncio.BaseProtocol:
        self.connections += 1
        fault = self._script.at(*AT_CONNECT)
        if fault:
            return Rebuff(fault, self._sessions)
        return Conversation(self._script, self._keep, self._sessions)

    def _keep(self, sender: str, recipients: list[str], raw: bytes) -> None:
        self._store.keep(sender, recipients, raw)
        self._arrival.set()


@contextmanager
def running(sink: Sink) -> Generator[Sink]:
    """Run a sink in a thread of its own, for a program that is not asynchronous."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="mail-sink", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(sink.start(), loop).result()
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(sink.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
