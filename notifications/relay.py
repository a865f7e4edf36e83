"""Where letters are handed over: the agency's relay, how the way to it is protected, and how long we wait for it."""

import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from settings import settings

LEAVE = 5.0
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Security(StrEnum):
    """How the way to the relay is protected; values as in the settings."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True)
class Relay:
    """Where letters are handed over. Times are seconds; `per_session` letters go over one connection at most.

    Raises ValueError where a password would cross a network in clear.
    """

    host: str
    port: int
    security: Security = Security.NONE
    user: str = ""
    password: str = field(default="", repr=False)
    hello: str = "localhost"
    connect_timeout: float = 30
    command_timeout: float = 60
    dot_timeout: float = 120
    per_session: int = 20
    tls: ssl.SSLContext | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.user and self.security is Security.NONE and self.host not in _LOOPBACK:
            raise ValueError("a password goes to a relay only over TLS or STARTTLS")

    @property
    def longest_delivery(self) -> float:
        """The most seconds that one delivery can take, a kept session replaced on the way included."""
        return self.connect_timeout + 5 * self.command_timeout + self.dot_timeout + LEAVE


def agency_relay() -> Relay:
    """The relay that the settings name."""
    given = settings()
    security = Security(given.smtp_security)
    return Relay(
        given.smtp_host,
        given.smtp_port,
        security,
        given.smtp_user,
        given.smtp_password.get_secret_value(),
        hello=_own_name(given.base_url),
        connect_timeout=min(given.smtp_timeout, 30),
        command_timeout=given.smtp_timeout,
        dot_timeout=given.smtp_timeout,
        per_session=given.mail_per_session,
        tls=None if security is Security.NONE else ssl.create_default_context(),
    )


def _own_name(base_url: str) -> str:
    host = urlsplit(base_url).hostname or "localhost"
    return f"[{host}]" if host.replace(".", "").isdecimal() else host
