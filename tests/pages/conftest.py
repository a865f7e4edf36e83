"""Browsers signed in as each role, on a small world."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

from models import Role
from models.store import database
from procedures.access.actor import Actor
from procedures.resolution import circulation
from tests.chromium import QUIET
from tests.web.browser import Browser
from tests.world import World

As = Callable[[Actor], Browser]


@pytest.fixture
def small_world(sqlite: None) -> Iterator[World]:
    """Eight people of whom one has no mail, one account a role, no procedure yet."""
    yield World(without_mail=1)
    database.engine().dispose()


@pytest.fixture
def as_(small_world: World) -> As:
    """A browser in which this person has signed in."""

    def signed_in(actor: Actor) -> Browser:
        return Browser().sign_in(actor)

    return signed_in


@pytest.fixture
def hr(small_world: World, as_: As) -> Browser:
    return as_(small_world.hr)


@pytest.fixture
def clerk(small_world: World, as_: As) -> Browser:
    return as_(small_world.clerk)


@pytest.fixture
def manager(small_world: World, as_: As) -> Browser:
    return as_(small_world.manager)


@pytest.fixture
def operator(small_world: World, as_: As) -> Browser:
    return as_(small_world.operator)


@pytest.fixture
def inspector(small_world: World, as_: As) -> Browser:
    return as_(small_world.account("Võ Thị Tra", Role.INSPECTOR))


@pytest.fixture
def circulated(small_world: World) -> int:
    """The number of a resolution that everyone has been asked to read, with five days left."""
    number = small_world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    return number


@pytest.fixture
def browser() -> Iterator[Chromium]:
    """Debian's Chromium, closed at the end of each test: its loop would keep asynchronous tests from running."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield started
        started.close()
