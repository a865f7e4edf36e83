"""Appointment: the meetings of the regime, who votes in them, what follows from a count, conditions and periods."""

from law.decisions.appointment.conditions import Item, dossier, eligibility, is_too_old
from law.decisions.appointment.deciding import Decision, Quorum, Reason, decide
from law.decisions.appointment.electorate import (
    Electorate,
    Organisation,
    Person,
    electorate,
    summoned_number,
    superior_must_chair,
)
from law.decisions.appointment.meeting import Meeting, meeting_at, meetings
from law.decisions.appointment.periods import Clock, completion_clock, policy_clock
from law.decisions.appointment.seeing import result_is_shown
from law.decisions.appointment.tally import HeadState, Shares, Tally, base_size, shares

__all__ = [
    "Clock",
    "Decision",
    "Electorate",
    "HeadState",
    "Item",
    "Meeting",
    "Organisation",
    "Person",
    "Quorum",
    "Reason",
    "Shares",
    "Tally",
    "base_size",
    "completion_clock",
    "decide",
    "dossier",
    "electorate",
    "eligibility",
    "is_too_old",
    "meeting_at",
    "meetings",
    "policy_clock",
    "result_is_shown",
    "shares",
    "summoned_number",
    "superior_must_chair",
]
