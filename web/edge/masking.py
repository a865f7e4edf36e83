"""Secrets out of the logs: personal links are masked wherever a line is written."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_AFTER_PATH = re.compile(r"(/(?:p|b|keys|check)/)[^\s/?#\"'<>]+")
_TOKEN = re.compile(r"\d{1,18}-[0-9a-f]{32}")
_SEGMENT = re.compile(r"(/(?:p|b|keys|check)/)[^/]+")


def masked(text: str) -> str:
    """The text with `…` for what follows `/p/`, `/b/`, `/keys/`, `/check/`, and for what looks like a token."""
    return _TOKEN.sub("…", _AFTER_PATH.sub(r"\1…", text))


def masked_path(path: str) -> str:
    """The path of a request, whatever characters a sender put into the personal part: `/p/…/review`."""
    return masked(_SEGMENT.sub(r"\1…", path))


def mask_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: masks every value that is text."""
    return {key: masked(value) if isinstance(value, str) else value for key, value in event.items()}


class MaskingFilter(logging.Filter):
    """For handlers of the standard library: masks the finished line, arguments included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), None
        return True


def configure() -> None:
    """Make this process log JSON lines on stderr, all masked; called by the command that starts it."""
    handler = logging.StreamHandler()
    handler.addFilter(MaskingFilter())
    logging.basicConfig(handlers=[handler], level=logging.INFO, format="%(message)s", force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        server = logging.getLogger(name)
        server.handlers.clear()  # its own ones would write unmasked
        server.propagate, server.disabled = True, False
        server.setLevel(logging.NOTSET)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            mask_event,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
