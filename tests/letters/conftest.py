"""One telling of the story for the tests that only look at letters, a fresh one for those that change it."""

import pytest

from notifications.letter import Letter
from tests import databases
from tests.letters.story import Story, all_letters


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Letter]]:
    databases.fresh("sqlite", tmp_path_factory.mktemp("letters"))
    return all_letters()


@pytest.fixture
def story(sqlite: None) -> Story:
    return Story()
