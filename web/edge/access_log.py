"""One line a request: method, masked path, status, milliseconds; no query, no address, no name."""

from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.edge.masking import masked_path

log = structlog.get_logger("danchu.web")


class AccessLog:
    """Writes the line when the answer has been sent, or when none was."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, begun = 0, perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            spent = round((perf_counter() - begun) * 1000)
            log.info("request", method=scope["method"], path=masked_path(scope["path"]), status=status, ms=spent)
