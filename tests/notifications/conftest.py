"""Settings of the outbox tests: letters may go at any hour and at any speed, unless a test says otherwise."""

from collections.abc import Callable, Iterator

import pytest

import settings
from models.store import database


@pytest.fixture
def outbox(any_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A fresh outbox on each kind of database; call it to change settings of the mail."""

    def change(**values: int) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"DANCHU_{name.upper()}", str(value))
        settings.settings.cache_clear()

    change(quiet_from=0, quiet_until=0, mail_per_minute=0, mail_connections=1)
    yield change
    database.engine().dispose()
