"""Bổ nhiệm: its steps by their names."""

import asyncio
from collections.abc import Iterator

from flows.running import Case, begin, perform
from law.decisions.appointment import Meeting
from law.decisions.appointment import meetings as meetings_of
from law.rules import Rules
from models.meeting import occurrence_at
from models.store.database import reading
from procedures.appointment import beginning, ending, meeting_steps
from procedures.appointment import steps as appointing
from procedures.engine import Outcome

AGAIN = frozenset(("no_quorum", "differs"))


async def opened(procedure_id: int) -> Case:
    """HR has opened the case; a flow never does."""
    return await begin(procedure_id, appointing.OPENED)


async def alerted(case: Case) -> None:
    """Whatever the case waits for, its clock speaks in time."""
    due = await asyncio.to_thread(beginning.due_alerts, case.procedure_id)
    for number in sorted({*due, *case.occurrences_of(appointing.CLOCK_ALERTED)}):
        await perform(case, appointing.CLOCK_ALERTED, beginning.alert, number, anytime=True)


async def policy_decided(case: Case) -> None:
    await perform(case, appointing.POLICY_DECIDED, beginning.note_policy, wait=appointing.wait_for_policy)


async def eligibility_checked(case: Case) -> None:
    step, verb = appointing.ELIGIBILITY_CHECKED, beginning.note_eligibility
    await perform(case, step, verb, wait=beginning.wait_for_eligibility)


async def meetings(case: Case) -> tuple[Meeting, ...]:
    """The meetings of the procedure's own rules, in their order."""
    return meetings_of(Rules.thaw(case.seen.rules))


def convenings(case: Case, meeting: Meeting) -> Iterator[int]:
    """Under which numbers this meeting is recorded: once, and again as long as the law wants it held again."""
    again = 1
    yield occurrence_at(meeting.step, again)
    while case.outcome_of(appointing.CONCLUDED, occurrence_at(meeting.step, again)) in AGAIN:
        again += 1
        yield occurrence_at(meeting.step, again)


async def grounds_filed(case: Case, meeting: Meeting) -> None:
    step, verb = appointing.GROUNDS_FILED, meeting_steps.note_grounds
    await perform(case, step, verb, meeting.step, wait=appointing.wait_for_grounds)


async def prepared(case: Case, number: int) -> None:
    await perform(case, appointing.PREPARED, meeting_steps.prepare, number)


async def summoned(case: Case, number: int) -> None:
    await perform(case, appointing.SUMMONED, meeting_steps.summon, number, wait=appointing.wait_for_summons)


async def reminded(case: Case, number: int) -> None:
    await perform(case, appointing.REMINDED, meeting_steps.remind, number, wait=appointing.wait_for_reminder)


async def held(case: Case, number: int) -> None:
    await perform(case, appointing.HELD, meeting_steps.note_meeting, number, wait=appointing.wait_for_meeting)


async def counted(case: Case, number: int) -> None:
    await perform(case, appointing.COUNTED, meeting_steps.note_count, number, wait=meeting_steps.wait_for_count)


async def concluded(case: Case, number: int) -> None:
    await perform(case, appointing.CONCLUDED, meeting_steps.conclude, number)


async def chosen(case: Case, number: int) -> None:
    await perform(case, appointing.CHOSEN, meeting_steps.note_choice, number, wait=appointing.wait_for_choice)


async def minuted(case: Case, number: int) -> None:
    await perform(case, appointing.MINUTED, meeting_steps.note_minutes, number, wait=appointing.wait_for_minutes)


async def nobody_is_left(case: Case, before: Meeting | None = None) -> bool:
    """Whether the case has ended for every post; a meeting that was begun `before` that is walked to its minutes."""
    if before and case.outcome_of(appointing.GROUNDS_FILED, before.step):
        return False

    def none_open() -> bool:
        with reading() as session:
            posts = appointing.posts_of(session, case.procedure_id)
            return all(post.outcome in ("stopped", "withdrawn") for post in posts)

    return await asyncio.to_thread(none_open)


async def dossier_complete(case: Case) -> None:
    await perform(case, appointing.DOSSIER_COMPLETE, ending.note_dossier, wait=ending.wait_for_dossier)


async def proposed(case: Case) -> None:
    await perform(case, appointing.PROPOSED, ending.note_proposal, wait=appointing.wait_for_proposal)


async def issued(case: Case) -> None:
    await perform(case, appointing.ISSUED, ending.note_decision, wait=appointing.wait_for_decision)


async def disclosed(case: Case) -> None:
    await perform(case, appointing.DISCLOSED, ending.disclose)


async def posted(case: Case) -> Outcome:
    return Outcome(await perform(case, appointing.POSTED, ending.end, wait=appointing.wait_for_posting))


async def reported(case: Case) -> None:
    await perform(case, appointing.REPORTED, ending.report)


async def report_signed(case: Case) -> Outcome:
    verb, wait = ending.end_by_report, appointing.wait_for_report
    return Outcome(await perform(case, appointing.REPORT_SIGNED, verb, wait=wait))
