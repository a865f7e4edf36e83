"""The pages of the second factor and of the own sessions in a real browser: phone width, dark, under axe."""

from playwright.async_api import async_playwright

from tests.chromium import launched
from tests.journey.test_every_page import faults_of
from tests.web.browser import PHONE, Browser
from tests.web.server import served
from tests.world import World

NARROW = {"width": 320, "height": 800}


async def test_the_phone_is_tied_on_a_page_that_fits_a_phone(small_world: World) -> None:
    with served() as address:
        tying = Browser()
        tying.sign_in_by_mail(small_world.hr)
        tied = Browser().sign_in(small_world.manager)
        async with async_playwright() as playwright, launched(playwright) as chromium:
            for browser, path in ((tying, PHONE), (tied, "/sessions")):
                page = await chromium.new_page(viewport=NARROW, color_scheme="dark")
                kept = [{"name": name, "value": value, "url": address} for name, value in browser.cookies.items()]
                await page.context.add_cookies(kept)  # pyright: ignore
                await page.goto(address + path)
                assert await page.locator("h1").inner_text() in ("Gắn điện thoại", "Phiên đăng nhập")
                assert await faults_of(page) == []
                if path == PHONE:
                    box = await page.locator("[role=img] svg").bounding_box()
                    assert box is not None
                    assert 180 <= box["width"] <= 288
