"""Every flow by the kind of procedure it runs."""

from typing import Any

from prefect import Flow

from flows.appointment import appointment
from flows.conference import conference
from flows.confidence_poll import confidence_poll
from flows.opinion import opinion
from flows.regulation import regulation
from flows.resolution import resolution
from flows.yearly_conference import yearly_conference

FLOWS: dict[str, Flow[[int], Any]] = {
    "appointment": appointment,
    "conference": conference,
    "confidence_poll": confidence_poll,
    "opinion": opinion,
    "regulation": regulation,
    "resolution": resolution,
    "yearly_conference": yearly_conference,
}
