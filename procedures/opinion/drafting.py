"""Soạn và mở việc lấy ý kiến: the plan and the draft that HR writes, and the opening that freezes them."""

from dataclasses import dataclass, field

from sqlmodel import Session, col, delete, select

from law.decisions.opinion import Way, must_union_remark, way
from law.rules import Rules
from models import Consultation, DraftParagraph, Procedure, Role
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import drafts, log
from procedures.access import accounts
from procedures.access.actor import Actor
from procedures.drafts import drafted, law_of
from procedures.engine import ask_for_run, record
from procedures.filing import draft_paper
from procedures.opinion import sealing
from procedures.opinion.steps import FLOW_REVISION, KIND, OPENED, PLAN
from procedures.refusal import Refusal
from procedures.rounds.asking import round_of
from procedures.rounds.roll import freeze_roll, summoned
from procedures.unchanged import check_unchanged
from words.dates import local_day

CONSULTED, AMENDED = 1, 2
LONGEST_PARAGRAPH = 20_000
MOST_PARAGRAPHS = 2_000


@dataclass(frozen=True)
class Plan:
    """What is asked about and who carries it out; the draft's paragraphs are numbered by their order."""

    subject: str
    matter: str = ""
    purpose: str = ""
    responsible: str = ""
    paragraphs: list[str] = field(default_factory=list)


def draft(actor: Actor, subject: str) -> int:
    """Begin a draft; returns the procedure's number."""
    with transaction() as session:
        number = drafts.begin(session, actor, KIND, subject)
        session.add(Consultation(procedure_id=number))
        return number


def write_plan(actor: Actor, procedure_id: int, plan: Plan, seen: int | None = None) -> None:
    """Keep the plan and the draft; both are replaced whole. `seen`: as in check_unchanged().

    Raises Refusal for a matter that the law of the day does not know, a draft that is too long, `written_meanwhile`.
    """
    if not plan.subject.strip():
        raise Refusal("subject_missing", field="subject")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, drafts.NAMED_BY, seen)
        rules = law_of(session, KIND, local_day(clock.now(session)))
        if plan.matter and plan.matter not in rules.names("matters"):
            raise Refusal("matter_unknown", field="matter")
        procedure.subject = plan.subject.strip()[: drafts.LONGEST_SUBJECT]
        consultation = session.get_one(Consultation, procedure_id)
        consultation.matter, consultation.purpose = plan.matter, plan.purpose.strip()[:2000]
        consultation.responsible = plan.responsible.strip()[:300]
        write_paragraphs(session, procedure_id, CONSULTED, plan.paragraphs)
        session.add_all([procedure, consultation])
        log.write(session, actor.name_in_log, "PlanWritten", procedure_id, paragraphs=len(plan.paragraphs))


def write_paragraphs(session: Session, procedure_id: int, version: int, paragraphs: list[str]) -> None:
    """Replace one version of the draft in the caller's transaction; blank paragraphs are left out."""
    texts = [text.strip() for text in paragraphs if text.strip()]
    if len(texts) > MOST_PARAGRAPHS:
        raise Refusal("too_many_paragraphs", field="text", at_most=MOST_PARAGRAPHS)
    if too_long := next((place for place, text in enumerate(texts, 1) if len(text) > LONGEST_PARAGRAPH), None):
        raise Refusal("paragraph_too_long", field="text", number=too_long, at_most=LONGEST_PARAGRAPH)
    of_it = (col(DraftParagraph.procedure_id) == procedure_id) & (col(DraftParagraph.version) == version)
    session.exec(delete(DraftParagraph).where(of_it))
    for number, text in enumerate(texts, start=1):
        session.add(DraftParagraph(procedure_id=procedure_id, version=version, number=number, text=text))


def paragraphs_of(session: Session, procedure_id: int, version: int = CONSULTED) -> list[DraftParagraph]:
    """One version of the draft, in order; none where it was not written."""
    of_it = (DraftParagraph.procedure_id == procedure_id) & (DraftParagraph.version == version)
    return list(session.exec(select(DraftParagraph).where(of_it).order_by(col(DraftParagraph.number))).all())


def invite(actor: Actor, procedure_id: int, invitation: str, seen: int | None = None) -> None:
    """Keep the agency's own words for the letter; as drafts.invite()."""
    drafts.invite(actor, procedure_id, Consultation, invitation, seen)


def send_preview(actor: Actor, procedure_id: int) -> None:
    """Gửi thử cho tôi."""
    drafts.send_preview(actor, procedure_id, messages.opinion_preview)


def lacking(session: Session, procedure: Procedure) -> list[str]:
    """What a draft still lacks before it may be opened: keys under `lacking`, none when it may."""
    number, round_ = procedure.id or 0, round_of(session, procedure.id or 0)
    consultation = session.get_one(Consultation, number)
    rules = law_of(session, KIND, local_day(clock.now(session)))
    checks = {
        "awaited": not procedure.has_lost_consultation,
        "draft_text": bool(paragraphs_of(session, number)),
        "matter": bool(consultation.matter),
        "not_by_conference": not _goes_to_conference(rules, consultation.matter),
        "responsible": bool(consultation.responsible),
        "people": bool(summoned(session, number)),
        "opinion_deadline": round_.closes_at is not None and round_.closes_at > clock.now(session),
        "clerk": bool(accounts.holding(session, Role.CLERK)),
        "manager": bool(accounts.holding(session, Role.MANAGER)),
        "sealed_people": not consultation.offers_sealed or sealing.are_enough(session, _with_mail(session, number)),
        "union": not _union_remarks(rules, consultation.matter) or bool(accounts.holding(session, Role.UNION)),
    }
    return [key for key, met in checks.items() if not met]


def _with_mail(session: Session, procedure_id: int) -> int:
    return sum(bool(member.email) for member, _ in summoned(session, procedure_id))


def _goes_to_conference(rules: Rules, matter: str) -> bool:
    return bool(matter) and way(rules, matter) is Way.CONFERENCE


def _union_remarks(rules: Rules, matter: str) -> bool:
    return bool(matter) and must_union_remark(rules, matter)


def open_(actor: Actor, procedure_id: int) -> None:
    """Open the consultation: the law of the day, the draft and the list of people stay as they are now."""
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lacking)
        if procedure is None:
            return
        today = local_day(clock.now(session))
        drafts.open_under(session, procedure, today, law_of(session, KIND, today), FLOW_REVISION)
        people, fingerprint = freeze_roll(session, procedure_id)
        sealing.add_round(session, procedure_id)
        draft_paper(session, procedure_id, PLAN)
        record(session, procedure, OPENED, summoned=people)
        for account in accounts.holding(session, Role.CLERK):
            messages.opinion_plan_awaits_signature(session, procedure_id, account)
        log.write(session, actor.name_in_log, "ConsultationOpened", procedure_id, summoned=people, roll=fingerprint)
        ask_for_run(session, procedure_id)
