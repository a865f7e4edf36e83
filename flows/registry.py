"""Every flow by the kind of procedure it runs."""

from typing import Any

from prefect import Flow

from flows.appointment import appointment
from flows.opinion import opinion
from flows.resolution import resolution

FLOWS: dict[str, Flow[[int], Any]] = {
    "appointment": appointment,
    "opinion": opinion,
    "resolution": resolution,
}
