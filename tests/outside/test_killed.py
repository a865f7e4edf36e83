"""Whatever is killed, and however often, nothing is lost and nothing comes twice."""

from pathlib import Path

import pytest

from tests.outside.kill_loop import loop

pytestmark = pytest.mark.xdist_group("outside")


@pytest.mark.parametrize(("kind", "kills"), [("resolution", 5), ("opinion", 2)])
async def test_pages_courier_prefect_and_the_supervisor_killed_again_and_again_lose_nothing(
    tmp_path: Path, kind: str, kills: int
) -> None:
    report = await loop(tmp_path, kills, people=12, seed=7, kind=kind)
    assert report["broken"] == [], report
    assert set(report["killed"].values()) == {kills}
    assert report["rounds"] >= 2
