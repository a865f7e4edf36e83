"""A fresh agency to measure on: its database, its people, and resolutions sent to all of them."""

from datetime import timedelta
from pathlib import Path

import settings
from procedures.resolution import circulation
from tests import databases
from tests.world import World

FAST_MAIL = {
    "DANCHU_QUIET_FROM": "0",
    "DANCHU_QUIET_UNTIL": "0",
    "DANCHU_MAIL_PER_MINUTE": "0",
    "DANCHU_MAIL_PER_SESSION": "1000",
    "DANCHU_MAIL_CONNECTIONS": "5",
}


def fresh(folder: Path, kind: str = "sqlite", **changed: str) -> None:
    """Point this process and its children at a new, empty database of a kind in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    databases.fresh(kind, folder)
    settings.use({**FAST_MAIL, **changed})


def circulated(world: World) -> int:
    """The number of a new resolution that has been sent to everyone of this world."""
    number = world.signed(closes_in=timedelta(days=5))
    circulation.sign(number)
    circulation.circulate(number)
    return number
