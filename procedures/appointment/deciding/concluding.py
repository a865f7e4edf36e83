"""Kết luận của một hội nghị: what the law makes of its count, post by post, and whom it leaves on the list."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from law.rules import Rules
from models import Appointment, Conclusion, Meeting, Nominee, Post, Procedure
from models.store import clock
from procedures.appointment.nominees.standing import standing_names
from procedures.meetings.finding import conclusions_at
from procedures.meetings.in_law import meeting_in_law
from procedures.meetings.tallying.tally import tally_of

DIFFERS = "differs"
ENDS_A_POST = frozenset(("stop",))


def conclude_post(session: Session, procedure: Procedure, meeting: Meeting, post: Post) -> Conclusion:
    """Draw the conclusion on one post from what was counted, in the caller's transaction.

    Of people tied at exactly half, `tied` holds both: `chosen` stays empty until the head, or the authority, chooses.
    """
    found = decision_on(session, procedure, meeting, post)
    before = conclusions_at(session, meeting).get(post.id or 0)
    conclusion = Conclusion(
        meeting_id=meeting.id or 0,
        post_id=post.id or 0,
        revision=before.revision + 1 if before else 1,
        quorum=found.quorum,
        reason=found.reason,
        chosen=found.chosen,
        tied=found.tied,
        concluded_at=clock.now(session),
    )
    session.add(conclusion)
    if found.reason in ENDS_A_POST:
        post.outcome = "stopped"
        session.add(post)
    session.flush()
    return conclusion


@dataclass(frozen=True)
class Found:
    """What follows: nominees by number who go on (`chosen`), or among whom somebody must choose (`tied`)."""

    quorum: str
    reason: str
    chosen: list[int]
    tied: list[int]


def decision_on(session: Session, procedure: Procedure, meeting: Meeting, post: Post) -> Found:
    """What the law makes of the count of one post at one meeting."""
    number, rules = procedure.id or 0, Rules.thaw(procedure.rules)
    at, names = meeting_in_law(procedure, meeting.step), standing_names(session, number, post.id or 0, meeting.step)
    allowed = [str(nominee.id) for nominee in names]
    head = law.HeadState(session.get_one(Appointment, number).head.value)
    decides_between_two_lists = is_deciding_ballot(session, meeting, post)
    tally = tally_of(session, meeting, post)
    decided = law.decide(rules, at, tally, allowed, head, differs=decides_between_two_lists)
    chosen = [int(name) for name in decided.chosen]
    if decided.waits_for:
        return Found(decided.quorum, decided.reason, [], chosen)
    if not decides_between_two_lists and at.names_from == "previous_or_other" and _is_new(session, number, chosen, at):
        return Found(decided.quorum, DIFFERS, [], chosen)
    return Found(decided.quorum, decided.reason, chosen, [])


def _is_new(session: Session, procedure_id: int, chosen: list[int], at: law.Meeting) -> bool:
    """Whether this meeting itself brought in someone whom it now prefers: the law wants another ballot on that."""
    rows = select(Nominee.id).where(col(Nominee.id).in_(chosen), Nominee.named_at_step == at.step)
    return bool(session.exec(rows.where(Nominee.procedure_id == procedure_id)).all())


def is_deciding_ballot(session: Session, meeting: Meeting, post: Post) -> bool:
    """Whether this convening decides between the list of the step before and the one that differs from it."""
    earlier = select(Conclusion.reason).join(Meeting).where(Meeting.procedure_id == meeting.procedure_id)
    earlier = earlier.where(Meeting.step == meeting.step, Meeting.convening == meeting.convening - 1)
    return DIFFERS in session.exec(earlier.where(Conclusion.post_id == post.id)).all()
