"""Every page of the sample agency in a real browser: axe, width and size of text, on phones, light and dark."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from cli.children import children
from cli.demo.serving import environment, prepare
from cli.rehearsal.post import Post
from cli.rehearsal.stage import Stage, free_port
from notifications.sink import Sink
from scripts.pictures import ROLES, STRANGERS
from settings import use
from tests.chromium import launched

VIEWS = {"phone": (390, "light"), "narrow": (320, "dark")}
OWN_LINKS = ("resolution_circulated", "item_entrusted", "opinion_asked", "meeting_summons", "poll_report_wanted")
SMALLEST = """() => {
  const said = node => node.nodeType === 3 && node.textContent.trim();
  const shown = element => element.getClientRects().length && [...element.childNodes].some(said);
  const sizes = [...document.querySelectorAll('body *')].filter(shown).map(each => getComputedStyle(each).fontSize);
  return Math.min(...sizes.map(parseFloat));
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
async def sample_agency(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Sink(tmp_path / "mail") as sink:
        use(environment(tmp_path, free_port(), free_port(), sink.port))
        await asyncio.to_thread(prepare)
        stage = Stage(tmp_path, sink)
        for child in children():
            stage.start(child.name)
        try:
            await stage.ready(f"{stage.base}/healthz")
            yield stage
        finally:
            await stage.end()


async def faults_of(page: Page) -> list[str]:
    """What is wrong with the page that is open."""
    told = (await Axe().run(page)).response["violations"]
    found = [f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in told]
    if await page.evaluate(TOO_WIDE):
        found.append("wider than the screen")
    if (smallest := await page.evaluate(SMALLEST)) < 13:
        found.append(f"text of {smallest} px")
    return found


async def test_every_page_stands_at_phone_width_in_the_dark_and_under_axe(sample_agency: Stage) -> None:
    base, wrong = sample_agency.base, {}
    post = Post(sample_agency.folder / "mail")
    links = {kind: post.of(kind)[0].text for kind in OWN_LINKS}
    own = {kind: text[text.index("/p/") :].split()[0] for kind, text in links.items()}
    own["item"] = f"{own['item_entrusted']}/items/1"
    async with async_playwright() as playwright, launched(playwright) as browser:
        for view, (width, scheme) in VIEWS.items():
            page = await browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for role, paths in {"": {**STRANGERS, **own}, **ROLES}.items():
                if role:
                    await page.goto(f"{base}/demo/be")
                    await page.get_by_role("button", name=f"Đóng vai {role}", exact=True).click()
                for name, path in paths.items():
                    await page.goto(base + path)
                    if found := await faults_of(page):
                        wrong[f"{name} {view}"] = found
    assert wrong == {}
