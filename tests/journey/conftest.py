"""Where a journey by a guide begins."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli.rehearsal.stage import Stage, stage


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Stage]:
    """An empty database whose clock can be moved, for procedures last until their days."""
    async with stage(tmp_path) as built:
        yield built
