"""The application on a real port, for a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket

import uvicorn

import settings
from web.app import create_app


@contextmanager
def served() -> Iterator[str]:
    """The address of the application while it is open; the settings name it as the agency's own."""
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings.use({"DANCHU_BASE_URL": address})
        server = uvicorn.Server(uvicorn.Config(create_app(), access_log=False, log_config=None, ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()
            settings.use({"DANCHU_BASE_URL": "http://127.0.0.1:8080"})
