"""A deadline passes on the real clock with nobody at the keyboard, and waiting costs next to nothing."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from models import Round
from models.store import clock, database
from procedures.resolution import circulation
from tests.outside.processes import seconds_used, tell, until
from tests.outside.served import Served, served
from tests.world import World

pytestmark = pytest.mark.xdist_group("outside")
DEADLINE_IN = timedelta(seconds=60)
WAITING = 19


def circulated(world: World, closes_in: timedelta) -> int:
    number = world.signed(closes_in)
    circulation.sign(number)
    circulation.circulate(number)
    return number


def deadline_of(number: int) -> float:
    with database.reading() as session:
        closes_at = session.get_one(Round, number).closes_at
    assert closes_at
    return closes_at.timestamp()


async def test_a_deadline_of_sixty_seconds_closes_its_round_by_itself_beside_nineteen_that_wait(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as product:
        world = World()
        waiting = [circulated(world, timedelta(days=5)) for _ in range(WAITING)]
        await product.start()
        await until(lambda: product.is_up("prefect") and product.is_settled())
        due = await asyncio.to_thread(circulated, world, DEADLINE_IN)
        await until(product.is_settled)
        used = await share_of_a_core(product, due)
        await until(lambda: product.rows(f"SELECT 1 FROM step_record WHERE procedure_id = {due} AND step = 'closed'"))
        closed_after = seconds_after_deadline(product, due)
        await until(lambda: len(product.mails("resolution_missing")) == 2)
        states = dict(product.rows("SELECT id, outcome FROM procedure"))
        mails = product.mails("resolution_missing")
        told_after = max(path.stat().st_mtime for path in product.mail.glob("*.eml")) - deadline_of(due)
    tell(**used, closed_after=closed_after, told_after=told_after)
    assert closed_after >= 0, "closed before its deadline"
    assert states == {**dict.fromkeys(waiting), due: "some_missing"}
    assert len({mail.header("Message-ID") for mail in mails}) == 2


async def share_of_a_core(product: Served, due: int) -> dict[str, float]:
    """What each child takes of one core until ten seconds before the deadline, when nothing is to be done."""
    loop = asyncio.get_running_loop()
    children = product.children
    before = {name: seconds_used(pid) for name, pid in children.items()}
    began = loop.time()
    with database.reading() as session:
        left = deadline_of(due) - clock.now(session).timestamp()
    await until(lambda: loop.time() - began > max(5, left - 10), every=1)
    lasted = loop.time() - began
    return {f"{name}_share": (seconds_used(pid) - before[name]) / lasted for name, pid in children.items()}


def seconds_after_deadline(product: Served, due: int) -> float:
    """By the product's own record: how long after its deadline the round was closed."""
    with database.reading() as session:
        closed_at = session.get_one(Round, due).closed_at
    assert closed_at
    return closed_at.timestamp() - deadline_of(due)
