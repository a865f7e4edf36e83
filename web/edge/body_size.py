"""No request body past the bound is read: by its announced length, and again while it streams."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 25 * 1024 * 1024


class BodySize:
    """Answers an announced excess itself; one that shows only while streaming is HTTPException 413 for the reader."""

    def __init__(self, app: ASGIApp, page_for: Callable[[Request], Response]) -> None:
        self.app, self.page_for = app, page_for

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > LARGEST_BODY:
            await self.page_for(Request(scope, receive))(scope, receive, send)
            return
        read = 0

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_BODY:
                raise HTTPException(413)
            return message

        await self.app(scope, bounded, send)
