"""What an idle agency costs: `danchu serve` with procedures that all wait, in hundredths of a processor core."""

import time
from pathlib import Path

from sqlmodel import col, func, select

from bench import agency
from bench.processes import await_page, family, free_port, memory_now, processor_seconds, running
from bench.table import Table
from cli import prefect_server
from models import LetterState, Nudge, OutboxMessage
from models.store.database import reading
from notifications.sink import Sink
from notifications.sink import running as sink_running
from tests.world import World

PROCEDURES, SECONDS, SETTLES_WITHIN = 20, 30, 60
PARTS = {"cli.main web": "web", "cli.main courier": "courier", "prefect": "Prefect server", "cli.main serve": "keeper"}
UNDER_WAY = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)


def measure(folder: Path) -> Table:
    """Half of the procedures wait for the clerk, half for answers."""
    table = Table("5. Idle: danchu serve, 20 procedures waiting", "one core of this machine for the same time")
    with sink_running(Sink()) as sink:
        _found(folder, sink.port)
        with running("cli.main", "serve") as serving:
            _until_all_wait()
            used = _used(serving.pid, SECONDS)
            memory = {part: sum(memory_now(each) for each in ids) for part, ids in _parts(serving.pid).items()}
    for part, share in used.items():
        table.add(part, share * 100, "% of core")
        table.add(f"{part}, memory", memory.get(part, 0) / 2**20, "MiB")
    table.add("all together", sum(used.values()) * 100, "% of core", None, "<= 3")
    table.notes.append(f"over {SECONDS} s, after everything that was due had been done")
    return table


def _found(folder: Path, smtp_port: int) -> None:
    web, prefect = free_port(), free_port()
    agency.fresh(
        folder,
        DANCHU_SMTP_HOST="127.0.0.1",
        DANCHU_SMTP_PORT=str(smtp_port),
        DANCHU_MAIL_CONNECTIONS="1",
        DANCHU_WEB_PORT=str(web),
        DANCHU_BASE_URL=f"http://127.0.0.1:{web}",
        DANCHU_PREFECT_PORT=str(prefect),
    )
    world = World()
    for number in range(PROCEDURES):
        if number % 2:
            world.signed()
        else:
            world.opened()


def _until_all_wait() -> None:
    """Until every flow has come to its wait and every letter is gone."""
    await_page(f"{prefect_server.environment()['PREFECT_API_URL']}/health")
    until = time.monotonic() + SETTLES_WITHIN
    while _due():
        if time.monotonic() > until:
            raise TimeoutError("the procedures do not come to rest")
        time.sleep(0.5)
    time.sleep(3)


def _due() -> int:
    wishes = select(func.count()).where(col(Nudge.asked) > col(Nudge.done))
    letters = select(func.count()).where(col(OutboxMessage.state).in_(UNDER_WAY))
    with reading() as session:
        return session.exec(wishes).one() + session.exec(letters).one()


def _used(process_id: int, seconds: float) -> dict[str, float]:
    """The share of a core that each part uses."""
    parts = _parts(process_id)
    before = {part: sum(map(processor_seconds, ids)) for part, ids in parts.items()}
    begun = time.monotonic()
    time.sleep(seconds)
    spent = time.monotonic() - begun
    return {part: (sum(map(processor_seconds, ids)) - before[part]) / spent for part, ids in parts.items()}


def _parts(process_id: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {part: [] for part in PARTS.values()}
    for each, command in family(process_id).items():
        part = next((part for mark, part in PARTS.items() if mark in command), "keeper")
        found[part].append(each)
    return found
