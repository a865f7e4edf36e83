"""A courier killed at any moment loses nothing; what goes twice has the same Message-ID."""

import asyncio
import random
import signal
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from models import LetterState
from notifications.outbox import Deliverer, free_leases
from notifications.outbox.deliverer import BATCH
from notifications.sink import Sink
from tests.notifications.queue import address, compose, fill, kept, message_id, relay_of, states

ROOT = Path(__file__).parents[2]
LETTERS, KILLS = 200, 4


async def courier(port: int, name: str) -> Process:
    command = [sys.executable, "-m", "tests.notifications.courier_process", str(port), name]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT)


async def test_killed_again_and_again_it_sends_every_letter(outbox: Callable[..., None]) -> None:
    fill(range(LETTERS))
    draw = random.Random(7)
    async with Sink() as sink, asyncio.timeout(120):
        for life in range(KILLS):
            process = await courier(sink.port, f"life {life}")
            await sink.arrived(len(sink.mails) + draw.randint(1, 40))
            process.send_signal(signal.SIGKILL)
            await process.wait()
            free_leases(f"life {life}")
        await Deliverer("last", compose, relay_of(sink)).deliver_due()
    assert set(states()) == {LetterState.SENT}
    sent = Counter(kept(sink))
    assert sent.keys() == {(message_id(each), address(each)) for each in range(LETTERS)}
    assert sent.total() - LETTERS <= KILLS * BATCH
