"""Hội nghị trong luật: which meeting of the procedure's own rules stands in a place of their list."""

from collections.abc import Mapping
from typing import Protocol

from law.decisions import appointment
from law.rules import Rules
from models import Procedure


class _Meetings(Protocol):
    def __call__(self, rules: Rules) -> tuple[appointment.Meeting, ...]: ...


MEETINGS: Mapping[str, _Meetings] = dict.fromkeys(
    ("appointment", "confidence_poll", "conference"), appointment.meetings
)


def meeting_in_law(procedure: Procedure, step: int) -> appointment.Meeting:
    """The meeting of this step in the list of the procedure's own rules."""
    return MEETINGS[procedure.kind](Rules.thaw(procedure.rules))[step - 1]
