"""Faults by name: what makes an archive that is broken in one way, and the rule that it must fail."""

from collections.abc import Callable

Fault = Callable[[], bytes]
FAULTS: dict[str, tuple[str, Fault]] = {}


def breaks(rule: str) -> Callable[[Fault], Fault]:
    """Registers a fault with the rule that it breaks."""

    def register(fault: Fault) -> Fault:
        FAULTS[fault.__name__] = rule, fault
        return fault

    return register
