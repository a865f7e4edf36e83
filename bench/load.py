"""A load generator on raw sockets: kept connections, one request after the other on each, every answer timed."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Burst:
    """What a burst of requests met: seconds it took, seconds of each answer, how many had each status."""

    seconds: float
    latencies: list[float]
    statuses: dict[int, int]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds


def burst(port: int, requests: Iterable[bytes], connections: int) -> Burst:
    """Send all requests over so many connections to 127.0.0.1."""
    return asyncio.run(_burst(port, iter(requests), connections))


def form_post(port: int, path: str, body: bytes) -> bytes:
    """The bytes of a form's post as a browser of this site sends it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def page_get(port: int, path: str, cookies: str) -> bytes:
    """The bytes with which a browser that holds these cookies asks for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n\r\n".encode()


async def _burst(port: int, requests: Iterator[bytes], connections: int) -> Burst:
    latencies: list[float] = []
    statuses: dict[int, int] = {}

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in requests:
            begun = time.perf_counter()
            writer.write(request)
            status = await _answer(reader)
            latencies.append(time.perf_counter() - begun)
            statuses[status] = statuses.get(status, 0) + 1
        writer.close()
        await writer.wait_closed()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(connections)))
    return Burst(time.perf_counter() - begun, latencies, statuses)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    _, _, rest = head.partition(b"content-length:")
    await reader.readexactly(int(rest.partition(b"\r\n")[0] or 0))
    return int(head[9:12])
