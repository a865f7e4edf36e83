"""Letters a second through the real outbox: rows, rendering, SMTP and one record a letter, beside postfix's source."""

import asyncio
import time
from pathlib import Path

from sqlmodel import col, func, select

from bench import agency
from bench.postfix import NoPostfix, pour, sink
from bench.table import Table, middle
from models import LetterState, OutboxMessage
from models.store import clock, database
from notifications.compose import compose
from notifications.mime import build
from notifications.outbox import Deliverer
from tests.world import World

LETTERS, CANNED, ROUNDS, CONNECTIONS = 600, 10_000, 3, 5
UNDER_WAY = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)


def measure(folder: Path) -> Table:
    """Rounds of both, one after the other, after one to warm up."""
    table = Table("1. Mail: durable outbox, 5 connections", "postfix smtp-source, one canned letter of the same size")
    try:
        with sink(folder) as (port, source):
            _measure(folder, table, port, source)
    except NoPostfix as trouble:
        table.notes.append(f"not measured: postfix's tools are not here and could not be fetched: {trouble}")
    return table


def _measure(folder: Path, table: Table, port: int, source: Path) -> None:
    agency.fresh(folder / "agency", DANCHU_SMTP_HOST="127.0.0.1", DANCHU_SMTP_PORT=str(port))
    world, rates = World(people=LETTERS), []
    for _ in range(ROUNDS + 1):
        agency.circulated(world)
        size = _size_of_a_letter()
        canned = CANNED / pour(source, port, CANNED, size, CONNECTIONS)
        rates.append((canned, LETTERS / asyncio.run(_deliver())))
    canned, durable = ([pair[side] for pair in rates[1:]] for side in (0, 1))
    table.add("smtp-source", middle(canned), "letters/s", 1.0)
    ratio = middle([ours / theirs for theirs, ours in rates[1:]])
    table.add("danchu's outbox", middle(durable), "letters/s", ratio, ">= 0.04")
    table.notes.append(f"letters of {size} bytes, {LETTERS} a round, median of {ROUNDS} rounds")


def _size_of_a_letter() -> int:
    of_a_kind = select(OutboxMessage).where(OutboxMessage.kind == "resolution_circulated")
    with database.reading() as session:
        letter = compose(session, session.exec(of_a_kind.order_by(col(OutboxMessage.id).desc())).first())
        return len(build(letter, clock.now(session)))


async def _deliver() -> float:
    """Seconds until the courier has sent all that is queued."""
    stopping, begun = asyncio.Event(), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        group.create_task(Deliverer("bench", compose).work(stopping))
        while await asyncio.to_thread(_left):
            await asyncio.sleep(0.05)
        spent = time.perf_counter() - begun
        stopping.set()
    return spent


def _left() -> int:
    rows = select(func.count()).where(col(OutboxMessage.state).in_(UNDER_WAY))
    with database.reading() as session:
        return session.exec(rows).one()
