"""One case at its first meeting, on each kind of database."""

import pytest

from tests.meeting_world import Meeting28


@pytest.fixture
def case(any_database: str) -> Meeting28:
    return Meeting28()
