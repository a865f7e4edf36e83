"""The letters of the outbox on their way: claimed under a lease, sent once, settled by what the relay said.

`Deliverer(owner, compose).work(stopping)` is the whole; kill it at any moment and nothing is lost, and a letter that
goes out twice has the same Message-ID.
"""

from notifications.outbox.claiming import Compose
from notifications.outbox.deliverer import Deliverer
from notifications.outbox.returned import take_back
from notifications.outbox.settling import free_leases

__all__ = ["Compose", "Deliverer", "free_leases", "take_back"]
