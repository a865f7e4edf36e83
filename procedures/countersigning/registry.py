"""Mọi việc cần hai người, một chỗ: what each is called, who asks, who signs and what it does."""

from procedures.countersigning.acts import Act
from procedures.countersigning.on.accounts import ACTS as ON_ACCOUNTS
from procedures.countersigning.on.meetings import ACTS as ON_MEETINGS
from procedures.countersigning.on.nominees import ACTS as ON_NOMINEES
from procedures.countersigning.on.rolls import ACTS as ON_ROLLS
from procedures.countersigning.on.rounds import ACTS as ON_ROUNDS
from procedures.countersigning.on.sealed import ACTS as ON_SEALED
from procedures.resolution.items.correcting import ACTS as ON_ITEMS

_OF_PROCEDURES = (*ON_ROUNDS, *ON_ROLLS, *ON_MEETINGS, *ON_NOMINEES, *ON_SEALED, *ON_ITEMS)
ACTS = {act.name: act for act in (*_OF_PROCEDURES, *ON_ACCOUNTS)}


def act_named(name: str) -> Act:
    """The act of a name; raises KeyError on an unknown one."""
    return ACTS[name]
