"""Trang người giữ khóa: static bytes, what the ceremony or the box waits for, and what the holder's browser says."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from models import Agency, KeyCeremony, KeyHolder, Procedure, SealedRound
from models.store import clock
from models.store.database import reading
from procedures.refusal import Refusal
from procedures.sealed import box, ceremony, holders, publishing
from web.sealed.booth import sent
from web.sealed.posted import Body, Token, json_object, static_page
from words.dates import moment

router = APIRouter(prefix="/keys/{token}")


@router.get("", response_class=HTMLResponse)
def keys(token: Token) -> Response:
    """Tạo khóa, gõ lại mã, mở hòm."""
    return static_page("keys")


@router.get("/state.json")
def state(token: Token) -> dict[str, Any]:
    """Lễ tạo khóa, hay hòm phiếu, đang ở đâu, chờ ai."""
    with reading() as session:
        holder = holders.holder_behind(session, token)
        made = session.get_one(KeyCeremony, holder.ceremony_id)
        messages, names = (
            holders.messages_of(session, holder.ceremony_id),
            holders.names_of(session, holder.ceremony_id),
        )
        number = holders.round_of(messages)
        spoken = {each.place for each in messages if each.round == number}
        waiting = box.waiting_box(session, holder) if number > holders.ROUNDS else None
        agency = session.get(Agency, 1)
        _, said = holders.said(session, made)
        return {
            "agency": agency.name if agency else "",
            "help": agency.contact if agency else "",
            "title": session.get_one(Procedure, made.procedure_id).subject,
            "ceremony": made.uuid,
            "me": holder.place,
            "holders": [{"name": name, "index": place, "done": place in spoken} for place, name in names.items()],
            "round": number,
            "messages": said,
            "purpose": _purpose(session, made, number, waiting),
            "replaced": made.replaced_at is not None,
            "destroyed": holder.destroyed_on is not None,
            "opening": _opening(session, token, waiting) if waiting else None,
        }


def _purpose(session: Session, made: KeyCeremony, number: int, waiting: SealedRound | None) -> str:
    if waiting:
        return "opening"
    if number <= holders.ROUNDS:
        return "ceremony"
    return "destroying" if ceremony.may_be_destroyed(session, made) else "nothing"


def _opening(session: Session, token: str, sealed: SealedRound) -> dict[str, Any]:
    from_, given = box.opens_at(sealed), box.given(session, sealed)
    return {
        "uuid": sealed.uuid,
        "title": sealed.title,
        "not_before": moment(from_) if from_ else "",
        "open_now": from_ is not None and clock.now(session) >= from_,
        "voters": publishing.turnout(session, sealed).returned,
        "given": sorted(place for place, is_right in given.items() if is_right),
        "wrong": sorted(place for place, is_right in given.items() if not is_right),
        "archive_url": f"/keys/{token}/archive.bel",
        "election_url": f"/b/{sealed.uuid}/election.json",
        "trustees_url": f"/b/{sealed.uuid}/trustees.json",
        "head_at_close": sealed.head_at_close,
        "spoken": publishing.head_aloud(sealed),
    }


@router.post("/messages")
def said(token: Token, body: Body) -> dict[str, bool]:
    """Lời của máy người giữ khóa trong lễ tạo khóa."""
    ceremony.say(token, json_object(body))
    return {"kept": True}


@router.post("/typed-back")
def typed_back(token: Token, body: Body) -> dict[str, bool]:
    """Đã gõ lại mã khôi phục: the last thing that a holder says in the ceremony."""
    return said(token, body)


@router.post("/decryption")
def shared(token: Token, body: Body) -> dict[str, bool]:
    """Phần giải mã của một người giữ khóa."""
    given = json_object(body)
    partial, strong = given.get("partial"), given.get("strong")
    if not isinstance(partial, str) or not isinstance(strong, str):
        raise Refusal("json_unreadable")
    return {"opened": box.give_share(token, partial, strong)}


@router.post("/destroyed")
def destroyed(token: Token) -> dict[str, bool]:
    """Người giữ khóa báo đã hủy mã khôi phục."""
    ceremony.state_destroyed(token)
    return {"kept": True}


@router.get("/archive.bel")
def archive(token: Token) -> Response:
    """Hồ sơ hòm phiếu đang chờ mở, từ đầu đến lúc đóng."""
    with reading() as session:
        holder: KeyHolder = holders.holder_behind(session, token)
        sealed = box.waiting_box(session, holder)
        if sealed is None:
            raise Refusal("box_none")
        last = publishing.end_of_ballots(session, sealed)
    return sent(sealed, last)
