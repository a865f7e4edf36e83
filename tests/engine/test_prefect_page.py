"""What Prefect's own page shows of a run: each step of the law under its Vietnamese name, once."""

import asyncio

import pytest
from prefect import tags
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun, TaskRun

from flows.resolution import resolution
from tests.world import World

pytestmark = [pytest.mark.usefixtures("prefect"), pytest.mark.asyncio(loop_scope="session")]


async def runs_of(tag: str) -> tuple[list[FlowRun], list[TaskRun]]:
    of_tag = FlowRunFilter(tags=FlowRunFilterTags(all_=[tag]))
    async with get_client() as client:
        return await client.read_flow_runs(flow_run_filter=of_tag), await client.read_task_runs(flow_run_filter=of_tag)


async def recorded_steps(tag: str, number: int) -> list[TaskRun]:
    """The task runs of a procedure, once the server has written so many down: it does so after the run."""
    async with asyncio.timeout(30):
        while len(found := (await runs_of(tag))[1]) < number or not all(each.end_time for each in found):
            await asyncio.sleep(0.05)
    return found


async def test_prefect_s_page_shows_each_step_of_the_law_once_by_its_name(world: World) -> None:
    number = world.signed()
    mark = f"procedure:{number} of {id(world)}"
    with tags(mark):
        await resolution(number, return_state=True)
        await resolution(number, return_state=True)
    steps = await recorded_steps(mark, 2)
    assert sorted(each.name for each in steps) == ["Gửi nghị quyết đến toàn thể", "Văn thư vào số, ngày, bản ký"]
    assert {each.state_name for each in steps} == {"Completed"}


async def test_a_step_carries_no_tag_for_which_it_would_have_to_queue(world: World) -> None:
    number = world.signed()
    mark = f"procedure:{number} tagged {id(world)}"
    with tags(mark):
        await resolution(number, return_state=True)
    [run], _ = await runs_of(mark)
    assert run.tags == [mark]
    assert [each.tags for each in await recorded_steps(mark, 2)] == [[], []]
