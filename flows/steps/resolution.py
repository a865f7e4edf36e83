"""Phổ biến nghị quyết: its steps by their names."""

from flows.running import Case, begin, perform
from procedures.engine import Outcome
from procedures.resolution import circulation
from procedures.resolution import steps as circulating
from procedures.rounds import asking


async def opened(procedure_id: int) -> Case:
    """HR has opened the procedure; a flow never does."""
    return await begin(procedure_id, circulating.OPENED)


async def signed(case: Case) -> None:
    await perform(case, circulating.SIGNED, circulation.sign, wait=circulating.wait_for_signature)


async def circulated(case: Case) -> None:
    await perform(case, circulating.CIRCULATED, circulation.circulate, wait=asking.wait_for_sending)


async def reminded(case: Case, number: int) -> None:
    await perform(case, circulating.REMINDED, circulation.remind, number, wait=asking.wait_for_reminder)


async def closed(case: Case) -> None:
    await perform(case, circulating.CLOSED, circulation.close, wait=asking.wait_for_close)


async def missing_named(case: Case) -> None:
    await perform(case, circulating.MISSING_NAMED, circulation.name_missing)


async def reported(case: Case) -> Outcome:
    return Outcome(await perform(case, circulating.REPORTED, circulation.report))
