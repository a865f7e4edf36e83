"""The Prefect server of one machine: on loopback, its own folder, without what danchu does not use."""

import sys

from settings import settings

UNUSED_SERVICES = (
    "SCHEDULER",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "FOREMAN",
    "CANCELLATION_CLEANUP",
    "TRIGGERS",
    "REPOSSESSOR",
    "CLEANUP_RECONCILER",
)


def environment() -> dict[str, str]:
    """What every process that imports Prefect must find in its environment."""
    database = settings().prefect_database_url
    return {
        "PREFECT_HOME": str((settings().data_dir / "prefect").resolve()),
        "PREFECT_API_URL": settings().prefect_api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_CLIENT_MAX_RETRIES": "2",  # its pauses double: five would outlast the server's return by half a minute
        "PREFECT_API_REQUEST_TIMEOUT": "20",
        **({"PREFECT_SERVER_DATABASE_CONNECTION_URL": database} if database else {}),
    }


def server_environment() -> dict[str, str]:
    return {**environment(), **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in UNUSED_SERVICES}}


def command() -> list[str]:
    port = str(settings().prefect_port)
    return [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
