"""The sink's side of an SMTP session: aiosmtpd's, broken off or refused where the script says so."""

# ruff: noqa: N802 - the names are aiosmtpd's

import asyncio
import logging
import socket
import struct
from collections.abc import Callable

from aiosmtpd.smtp import SMTP, Envelope, Session

from notifications.sink.faults import AFTER_DOT, AT_DATA, AT_RCPT, REPLIES, Fault, Script

# aiosmtpd writes each sender and recipient to this log.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
_SIZE_LIMIT = 33_554_432
Keep = Callable[[str, list[str], bytes], None]


class Rebuff(asyncio.Protocol):
    """A connection that never comes to a greeting."""

    def __init__(self, fault: Fault, sessions: set[asyncio.BaseTransport]) -> None:
        self._fault, self._sessions = fault, sessions

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._sessions.add(transport)
        if self._fault is Fault.BANNER_421:
            _write(transport, b"421 4.3.2 Service not available\r\n")
            transport.close()
        elif self._fault is not Fault.BANNER_HANG:
            _reset(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._sessions.discard(self._transport)


class Conversation(SMTP):
    """A session that follows the protocol until the script breaks it."""

    def __init__(self, script: Script, keep: Keep, sessions: set[asyncio.BaseTransport]) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(Answers(script, keep), hostname="sink.invalid", data_size_limit=_SIZE_LIMIT, loop=loop)
        self._script, self._sessions = script, sessions
        self._drops_body = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._opened = transport
        self._sessions.add(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._sessions.discard(self._opened)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if self._drops_body:
            cut(self.transport)
        else:
            super().data_received(data)

    async def smtp_DATA(self, arg: str) -> None:
        fault = self._script.at(*AT_DATA, recipient=_recipient(self.envelope))
        if fault is Fault.DATA_554:
            await self.push(REPLIES[fault])
            return
        self._drops_body = fault is Fault.DROP_MID_DATA
        await super().smtp_DATA(arg)


class Answers:
    """What aiosmtpd asks at each command: the answers, or the end of the connection."""

    def __init__(self, script: Script, keep: Keep) -> None:
        self._script, self._keep = script, keep

    async def handle_MAIL(self, _: SMTP, _s: Session, envelope: Envelope, address: str, _o: list[str]) -> str:
        if fault := self._script.at(Fault.MAIL_450):
            return REPLIES[fault]
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server: SMTP, _s: Session, envelope: Envelope, address: str, _o: list[str]) -> str:
        fault = self._script.at(*AT_RCPT, recipient=address)
        if fault is Fault.DROP_AT_RCPT:
            await _vanish(server)
        if fault:
            return REPLIES[fault]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, _s: Session, envelope: Envelope) -> str:
        fault = self._script.at(*AFTER_DOT, recipient=_recipient(envelope))
        if fault is Fault.AFTER_DOT_451 or fault is Fault.AFTER_DOT_552:
            return REPLIES[fault]
        self._keep(envelope.mail_from or "", envelope.rcpt_tos, envelope.original_content or b"")
        if fault is Fault.DROP_AFTER_DOT:
            await _vanish(server)
        if fault is Fault.HANG_AFTER_DOT:
            await _hang()
        return "250 2.0.0 Kept"

    async def handle_QUIT(self, server: SMTP, _s: Session, _e: Envelope) -> str:
        if self._script.at(Fault.DROP_AT_QUIT):
            await _vanish(server)
        return "221 2.0.0 Bye"

    async def handle_exception(self, _: Exception) -> str:
        return "451 4.3.0 The mail could not be kept"


def cut(transport: asyncio.BaseTransport | None) -> None:
    """Close a connection at once, without a word."""
    if isinstance(transport, asyncio.Transport):
        transport.abort()


def _reset(transport: asyncio.BaseTransport) -> None:
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    cut(transport)


def _write(transport: asyncio.BaseTransport, line: bytes) -> None:
    if isinstance(transport, asyncio.Transport):
        transport.write(line)


def _recipient(envelope: Envelope | None) -> str:
    return envelope.rcpt_tos[0] if envelope and envelope.rcpt_tos else ""


async def _vanish(server: SMTP) -> None:
    cut(server.transport)
    await _hang()


async def _hang() -> None:
    await asyncio.get_running_loop().create_future()
