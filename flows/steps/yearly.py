"""Mốc hội nghị hằng năm: its steps by their names."""

import asyncio

from flows.running import Case, begin, perform
from models.store.database import reading
from procedures.yearly import keeping
from procedures.yearly import steps as yearly


async def opened(procedure_id: int) -> Case:
    """HR has begun the calendar; a flow never does."""
    return await begin(procedure_id, yearly.OPENED)


async def first_year(case: Case) -> int:
    """The work year with which the calendar began."""

    def first() -> int:
        with reading() as session:
            return yearly.years_of(session, case.procedure_id)[0].year

    return await asyncio.to_thread(first)


async def reminders(case: Case, year: int) -> list[int]:
    """The numbers of the reminders of a year: those that were, of a year that is over; else as the law has them now."""

    def in_law() -> int:
        with reading() as session:
            return len(yearly.reminders_of(session, yearly.year_of(session, case.procedure_id, year)))

    asked = [divmod(each, yearly.REMINDERS) for each in case.occurrences_of(yearly.ASKED)]
    if case.outcome_of(yearly.HELD, year):
        return sorted(number for of_year, number in asked if of_year == year)
    return list(range(1, await asyncio.to_thread(in_law) + 1))


async def asked(case: Case, year: int, number: int) -> None:
    occurrence = year * yearly.REMINDERS + number
    await perform(case, yearly.ASKED, keeping.ask, occurrence, wait=yearly.wait_for_asking)


async def year_closed(case: Case, year: int) -> None:
    await perform(case, yearly.HELD, keeping.close_year, year, wait=yearly.wait_for_conference)
