"""Trang bỏ phiếu: static bytes that are the same for everyone, what they read of their round, and the ballot box."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from sqlmodel import Session

from models import Agency, BoxState, KeyCeremony, Procedure, ProcedureState, SealedRound
from models.store import clock
from models.store.database import reading
from notifications.booth import print_of
from procedures.sealed import archive, casting, holders, publishing
from web.sealed.posted import Body, Uuid, static_page
from words.dates import moment

router = APIRouter(prefix="/b/{uuid}")
KIB = 1024
BEFORE = (BoxState.PREPARED, BoxState.SIGNED)


@router.get("", response_class=HTMLResponse)
def booth(uuid: Uuid) -> Response:
    """Chỗ bỏ phiếu; it reads its round from the address and the code from behind the `#`, which never comes here."""
    return static_page("booth")


@router.get("/election.json")
def election(uuid: Uuid) -> Response:
    """Lá phiếu: the bytes that are hashed."""
    return Response(_begun(uuid).election, media_type="application/json")


@router.get("/trustees.json")
def trustees(uuid: Uuid) -> Response:
    """Khóa công khai của ba người giữ khóa."""
    return Response(_begun(uuid).trustees, media_type="application/json")


@router.get("/about.json")
def about(uuid: Uuid) -> dict[str, Any]:
    """Lượt bỏ phiếu này là gì, đến bao giờ, hỏi ai."""
    sealed = _begun(uuid)
    with reading() as session:
        agency, now = session.get(Agency, 1), clock.now(session)
        names = holders.names_of(session, sealed.ceremony_id or 0)
        words = _words(session, sealed)
        is_annulled = session.get_one(Procedure, sealed.procedure_id).state is ProcedureState.ANNULLED
    is_open = sealed.state is BoxState.OPEN and now < sealed.closes_at
    contact = agency.contact.rstrip(". ") if agency else ""
    return {
        "title": sealed.title,
        "agency": agency.name if agency else "",
        "closes_at": moment(sealed.closes_at),
        "state": "annulled" if is_annulled else "open" if is_open else "closed",
        "mode": sealed.codes.value,
        "help": "; ".join(filter(None, (f"người kiểm phiếu {', '.join(names.values())}", contact))),
        "booth_hash": print_of(sealed),
        **words,
        "receipt_key": casting.receipt_key(),
        "head_at_close": sealed.head_at_close,
        "spoken": publishing.head_aloud(sealed),
    }


def _words(session: Session, sealed: SealedRound) -> dict[str, Any]:
    """How much may be written, and what the holders said first in the ceremony: their keys for sealed words."""
    if not sealed.words:
        return {"words": "off"}
    uuid, said = holders.said(session, session.get_one(KeyCeremony, sealed.ceremony_id))
    return {"words": sealed.words // KIB, "ceremony": {"id": uuid, "messages": said[: holders.HOLDERS]}}


@router.post("/ballots")
def cast(uuid: Uuid, body: Body) -> JSONResponse:
    """Nhận một lá phiếu đã niêm phong."""
    kept = casting.cast(uuid, body)
    return JSONResponse(
        {"tracker": kept.tracker, "height": kept.height, "head": kept.head, "signature": kept.signature}
    )


@router.get("/archive.bel")
def public_archive(request: Request, uuid: Uuid) -> Response:
    """Hồ sơ hòm phiếu: while the box takes ballots, its beginning; afterwards all that is for everyone."""
    sealed = _begun(uuid)
    with reading() as session:
        last = publishing.public_height(session, sealed)
    return sent(sealed, last)


def sent(sealed: SealedRound, last: int) -> Response:
    """The archive up to an event, as a file."""
    name = {"Content-Disposition": f'attachment; filename="{sealed.uuid}.bel"'}
    return StreamingResponse(publishing.file(sealed, last), media_type="application/octet-stream", headers=name)


def _begun(uuid: str) -> SealedRound:
    """The round once voting has begun; anything else is not there."""
    with reading() as session:
        sealed = archive.sealed_round(session, uuid)
    if sealed.state in BEFORE:
        raise HTTPException(404)
    return sealed
