"""Hội nghị cán bộ, công chức: its steps by their names."""

from collections.abc import Iterator

from flows.running import Case, begin, perform
from models.meeting import occurrence_at
from procedures.conference import running
from procedures.conference import steps as conferring
from procedures.conference.steps import NO_QUORUM, ONLY
from procedures.engine import Outcome


async def opened(procedure_id: int) -> Case:
    """HR has opened the conference; a flow never does."""
    return await begin(procedure_id, conferring.OPENED)


async def union_agreed(case: Case) -> None:
    await perform(case, conferring.AGREED, running.note_agreement, wait=conferring.wait_for_agreement)


async def plan_signed(case: Case) -> None:
    await perform(case, conferring.PLANNED, running.note_plan, wait=conferring.wait_for_plan)


async def drafts_answered(case: Case) -> None:
    await perform(case, conferring.DRAFTS_ANSWERED, running.note_drafts, wait=conferring.wait_for_drafts)


def convenings(case: Case) -> Iterator[int]:
    """Under which numbers the conference is recorded: once, and again as long as too few come to it."""
    again = 1
    yield occurrence_at(ONLY, again)
    while case.outcome_of(conferring.CONCLUDED, occurrence_at(ONLY, again)) == NO_QUORUM:
        again += 1
        yield occurrence_at(ONLY, again)


async def prepared(case: Case, number: int) -> None:
    await perform(case, conferring.PREPARED, running.prepare, number)


async def summoned(case: Case, number: int) -> None:
    await perform(case, conferring.SUMMONED, running.summon, number, wait=conferring.wait_for_summons)


async def reminded(case: Case, number: int) -> None:
    await perform(case, conferring.REMINDED, running.remind, number, wait=conferring.wait_for_reminder)


async def held(case: Case, number: int) -> None:
    await perform(case, conferring.HELD, running.note_meeting, number, wait=conferring.wait_for_meeting)


async def conducted(case: Case, number: int) -> None:
    await perform(case, conferring.CONDUCTED, running.note_course, number, wait=conferring.wait_for_course)


async def counted(case: Case, number: int) -> None:
    await perform(case, conferring.COUNTED, running.note_count, number, wait=conferring.wait_for_count)


async def concluded(case: Case, number: int) -> None:
    await perform(case, conferring.CONCLUDED, running.conclude, number)


async def minuted(case: Case, number: int) -> None:
    await perform(case, conferring.MINUTED, running.note_minutes, number, wait=conferring.wait_for_minutes)


async def resolved(case: Case) -> Outcome:
    return Outcome(await perform(case, conferring.RESOLVED, running.resolve))
