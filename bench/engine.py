"""What the engine costs: a run that finds its place and does a step, and how soon after an event the step is done."""

import asyncio
import os
import random
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from bench import agency
from bench.processes import await_page, free_port, running
from bench.table import Table, middle, p95
from cli import prefect_server
from models import Round
from models.store.database import transaction
from notifications.sink import Sink
from notifications.sink import running as sink_running
from procedures.resolution import circulation
from settings import settings
from tests.world import World

RECORDED, RUNS, EVENTS = 30, 9, 20
BEFORE_REMINDERS = 3  # opened, signed, circulated
SIGNED = "SELECT 1 FROM step_record WHERE procedure_id = ? AND step = 'signed'"
AT_REST = "SELECT 1 FROM nudge WHERE procedure_id = ? AND done = asked AND lease_owner IS NULL"


def measure(folder: Path) -> Table:
    """Both on one Prefect server of this machine, on SQLite, as `danchu serve` starts it."""
    table = Table("4. Engine: Prefect on this machine", "an empty asynchronous flow run, called in the same process")
    with sink_running(Sink()) as sink:
        agency.fresh(
            folder,
            DANCHU_PREFECT_PORT=str(free_port()),
            DANCHU_SMTP_HOST="127.0.0.1",
            DANCHU_SMTP_PORT=str(sink.port),
        )
        os.environ.update(prefect_server.environment())
        world = World()
        with _prefect():
            _walks(table, world)
            _events(table, world)
    return table


@contextmanager
def _prefect() -> Iterator[None]:
    _, _, module, *arguments = prefect_server.command()
    with running(module, *arguments, **prefect_server.server_environment()):
        await_page(f"{settings().prefect_api}/health")
        yield


def _walks(table: Table, world: World) -> None:
    number = _much_reminded(world, RECORDED - BEFORE_REMINDERS, RUNS + 1)
    empty, walked = asyncio.run(_timed(world, number))
    table.add("empty flow run", middle(empty) * 1000, "ms", 1.0)
    ratio = middle([mine / theirs for mine, theirs in zip(walked, empty, strict=True)])
    what = f"a run that passes {RECORDED} recorded steps and does one"
    table.add(what, middle(walked) * 1000, "ms", ratio, "<= 2")
    table.notes.append(f"{RUNS} runs of each, one after the other, after one to warm up")


def _much_reminded(world: World, recorded: int, more: int) -> int:
    """A resolution with one reminder an hour, of which so many are recorded and so many are to come."""
    number = agency.circulated(world)
    with transaction() as session:
        round_ = session.get_one(Round, number)
        begun = world.now()
        hours = range(1, recorded + more + 2)
        round_.remind_at = [(begun + timedelta(hours=hour)).isoformat() for hour in hours]
        round_.closes_at = begun + timedelta(days=30)
        session.add(round_)
    for reminder in range(1, recorded + 1):
        circulation.remind(number, reminder)
    world.move(hours=recorded, minutes=1)
    return number


async def _timed(world: World, number: int) -> tuple[list[float], list[float]]:
    from prefect import flow
    from prefect.states import Completed, State

    from flows.resolution import resolution

    @flow(name="empty", persist_result=False)
    async def empty(procedure_id: int) -> State:
        return Completed(name="Xong", message="không có việc")

    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS + 1):
        world.move(hours=1)
        times[0].append(await _seconds(empty, number))
        times[1].append(await _seconds(resolution, number))
    return times[0][1:], times[1][1:]


async def _seconds(run: Callable[..., Awaitable[object]], number: int) -> float:
    begun = time.perf_counter()
    await run(number, return_state=True)
    return time.perf_counter() - begun


def _events(table: Table, world: World) -> None:
    numbers = [world.opened() for _ in range(EVENTS + 2)]
    chance, waits = random.Random(1), []
    with running("cli.main", "courier"), closing(sqlite3.connect(settings().data_dir / "danchu.db")) as record:
        for number in numbers:
            _until(
                record, "SELECT 1 FROM nudge WHERE procedure_id = ? AND done = asked AND lease_owner IS NULL", number
            )
        for number in numbers:
            time.sleep(chance.uniform(0.1, 0.9))
            world.sign(number)
            begun = time.perf_counter()
            _until(record, "SELECT 1 FROM step_record WHERE procedure_id = ? AND step = 'signed'", number)
            waits.append(time.perf_counter() - begun)
            _until(
                record, "SELECT 1 FROM nudge WHERE procedure_id = ? AND done = asked AND lease_owner IS NULL", number
            )
    waits = waits[2:]
    table.add("from the clerk's filing to the end of the next step, median", middle(waits), "s")
    table.add("the same, p95", p95(waits), "s", None, "<= 1")
    table.notes.append(f"{EVENTS} filings at odd moments, with the courier running as its own process")


def _until(record: sqlite3.Connection, query: str, number: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not record.execute(query, (number,)).fetchone():
        if time.monotonic() > until:
            raise TimeoutError(query)
        time.sleep(0.005)
