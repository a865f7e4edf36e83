"""What may go wrong in a rehearsal: processes killed, a bad relay, Prefect away and its database gone."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from enum import StrEnum

from cli.rehearsal.stage import READY_WITHIN, Stage
from notifications.sink import Fault as RelayFault
from notifications.sink import Mischief

BETWEEN_KILLS, LIVES_ON = (2.0, 5.0), (0.2, 4.0)
UP_SOON = 2.0
BEFORE_IT_IS_UP = 0.1
PREFECT_AWAY = 5
ANSWERING, REMINDING, CLOSING = "answering", "reminding", "closing"


class Fault(StrEnum):
    """The faults that `danchu rehearse` can bring about."""

    KILL = "kill"
    SMTP = "smtp"
    PREFECT = "prefect"


def bad_relay(seed: int) -> list[Mischief]:
    """A relay that refuses, drops and hangs now and then, at every phase."""
    rates = {
        RelayFault.REFUSED: 0.05,
        RelayFault.BANNER_421: 0.05,
        RelayFault.MAIL_450: 0.03,
        RelayFault.RCPT_452: 0.03,
        RelayFault.DROP_AT_RCPT: 0.03,
        RelayFault.DROP_MID_DATA: 0.03,
        RelayFault.AFTER_DOT_451: 0.03,
        RelayFault.DROP_AFTER_DOT: 0.05,
        RelayFault.HANG_AFTER_DOT: 0.02,
        RelayFault.DROP_AT_QUIT: 0.2,
    }
    return [Mischief(fault, rate=rate, seed=seed + number) for number, (fault, rate) in enumerate(rates.items())]


async def no_mishap(_scene: str) -> None:
    """A rehearsal in which nothing goes wrong."""


@asynccontextmanager
async def mishaps(stage: Stage, fault: Fault | None, seed: int) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
    """What the play calls at the head of each scene; kills go on in between until the play ends."""
    if fault is Fault.PREFECT:
        yield PrefectAway(stage).at
        return
    if fault is not Fault.KILL:
        yield no_mishap
        return
    killing = asyncio.ensure_future(_kill_now_and_then(stage, seed))
    try:
        yield no_mishap
    finally:
        killing.cancel()


async def _kill_now_and_then(stage: Stage, seed: int) -> None:
    """One after the other, each a while after it is up again: the longer, the longer it took to come up, so that on a
    slow machine too there is time to do some work."""
    chance = random.Random(seed)  # noqa: S311
    while True:
        victim = chance.choices(("web", "courier", "prefect"), (4, 4, 1))[0]
        await asyncio.sleep(chance.uniform(*BETWEEN_KILLS))
        if chance.random() > BEFORE_IT_IS_UP:
            took = await _until_up(stage, victim)
            await asyncio.sleep(chance.uniform(*LIVES_ON) * max(1, took / UP_SOON))
        stage.kill(victim)


async def _until_up(stage: Stage, name: str) -> float:
    """Wait for it, not for ever; returns how many seconds that took."""
    began = asyncio.get_running_loop().time()
    with suppress(TimeoutError):
        async with asyncio.timeout(READY_WITHIN):
            while not await stage.is_up(name):
                await asyncio.sleep(0.3)
    return asyncio.get_running_loop().time() - began


class PrefectAway:
    """Prefect stops in mid-case and its database is deleted: while people answer, and again over the deadline."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def at(self, scene: str) -> None:
        if scene in (ANSWERING, CLOSING):
            await self._leave()
        if scene == CLOSING:
            asyncio.get_running_loop().call_later(PREFECT_AWAY, self.stage.start, "prefect")
        if scene == REMINDING:
            self.stage.start("prefect")

    async def _leave(self) -> None:
        await self.stage.stop("prefect")
        for file in (self.stage.folder / "prefect").glob("prefect.db*"):
            file.unlink()
