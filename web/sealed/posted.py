"""What browsers post as JSON, where no form is: read to a bound that fits, refused with a sentence in JSON."""

from typing import Annotated

from fastapi import Depends, HTTPException, Path, Request
from fastapi.responses import Response

from ballots.exact import Json, NotExact, parse
from notifications.booth import PAGES, read_here
from procedures.refusal import Refusal

LONGEST = 1024 * 1024
LONGEST_LAYER = 24 * 1024 * 1024
Uuid = Annotated[str, Path(pattern=r"^[1-9A-HJ-NP-Za-km-z]{14,40}$")]
Token = Annotated[str, Path(pattern=r"^[1-9][0-9]{0,17}-[0-9a-f]{32}$")]


async def raw_body(request: Request) -> bytes:
    """The bytes that were posted, read no further than the bound."""
    return await _read(request, LONGEST)


async def raw_layer(request: Request) -> bytes:
    """The same for all words of a round."""
    return await _read(request, LONGEST_LAYER)


async def _read(request: Request, longest: int) -> bytes:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > longest:
            raise HTTPException(413)
    return bytes(read)


Body = Annotated[bytes, Depends(raw_body)]
LayerBody = Annotated[bytes, Depends(raw_layer)]


def json_object(raw: bytes) -> dict[str, Json]:
    """The object that was posted, read strictly; raises Refusal `json_unreadable`."""
    try:
        found = parse(raw)
    except NotExact as wrong:
        raise Refusal("json_unreadable") from wrong
    if not isinstance(found, dict):
        raise Refusal("json_unreadable")
    return found


def static_page(name: str) -> Response:
    """A page of the booth: the same bytes for everyone, whatever address it was asked by."""
    try:
        return Response(read_here(PAGES[name]), media_type="text/html; charset=utf-8")
    except OSError:
        raise HTTPException(404) from None
