"""Kills web, courier and Prefect again and again under load: `python -m tests.outside.kill_loop --kind opinion`."""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from cli.rehearsal.cast import cast_of
from procedures import demo
from tests.outside import processes
from tests.outside.playing import ROUNDS, Rounds
from tests.outside.processes import until
from tests.outside.reaping import Reaper
from tests.outside.served import BEHIND_A_PROXY, Served, served
from tests.outside.verdict import findings

SETTLES_WITHIN = 300


async def loop(
    folder: Path, kills: int, people: int, seed: int, minutes: float = 60, kind: str = "resolution"
) -> dict[str, Any]:
    """Play under kills, then without, kill the supervisor, play once more; returns the figures and what is broken."""
    began = asyncio.get_running_loop().time()
    async with served(folder, **BEHIND_A_PROXY) as product:
        await asyncio.to_thread(demo.mark)
        await product.start()
        play = ROUNDS[kind](product, cast_of(people, seed), folder, seed)
        await play.set_up()
        reaper = Reaper(product, play.log, kills, seed, minutes * 60)
        await _under_fire(play, reaper)
        settled = await until(product.is_settled, SETTLES_WITHIN)
        gone = await kill_supervisor(product)
        await play.round()
        await play.finish()
        await until(product.is_settled, SETTLES_WITHIN)
        found = await findings(product, play)
    return {
        "killed": dict(reaper.killed),
        **found.figures,
        "settled_after": round(settled, 1),
        "children_gone_after": round(gone, 1),
        "seconds": round(asyncio.get_running_loop().time() - began),
        "broken": found.broken,
    }


async def _under_fire(play: Rounds, reaper: Reaper) -> None:
    """Rounds go on, and staff come and go, for as long as there is killing; at least one round."""
    coming = asyncio.ensure_future(play.come_and_go())
    reaping = asyncio.ensure_future(reaper.work())
    try:
        while not (play.played and reaping.done()):
            await play.round()
            _tell(f"{len(play.played)} rounds, killed {dict(reaper.killed)}")
            for task in (coming, reaping):
                if task.done():
                    task.result()
    finally:
        for task in (coming, reaping):
            task.cancel()
        await asyncio.gather(coming, reaping, return_exceptions=True)


async def kill_supervisor(product: Served) -> float:
    """SIGKILL the supervisor, see its children go and its ports free, start another; returns seconds till free."""
    children = await asyncio.to_thread(lambda: product.children)
    if len(children) != len(processes.ENDINGS) or not product.supervisor:
        raise AssertionError(f"not every child runs: {children}")
    product.supervisor.send_signal(signal.SIGKILL)
    await asyncio.to_thread(product.supervisor.wait)
    gone = await until(lambda: not processes.of_folder(product.folder) and not product.held_ports(), 60)
    await product.start()
    return gone


def _tell(said: str) -> None:
    sys.stderr.write(f"{said}\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.outside.kill_loop", description=__doc__)
    parser.add_argument("--kind", choices=tuple(ROUNDS), default="resolution")
    parser.add_argument("--kills", type=int, default=100, help="SIGKILLs for each of web, courier, Prefect")
    parser.add_argument("--people", type=int, default=28)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="stop killing after so long, however few were killed")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="danchu-killed-") as folder:
        report = asyncio.run(loop(Path(folder), asked.kills, asked.people, asked.seed, asked.minutes, asked.kind))
    sys.stdout.write(f"{json.dumps(report, ensure_ascii=False)}\n")
    sys.exit(1 if report["broken"] else 0)
