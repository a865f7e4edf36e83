"""A round of the sample agency whose codes are drawn as slips in the hall, from the making of them to a ballot."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from playwright.async_api import Page
from sqlmodel import Session, select

from cli.demo import appointment, sealed_vote, story
from models import DocumentKind, KeyHolder, Role, RoundMode, RoundPlace, SealedRound
from models.store import clock
from models.store.database import reading
from notifications import links
from procedures.access.actor import Actor
from procedures.countersigning import signing
from procedures.meetings.summoning import form
from procedures.meetings.summoning.convening import MeetingPlan
from procedures.sealed import opening, preparing
from procedures.sealed.hall import handing
from scripts.camera import SIZES, be, shoot
from words.dates import at_local, local_day

MATTER = appointment.Matter("Bổ nhiệm Phó Trưởng phòng Hành chính, Văn phòng Sở", "Văn phòng", (19, 20))


async def photograph(page: Page, base: str) -> None:
    """Slips from their making to a ballot that one of them carried, each page in both sizes."""
    number = await asyncio.to_thread(prepare)
    await page.goto(base + maker_page(number))
    await page.locator('[data-view="slips"]').wait_for()
    await _both(page, "drawn-slips")
    await _press(page, "Làm mã", "slips-print")
    await _both(page, "drawn-slips-print")
    code = await page.locator(".slip-code").first.inner_text()
    await page.get_by_label("Phiếu đã in đủ và đọc được").check()
    await _press(page, "Xong, xóa mã khỏi máy này", "slips-made")
    await _both(page, "drawn-slips-made")
    await asyncio.to_thread(meet, number)
    await be(page, base, "công đoàn")
    await page.goto(f"{base}/procedures/{number}/sealed")
    await _both(page, "drawn-slips-count")
    await asyncio.to_thread(let_vote, number)
    await page.reload()
    await _both(page, "drawn-box")
    uuid = uuid_of(number)
    await page.goto(f"{base}/b/{uuid}")
    await page.locator('[data-view="code"]').wait_for()
    await page.get_by_role("textbox").fill(code)
    await _both(page, "drawn-code")
    await _press(page, "Vào phòng phiếu", "choose")
    await page.locator(".choice label").first.click()
    await _press(page, "Xem lại", "review")
    await _press(page, "Gửi phiếu", "receipt")
    await _both(page, "drawn-receipt")
    await page.goto(f"{base}/check/{uuid}")
    await _both(page, "drawn-check")


async def _both(page: Page, name: str) -> None:
    for suffix, (width, height) in SIZES.items():
        await page.set_viewport_size({"width": width, "height": height})
        await shoot(page, name, suffix)


async def _press(page: Page, button: str, view: str) -> None:
    await page.get_by_role("button", name=button, exact=True).click()
    await page.locator(f'[data-view="{view}"]').wait_for()


def prepare() -> int:
    """The meeting is summoned to the hall, the keys are made, a holder is asked for slips; returns the procedure."""
    hr, tellers = story.actor_with(Role.HR), _tellers()
    head = story.actor_with(Role.MANAGER)
    number = appointment.begin(appointment.Cast(hr, story.actor_with(Role.CLERK), head, tellers), MATTER, story.SCAN)
    with reading() as session:
        now = clock.now(session)
    appointment.file(hr, number, DocumentKind.HYBRID_MEETING, local_day(now), story.SCAN, "Sở Nội vụ")
    meeting = appointment.meeting_of(number)
    form.choose_form(hr, number, meeting, RoundMode.SEALED, RoundPlace.HALL)
    plan = MeetingPlan(now + timedelta(minutes=1), appointment.PLACE, chair=f"{head.full_name}, Giám đốc")
    appointment.summon(hr, number, story.SCAN, plan)
    sealed_vote.make_keys(hr, number)
    preparing.prepare_meeting(hr, number, meeting, at_local(local_day(now) + timedelta(days=1), 17))
    return number


def meet(number: int) -> None:
    """Who is summoned is in the hall; slips may be drawn."""
    sealed_vote.come(story.actor_with(Role.CLERK), number)


def let_vote(number: int) -> None:
    """Two tellers write how many slips people hold, two people sign, the box takes ballots."""
    hr, union, inspector, *_ = (replace(each, is_strong=True) for each in (story.actor_with(Role.HR), *_tellers()))
    with reading() as session:
        sealed = _of(session, number)
        sealed_id, there = sealed.id or 0, len(preparing.voters_of(session, sealed))
    for teller in (union, inspector):
        handing.enter(teller, number, sealed_id, there)
    act = signing.ask(hr, "open_sealed_round", {"sealed": sealed_id}, "Phiếu mã đã phát xong.", number)
    signing.sign(inspector, act)
    opening.let_vote(sealed_id)


def maker_page(number: int) -> str:
    """The path of the page of the holder who makes the slips."""
    with reading() as session:
        holder = session.get_one(KeyHolder, _of(session, number).slip_maker_id)
        return f"/keys/{links.holder_token(holder.id or 0, holder.link_version)}"


def uuid_of(number: int) -> str:
    """Under which the round has its booth and its page to look trackers up."""
    with reading() as session:
        return _of(session, number).uuid


def _of(session: Session, number: int) -> SealedRound:
    return session.exec(select(SealedRound).where(SealedRound.procedure_id == number)).one()


def _tellers() -> tuple[Actor, ...]:
    return tuple(story.actor_with(role) for role in (Role.UNION, Role.INSPECTOR, Role.OPERATOR))
