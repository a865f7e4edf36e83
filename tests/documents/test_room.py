"""A rendering finds room on the stack at whatever depth it is called."""

import resource

from documents.room import with_room

CALLS, DEEPEST = 1000, 160


def test_calls_take_no_memory_from_the_system_again_and_again() -> None:
    taken = [_at(depth) for depth in range(0, DEEPEST, 2)]
    assert max(taken) < CALLS / 10


def _at(depth: int) -> int:
    """The pages taken from the system by the work, called so deep."""
    if depth:
        return _at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    _work()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@with_room
def _work() -> None:
    for _ in range(CALLS):
        _down(20)


def _down(steps: int) -> None:
    if steps:
        _down(steps - 1)
