"""The web's fixtures: the application on a small world with a resolution sent to everyone, and browsers to open it."""

from collections.abc import Iterator

import pytest

from models.store import database
from procedures.resolution import circulation
from tests.web.browser import Browser
from tests.web.persons import Person, everyone
from tests.world import World


@pytest.fixture
def small_world(sqlite: None) -> Iterator[World]:
    """Eight people, one account a role, no procedure yet."""
    yield World()
    database.engine().dispose()


@pytest.fixture
def circulated(small_world: World) -> int:
    """The number of a resolution that everyone has been asked to read, with five days left."""
    number = small_world.signed()
    circulation.sign(number)
    circulation.circulate(number)
    return number


@pytest.fixture
def people(small_world: World, circulated: int) -> list[Person]:
    """Who may come to a page about this resolution."""
    return everyone(small_world, circulated)


@pytest.fixture
def browser(small_world: World) -> Browser:
    """A browser in which nobody has signed in."""
    return Browser()
