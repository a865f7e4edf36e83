"""A courier as a process of its own, to be killed: `python -m tests.notifications.courier_process PORT NAME`."""

import asyncio
import sys

from notifications.outbox import Deliverer
from notifications.relay import Relay
from tests.notifications.queue import compose

if __name__ == "__main__":
    port, name = int(sys.argv[1]), sys.argv[2]
    asyncio.run(Deliverer(name, compose, Relay("127.0.0.1", port)).work(asyncio.Event()))
