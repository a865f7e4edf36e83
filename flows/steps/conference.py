"""Hội nghị cán bộ, công chức: its steps by their names."""

from collections.abc import Iterator

from flows.running import Case, begin, perform
from law.decisions import conference as law
from law.rules import Rules
from models.meeting import occurrence_at
from procedures.conference import running
from procedures.conference import steps as conferring
from procedures.conference.letter_ballot import asking
from procedures.conference.letter_ballot import steps as by_letter
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
    """Under which numbers the conference is recorded: once, and again until enough come, or all are asked by letter."""
    again = 1
    yield occurrence_at(ONLY, again)
    while _failed(case, again) and not _is_by_letter(case, again):
        again += 1
        yield occurrence_at(ONLY, again)


def asks_by_letter(case: Case) -> bool:
    """Whether too few have come as often as the law names."""
    numbers = case.occurrences_of(conferring.CONCLUDED)
    failed = sum(case.outcome_of(conferring.CONCLUDED, number) == NO_QUORUM for number in numbers)
    return failed == len(numbers) and _is_by_letter(case, failed)


def _failed(case: Case, again: int) -> bool:
    return case.outcome_of(conferring.CONCLUDED, occurrence_at(ONLY, again)) == NO_QUORUM


def _is_by_letter(case: Case, failed: int) -> bool:
    is_known = case.seen.flow_revision >= conferring.LETTERS_SINCE
    return is_known and law.is_by_letter(Rules.thaw(case.seen.rules), failed=failed)


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


async def letters_prepared(case: Case) -> None:
    await perform(case, conferring.LETTERS_PREPARED, asking.prepare)


async def letters_decided(case: Case) -> None:
    await perform(case, conferring.LETTERS_DECIDED, asking.note_decision, wait=by_letter.wait_for_decision)


async def letters_sent(case: Case) -> None:
    await perform(case, conferring.LETTERS_SENT, asking.send)


async def letters_reminded(case: Case) -> None:
    await perform(case, conferring.LETTERS_REMINDED, asking.remind, wait=by_letter.wait_for_reminder)


async def letters_counted(case: Case) -> None:
    await perform(case, conferring.LETTERS_COUNTED, asking.count, wait=by_letter.wait_for_close)


async def letters_minuted(case: Case) -> None:
    await perform(case, conferring.LETTERS_MINUTED, asking.note_minutes, wait=by_letter.wait_for_minutes)


async def resolved(case: Case) -> Outcome:
    return Outcome(await perform(case, conferring.RESOLVED, running.resolve))
