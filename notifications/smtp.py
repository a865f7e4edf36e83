"""Hands letters to the agency's relay over a kept connection, and says of each what became of it and at which phase."""

import asyncio
import contextlib
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from aiosmtplib import SMTP, SMTPException, SMTPResponse, SMTPResponseException, SMTPServerDisconnected
from aiosmtplib.errors import SMTPDataError

from notifications.relay import LEAVE, Relay, Security

GREYLIST_WAIT = timedelta(minutes=5)
_LOOP_TURNS = 4
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
_ANY_ADDRESS = re.compile(r"\S+@\S+")


class Outcome(StrEnum):
    """What became of one attempt to send one letter.

    SENT: the relay answers for it. DEFERRED: the relay does not have it, try later. BOUNCED: it will never take it.
    UNKNOWN: the relay may have it (the connection broke after the final dot): try once more, same Message-ID.
    """

    SENT = "sent"
    DEFERRED = "deferred"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"


class Phase(StrEnum):
    """How far the conversation had come; AFTER_DOT begins when the final dot is written."""

    CONNECT = "connect"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    AFTER_DOT = "after_dot"


@dataclass(frozen=True)
class Delivery:
    """How one attempt ended: the relay's `code` and `reply` (addresses masked), and the least time to `wait`."""

    outcome: Outcome
    phase: Phase
    code: int | None = None
    reply: str = ""
    wait: timedelta = timedelta(0)

    @property
    def concerns_relay(self) -> bool:
        """True where the trouble is the relay's or ours, so that every other letter would meet it too."""
        return self.outcome is Outcome.DEFERRED and self.phase in (Phase.CONNECT, Phase.MAIL)


class Connection:
    """One kept SMTP session, opened when first needed and again when it broke. For one task at a time."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay
        self._smtp: SMTP | None = None
        self._phase = Phase.CONNECT
        self._letters = 0
        self._stained = False

    async def deliver(self, raw: bytes, sender: str, recipient: str) -> Delivery:
        """Hand over one built letter; never raises for what a relay or a network does.

        A kept session that the relay gave up meanwhile is replaced once, unseen. Raises ValueError on an address
        that SMTP cannot carry; such a letter is refused when it is built.
        """
        kept = self._smtp is not None and self._letters < self._relay.per_session
        delivery = await self._attempt(raw, sender, recipient)
        if kept and self._smtp is None and delivery.concerns_relay:
            delivery = await self._attempt(raw, sender, recipient)
        return delivery

    async def close(self) -> None:
        """Take leave of the relay; whatever it does about that changes no letter."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        with contextlib.suppress(SMTPException, OSError):
            await smtp.quit(timeout=LEAVE)
        smtp.close()

    async def __aenter__(self) -> "Connection":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _attempt(self, raw: bytes, sender: str, recipient: str) -> Delivery:
        self._phase, settled = Phase.CONNECT, False
        try:
            smtp = await self._session()
            reply = await self._converse(smtp, raw, sender, recipient)
            self._letters += 1
            settled = True
            return Delivery(Outcome.SENT, self._phase, reply.code, without_addresses(reply.message))
        except SMTPResponseException as refusal:
            settled = self._phase is not Phase.CONNECT and refusal.code >= 400 and refusal.code != 421
            self._stained = True
            return _refused(self._phase, refusal.code, without_addresses(refusal.message))
        except (SMTPException, OSError) as trouble:
            outcome = Outcome.UNKNOWN if self._phase is Phase.AFTER_DOT else Outcome.DEFERRED
            return Delivery(outcome, self._phase, None, type(trouble).__name__)
        finally:
            if not settled:
                self._drop()

    async def _session(self) -> SMTP:
        if self._letters >= self._relay.per_session:
            await self.close()
        if self._smtp is None:
            self._letters, self._stained = 0, False
            self._smtp = await opened(self._relay)
        if self._stained:
            await self._smtp.rset(timeout=self._relay.command_timeout)
            self._stained = False
        return self._smtp

    async def _converse(self, smtp: SMTP, raw: bytes, sender: str, recipient: str) -> SMTPResponse:
        patience = self._relay.command_timeout
        self._phase = Phase.MAIL
        await smtp.mail(sender, timeout=patience)
        self._phase = Phase.RCPT
        await smtp.rcpt(recipient, timeout=patience)
        self._phase = Phase.DATA
        go_on = await smtp.execute_command(b"DATA", timeout=patience)
        if go_on.code != 354:
            raise SMTPDataError(go_on.code, go_on.message)
        reply = await self._pour(smtp, raw)
        if not 200 <= reply.code < 300:
            raise SMTPDataError(reply.code, reply.message)
        return reply

    async def _pour(self, smtp: SMTP, raw: bytes) -> SMTPResponse:
        protocol = smtp.protocol
        if protocol is None:
            raise SMTPServerDisconnected("lost before the letter")
        protocol.write(_dotted(raw))
        # The dot leaves alone, a few turns of the loop later: a connection that broke on the body is then known to
        # have lost the letter, while one that breaks after the dot leaves it unknown.
        for _ in range(_LOOP_TURNS):
            await asyncio.sleep(0)
        protocol.write(b".\r\n")
        self._phase = Phase.AFTER_DOT
        return await protocol.read_response(timeout=self._relay.dot_timeout)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


async def opened(relay: Relay) -> SMTP:
    """A new session with the relay, past its greeting, TLS and password; raises OSError or SMTPException."""
    smtp = SMTP(
        hostname=relay.host,
        port=relay.port,
        username=relay.user or None,
        password=relay.password or None,
        local_hostname=relay.hello,
        timeout=relay.connect_timeout,
        use_tls=relay.security is Security.TLS,
        start_tls=relay.security is Security.STARTTLS,
        tls_context=relay.tls,
    )
    async with asyncio.timeout(relay.connect_timeout):
        await smtp.connect()
    return smtp


def _refused(phase: Phase, code: int, reply: str) -> Delivery:
    if phase is Phase.AFTER_DOT and code < 400:
        return Delivery(Outcome.UNKNOWN, phase, code, reply)
    # A relay that refuses us, our password or our sender says nothing of the addressee: the operator must act.
    if code >= 500 and phase not in (Phase.CONNECT, Phase.MAIL):
        return Delivery(Outcome.BOUNCED, phase, code, reply)
    wait = timedelta(0) if phase is Phase.CONNECT or code == 421 else GREYLIST_WAIT
    return Delivery(Outcome.DEFERRED, phase, code, reply, wait)


def _dotted(raw: bytes) -> bytes:
    lines = _LINE_ENDS.sub(b"\r\n", raw)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return (b"." + lines if lines.startswith(b".") else lines).replace(b"\r\n.", b"\r\n..")


def without_addresses(reply: str) -> str:
    """A server's words as one line of at most 200 letters that names nobody."""
    return _ANY_ADDRESS.sub("…", " ".join(reply.split()))[:200]
