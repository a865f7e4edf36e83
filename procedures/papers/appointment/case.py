"""Một lần bổ nhiệm như văn bản nói đến: the case and its law, posts and people, and documents as they are cited."""

from dataclasses import dataclass

from sqlmodel import Session, select

from documents.paper import Letterhead, Signer
from documents.papers.appointment import facts
from law.rules import Rules
from models import (
    Account,
    Agency,
    Appointment,
    CaseDocument,
    DocumentKind,
    HeadState,
    Nominee,
    Post,
    Procedure,
    RollEntry,
    StaffMember,
    Unit,
)
from procedures.appointment.steps import posts_of
from procedures.evidence import documents_of
from procedures.filing import paper_of
from procedures.opinion.steps import TABLE
from procedures.papers.parts import basis, cited, head_of, letterhead, numbered, office_of
from words.dates import short_date

ACTING, DEPUTY = "KT.", "PHÓ"
CONSULTED = "Bảng tổng hợp, tiếp thu, giải trình ý kiến về"


@dataclass(frozen=True)
class Case:
    """All that the papers of one case are made of; of a case that fills no post `appointment` is a blank one."""

    session: Session
    agency: Agency
    procedure: Procedure
    appointment: Appointment
    rules: Rules
    drafter: str

    @property
    def number(self) -> int:
        return self.procedure.id or 0

    @property
    def head(self) -> str:
        """The head as the agency calls them: `Giám đốc`."""
        return self.agency.head_title.capitalize()

    @property
    def authority(self) -> str:
        """Who decides on the appointment: as HR wrote it, or else the head of this agency."""
        if self.appointment.authority:
            return self.appointment.authority
        title, (first, *_) = self.head.split(), self.agency.name.split() or [""]
        shared = title[-1].casefold() == first.casefold()
        return " ".join([*(title[:-1] if shared else title), self.agency.name])

    @property
    def office(self) -> str:
        return office_of(self.agency)

    @property
    def policy(self) -> str | None:
        """The document on the policy, None until one is filed."""
        found = documents_of(self.session, self.number, DocumentKind.POLICY)
        return document_words(found[-1]) if found else None

    @property
    def signer(self) -> Signer:
        """The head; a deputy in the head's place where that post is vacant or the case is about the head."""
        if self.appointment.head is HeadState.PRESENT:
            return head_of(self.agency)
        title = self.agency.head_title
        return Signer(f"{DEPUTY} {title}", "", capacity=f"{ACTING} {title}")

    def posts(self) -> tuple[facts.Post, ...]:
        return tuple(map(post_of, posts_of(self.session, self.number)))

    def letterhead(self, name: str) -> Letterhead:
        return letterhead(self.session, self.procedure, name)

    def cited(self, key: str) -> str | None:
        """The article of one of the case's own rules, None where it has none or nobody confirmed it."""
        return cited(self.procedure, key) if key in self.rules else None

    def basis(self, key: str) -> str | None:
        """The same as it stands among the bases of a paper."""
        return basis(self.procedure, key) if key in self.rules else None

    def consultation(self) -> str:
        """The table of the consultation that the case waited for; empty where it waits for none or for one annulled."""
        if self.procedure.rests_on_id is None or self.procedure.has_lost_consultation:
            return ""
        other = self.session.get_one(Procedure, self.procedure.rests_on_id)
        where = numbered(paper_of(self.session, other.id or 0, TABLE))
        return " ".join(filter(None, (CONSULTED, f"“{other.subject}”", where)))


def case_of(session: Session, procedure_id: int) -> Case:
    """The case of this number; raises NoResultFound."""
    procedure = session.get_one(Procedure, procedure_id)
    return Case(
        session=session,
        agency=session.get_one(Agency, 1),
        procedure=procedure,
        appointment=session.get(Appointment, procedure_id) or Appointment(procedure_id=procedure_id),
        rules=Rules.thaw(procedure.rules),
        drafter=session.get_one(Account, procedure.drafted_by).full_name,
    )


def post_of(post: Post) -> facts.Post:
    return facts.Post(post.title, post.unit_name)


def candidate_of(nominee: Nominee) -> facts.Candidate:
    """A nominee as they stood when the case took them up."""
    return facts.Candidate(
        nominee.full_name,
        nominee.position,
        nominee.unit_name,
        birth_year=nominee.birth_year,
        planned_work=nominee.planned_work,
    )


def document_words(document: CaseDocument) -> str:
    """`Văn bản số 212/SNV-CBCC ngày 20/11/2026 của Sở Nội vụ`."""
    number = f" số {document.number}" if document.number else ""
    return f"Văn bản{number} ngày {short_date(document.dated_on)} của {document.issuer}"


def official_of(case: Case, account_id: int) -> facts.Official:
    """Whoever has an account: with the post and unit of the roll, else of the staff list, else by name alone."""
    account = case.session.get_one(Account, account_id)
    if account.staff_member_id is None:
        return facts.Official(account.full_name)
    of_them = (RollEntry.procedure_id == case.number) & (RollEntry.staff_member_id == account.staff_member_id)
    if entry := case.session.exec(select(RollEntry).where(of_them)).first():
        return facts.Official(account.full_name, entry.position, entry.unit_name)
    member = case.session.get_one(StaffMember, account.staff_member_id)
    return facts.Official(account.full_name, member.position, case.session.get_one(Unit, member.unit_id).name)
