"""Soạn và mở một lần bổ nhiệm: the case and its posts as HR writes them, and the opening that freezes their law."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, select

from models import (
    Agency,
    Appointment,
    DocumentKind,
    HeadState,
    Nominee,
    PolicyWay,
    Position,
    Post,
)
from models.store import clock
from models.store.database import transaction
from notifications import messages
from procedures import bodies, drafts, log
from procedures.access.actor import Actor
from procedures.appointment.nominees.naming import name_person, unname
from procedures.appointment.readiness import adjust, lacking
from procedures.appointment.steps import FLOW_REVISION, KIND, OPENED, POLICY_PROPOSAL, posts_of
from procedures.drafts import drafted, rules_of
from procedures.engine import ask_for_run, record
from procedures.evidence import documents_of
from procedures.filing import draft_paper
from procedures.refusal import Refusal
from procedures.unchanged import check_unchanged
from words.dates import local_day

__all__ = [
    "CasePlan",
    "PostPlan",
    "draft",
    "invite",
    "lacking",
    "name_person",
    "open_",
    "send_preview",
    "set_posts",
    "unname",
    "write_case",
]

MOST_POSTS = 20
LAST_STEP = 9


@dataclass(frozen=True)
class CasePlan:
    """The case as HR writes it; `begun_on` is the day of its first legal act, None for the day of the opening."""

    subject: str
    way: PolicyWay = PolicyWay.DECIDED
    purpose: str = ""
    authority: str = ""
    head_decides: bool = False
    head: HeadState = HeadState.PRESENT
    has_units: bool = True
    constituent_unit: bool = False
    party_leads: bool = False
    superior_chairs: bool = False
    superior_chair: str = ""
    begun_on: date | None = None
    starts_at_step: int = 1


@dataclass(frozen=True)
class PostPlan:
    """A post to be filled; `id` where it stands in the draft already."""

    title: str
    unit_name: str = ""
    is_head: bool = False
    id: int | None = None


def draft(actor: Actor, subject: str) -> int:
    """Begin a draft with what the agency says of itself; returns the procedure's number."""
    with transaction() as session:
        number = drafts.begin(session, actor, KIND, subject, asks_by_mail=False)
        agency, leaders = session.get(Agency, 1), bodies.holding(session, *bodies.LEADERSHIP)
        case = Appointment(procedure_id=number)
        if agency:
            case.has_units, case.party_leads = agency.has_units, agency.party_leads
        if leaders and not bodies.holding(session, Position.HEAD):
            case.head = HeadState.VACANT
        session.add(case)
        return number


def write_case(actor: Actor, procedure_id: int, plan: CasePlan, seen: int | None = None) -> None:
    """Keep the case; a head who is on the list counts as concerned, and the superior body chairs where it must.

    `seen`: the last event of the draft that the writer's page knew. Raises Refusal `subject_missing`, `step_unknown`,
    `written_meanwhile`.
    """
    if not plan.subject.strip():
        raise Refusal("subject_missing", field="subject")
    if not 1 <= plan.starts_at_step <= LAST_STEP:
        raise Refusal("step_unknown", field="starts_at_step")
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        check_unchanged(session, actor, procedure_id, ("CaseWritten",), seen)
        procedure.subject = plan.subject.strip()[: drafts.LONGEST_SUBJECT]
        procedure.begun_on = plan.begun_on
        case = session.get_one(Appointment, procedure_id)
        case.way, case.purpose, case.authority = plan.way, plan.purpose.strip()[:2000], plan.authority.strip()[:200]
        case.head, case.head_decides, case.has_units = plan.head, plan.head_decides, plan.has_units
        case.constituent_unit, case.party_leads = plan.constituent_unit, plan.party_leads
        case.superior_chairs, case.superior_chair = plan.superior_chairs, plan.superior_chair.strip()[:300]
        case.starts_at_step = plan.starts_at_step
        session.add_all([procedure, case])
        adjust(session, procedure)
        log.write(session, actor.name_in_log, "CaseWritten", procedure_id, starts_at_step=plan.starts_at_step)


def set_posts(actor: Actor, procedure_id: int, plans: list[PostPlan], seen: int | None = None) -> None:
    """Keep the posts in this order; one keeps its nominees under its `id`, its title, or else its place.

    `seen`: as in write_case(). Raises Refusal `post_title_missing`, `one_head_post`, `too_many_posts`, `post_unknown`,
    `post_has_nominees`, `written_meanwhile`.
    """
    titled = [replace(each, title=_one_line(each.title), unit_name=_one_line(each.unit_name)) for each in plans]
    if not all(each.title for each in titled):
        raise Refusal("post_title_missing", field="title")
    if sum(each.is_head for each in titled) > 1:
        raise Refusal("one_head_post", field="is_head")
    if len(titled) > MOST_POSTS:
        raise Refusal("too_many_posts", field="title", at_most=MOST_POSTS)
    with transaction() as session:
        procedure = drafted(session, actor, procedure_id)
        known = posts_of(session, procedure_id)
        kept = [", ".join(filter(None, (post.title, post.unit_name))) for post in known]
        check_unchanged(session, actor, procedure_id, ("PostsSet",), seen, now=kept)
        rows = _matched(known, titled)
        _drop(session, [post for post in known if post not in rows])
        for post in known:
            post.number = -post.number  # numbers are unique while they change places
        session.flush()
        for number, (each, row) in enumerate(zip(titled, rows, strict=True), start=1):
            post = row or Post(procedure_id=procedure_id, number=number, title=each.title)
            post.number, post.title, post.unit_name, post.is_head = number, each.title, each.unit_name, each.is_head
            session.add(post)
        session.flush()
        adjust(session, procedure)
        log.write(session, actor.name_in_log, "PostsSet", procedure_id, posts=len(titled))


def _matched(known: list[Post], plans: list[PostPlan]) -> list[Post | None]:
    """The row that each plan goes on: by number, else by the same words, else by place; None for a new post."""
    by_id = {post.id: post for post in known}
    if any(each.id is not None and each.id not in by_id for each in plans):
        raise Refusal("post_unknown", field="post")
    found: list[Post | None] = [by_id[each.id] if each.id is not None else None for each in plans]
    for same in (_same_words, _same_place):
        for place, each in enumerate(plans):
            left = [post for post in known if post not in found]
            if found[place] is None:
                found[place] = next((post for post in left if same(post, each, place)), None)
    return found


def _same_words(post: Post, plan: PostPlan, _place: int) -> bool:
    return (post.title, post.unit_name) == (plan.title, plan.unit_name)


def _same_place(post: Post, _plan: PostPlan, place: int) -> bool:
    return post.number == place + 1


def _drop(session: Session, posts: list[Post]) -> None:
    for post in posts:
        if session.exec(select(Nominee.id).where(Nominee.post_id == post.id)).first():
            raise Refusal("post_has_nominees", field="post", title=post.title)
        session.delete(post)
    session.flush()


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def invite(actor: Actor, procedure_id: int, invitation: str, seen: int | None = None) -> None:
    """Keep the agency's own words for the letters that summon; as drafts.invite()."""
    drafts.invite(actor, procedure_id, Appointment, invitation, seen)


def send_preview(actor: Actor, procedure_id: int) -> None:
    """Gửi thử cho tôi."""
    drafts.send_preview(actor, procedure_id, messages.meeting_preview)


def open_(actor: Actor, procedure_id: int) -> None:
    """Open the case: the law of the day of its first legal act, and its posts, stay as they are now.

    Nobody is summoned yet: the list of people grows with each meeting. Raises Refusal `not_ready`, `already_opened`.
    """
    with transaction() as session:
        procedure = drafts.to_open(session, actor, procedure_id, OPENED, lacking)
        if procedure is None:
            return
        case, begun_on = session.get_one(Appointment, procedure_id), procedure.begun_on or local_day(clock.now(session))
        drafts.open_under(session, procedure, begun_on, rules_of(session, procedure), FLOW_REVISION)
        if case.way is PolicyWay.SUBMITTED and not documents_of(session, procedure_id, DocumentKind.POLICY):
            draft_paper(session, procedure_id, POLICY_PROPOSAL)
        people = session.exec(select(Nominee.id).where(Nominee.procedure_id == procedure_id)).all()
        posts, step = len(posts_of(session, procedure_id)), case.starts_at_step
        record(session, procedure, OPENED, posts=posts, nominees=len(people))
        facts = {"posts": posts, "nominees": len(people), "step": step}
        log.write(session, actor.name_in_log, "CaseOpened", procedure_id, **facts)
        ask_for_run(session, procedure_id)
