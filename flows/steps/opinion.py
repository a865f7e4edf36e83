"""Lấy ý kiến: its steps by their names."""

from flows.running import Case, begin, perform
from procedures.engine import Outcome
from procedures.opinion import asking, sealing
from procedures.opinion import steps as consulting


async def opened(procedure_id: int) -> Case:
    """HR has opened the consultation; a flow never does."""
    return await begin(procedure_id, consulting.OPENED)


async def plan_signed(case: Case) -> None:
    await perform(case, consulting.PLAN_SIGNED, asking.note_plan, wait=consulting.wait_for_plan)


async def asked(case: Case) -> None:
    await perform(case, consulting.ASKED, asking.ask, wait=sealing.wait_for_box)


async def reminded(case: Case, number: int) -> None:
    await perform(case, consulting.REMINDED, asking.remind, number, wait=consulting.wait_for_reminder)


async def closed(case: Case) -> None:
    await perform(case, consulting.CLOSED, asking.close, wait=consulting.wait_for_deadline)


async def sealed_heard(case: Case) -> None:
    since = sealing.SEALED_SINCE
    await perform(case, consulting.SEALED_HEARD, sealing.hear, wait=sealing.wait_for_words, since=since)


async def answered(case: Case) -> None:
    await perform(case, consulting.ANSWERED, asking.note_table, wait=consulting.wait_for_table)


async def union_remarked(case: Case) -> None:
    await perform(case, consulting.UNION_REMARKED, asking.note_union, wait=consulting.wait_for_union)


async def decided(case: Case) -> None:
    await perform(case, consulting.DECIDED, asking.note_decision, wait=consulting.wait_for_decision)


async def issued(case: Case) -> None:
    await perform(case, consulting.ISSUED, asking.note_issue, wait=consulting.wait_for_issue)


async def disclosed(case: Case) -> None:
    await perform(case, consulting.DISCLOSED, asking.disclose)


async def posted(case: Case) -> Outcome:
    return Outcome(await perform(case, consulting.POSTED, asking.end, wait=consulting.wait_for_posting))
