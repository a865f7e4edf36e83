"""An appointment on the real clock: an hour passes with nobody at the keyboard, a count moves the page that is open."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from procedures.meetings.summoning import convening
from tests.chromium import launched
from tests.meeting_world import Meeting28
from tests.outside.processes import tell, until
from tests.outside.served import Served, served
from tests.outside.test_prefect_away import Reader

pytestmark = pytest.mark.xdist_group("outside")
REMINDED_IN = timedelta(seconds=60)
COUNTED, WRITTEN = "Chờ kiểm phiếu", "Chờ văn thư vào sổ biên bản"


def last_mail(product: Served) -> float:
    return max(path.stat().st_mtime for path in product.mail.glob("*.eml"))


async def test_the_hour_of_the_reminder_passes_unattended_and_whoever_is_silent_is_written_to(tmp_path: Path) -> None:
    async with served(tmp_path) as product:
        case = Meeting28()
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        remind_at = case.world.now() + REMINDED_IN
        await asyncio.to_thread(case.set, remind_at=remind_at)
        await asyncio.to_thread(case.document)
        await asyncio.to_thread(convening.confirm_plan, case.world.hr, *case.here)
        silent = sum(1 for _, entry in case.attendees() if entry.email)
        await until(lambda: len(product.mails("meeting_summons")) == silent)
        await until(lambda: len(product.mails("meeting_reminder")) == silent)
        reminded_after = last_mail(product) - remind_at.timestamp()
        await until(product.is_settled)
    tell(reminded_after=reminded_after)
    assert reminded_after >= 0, "reminded before its hour"
    assert len({mail.header("Message-ID") for mail in product.mails("meeting_reminder")}) == silent


async def test_the_last_entry_of_the_tellers_moves_a_managers_page_and_what_is_open_there_stays_open(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as product, async_playwright() as playwright, launched(playwright) as chromium:
        case = Meeting28()
        case.call()
        case.open()
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        manager = Reader(product, case.world.manager.email)
        await manager.sign_in()
        context = await chromium.new_context()
        cookies = manager.browser.client.cookies.jar
        await context.add_cookies([{"name": c.name, "value": c.value or "", "url": product.base} for c in cookies])
        page = await context.new_page()
        await page.goto(f"{product.base}/procedures/{case.number}")
        await page.get_by_text(COUNTED).first.wait_for()
        articles = page.locator("details.article")
        await articles.nth(1).locator("summary").click()
        await asyncio.to_thread(case.enter, case.union, case.count(3, 0))
        await asyncio.to_thread(case.enter, case.inspector, case.count(3, 0))
        loop = asyncio.get_running_loop()
        entered_at = loop.time()
        await page.get_by_text(WRITTEN).first.wait_for()
        tell(moved_after=loop.time() - entered_at)
        assert await page.get_by_text(COUNTED).count() == 0
        opened = [await articles.nth(at).get_attribute("open") is not None for at in range(await articles.count())]
        assert opened == [at == 1 for at in range(len(opened))]
        await context.close()
