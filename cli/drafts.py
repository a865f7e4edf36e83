"""Drafts in YAML files: what may stand in one of each kind, and writing it by the same verbs as the pages."""

from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import col, select

from models import Account, Appointment, DutyKind, HeadState, PolicyWay, RegulationSort, StaffMember
from models.store.database import reading
from procedures import drafts
from procedures.access import duties
from procedures.access.actor import Actor
from procedures.appointment import drafting as appointment
from procedures.appointment.steps import posts_of
from procedures.opinion import drafting as opinion
from procedures.refusal import Refusal
from procedures.regulation import drafting as regulation
from procedures.resolution import drafting as resolution
from procedures.rounds import timing
from words.names import folded


class DraftKind(StrEnum):
    """Loại quy trình soạn được từ tệp."""

    RESOLUTION = "resolution"
    OPINION = "opinion"
    APPOINTMENT = "appointment"
    REGULATION = "regulation"


class InFile(BaseModel):
    """Những gì mọi bản nháp đều có trong tệp."""

    model_config = ConfigDict(extra="forbid")
    subject: str
    sends_at: datetime | None = None
    closes_at: datetime | None = None
    remind_at: list[datetime] = Field(default_factory=list)

    def write(self, hr: Actor) -> int:
        """Keep the draft; returns its number. Raises Refusal, and then nothing of it is left."""
        number = self.begin(hr)
        try:
            self.fill(hr, number)
            if self.closes_at:
                timing.set_times(hr, number, self.sends_at, self.closes_at, self.remind_at)
        except Refusal:
            drafts.discard(hr, number)
            raise
        return number

    def begin(self, hr: Actor) -> int:
        """A new draft of this kind."""
        raise NotImplementedError

    def fill(self, hr: Actor, number: int) -> None:
        """What it says."""
        raise NotImplementedError


class ArticleInFile(BaseModel):
    """Một điều trong tệp bản nháp."""

    model_config = ConfigDict(extra="forbid")
    heading: str = ""
    paragraphs: list[str] = Field(default_factory=list)


class ResolutionInFile(InFile):
    """Bản nháp nghị quyết trong tệp YAML."""

    conference: str = ""
    adopted_on: date | None = None
    present: int | None = None
    in_favour: int | None = None
    bases: list[str] = Field(default_factory=list)
    articles: list[ArticleInFile] = Field(default_factory=list[ArticleInFile])

    def begin(self, hr: Actor) -> int:
        return resolution.draft(hr, self.subject)

    def fill(self, hr: Actor, number: int) -> None:
        articles = [(article.heading, article.paragraphs) for article in self.articles]
        particulars = self.model_dump(include={"subject", "conference", "adopted_on", "present", "in_favour", "bases"})
        resolution.write_text(hr, number, resolution.Text(**particulars, articles=articles))


class ConsultationInFile(InFile):
    """Bản nháp lấy ý kiến trong tệp YAML; `matter` là khóa của một nội dung trong law/parameters/opinion.yaml."""

    matter: str = ""
    purpose: str = ""
    responsible: str = ""
    paragraphs: list[str] = Field(default_factory=list)
    invitation: str = ""

    def begin(self, hr: Actor) -> int:
        return opinion.draft(hr, self.subject)

    def fill(self, hr: Actor, number: int) -> None:
        plan = self.model_dump(include={"subject", "matter", "purpose", "responsible", "paragraphs"})
        opinion.write_plan(hr, number, opinion.Plan(**plan))
        opinion.invite(hr, number, self.invitation)


class PersonInFile(BaseModel):
    """Một nhân sự trong tệp: địa chỉ thư, hoặc họ tên nếu cả cơ quan chỉ có một người tên ấy."""

    model_config = ConfigDict(extra="forbid")
    person: str
    planned_work: str = ""


class PostInFile(BaseModel):
    """Một chức vụ cần bổ nhiệm, với những người được giới thiệu."""

    model_config = ConfigDict(extra="forbid")
    title: str
    unit_name: str = ""
    is_head: bool = False
    people: list[PersonInFile] = Field(default_factory=list[PersonInFile])


class CaseInFile(InFile):
    """Bản nháp bổ nhiệm trong tệp YAML; `secretary`, `tellers`, `decider` là địa chỉ thư của tài khoản."""

    sends_at: None = None
    closes_at: None = None
    way: PolicyWay = PolicyWay.DECIDED
    purpose: str = ""
    authority: str = ""
    head_decides: bool = False
    head: HeadState | None = None
    has_units: bool | None = None
    constituent_unit: bool = False
    party_leads: bool | None = None
    superior_chairs: bool = False
    superior_chair: str = ""
    begun_on: date | None = None
    starts_at_step: int = 1
    posts: list[PostInFile] = Field(default_factory=list[PostInFile])
    secretary: str = ""
    tellers: list[str] = Field(default_factory=list)
    decider: str = ""
    invitation: str = ""

    def begin(self, hr: Actor) -> int:
        return appointment.draft(hr, self.subject)

    def fill(self, hr: Actor, number: int) -> None:
        appointment.write_case(hr, number, self._plan(number))
        plans = [appointment.PostPlan(post.title, post.unit_name, post.is_head) for post in self.posts]
        appointment.set_posts(hr, number, plans)
        with reading() as session:
            posts = [post.id or 0 for post in posts_of(session, number)]
        for post_id, post in zip(posts, self.posts, strict=True):
            for each in post.people:
                appointment.name_person(hr, number, post_id, _member(each.person), each.planned_work)
        for kind, address in self._duties():
            duties.assign(hr, number, kind, _account(address))
        appointment.invite(hr, number, self.invitation)

    def _plan(self, number: int) -> appointment.CasePlan:
        """What the file leaves open stays as the agency has it."""
        with reading() as session:
            case = session.get_one(Appointment, number)
            known = {name: getattr(case, name) for name in ("head", "has_units", "party_leads")}
        said = self.model_dump(include={each.name for each in fields(appointment.CasePlan)})
        return appointment.CasePlan(**known | {name: value for name, value in said.items() if value is not None})

    def _duties(self) -> list[tuple[DutyKind, str]]:
        named = [(DutyKind.SECRETARY, self.secretary), (DutyKind.DECIDER, self.decider)]
        return [*((kind, to) for kind, to in named if to), *((DutyKind.TELLER, to) for to in self.tellers)]


class RulesInFile(InFile):
    """Bản nháp quy chế trong tệp YAML; `sort` là khóa của một loại trong law/parameters/regulation.yaml."""

    sends_at: None = None
    closes_at: None = None
    sort: RegulationSort | None = None
    in_force_on: date | None = None
    paragraphs: list[str] = Field(default_factory=list)

    def begin(self, hr: Actor) -> int:
        return regulation.draft(hr, self.subject)

    def fill(self, hr: Actor, number: int) -> None:
        said = self.model_dump(include={"subject", "sort", "in_force_on", "paragraphs"})
        regulation.write_text(hr, number, regulation.Text(**said))


def _member(person: str) -> int:
    """Who is meant; raises Refusal `person_unknown` for nobody, or several of one name."""
    with reading() as session:
        here = session.exec(select(StaffMember).where(col(StaffMember.left_on).is_(None))).all()
        found = [each for each in here if person.strip().lower() == each.email] or [
            each for each in here if folded(person) == folded(each.full_name)
        ]
    if len(found) != 1:
        raise Refusal("person_unknown", field="person")
    return found[0].id or 0


def _account(address: str) -> int:
    """Whose account has this address; raises Refusal `duty_of_nobody`."""
    with reading() as session:
        found = session.exec(select(Account).where(Account.email == address.strip().lower())).first()
    if found is None:
        raise Refusal("duty_of_nobody", field="account")
    return found.id or 0


IN_FILES: dict[DraftKind, type[InFile]] = {
    DraftKind.RESOLUTION: ResolutionInFile,
    DraftKind.OPINION: ConsultationInFile,
    DraftKind.APPOINTMENT: CaseInFile,
    DraftKind.REGULATION: RulesInFile,
}
