"""Người đưa thư: the one small loop; it takes letters and procedures that are due, and nothing else."""

import asyncio
import logging
import os
import secrets
import socket
from pathlib import Path

from procedures import nudging
from settings import settings

POLL = 0.25
BEAT = 10
PREFECT_AWAY_PAUSE = 2

log = logging.getLogger("danchu.courier")


class Courier:
    """One courier process: its name in leases, and its tasks."""

    def __init__(self) -> None:
        self.host = socket.gethostname()
        self.owner = f"{self.host}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = asyncio.Event()
        self.prefect_is_there = False

    async def work(self) -> None:
        """Deliver and run flows until told to stop."""
        from notifications.outbox import free_leases

        for gone in await asyncio.to_thread(nudging.predecessors, self.host, living_processes()):
            await asyncio.to_thread(free_leases, gone)
        await self._beat_once()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._letters())
            group.create_task(self._flows())
            group.create_task(self._beats())
        await asyncio.to_thread(nudging.forget, self.owner)

    async def _letters(self) -> None:
        from notifications.compose import compose
        from notifications.outbox import Deliverer

        await Deliverer(self.owner, compose).work(self.stopping)

    async def _flows(self) -> None:
        at_once = settings().flows_at_once or (1 if settings().database.startswith("sqlite") else 4)
        while not self.stopping.is_set():
            if not await asyncio.to_thread(nudging.is_any_due):
                await self._pause(POLL)
            elif not await self._reach_prefect():
                await self._pause(PREFECT_AWAY_PAUSE)
            else:
                due = await asyncio.to_thread(nudging.claim, self.owner, at_once)
                await asyncio.gather(*(self._run(one) for one in due))

    async def _reach_prefect(self) -> bool:
        from flows.starting import is_prefect_there

        self.prefect_is_there = await is_prefect_there()
        return self.prefect_is_there

    async def _run(self, due: nudging.Due) -> None:
        from flows import starting

        try:
            if settings().flow_starter == "deployment":
                await starting.run_by_worker(due)
                return  # the lease stays: the worker's run settles the wish, or the lease lapses and it is asked again
            state = await starting.run_here(due)
        except Exception as error:  # the loop outlives any flow: the trouble stands on the operator's page
            await self._trouble(due, type(error).__name__)
            return
        if state.is_completed():
            await asyncio.to_thread(nudging.release, due.procedure_id, self.owner)
        else:
            await self._trouble(due, state.name or "Failed")

    async def _trouble(self, due: nudging.Due, name: str) -> None:
        if not await self._reach_prefect():
            await asyncio.to_thread(nudging.interrupted, due.procedure_id, self.owner)
            return
        log.error("the flow of procedure %s broke: %s", due.procedure_id, name)
        await asyncio.to_thread(nudging.failed, due.procedure_id, self.owner, name)

    async def _beats(self) -> None:
        while not self.stopping.is_set():
            await self._pause(BEAT)
            await self._beat_once()

    async def _beat_once(self) -> None:
        await asyncio.to_thread(nudging.beat, self.owner, self.host, os.getpid(), self.prefect_is_there)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return


def living_processes() -> set[int]:
    """The process numbers of this host."""
    return {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
