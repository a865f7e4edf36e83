"""Trang riêng của người được triệu tập: what one person sees behind the own link."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from law.articles import Article
from models import (
    Agency,
    Appointment,
    Attendee,
    Disclosure,
    FiledPaper,
    Meeting,
    Post,
    Procedure,
    ProcedureState,
    RollEntry,
)
from models.paper import paper_name
from models.store import clock
from procedures.appointment import steps
from procedures.appointment.view import Result, results_of
from procedures.filing import paper_of
from procedures.meetings import seeing
from procedures.meetings.in_law import meeting_in_law
from procedures.meetings.summoning.calling_off import is_off
from procedures.refusal import Refusal


@dataclass(frozen=True)
class Summons:
    """One meeting to which the person is summoned. `results` only where the law announces them and they were there."""

    meeting: Meeting
    attendee: Attendee
    label: str
    article: Article
    is_secret: bool
    results: list[Result] | None
    is_off: bool

    @property
    def is_ahead(self) -> bool:
        """Whether one may still say whether one comes."""
        return self.meeting.opened_at is None and not self.meeting.is_typed_in and not self.is_off


@dataclass(frozen=True)
class Appointed:
    """One decision made public: for which post, who, under which number."""

    post: Post
    full_name: str
    decision: FiledPaper | None


@dataclass(frozen=True)
class Card:
    """All that the page says to one person, the next meeting first."""

    full_name: str
    unit_name: str
    subject: str
    invitation: str
    now: datetime
    is_annulled: bool
    is_over: bool
    summons: list[Summons]
    appointed: list[Appointed]
    posted_until: date | None
    contact: str

    @property
    def next(self) -> Summons | None:
        """The meeting that the person is asked about now."""
        return next((each for each in self.summons if each.is_ahead), None)

    @property
    def past(self) -> list[Summons]:
        return [each for each in self.summons if not each.is_ahead]


def card_of(session: Session, entry: RollEntry) -> Card:
    """The card of this person; raises Refusal `round_not_open` where there is nothing to show yet."""
    procedure = session.get_one(Procedure, entry.procedure_id)
    summons = _summons(session, procedure, entry)
    disclosure = session.exec(select(Disclosure).where(Disclosure.procedure_id == procedure.id)).first()
    if not summons and disclosure is None and procedure.state is not ProcedureState.ANNULLED:
        raise Refusal("round_not_open")
    return Card(
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        subject=procedure.subject,
        invitation=session.get_one(Appointment, procedure.id).invitation,
        now=clock.now(session),
        is_annulled=procedure.state is ProcedureState.ANNULLED,
        is_over=procedure.state is ProcedureState.CLOSED,
        summons=summons,
        appointed=_appointed(session, procedure.id or 0) if disclosure else [],
        posted_until=disclosure.posted_until if disclosure else None,
        contact=session.get_one(Agency, 1).contact,
    )


def _summons(session: Session, procedure: Procedure, entry: RollEntry) -> list[Summons]:
    rows = select(Meeting, Attendee).join(Attendee).where(Attendee.roll_entry_id == entry.id)
    rows = rows.where(col(Meeting.summoned_at).is_not(None))
    found: list[Summons] = []
    for meeting, attendee in session.exec(rows.order_by(col(Meeting.step).desc(), col(Meeting.convening).desc())).all():
        at = meeting_in_law(procedure, meeting.step)
        shown = at.announced and seeing.may_see(session, entry, meeting)
        results = results_of(session, meeting) if shown else None
        is_secret = at.secret not in ("unspecified", "none")
        off = is_off(session, meeting)
        found.append(Summons(meeting, attendee, at.label, at.article, is_secret, results, off))
    return found


def _appointed(session: Session, procedure_id: int) -> list[Appointed]:
    found: list[Appointed] = []
    for post_id, nominee in steps.appointed(session, procedure_id).items():
        post = session.get_one(Post, post_id)
        decision = paper_of(session, procedure_id, paper_name(steps.DECISION, post.number))
        found.append(Appointed(post, nominee.full_name, decision))
    return found
