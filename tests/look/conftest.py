"""The gallery and one browser for the tests of the look."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import QUIET
from tests.look.gallery import served


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The gallery's address."""
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed at the end of each module: its loop would keep asynchronous tests from running."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield started
        started.close()
