"""One telling of the story for the tests that only look at letters, a fresh one for those that change it."""

import pytest

from notifications.letter import Letter
from tests import databases
from tests.letters.conferred import conference_letters, letters_in_place_of_it
from tests.letters.polled import poll_letters
from tests.letters.sealed import sealed_letters
from tests.letters.story import CONTACT, Story, all_letters


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Letter]]:
    with databases.own_environment():
        databases.fresh("sqlite", tmp_path_factory.mktemp("letters"))
        told = all_letters()
        databases.fresh("sqlite", tmp_path_factory.mktemp("sealed"))
        told |= sealed_letters(CONTACT)
        databases.fresh("sqlite", tmp_path_factory.mktemp("polled"))
        told |= poll_letters(CONTACT)
        databases.fresh("sqlite", tmp_path_factory.mktemp("conferred"))
        told |= conference_letters(CONTACT)
        databases.fresh("sqlite", tmp_path_factory.mktemp("by_letter"))
        return told | letters_in_place_of_it(CONTACT)


@pytest.fixture
def story(sqlite: None) -> Story:
    return Story()
