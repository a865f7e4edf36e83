"""How fast letters may go: so many in any minute, and none while the relay rests."""

from collections import deque

from notifications.outbox.verdict import relay_rest

WINDOW = 60.0


class Pace:
    """The pace that some lanes of one courier share; moments are seconds of the event loop's own clock."""

    def __init__(self, per_minute: int, urgent: bool = False) -> None:
        self.relay_failures = 0
        self._per_minute, self._urgent = per_minute, urgent
        self._spent: deque[float] = deque()
        self._rests_until = 0.0

    def take(self, wanted: int, moment: float) -> int:
        """Reserve room for at most `wanted` letters; 0 while the relay rests."""
        if self.is_resting(moment):
            return 0
        if not self._per_minute:
            return wanted
        while self._spent and self._spent[0] <= moment - WINDOW:
            self._spent.popleft()
        granted = max(0, min(wanted, self._per_minute - len(self._spent)))
        self._spent.extend([moment] * granted)
        return granted

    def give_back(self, unused: int) -> None:
        """Return room that was reserved and not used."""
        for _ in range(min(unused, len(self._spent))):
            self._spent.pop()

    def is_resting(self, moment: float) -> bool:
        return moment < self._rests_until

    def relay_failed(self, moment: float) -> None:
        """Rest, for every other letter would meet the same trouble; lanes that fail together count as one failure."""
        if not self.is_resting(moment):
            self.relay_failures += 1
            self._rests_until = moment + relay_rest(self.relay_failures, self._urgent).total_seconds()

    def relay_works(self) -> None:
        self.relay_failures, self._rests_until = 0, 0.0
