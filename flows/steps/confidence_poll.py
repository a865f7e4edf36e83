"""Lấy phiếu tín nhiệm: its steps by their names."""

from collections.abc import Iterator

from flows.running import Case, begin, perform
from models.meeting import occurrence_at
from procedures.confidence_poll import running
from procedures.confidence_poll import steps as polling
from procedures.confidence_poll.results import HELD_AGAIN
from procedures.engine import Outcome


async def opened(procedure_id: int) -> Case:
    """HR has opened the poll; a flow never does."""
    return await begin(procedure_id, polling.OPENED)


async def notified(case: Case) -> None:
    await perform(case, polling.NOTIFIED, running.note_notice, wait=polling.wait_for_notice)


async def reports_asked(case: Case) -> None:
    await perform(case, polling.REPORTS_ASKED, running.ask_for_reports)


async def reports_filed(case: Case) -> None:
    await perform(case, polling.REPORTS_FILED, running.note_reports, wait=polling.wait_for_reports)


def convenings(case: Case) -> Iterator[int]:
    """Under which numbers the meeting is recorded: once, and again as long as too few come to it, or vote."""
    again = 1
    yield occurrence_at(polling.ONLY, again)
    while case.outcome_of(polling.CONCLUDED, occurrence_at(polling.ONLY, again)) in HELD_AGAIN:
        again += 1
        yield occurrence_at(polling.ONLY, again)


async def prepared(case: Case, number: int) -> None:
    await perform(case, polling.PREPARED, running.prepare, number)


async def summoned(case: Case, number: int) -> None:
    await perform(case, polling.SUMMONED, running.summon, number, wait=polling.wait_for_summons)


async def questions_closed(case: Case, number: int) -> None:
    verb, wait = running.close_questions, polling.wait_for_questions
    await perform(case, polling.QUESTIONS_CLOSED, verb, number, wait=wait)


async def questions_answered(case: Case, number: int) -> None:
    verb, wait = running.send_answers, polling.wait_for_answers
    await perform(case, polling.QUESTIONS_ANSWERED, verb, number, wait=wait)


async def reminded(case: Case, number: int) -> None:
    await perform(case, polling.REMINDED, running.remind, number, wait=polling.wait_for_reminder)


async def held(case: Case, number: int) -> None:
    await perform(case, polling.HELD, running.note_meeting, number, wait=polling.wait_for_meeting)


async def counted(case: Case, number: int) -> None:
    await perform(case, polling.COUNTED, running.note_count, number, wait=polling.wait_for_count)


async def concluded(case: Case, number: int) -> None:
    await perform(case, polling.CONCLUDED, running.conclude, number)


async def minuted(case: Case, number: int) -> None:
    await perform(case, polling.MINUTED, running.note_minutes, number, wait=polling.wait_for_minutes)


async def results_reported(case: Case) -> None:
    await perform(case, polling.RESULTS_REPORTED, running.report)


async def report_signed(case: Case) -> Outcome:
    return Outcome(await perform(case, polling.REPORT_SIGNED, running.end, wait=polling.wait_for_report))
