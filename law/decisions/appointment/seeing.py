"""Who may see the result of a meeting, and from when: the pure core of what pages, mail and papers show."""

from law.decisions.appointment.meeting import Meeting, meeting_at
from law.rules import Rules


def result_is_shown(
    rules: Rules, meeting: Meeting | int, viewer: str, *, meeting_closed: bool, case_closed: bool
) -> bool:
    """May a viewer (a word of `shown_to`: "tellers", "hr", "attendees", ...) see the result now?

    Raises NotInForce for a step that the rules do not have.
    """
    at = meeting if isinstance(meeting, Meeting) else meeting_at(rules, meeting)
    if viewer not in at.shown_to:
        return False
    return case_closed or (meeting_closed and at.shown_after == "meeting_closed")
