"""Trang người giữ khóa: static bytes, what the ceremony, the slips or the box wait for, what the browser says."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from models import Agency, KeyCeremony, KeyHolder, Procedure, SealedRound
from models.store import clock
from models.store.database import reading
from notifications import links
from notifications.booth import in_groups, print_of
from procedures.refusal import Refusal
from procedures.sealed import box, ceremony, holders, preparing, publishing
from procedures.sealed.hall import making
from procedures.sealed.words import deputies, peeling, record
from web.sealed.booth import sent
from web.sealed.posted import Body, LayerBody, Token, json_object, static_page
from words.dates import local_day, moment, short_date

router = APIRouter(prefix="/keys/{token}")


@router.get("", response_class=HTMLResponse)
def keys(token: Token) -> Response:
    """Tạo khóa, gõ lại mã, mở hòm."""
    return static_page("keys")


@router.get("/state.json")
def state(token: Token) -> dict[str, Any]:
    """Lễ tạo khóa, hay hòm phiếu, đang ở đâu, chờ ai."""
    with reading() as session:
        holder = holders.whose_link(session, token)
        made = session.get_one(KeyCeremony, holder.ceremony_id)
        if holders.is_concerned(session, holder):
            return _of_concerned(session, holder, made)
        messages, names = (
            holders.messages_of(session, holder.ceremony_id),
            holders.names_of(session, holder.ceremony_id),
        )
        number = holders.round_of(messages)
        spoken = {each.place for each in messages if each.round == number}
        waiting = box.waiting_box(session, holder) if number > holders.ROUNDS else None
        worded = peeling.waiting_words(session, holder) if number > holders.ROUNDS else None
        has_opened = waiting is None or box.given(session, waiting).get(holder.place, False)
        drawn = making.waiting_slips(session, holder) if number > holders.ROUNDS else None
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
            "purpose": _purpose(session, holder, made, number, (waiting, has_opened, worded, drawn)),
            "replaced": made.replaced_at is not None,
            "over": ceremony.is_over(session, made),
            "destroyed": holder.destroyed_on is not None,
            "kept_until": _kept_until(session, made),
            "opening": _opening(session, token, waiting) if waiting else None,
            "words": _words(session, token, worded) if worded else None,
            "slips": _slips(session, drawn) if drawn else None,
            "counted": publishing.counted_with(session, holder),
        }


def _of_concerned(session: Session, holder: KeyHolder, made: KeyCeremony) -> dict[str, Any]:
    """Whom the procedure is about sees nothing of it, but may state that the code was destroyed.

    Raises Refusal `concerned` before that.
    """
    if not ceremony.may_be_destroyed(session, made):
        raise Refusal("concerned")
    agency, is_destroyed = session.get(Agency, 1), holder.destroyed_on is not None
    return {
        "agency": agency.name if agency else "",
        "help": agency.contact if agency else "",
        "title": "",
        "purpose": "nothing" if is_destroyed else "destroying",
        "destroyed": is_destroyed,
    }


Waiting = tuple[SealedRound | None, bool, SealedRound | None, SealedRound | None]


def _purpose(session: Session, holder: KeyHolder, made: KeyCeremony, number: int, waiting: Waiting) -> str:
    """What this holder does now; slips that may be made anew wait for everything else."""
    closed, has_opened, worded, drawn = waiting
    if number <= holders.ROUNDS:
        return "nothing" if made.replaced_at or ceremony.is_over(session, made) else "ceremony"
    if closed and not has_opened:
        return "opening"
    if drawn and not preparing.halves_of(session, drawn):
        return "slips"
    if worded:
        return "peeling"
    if closed or drawn:
        return "opening" if closed else "slips"
    is_spent = ceremony.may_be_destroyed(session, made) and holder.destroyed_on is None
    return "destroying" if is_spent else "nothing"


def _kept_until(session: Session, made: KeyCeremony) -> str:
    """From when the code may be destroyed, where that day is known and still to come."""
    from_ = ceremony.destroyed_from(session, made)
    return short_date(local_day(from_)) if from_ and clock.now(session) < from_ else ""


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


def _words(session: Session, token: str, sealed: SealedRound) -> dict[str, Any]:
    from_, turn = box.opens_at(sealed), peeling.turn_of(session, sealed)
    absent = next(each for each in holders.holders_of(session, sealed.ceremony_id or 0) if each.place == turn)
    places = {each.id: each.place for each in holders.holders_of(session, sealed.ceremony_id or 0)}
    return {
        "uuid": sealed.uuid,
        "title": sealed.title,
        "turn": turn,
        "open_now": from_ is not None and clock.now(session) >= from_,
        "not_before": moment(from_) if from_ else "",
        "by_deputy": absent.deputy_id is not None,
        "witnesses": sorted(places[row.witness_id] for row in deputies.witnesses_of(session, absent)),
        "record_url": f"/keys/{token}/words.json",
        "archive_url": f"/keys/{token}/archive.bel",
        "head_at_close": sealed.head_at_close,
    }


def _slips(session: Session, sealed: SealedRound) -> dict[str, Any]:
    """What stands on each slip, how many there are, and the mark of those that were made before."""
    count, spare = making.wanted(session, sealed), making.spare(sealed)
    return {
        "uuid": sealed.uuid,
        "title": sealed.title,
        "closes_at": moment(sealed.closes_at),
        "count": count,
        "summoned": count - spare,
        "spare": spare,
        "booth_url": links.page(f"/b/{sealed.uuid}"),
        "booth_hash": in_groups(print_of(sealed)),
        "mark": making.mark_of(preparing.halves_of(session, sealed)),
    }


@router.post("/slips")
def slips_made(token: Token, body: Body) -> dict[str, str]:
    """Nửa công khai của các mã trên phiếu mã đã in; mã thì không bao giờ gửi đi."""
    given = json_object(body)
    uuid = given.get("uuid")
    if not isinstance(uuid, str):
        raise Refusal("json_unreadable")
    return {"mark": making.keep(token, uuid, given.get("credentials"))}


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


@router.post("/words")
def handed_on(token: Token, body: LayerBody) -> dict[str, bool]:
    """Các lời kín sau lớp của người giữ khóa này."""
    return {"done": peeling.hand_on(token, body)}


@router.post("/witness")
def witnessed(token: Token, body: Body) -> dict[str, bool]:
    """Có mặt khi phong bì khôi phục của người giữ khóa vắng mặt được mở."""
    place = json_object(body).get("place")
    if not isinstance(place, int):
        raise Refusal("json_unreadable")
    return {"by_deputy": deputies.bear_witness(token, place)}


@router.get("/words.json")
def words(token: Token) -> Response:
    """Hồ sơ lời kín: phong bì của các lá phiếu được tính, và các lớp đã mở."""
    with reading() as session:
        sealed = peeling.waiting_words(session, holders.holder_behind(session, token))
        if sealed is None:
            raise Refusal("words_none")
        peeling.check_time(session, sealed)
        return Response(record.record_of(session, sealed), media_type="application/json")


@router.get("/archive.bel")
def archive(token: Token) -> Response:
    """Hồ sơ hòm phiếu đang chờ mở, từ đầu đến lúc đóng."""
    with reading() as session:
        holder: KeyHolder = holders.holder_behind(session, token)
        sealed = box.waiting_box(session, holder) or peeling.waiting_words(session, holder)
        if sealed is None:
            raise Refusal("box_none")
        last = publishing.end_of_ballots(session, sealed)
    return sent(sealed, last)
