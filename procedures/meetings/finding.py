"""Hội nghị nào, đang ở đâu: find a meeting of a procedure, hold it, and tell where it stands among the others."""

from sqlmodel import Session, col, select

from models import Conclusion, CountEntry, Meeting, Post, Procedure, ProcedureState
from models.meeting import occurrence_at, place_at
from procedures.access.actor import Actor
from procedures.access.conflicts import lock
from procedures.refusal import Refusal

FIRST = occurrence_at(1)


def meetings_of(session: Session, procedure_id: int) -> list[Meeting]:
    """All that were prepared, in the order of the law."""
    rows = select(Meeting).where(Meeting.procedure_id == procedure_id)
    return list(session.exec(rows.order_by(col(Meeting.step), col(Meeting.convening))).all())


def meeting_at(session: Session, procedure_id: int, number: int = FIRST) -> Meeting:
    """The meeting that an occurrence names; raises NoResultFound before it is prepared."""
    step, convening = place_at(number)
    of_it = (Meeting.procedure_id == procedure_id) & (Meeting.step == step) & (Meeting.convening == convening)
    return session.exec(select(Meeting).where(of_it)).one()


def meeting_of(session: Session, procedure_id: int, meeting_id: int) -> Meeting:
    """The meeting of this number; raises Refusal `meeting_unknown` where the procedure has none."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.procedure_id != procedure_id:
        raise Refusal("meeting_unknown")
    return meeting


def held(session: Session, meeting_id: int, *, alone: bool) -> Meeting:
    """The meeting's row until the transaction ends: by people who come in beside one another, or by one alone.

    So the list of those present closes after everyone who came in time, and takes nobody afterwards.
    """
    found = select(Meeting).where(Meeting.id == meeting_id).with_for_update(read=not alone)
    return session.exec(found.execution_options(populate_existing=True)).one()


def running(session: Session, actor: Actor, procedure_id: int, meeting_id: int) -> Meeting:
    """The meeting, and its procedure held, for someone whom it is not about: the first line of a person's verb.

    Raises Refusal `concerned`, `not_running`, `meeting_unknown`.
    """
    open_procedure(lock(session, actor, procedure_id))
    return held(session, meeting_of(session, procedure_id, meeting_id).id or 0, alone=True)


def open_procedure(procedure: Procedure) -> Procedure:
    """The same procedure; raises Refusal `not_running`."""
    if procedure.state is not ProcedureState.OPEN:
        raise Refusal("not_running")
    return procedure


def before(session: Session, meeting: Meeting) -> list[Meeting]:
    """Those that were convened before this one."""
    return [each for each in meetings_of(session, meeting.procedure_id) if each.occurrence < meeting.occurrence]


def after(session: Session, meeting: Meeting) -> list[Meeting]:
    """Those that were prepared after this one."""
    return [each for each in meetings_of(session, meeting.procedure_id) if each.occurrence > meeting.occurrence]


def is_counted_at(session: Session, meeting: Meeting) -> bool:
    """Whether any teller has entered anything of this meeting."""
    return session.exec(select(CountEntry.id).where(CountEntry.meeting_id == meeting.id).limit(1)).first() is not None


def conclusions_at(session: Session, meeting: Meeting) -> dict[int | None, Conclusion]:
    """What followed from this meeting, by post (None: the whole meeting); of a corrected count the last word."""
    rows = select(Conclusion).where(Conclusion.meeting_id == meeting.id).order_by(col(Conclusion.revision))
    return {each.post_id: each for each in session.exec(rows).all()}


def posts_at(session: Session, meeting: Meeting) -> list[Post]:
    """The posts for which this meeting votes: those that go on, and of a past meeting those it counted or ended."""
    counted = session.exec(select(CountEntry.post_id).where(CountEntry.meeting_id == meeting.id)).all()
    known = {*counted, *conclusions_at(session, meeting)}
    rows = select(Post).where(Post.procedure_id == meeting.procedure_id).order_by(col(Post.number))
    return [post for post in session.exec(rows).all() if post.outcome is None or post.id in known]
