"""One function a message: what is said to whom, queued in the transaction of the act that calls for it.

Each function's name is the folder of its words in templates/mail; calling it again queues nothing new.
"""

from notifications.messages.appointment import (
    appointment_decision_awaits_filing,
    appointment_disclosed,
    case_stopped,
    policy_clock_alert,
    withdrawal_noted,
)
from notifications.messages.countersigned import (
    account_address_changed,
    act_settled,
    address_changed,
    deadline_extended,
    procedure_withdrawn,
    role_changed,
    signature_wanted,
)
from notifications.messages.meeting import (
    authority_choice_wanted,
    head_choice_asked,
    meeting_cancelled,
    meeting_count_asked,
    meeting_list_wanted,
    meeting_minutes_await_signature,
    meeting_moved,
    meeting_preview,
    meeting_reminder,
    meeting_summons,
)
from notifications.messages.opinion import (
    opinion_asked,
    opinion_closed,
    opinion_decision_asked,
    opinion_decision_awaits_filing,
    opinion_disclosed,
    opinion_plan_awaits_signature,
    opinion_preview,
    opinion_recorded,
    opinion_reminder,
    opinion_union_asked,
)
from notifications.messages.resolution import (
    answer_recorded,
    resolution_awaits_signature,
    resolution_circulated,
    resolution_closing_paper,
    resolution_missing,
    resolution_missing_in_unit,
    resolution_preview,
    resolution_reminder,
)
from notifications.messages.signing_in import (
    link_reissued,
    sign_in_code,
)

__all__ = [
    "account_address_changed",
    "act_settled",
    "address_changed",
    "answer_recorded",
    "appointment_decision_awaits_filing",
    "appointment_disclosed",
    "authority_choice_wanted",
    "case_stopped",
    "deadline_extended",
    "head_choice_asked",
    "link_reissued",
    "meeting_cancelled",
    "meeting_count_asked",
    "meeting_list_wanted",
    "meeting_minutes_await_signature",
    "meeting_moved",
    "meeting_preview",
    "meeting_reminder",
    "meeting_summons",
    "opinion_asked",
    "opinion_closed",
    "opinion_decision_asked",
    "opinion_decision_awaits_filing",
    "opinion_disclosed",
    "opinion_plan_awaits_signature",
    "opinion_preview",
    "opinion_recorded",
    "opinion_reminder",
    "opinion_union_asked",
    "policy_clock_alert",
    "procedure_withdrawn",
    "resolution_awaits_signature",
    "resolution_circulated",
    "resolution_closing_paper",
    "resolution_missing",
    "resolution_missing_in_unit",
    "resolution_preview",
    "resolution_reminder",
    "role_changed",
    "sign_in_code",
    "signature_wanted",
    "withdrawal_noted",
]
