"""One browser and one site for each module of the booth's tests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.booth.server import Site, served
from tests.chromium import QUIET


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed at the end of each module: its loop would keep asynchronous tests from running."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield started
        started.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A phone's window, fresh: 390 px wide, light."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


Js = Callable[..., Any]
MODULES = {
    "ballots": ("numbers", "group", "election", "ballot", "credentials", "tally", "verify"),
    "keys": ("recovery", "holder", "trustees", "ceremony"),
    "hpke": ("hpke", "p256", "envelopes"),
}
LOAD = """async (modules) => {
  window.encode = (text) => new TextEncoder().encode(text);
  for (const [folder, names] of Object.entries(modules)) {
    for (const name of names) window[name] = await import(`/static/booth/${folder}/${name}.js`);
  }
}"""


@pytest.fixture(scope="module")
def js(browser: Browser, site: Site) -> Iterator[Js]:
    """Runs JavaScript beside the booth's modules, each a global by its name, under the product's policy."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/blank")
    page.evaluate(LOAD, MODULES)
    yield page.evaluate
    context.close()
