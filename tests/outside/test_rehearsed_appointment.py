"""A rehearsed appointment of eight people, from the staff list to its end, judged as `danchu rehearse` judges it."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from cli.rehearsal.appointment import judging
from cli.rehearsal.appointment.appointing import AppointmentPlay
from cli.rehearsal.cast import cast_of
from cli.rehearsal.faults import no_mishap
from procedures import demo
from tests.outside.processes import until
from tests.outside.served import served

pytestmark = pytest.mark.xdist_group("outside")
PEOPLE, SPLITS = 8, 2
FIVE_MEETINGS = date(2026, 7, 31)


@pytest.mark.parametrize("begun_on", [None, FIVE_MEETINGS])
async def test_a_rehearsed_appointment_keeps_every_promise_and_what_is_kept_of_it_says_so(
    tmp_path: Path, begun_on: date | None
) -> None:
    async with served(tmp_path) as product:
        await asyncio.to_thread(demo.mark)
        await product.start()
        await until(lambda: product.is_up("prefect"))
        cast = cast_of(PEOPLE, SPLITS)
        play = AppointmentPlay(product, cast, tmp_path, no_mishap, lambda _: None, SPLITS, begun_on)  # pyright: ignore
        await play.run()
        await until(product.is_settled)
    verdict = judging.judge(tmp_path, play, 0)
    assert verdict.broken == []
    assert verdict.report["outcome"] == "appointed"
    counted = verdict.report["ballots"]
    assert counted["issued"] == sum(len(held.voting) for held in play.held if held.ballots) > 0
    first = next(held.ballots for held in play.held if held.ballots)
    first[0] = "spoilt" if first[0] == "blank" else "blank"
    assert any("that of the ballots" in said for said in judging.judge(tmp_path, play, 0).broken)
