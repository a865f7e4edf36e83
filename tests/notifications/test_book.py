"""What became of a letter is written down, whatever the database does meanwhile."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from models import LetterState
from models.store import database
from notifications.outbox.book import Book
from notifications.outbox.claiming import Ready, claim
from notifications.outbox.settling import Attempt
from notifications.smtp import Delivery, Outcome, Phase
from tests.notifications.queue import compose, fill, states

SENT = Delivery(Outcome.SENT, Phase.AFTER_DOT, 250)


def claimed(letters: int) -> list[Ready]:
    fill(range(letters))
    return claim("one", compose, letters, timedelta(minutes=5)).ready


def rename(table: str, to: str) -> None:
    with database.engine().begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {to}")


@contextmanager
def told_of_trouble() -> Iterator[asyncio.Event]:
    """Set when the courier's log says that something waits for the database."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            loop.call_soon_threadsafe(told.set)

    handler = Listening(logging.ERROR)
    logging.getLogger("danchu.courier").addHandler(handler)
    yield told
    logging.getLogger("danchu.courier").removeHandler(handler)


async def test_letters_that_end_at_the_same_moment_are_recorded_together(outbox: Callable[..., None]) -> None:
    book, never = Book("one"), asyncio.Event()
    first, *others = [book.record(Attempt(ready, SENT), never) for ready in claimed(7)]
    assert {id(each) for each in others} == {id(first)}
    await first
    assert states() == [LetterState.SENT] * 7


async def test_a_letter_sent_while_the_database_was_away_is_recorded_when_it_is_back(
    outbox: Callable[..., None],
) -> None:
    book, (ready,) = Book("one"), claimed(1)
    rename("outbox_message", "away")
    with told_of_trouble() as trouble:
        durable = book.record(Attempt(ready, SENT), asyncio.Event())
        async with asyncio.timeout(20):
            await trouble.wait()
            assert not durable.done()
            rename("away", "outbox_message")
            await durable
    assert states() == [LetterState.SENT]


async def test_a_courier_that_must_stop_does_not_wait_for_a_database_that_is_away(outbox: Callable[..., None]) -> None:
    book, (ready, _), stopping = Book("one"), claimed(2), asyncio.Event()
    rename("outbox_message", "away")
    stopping.set()
    with pytest.raises(DBAPIError):
        await book.record(Attempt(ready, SENT), stopping)
    rename("away", "outbox_message")
    assert states() == [LetterState.SENDING] * 2
