"""Relays of the tests other than the sink: one that answers from a list, one behind TLS and a password."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from notifications.relay import Security


@asynccontextmanager
async def scripted(*answers: bytes) -> AsyncGenerator[int]:
    """A relay that greets with the first answer and gives the next one to each line or letter it gets."""

    over = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            for answer in answers:
                writer.write(answer + b"\r\n")
                await reader.readuntil(b"\r\n.\r\n" if answer.startswith(b"354") else b"\r\n")
        writer.close()
        over.set()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        await over.wait()


@asynccontextmanager
async def guarded(context: ssl.SSLContext, security: Security) -> AsyncGenerator[tuple[int, list[bytes]]]:
    """A relay that takes letters only over TLS and from the user `danchu`; gives its port and what it took."""
    taken: list[bytes] = []

    class Handler:
        async def handle_DATA(self, _: SMTP, _s: Session, envelope: Envelope) -> str:
            taken.append(envelope.original_content or b"")
            return "250 OK"

    def known(_: str, login: bytes, password: bytes) -> bool:
        return (login, password) == (b"danchu", "mật khẩu".encode())

    def conversation() -> SMTP:
        starttls = context if security is Security.STARTTLS else None
        return SMTP(Handler(), hostname="x", tls_context=starttls, auth_require_tls=bool(starttls), auth_callback=known)

    direct = context if security is Security.TLS else None
    server = await asyncio.get_running_loop().create_server(conversation, "127.0.0.1", 0, ssl=direct)
    async with server:
        yield server.sockets[0].getsockname()[1], taken


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A fresh certificate for localhost: the context of a server that shows it, and of a client that trusts it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*made.split(), *names], check=True, capture_output=True)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(cert, key)
    return served, ssl.create_default_context(cafile=str(cert))
