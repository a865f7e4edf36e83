"""Fixtures that every area shares: a fresh database of each kind, the world, a Prefect server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as properties
from sqlmodel import select

from models import AuditEvent
from models.store import database
from procedures.overview.record import COUNTED, sentence
from tests import databases, prefect_server
from tests.world import World
from words.sentences import say

prefect_server.choose()
properties.register_profile("unhurried", deadline=None)
properties.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    """What a test puts into the environment goes with it."""
    with databases.own_environment():
        yield


@pytest.fixture(autouse=True)
def prefect_at_rest(request: pytest.FixtureRequest) -> Iterator[None]:
    """Prefect's client leaves a thread that pings its server; it would draw from `random` beneath later properties."""
    yield
    if "prefect" in request.fixturenames:
        from prefect.events.worker import EventsWorker  # it takes seconds to load

        EventsWorker.drain_all(timeout=10)


def everything_is_told() -> None:
    """Whatever a test did, whoever reads the log reads it in words."""
    with database.reading() as session:
        for event in session.exec(select(AuditEvent)).all():
            assert say(f"events.{event.name}", people=1) if event.name in COUNTED else sentence(event, {})


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The test runs once on each kind of database."""
    databases.fresh(request.param, tmp_path)
    yield request.param
    everything_is_told()
    databases.end()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[None]:
    databases.fresh("sqlite", tmp_path)
    yield
    everything_is_told()
    databases.end()


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[None]:
    databases.fresh("postgresql", tmp_path)
    yield
    everything_is_told()
    databases.end()


@pytest.fixture
def world(any_database: str) -> World:
    return World()


@pytest.fixture(scope="session")
def prefect() -> Iterator[None]:
    with prefect_server.running():
        yield
