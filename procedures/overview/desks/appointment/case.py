"""Một lần bổ nhiệm trên bàn làm việc: the case as written, its posts and people, and what the law makes of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from law.decisions import appointment as law
from law.rules import Rules
from models import Appointment, CaseDocument, FindingKind, Nominee, Post, Procedure, ProcedureState
from models.store import clock
from procedures import drafts, gates
from procedures.appointment import drafting
from procedures.appointment.nominees import eligibility, standing
from procedures.appointment.nominees.eligibility import Item
from procedures.appointment.readiness import superior_must_chair
from procedures.appointment.steps import ELIGIBILITY_CHECKED, KIND, posts_of
from procedures.engine import recorded
from procedures.evidence import documents_of
from procedures.refusal import Refusal


@dataclass(frozen=True)
class Candidate:
    """A nominee with the conditions and the parts of the dossier, as far as they were looked at."""

    nominee: Nominee
    conditions: list[Item]
    parts: list[Item]

    @property
    def is_settled(self) -> bool:
        """Every condition is met, or one is not."""
        found = [item.met for item in self.conditions]
        return False in found or None not in found

    @property
    def is_eligible(self) -> bool:
        return all(item.met for item in self.conditions)

    @property
    def is_out(self) -> bool:
        return self.nominee.withdrawn_at is not None

    @property
    def met(self) -> int:
        return sum(item.met is True for item in self.conditions)

    @property
    def whole(self) -> int:
        """How many parts of the dossier are there and young enough."""
        return sum(item.is_good for item in self.parts)

    @property
    def too_old(self) -> list[Item]:
        return [item for item in self.parts if item.too_old]


@dataclass(frozen=True)
class PostDesk:
    """A post to be filled and those on its list, the withdrawn ones too; whether someone more may be named now."""

    post: Post
    people: list[Candidate]
    takes_more: bool


@dataclass(frozen=True)
class CaseDesk:
    """A case as it stands, draft or open, under the rules of the day on which it begins; None where there are none.

    `superior_must` says that the law has a leader of the superior body chair; `lacking` is of a draft.
    """

    procedure: Procedure
    case: Appointment
    posts: list[PostDesk]
    documents: list[CaseDocument]
    lacking: list[str]
    rules: Rules | None
    meetings: tuple[law.Meeting, ...]
    superior_must: bool
    may_rest_on: list[Procedure]
    now: datetime

    @property
    def is_draft(self) -> bool:
        return self.procedure.state is ProcedureState.DRAFT

    @property
    def is_over(self) -> bool:
        return self.procedure.state in (ProcedureState.CLOSED, ProcedureState.ANNULLED)

    @property
    def people(self) -> list[Candidate]:
        return [each for desk in self.posts for each in desk.people]

    @property
    def earlier(self) -> tuple[law.Meeting, ...]:
        """The meetings that were held on paper and are typed in."""
        return tuple(meeting for meeting in self.meetings if meeting.step < self.case.starts_at_step)


def case_desk(session: Session, procedure_id: int) -> CaseDesk:
    """The case of a procedure; raises NoResultFound where it is none."""
    procedure, case = session.get_one(Procedure, procedure_id), session.get_one(Appointment, procedure_id)
    rules = _rules(session, procedure)
    posts = [
        PostDesk(post, _people(session, post), _takes_more(session, procedure, case, post))
        for post in posts_of(session, procedure_id)
    ]
    is_draft = procedure.state is ProcedureState.DRAFT
    return CaseDesk(
        procedure=procedure,
        case=case,
        posts=posts,
        documents=documents_of(session, procedure_id),
        lacking=drafting.lacking(session, procedure) if is_draft else [],
        rules=rules,
        meetings=law.meetings(rules) if rules else (),
        superior_must=superior_must_chair(session, procedure),
        may_rest_on=gates.consultations(session, gates.MATTERS[KIND]) if is_draft else [],
        now=clock.now(session),
    )


def candidate_of(session: Session, procedure_id: int, nominee_id: int) -> Candidate | None:
    """One nominee of a case with the checklist; None where the case has no such one."""
    nominee = session.get(Nominee, nominee_id)
    if nominee is None or nominee.procedure_id != procedure_id:
        return None
    return _candidate(session, nominee)


def _rules(session: Session, procedure: Procedure) -> Rules | None:
    try:
        return drafts.rules_of(session, procedure)
    except Refusal:
        return None


def _takes_more(session: Session, procedure: Procedure, case: Appointment, post: Post) -> bool:
    """In a draft; in a case from paper until everyone was checked; and at a step at which the law lets others in."""
    number = procedure.id or 0
    if procedure.state is not ProcedureState.OPEN or post.outcome is not None:
        return procedure.state is ProcedureState.DRAFT
    if case.starts_at_step > 1 and recorded(session, number, ELIGIBILITY_CHECKED) is None:
        return True
    return standing.may_name_others(session, number, standing.next_step(session, number, post.id or 0))


def _people(session: Session, post: Post) -> list[Candidate]:
    rows = select(Nominee).where(Nominee.post_id == post.id).order_by(col(Nominee.id))
    return [_candidate(session, nominee) for nominee in session.exec(rows).all()]


def _candidate(session: Session, nominee: Nominee) -> Candidate:
    try:
        items = eligibility.checklist(session, nominee)
    except Refusal:
        items = []
    by_kind = {kind: [item for item in items if item.kind is kind] for kind in FindingKind}
    return Candidate(nominee, by_kind[FindingKind.ELIGIBILITY], by_kind[FindingKind.DOSSIER])
