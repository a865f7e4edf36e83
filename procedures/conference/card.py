"""Trang riêng của người được mời dự hội nghị: when and where, the agenda, the drafts, and what was decided."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from law.articles import Article
from models import Agency, Attendee, Meeting, Procedure, ProcedureState, RollEntry
from models.store import clock
from procedures.conference.steps import drafts_of
from procedures.conference.view import Course, course_of
from procedures.refusal import Refusal


@dataclass(frozen=True)
class ConferenceCard:
    """All that the page says to one person. `meeting` is the one to which they were summoned last."""

    full_name: str
    unit_name: str
    subject: str
    invitation: str
    now: datetime
    is_annulled: bool
    is_over: bool
    article: Article
    meeting: Meeting
    attendee: Attendee
    course: Course
    drafts: list[str]
    contact: str

    @property
    def is_ahead(self) -> bool:
        return self.meeting.opened_at is None and not self.is_over

    @property
    def was_there(self) -> bool:
        return self.attendee.present_at is not None


def card_of(session: Session, entry: RollEntry) -> ConferenceCard:
    """The card of this person; raises Refusal `round_not_open` before the summons went."""
    rows = select(Meeting, Attendee).join(Attendee).where(Attendee.roll_entry_id == entry.id)
    went = rows.where(col(Meeting.summoned_at).is_not(None)).order_by(col(Meeting.convening).desc())
    if (found := session.exec(went).first()) is None:
        raise Refusal("round_not_open")
    meeting, attendee = found
    procedure, number = session.get_one(Procedure, entry.procedure_id), entry.procedure_id
    course = course_of(session, number, meeting)
    return ConferenceCard(
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        subject=procedure.subject,
        invitation=course.conference.invitation,
        now=clock.now(session),
        is_annulled=procedure.state is ProcedureState.ANNULLED,
        is_over=procedure.state is ProcedureState.CLOSED,
        article=course.rules["agenda"].article,
        meeting=meeting,
        attendee=attendee,
        course=course,
        drafts=[each.subject for each in drafts_of(session, number)],
        contact=session.get_one(Agency, 1).contact,
    )
