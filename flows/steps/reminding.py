"""Nhắc: how many reminders HR planned, in any procedure that asks by mail."""

import asyncio

from flows.running import Case
from models.store.database import reading
from procedures.rounds import asking


async def reminders(case: Case) -> range:
    """The numbers of the reminders that HR planned: 1, 2, ..."""

    def planned() -> int:
        with reading() as session:
            return len(asking.reminders(session, case.procedure_id))

    return range(1, await asyncio.to_thread(planned) + 1)
