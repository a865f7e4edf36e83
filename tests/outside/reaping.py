"""SIGKILL for each child, so many times: after it has done some work again, or before it is quite up."""

import asyncio
import random
import signal
from collections import Counter
from functools import partial

from cli.rehearsal.browser import Log
from tests.outside.processes import until
from tests.outside.served import Served

NAMES = ("web", "courier", "prefect")
WORK = {"web": 40, "courier": 12, "prefect": 2}
SHORT_LIFE, LONG_LIFE = 8.0, 40.0
LIVES_LONG = {"web": 0.2, "courier": 0.4, "prefect": 0.8}
BEFORE_IT_IS_UP = 0.1
COMES_UP_WITHIN = 600


class Reaper:
    """Kills the children of a product side by side; `killed` counts what really died."""

    def __init__(self, product: Served, log: Log, kills: int, seed: int, seconds: float = 3600) -> None:
        self.log, self.product, self.kills, self.seconds = log, product, kills, seconds
        self.chance = random.Random(seed)
        self.killed: Counter[str] = Counter()

    async def work(self) -> None:
        """Until each child has been killed as often as asked, or the time is over."""
        ended = asyncio.get_running_loop().time() + self.seconds
        async with asyncio.TaskGroup() as group:
            for name in NAMES:
                group.create_task(self._reap(name, ended))

    async def _reap(self, name: str, ended: float) -> None:
        while self.killed[name] < self.kills and asyncio.get_running_loop().time() < ended:
            if self.chance.random() < BEFORE_IT_IS_UP:
                await until(lambda: name in self.product.children)
            else:
                await until(lambda: self.product.is_up(name), COMES_UP_WITHIN, every=0.5)
                await self._let_work(name)
            pid = await asyncio.to_thread(self.product.signal, name, signal.SIGKILL)
            if pid:
                self.killed[name] += 1
                await until(partial(self._is_gone, name, pid))

    async def _let_work(self, name: str) -> None:
        """Until it has done something anew that is seen outside, or for a while; a few live on until a step is done."""
        lives_long = self.chance.random() < LIVES_LONG[name]
        work = "prefect" if lives_long else name
        wanted = self._done(work) + self.chance.randint(1, WORK[work])
        try:
            await until(lambda: self._done(work) >= wanted, LONG_LIFE if lives_long else SHORT_LIFE, 0.05)
        except TimeoutError:
            return

    def _done(self, name: str) -> int:
        """Pages answered, mails kept, steps recorded, so far."""
        if name == "web":
            return len(self.log.exchanges)
        if name == "courier":
            return sum(1 for _ in self.product.mail.glob("*.eml"))
        return len(self.product.rows("SELECT 1 FROM step_record"))

    def _is_gone(self, name: str, pid: int) -> bool:
        return self.product.children.get(name) != pid
