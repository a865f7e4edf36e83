"""One line a request: method, masked path, status, milliseconds; no query, no address, no name.

Around the ballot box nothing is finer than the hour: of the booth and the search for a ballot, one line an hour.
"""

from time import perf_counter, time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.edge.masking import masked_path

BY_THE_HOUR = ("/b/", "/check/")
HOUR = 3600
log = structlog.get_logger("danchu.web")


class AccessLog:
    """Writes the line when the answer has been sent, or when none was."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.hour, self.requests, self.failed = 0, 0, 0

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

        self._turn_the_hour()
        try:
            await self.app(scope, receive, watch)
        finally:
            if scope["path"].startswith(BY_THE_HOUR):
                self.requests, self.failed = self.requests + 1, self.failed + (status >= 500 or status == 0)
            else:
                spent = round((perf_counter() - begun) * 1000)
                log.info("request", method=scope["method"], path=masked_path(scope["path"]), status=status, ms=spent)

    def _turn_the_hour(self) -> None:
        """Write what the hour before had around the ballot box, when the next begins: no moment is told."""
        hour = int(time()) // HOUR
        if hour != self.hour and self.requests:
            log.info("ballot_box", hours_ago=hour - self.hour, requests=self.requests, failed=self.failed)
            self.requests = self.failed = 0
        self.hour = hour
