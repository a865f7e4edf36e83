"""How a due procedure's flow is started: here, in this process, or by Prefect's workers."""

import asyncio

from prefect import tags
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.deployments import run_deployment
from prefect.states import Crashed, State, StateType

from flows.registry import FLOWS
from procedures.nudging import Due

LONGEST_RUN = 90


async def run_here(due: Due) -> State:
    """Run the flow in this process and return its last state; raises TimeoutError where the server hangs."""
    if due.orphaned:
        await mark_crashed(due.procedure_id)
    with tags(_tag(due.procedure_id)):
        async with asyncio.timeout(LONGEST_RUN):
            return await FLOWS[due.kind](due.procedure_id, return_state=True)


async def run_by_worker(due: Due) -> None:
    """Ask Prefect's workers for a run; asked twice for one wish and attempt, it is one run."""
    async with asyncio.timeout(LONGEST_RUN):
        await run_deployment(
            f"{due.kind}/{due.kind}",
            parameters={"procedure_id": due.procedure_id},
            idempotency_key=f"{due.procedure_id}-{due.asked}-{due.attempt}",
            tags=[_tag(due.procedure_id)],
            timeout=0,
        )


async def mark_crashed(procedure_id: int) -> None:
    """A run whose process died stays Running in Prefect: say what became of it."""
    running = FlowRunFilter(
        tags=FlowRunFilterTags(all_=[_tag(procedure_id)]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])),
    )
    async with asyncio.timeout(LONGEST_RUN), get_client() as client:
        for run in await client.read_flow_runs(flow_run_filter=running):
            await client.set_flow_run_state(run.id, Crashed(message="Tiến trình chạy đã dừng"), force=True)


async def is_prefect_there() -> bool:
    """Whether the Prefect server answers."""
    try:
        async with asyncio.timeout(3), get_client() as client:
            return await client.api_healthcheck() is None
    except TimeoutError:
        return False


def _tag(procedure_id: int) -> str:
    return f"procedure:{procedure_id}"
