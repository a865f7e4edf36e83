"""Bản nháp đang soạn: what HR has written so far, what the law proposes, and what the staff will see of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from law.decisions.clock import due
from law.parameters import NotInForce
from law.rules import Rules
from law.working_days import count_working_days
from models import (
    Consultation,
    DraftParagraph,
    LeftOut,
    OutboxMessage,
    Procedure,
    Resolution,
    ResolutionArticle,
    Round,
    StaffMember,
    Unit,
)
from models.store import clock
from notifications.compose import compose
from notifications.letter import Letter
from procedures import drafts, gates
from procedures.access.actor import Actor
from procedures.access.conflicts import members_listed
from procedures.opinion import drafting as consulting
from procedures.opinion.steps import KIND as OPINION
from procedures.overview.ordering import by_unit_and_name
from procedures.resolution import drafting as circulating
from procedures.resolution.card import articles_of
from procedures.resolution.items.listing import Item, items_of
from procedures.resolution.steps import KIND as RESOLUTION
from procedures.rounds.asking import reminders, round_of
from words.dates import at_local, local_day

DRAFTING = {RESOLUTION: circulating, OPINION: consulting}
TIME_TO_ANSWER = {RESOLUTION: "reading_period", OPINION: "opinion_period"}
ABOUT_PEOPLE = "personnel_plan"
CLOSES_AT_HOUR, REMINDS_AT_HOUR = 17, 8
TEST_MARK = "[Gửi thử] "


@dataclass(frozen=True)
class Candidate:
    """Someone who works here, and why they are left out; empty where they are asked."""

    id: int
    full_name: str
    unit: str
    position: str
    email: str | None
    reason: str


@dataclass(frozen=True)
class Times:
    """When letters go (None: as soon as the paper is filed), the deadline, the reminders."""

    sends_at: datetime | None
    closes_at: datetime | None
    remind_at: list[datetime]


@dataclass(frozen=True)
class Draft:
    """A draft as it stands, under the rules of today, or of the day on which the resolution was adopted.

    It has a resolution with articles and items, or a consultation with paragraphs; `listed` are the staff members it
    is about; it may wait until a consultation is done, one of `may_rest_on`.
    """

    procedure: Procedure
    resolution: Resolution | None
    articles: list[ResolutionArticle]
    items: list[Item]
    consultation: Consultation | None
    paragraphs: list[DraftParagraph]
    listed: set[int]
    may_rest_on: list[Procedure]
    round: Round
    times: Times
    people: list[Candidate]
    lacking: list[str]
    rules: Rules
    now: datetime

    @property
    def asked(self) -> list[Candidate]:
        return [person for person in self.people if not person.reason]

    @property
    def by_mail(self) -> list[Candidate]:
        return [person for person in self.asked if person.email]

    @property
    def on_paper(self) -> list[Candidate]:
        return [person for person in self.asked if not person.email]

    @property
    def invitation(self) -> str:
        """The agency's own words for the letter."""
        of = self.resolution or self.consultation
        return of.invitation if of else ""

    @property
    def is_about_people(self) -> bool:
        """Whether those whom the draft is about are to be marked: they have no duty in it."""
        if self.consultation is None:
            return False
        return self.consultation.matter == ABOUT_PEOPLE or bool(self.listed)

    @property
    def disclose_by(self) -> date | None:
        """The last day to send a resolution to everyone; None for a draft, or where a year's days off are unknown."""
        if self.resolution is None or self.resolution.adopted_on is None:
            return None
        try:
            return due(self.resolution.adopted_on, self.rules.period("disclosed_within"))
        except NotInForce:
            return None


def draft_of(session: Session, procedure_id: int) -> Draft:
    """The draft of a procedure that asks by mail; raises NoResultFound for any other, or Refusal where no rules are in
    force for its day."""
    procedure = session.get_one(Procedure, procedure_id)
    if procedure.kind not in DRAFTING:
        raise NoResultFound(f"procedure {procedure_id} is no draft of this kind")
    resolution, consultation = session.get(Resolution, procedure_id), session.get(Consultation, procedure_id)
    round_, now = round_of(session, procedure_id), clock.now(session)
    adopted_on = resolution.adopted_on if resolution else None
    rules = drafts.law_of(session, procedure.kind, adopted_on or local_day(now))
    return Draft(
        procedure=procedure,
        resolution=resolution,
        articles=articles_of(session, procedure_id) if resolution else [],
        items=items_of(session, procedure_id) if resolution else [],
        consultation=consultation,
        paragraphs=consulting.paragraphs_of(session, procedure_id) if consultation else [],
        listed=members_listed(session, procedure_id),
        may_rest_on=gates.consultations(session),
        round=round_,
        times=Times(round_.sends_at, round_.closes_at, reminders(session, procedure_id)),
        people=_people(session, procedure_id),
        lacking=DRAFTING[procedure.kind].lacking(session, procedure),
        rules=rules,
        now=now,
    )


def proposed(rules: Rules, starts_at: datetime) -> Times:
    """The usual times: so many working days to answer, reminders so many working days before the deadline.

    Without deadline where the days off of that year are not known.
    """
    try:
        last = due(local_day(starts_at), rules.period(TIME_TO_ANSWER[rules.kind]))
        before = [count_working_days(last, -days) for days in rules.numbers("reminders")]
    except NotInForce:
        return Times(None, None, [])
    remind_at = [at_local(day, REMINDS_AT_HOUR) for day in before]
    return Times(None, at_local(last, CLOSES_AT_HOUR), [at for at in remind_at if at > starts_at])


def letter_of(session: Session, actor: Actor, procedure_id: int) -> Letter | None:
    """The invitation as it would arrive now, at nobody in particular; nothing is queued."""
    message = OutboxMessage(
        message_id="",
        kind=f"{session.get_one(Procedure, procedure_id).kind}_preview",
        procedure_id=procedure_id,
        account_id=actor.account_id,
        queued_at=clock.now(session),
        not_before=clock.now(session),
    )
    letter = compose(session, message)
    return letter and replace(letter, subject=letter.subject.removeprefix(TEST_MARK), text=_to_nobody(letter))


def _to_nobody(letter: Letter) -> str:
    """A test letter's text without its mark, its greeting left open."""
    greeting = f"đồng chí {letter.to_name},"
    text = letter.text[letter.text.find("Kính gửi") :] if "Kính gửi" in letter.text else letter.text
    return text.replace(greeting, "đồng chí (họ và tên),", 1)


def _people(session: Session, procedure_id: int) -> list[Candidate]:
    left_out = select(LeftOut.staff_member_id, LeftOut.reason).where(LeftOut.procedure_id == procedure_id)
    reasons = dict(session.exec(left_out).all())
    rows = session.exec(select(StaffMember, Unit).join(Unit).where(col(StaffMember.left_on).is_(None))).all()
    return by_unit_and_name(_candidate(member, unit, reasons.get(member.id or 0, "")) for member, unit in rows)


def _candidate(member: StaffMember, unit: Unit, reason: str) -> Candidate:
    return Candidate(member.id or 0, member.full_name, unit.name, member.position, member.email, reason)
