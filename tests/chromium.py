"""Debian's Chromium, as tests start it: nothing in the background, no network of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def launched(playwright: Playwright) -> AsyncIterator[Browser]:
    """A browser with a fresh profile, closed at the end."""
    browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
    try:
        yield browser
    finally:
        await browser.close()
