"""Ai còn được giới thiệu ở một bước: who is left on the list of a post, by what the meeting before concluded."""

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from models import Conclusion, Meeting, Nominee, Post, Procedure
from procedures.appointment.nominees.eligibility import eligible
from procedures.drafts import rules_of

LEFT_TO_A_PERSON = (law.Reason.HEAD_DECIDES, law.Reason.AUTHORITY_DECIDES)


def standing_names(session: Session, procedure_id: int, post_id: int, step: int) -> list[Nominee]:
    """Who may be named for a post at a step: eligible, not withdrawn, chosen by the step before, in order of naming.

    Those whom a step itself brought in, where the law lets it, have `named_at_step` of that step. Nobody stands at a
    step before the one before it has been concluded.
    """
    there = eligible(session, session.get_one(Post, post_id))
    if step <= 1:
        return [nominee for nominee in there if not nominee.named_at_step]
    before = chosen(session, procedure_id, post_id, step - 1)
    new = may_name_others(session, procedure_id, step)
    return [each for each in there if each.id in before or (new and each.named_at_step == step)]


def chosen(session: Session, procedure_id: int, post_id: int, step: int) -> list[int]:
    """Whom the last convening of a step chose for a post, by its last word; nobody before it has been concluded."""
    word = _last_word(session, procedure_id, post_id, step)
    return list(word.chosen) if word else []


def anyone_left(session: Session, procedure_id: int, post_id: int) -> bool:
    """Whether someone may still be named for a post, chosen by whom the law leaves a tie to, or brought in."""
    step = next_step(session, procedure_id, post_id)
    there = {nominee.id for nominee in standing_names(session, procedure_id, post_id, step)}
    word = _last_word(session, procedure_id, post_id, step)
    if word and word.reason in LEFT_TO_A_PERSON:
        return bool(there.intersection(word.tied))
    return bool(there) or may_name_others(session, procedure_id, step)


def has_been_counted(session: Session, procedure_id: int, post_id: int, step: int) -> bool:
    """Whether ballots on a post were counted at a step: a meeting that too few attended had none."""
    word = _last_word(session, procedure_id, post_id, step)
    return word is not None and word.reason != law.Reason.NO_QUORUM


def _last_word(session: Session, procedure_id: int, post_id: int, step: int) -> Conclusion | None:
    rows = select(Conclusion).join(Meeting).where(Meeting.procedure_id == procedure_id, Meeting.step == step)
    latest = (col(Meeting.convening).desc(), col(Conclusion.revision).desc())
    return session.exec(rows.where(Conclusion.post_id == post_id).order_by(*latest)).first()


def next_step(session: Session, procedure_id: int, post_id: int) -> int:
    """The first step of the law that has not been concluded for a post."""
    rows = select(Meeting.step).join(Conclusion).where(Meeting.procedure_id == procedure_id)
    steps = session.exec(rows.where(Conclusion.post_id == post_id)).all()
    done = [step for step in steps if chosen(session, procedure_id, post_id, step)]
    return max(done, default=0) + 1


def may_name_others(session: Session, procedure_id: int, step: int) -> bool:
    """Whether the law of the case lets someone be named at this step whom the step before did not choose."""
    meetings = law.meetings(rules_of(session, session.get_one(Procedure, procedure_id)))
    return step <= len(meetings) and meetings[step - 1].may_name_others
