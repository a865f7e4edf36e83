"""How a flow walks its steps: recorded ones return at once, the due one runs, a wait ends the run."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from prefect import Flow, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import TagsContext
from prefect.runtime import flow_run
from prefect.states import Completed

from procedures.engine import Outcome, Seen, Step, Waiting, begin_run, settle_run
from procedures.gates import wait_for_consultation
from procedures.sealed import closing as sealed
from words.sentences import say

NOT_APPLICABLE = "not_applicable"


@dataclass
class Case:
    """One walk through a procedure: what was seen at its beginning, and what of it is still ahead."""

    seen: Seen
    ahead: set[tuple[str, int]] = field(default_factory=set)

    @property
    def procedure_id(self) -> int:
        return self.seen.procedure_id

    def outcome_of(self, step: Step, occurrence: int = 0) -> str | None:
        """How a step ended that has been done, now or in an earlier walk."""
        return self.seen.recorded.get((step.key, occurrence))

    def occurrences_of(self, step: Step) -> list[int]:
        """Under which numbers a step has been done."""
        return [number for key, number in self.seen.recorded if key == step.key]


def procedure_flow(
    kind: str, alarm: Callable[[int], datetime | None] | None = None
) -> Callable[[Callable[[int], Awaitable[Outcome]]], Flow[[int], Any]]:
    """Turn a walk through a procedure into a Prefect flow that ends in words: done, or for what it waits.

    `alarm` says when it must walk again, whatever it waits for.
    """

    def decorate(walk: Callable[[int], Awaitable[Outcome]]) -> Flow[[int], Any]:
        @wraps(walk)
        async def run(procedure_id: int) -> State:
            seen = await asyncio.to_thread(begin_run, procedure_id)
            try:
                outcome = await walk(procedure_id)
            except Waiting as waiting:
                await asyncio.to_thread(settle_run, seen, waiting, await _soonest(procedure_id, alarm))
                until = say("moments.until", at=waiting.until) if waiting.until else say("moments.no_date")
                return Completed(name=say(f"waits.{waiting.key}"), message=until)
            await asyncio.to_thread(sealed.carry_on, procedure_id)
            await asyncio.to_thread(settle_run, seen, None, await _soonest(procedure_id))
            return Completed(name=say(f"outcomes.{outcome.name}"), message=say("moments.ended"))

        run.__annotations__["return"] = State
        return flow(name=kind, flow_run_name=_run_name, persist_result=False)(run)

    return decorate


async def _soonest(procedure_id: int, alarm: Callable[[int], datetime | None] | None = None) -> datetime | None:
    """When a walk is due though no step waits for that hour: the alarm of the kind, or something of a sealed round."""
    asked = [ask for ask in (alarm, sealed.next_due) if ask]
    found = [await asyncio.to_thread(ask, procedure_id) for ask in asked]
    return min((at for at in found if at), default=None)


def _run_name() -> str:
    """Nghị quyết 12 · bước 3: the step that this run comes to."""
    procedure_id = flow_run.parameters["procedure_id"]
    seen = begin_run(procedure_id)
    return say("runs.name", kind=seen.kind, procedure_id=procedure_id, step=len(seen.recorded) + 1)


async def begin(procedure_id: int, opening: Step) -> Case:
    """Start a walk; raises Waiting while nobody has opened the procedure, or a consultation that it rests on runs."""
    seen = await asyncio.to_thread(begin_run, procedure_id)
    if seen.is_annulled:
        await asyncio.to_thread(sealed.carry_on, procedure_id)
        raise Waiting("annulled")
    if (opening.key, 0) not in seen.recorded:
        raise Waiting("opening")
    await asyncio.to_thread(wait_for_consultation, procedure_id)
    await asyncio.to_thread(sealed.carry_on, procedure_id)
    return Case(seen, set(seen.recorded) - {(opening.key, 0)})


async def perform(
    case: Case,
    step: Step,
    verb: Callable[..., str],
    *occurrence: int,
    wait: Callable[..., None] | None = None,
    since: int = 1,
    anytime: bool = False,
) -> str:
    """Do a step once; returns its outcome, recorded or new.

    A step that later releases add (`since` their flow revision) does not reach back to procedures opened before,
    and one that stands before a step already done is passed over, unless it may come at `anytime`. Raises Waiting
    where its time has not come.
    """
    place = (step.key, *(occurrence or (0,)))
    if place in case.seen.recorded:
        case.ahead.discard(place)
        return case.seen.recorded[place]
    if since > case.seen.flow_revision or (case.ahead and not anytime):
        return NOT_APPLICABLE
    if wait:
        await asyncio.to_thread(wait, case.procedure_id, *occurrence)
    # A task that inherits the run's tag would ask the server for a place under that tag: 2 s where its SQLite is busy.
    with TagsContext(current_tags=set()):
        outcome = await _as_task(step, verb, occurrence)(case.procedure_id)
    case.seen.recorded[place] = outcome
    return outcome


def _as_task(step: Step, verb: Callable[..., str], occurrence: tuple[int, ...]) -> Callable[[int], Awaitable[str]]:
    name = say(f"steps.{step.key}", number=occurrence[0] if occurrence else 0)

    @task(name=name, task_run_name=name, cache_policy=NO_CACHE, persist_result=False)
    async def law_step(procedure_id: int) -> str:
        return await asyncio.to_thread(verb, procedure_id, *occurrence)

    return law_step
