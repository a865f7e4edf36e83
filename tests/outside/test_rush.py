"""Three hundred people say something of every paragraph at once: none is lost, none doubled, the table is complete."""

from pathlib import Path

import pytest

from tests.outside.processes import tell
from tests.outside.rush import is_kept, rush

pytestmark = pytest.mark.xdist_group("outside")


async def test_an_opinion_a_paragraph_from_three_hundred_people_at_once_all_stand_in_the_table(tmp_path: Path) -> None:
    report = await rush(tmp_path, people=300)
    tell(rush=report["seconds"])
    assert is_kept(report), report
