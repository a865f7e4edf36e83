"""Phổ biến, thực hiện nghị quyết: its steps by their names."""

import asyncio

from flows.running import Case, begin, perform
from models.store.database import reading
from procedures.engine import Outcome
from procedures.resolution import circulation
from procedures.resolution import steps as circulating
from procedures.resolution.items import following, listing, schedule
from procedures.resolution.steps import ITEMS_SINCE
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


async def has_items(case: Case) -> bool:
    """Whether there is something to carry out: without it the procedure ends with its circulation."""

    def any_item() -> bool:
        with reading() as session:
            return listing.has_items(session, case.procedure_id)

    return await asyncio.to_thread(any_item)


async def urged(case: Case) -> None:
    """Whatever the case waits for, each item goes to its owner, and whoever is behind is reminded in time."""
    due = await asyncio.to_thread(schedule.due_events, case.procedure_id)
    verbs = {
        circulating.ENTRUSTED: following.entrust,
        circulating.URGED: following.urge,
        circulating.CHECK_URGED: following.urge_check,
    }
    for step, verb in verbs.items():
        numbers = {event.occurrence for event in due if event.step is step}
        for number in sorted({*numbers, *case.occurrences_of(step)}):
            await perform(case, step, verb, number, since=ITEMS_SINCE, anytime=True)


async def checks(case: Case) -> list[int]:
    """The numbers of the checks by the procedure's own rules: 1, 2, ..."""
    return await asyncio.to_thread(schedule.checks_ahead, case.procedure_id)


async def check_asked(case: Case, number: int) -> None:
    verb, wait = following.ask_check, following.wait_for_asking
    await perform(case, circulating.CHECK_ASKED, verb, number, wait=wait, since=ITEMS_SINCE)


async def checked(case: Case, number: int) -> None:
    verb, wait = following.note_check, following.wait_for_check
    await perform(case, circulating.CHECKED, verb, number, wait=wait, since=ITEMS_SINCE)


async def check_told(case: Case, number: int) -> None:
    verb, wait = following.tell_check, following.wait_for_check_paper
    await perform(case, circulating.CHECK_TOLD, verb, number, wait=wait, since=ITEMS_SINCE)


async def followed(case: Case) -> Outcome:
    wait = following.wait_for_end
    return Outcome(await perform(case, circulating.FOLLOWED, following.end, wait=wait, since=ITEMS_SINCE))
