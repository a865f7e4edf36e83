"""An exception that no page foresaw: a numbered page for the person, its place in the code for the log, no content."""

import secrets
import traceback
from collections.abc import Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from settings import ROOT

log = structlog.get_logger("danchu.web")


class Incidents:
    """Stands between the pages and the server, so that no stack trace with values in it reaches a log."""

    def __init__(self, app: ASGIApp, page_for: Callable[[Request, str], Response]) -> None:
        self.app, self.page_for = app, page_for

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as broken:
            number = secrets.token_hex(2).upper()
            log.error("incident", number=number, kind=type(broken).__name__, places=places(broken))
            if started:
                raise ConnectionAbortedError(number) from None
            await self.page_for(Request(scope, receive), number)(scope, receive, send)


def places(broken: Exception) -> list[str]:
    """File, line and function of our own frames, without the exception's words: they may quote what a person typed."""
    frames = [frame for frame in traceback.extract_tb(broken.__traceback__) if "site-packages" not in frame.filename]
    return [f"{frame.filename.removeprefix(str(ROOT))}:{frame.lineno} {frame.name}" for frame in frames]
