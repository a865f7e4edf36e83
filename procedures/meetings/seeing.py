"""Ai được xem kết quả của một hội nghị, từ khi nào: the one answer for pages, letters, exports and papers."""

from sqlmodel import Session, select

from law.decisions.appointment import result_is_shown
from models import Attendee, DutyKind, Meeting, Procedure, ProcedureState, Role, RollEntry
from procedures.access import conflicts, duties
from procedures.access.actor import Actor
from procedures.meetings import regime
from procedures.meetings.finding import conclusions_at, posts_at

_BY_ROLE = {
    "hr": Role.HR,
    "clerk": Role.CLERK,
    "manager": Role.MANAGER,
    "inspector": Role.INSPECTOR,
    "union": Role.UNION,
}
_BY_DUTY = {"tellers": DutyKind.TELLER, "secretary": DutyKind.SECRETARY}
ATTENDEES = "attendees"


def may_see(session: Session, viewer: Actor | RollEntry | None, meeting: Meeting) -> bool:
    """Whether this person may see the result of a meeting now; before it is concluded nobody sees more than turnout.

    Someone whom the procedure is about never sees what the law does not announce. Nobody in particular sees nothing.
    """
    if viewer is None or not is_closed(session, meeting):
        return False
    at, rules = regime.law_of(session, meeting), regime.rules_of(session, meeting)
    if not at.announced and _is_concerned(session, viewer, meeting.procedure_id):
        return False
    is_over = session.get_one(Procedure, meeting.procedure_id).state is ProcedureState.CLOSED
    return any(
        result_is_shown(rules, at, word, meeting_closed=True, case_closed=is_over)
        for word in _words(session, viewer, meeting)
    )


def is_closed(session: Session, meeting: Meeting) -> bool:
    """Whether the meeting has come to a conclusion on each of its posts."""
    concluded = conclusions_at(session, meeting)
    return bool(concluded) and all(post.id in concluded for post in posts_at(session, meeting))


def _is_concerned(session: Session, viewer: Actor | RollEntry, procedure_id: int) -> bool:
    if isinstance(viewer, RollEntry):
        return viewer.staff_member_id in conflicts.members_listed(session, procedure_id)
    return conflicts.is_listed(session, viewer, procedure_id)


def _words(session: Session, viewer: Actor | RollEntry, meeting: Meeting) -> set[str]:
    """What this person is in the words of the law's `shown_to`."""
    if isinstance(viewer, RollEntry):
        return {ATTENDEES} if _attended(session, meeting, viewer.staff_member_id) else set()
    words = {word for word, role in _BY_ROLE.items() if viewer.holds(role)}
    for word, kind in _BY_DUTY.items():
        held = duties.duties_of(session, meeting.procedure_id, kind)
        if viewer.account_id in {number for duty in held for number in (duty.account_id, duty.deputy_id) if number}:
            words.add(word)
    if viewer.staff_member_id and _attended(session, meeting, viewer.staff_member_id):
        words.add(ATTENDEES)
    return words


def _attended(session: Session, meeting: Meeting, staff_member_id: int) -> bool:
    """Whether someone was there; of a meeting held on paper whoever was summoned and not excused."""
    rows = select(Attendee).join(RollEntry).where(Attendee.meeting_id == meeting.id)
    attendee = session.exec(rows.where(RollEntry.staff_member_id == staff_member_id)).first()
    if attendee is None:
        return False
    return attendee.excused_by is None if meeting.is_typed_in else attendee.present_at is not None
